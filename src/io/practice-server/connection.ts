/**
 * One client of the practice server: octets to lines to the mind, whose actions the runner carries out. Bounded in what a client
 * may cost: long lines are refused, letters go through a store of bounded memory, nothing is read while what was said
 * before is not on its way, and many commands at once are answered in slices, between which others have their turn. Replies to a pipelined group leave in one write. Follows RFC 2920 §3.2 (groups), RFC 3207 §4.2
 * (what STARTTLS throws away), RFC 3030 §2 (chunks).
 */

import { Mind } from '../../pure/practice/index.ts';
import type { AcceptedLetter, MindOptions, Scenario } from '../../pure/practice/index.ts';
import { decodeText, LetterDecoder, LF } from '../../pure/protocol/index.ts';
import { labCertificate } from '../server/index.ts';
import type { CertificateKind, Observer, Peer, Store, StoredLetter } from '../server/index.ts';
import { ActionRunner } from './action-runner.ts';
import { ClientLines } from './client-lines.ts';
import { Intake } from './intake.ts';
import type { Turns } from './turns.ts';

/** A letter that was accepted, where it is, and what was known of its client. */
export interface Arrival {
  readonly letter: AcceptedLetter;
  readonly bytes: number;
  readonly stored: StoredLetter;
  readonly mind: Mind;
}

export interface ConnectionSetting {
  readonly scenario: Scenario;
  readonly tls: Scenario['tls'];
  readonly mind: MindOptions;
  readonly store: Store;
  readonly turns: Turns;
  readonly observer: Observer | null;
  /** Whether a client gets the certificate of the authority as well. */
  readonly sendsAuthority: boolean;
  readonly arrived: (arrival: Arrival) => void;
  readonly over: () => void;
}

type Reading =
  | { readonly kind: 'lines' }
  | { readonly kind: 'letter'; readonly decoder: LetterDecoder }
  | { readonly kind: 'chunk'; left: number; readonly last: boolean };

const LINES: Reading = { kind: 'lines' };
/** Lines, or pieces of a letter, that are read before others have their turn. */
const SLICE = 64;

export class Connection {
  readonly #peer: Peer;
  readonly #options: ConnectionSetting;
  readonly #observer: Observer | null;
  readonly #mind: Mind;
  readonly #runner: ActionRunner;
  readonly #intake: Intake;
  readonly #lines = new ClientLines((octets) => {
    this.#answerBareLf(octets);
  });
  #reading: Reading = LINES;
  #input: Uint8Array[] = [];
  #handshaking = false;
  #linesOfChunk = 0;
  #awaitsTurn = false;
  #over = false;
  #certificate: CertificateKind;

  constructor(peer: Peer, options: ConnectionSetting) {
    this.#peer = peer;
    this.#options = options;
    this.#observer = options.observer;
    this.#certificate = options.scenario.certificate;
    this.#mind = new Mind(options.scenario, options.mind);
    this.#intake = new Intake(options.store, options.scenario.maxSize, options.observer);
    this.#runner = new ActionRunner(peer, options.observer, {
      readLetter: () => {
        this.#intake.discard();
        this.#reading = { kind: 'letter', decoder: new LetterDecoder() };
      },
      readChunk: (size, last) => {
        // The first chunk, or the first one after an RSET.
        if (this.#mind.phase !== 'bdat') this.#intake.discard();
        this.#reading = { kind: 'chunk', left: size, last };
        if (size === 0) this.#endChunk(last);
      },
      accept: (letter) => {
        this.#accept(letter);
      },
      startTls: () => {
        this.#startTls('starttls');
      },
      certificate: (kind) => {
        this.#certificate = kind;
      },
      isEncrypted: () => this.#mind.state.encrypted,
      free: () => {
        this.#pump();
      },
    });
  }

  start(): void {
    this.#observer?.connected(this.#peer);
    this.#peer.listen({
      data: (chunk) => {
        this.#take(chunk);
      },
      drain: () => {
        this.#runner.drained();
      },
      idle: () => {
        this.farewell('idle-too-long');
      },
      gone: () => {
        this.#gone();
      },
    });
    if (this.#options.tls === 'implicit') this.#startTls('implicit');
    else this.#open();
  }

  /** Says goodbye, whatever is under way. */
  farewell(id: 'idle-too-long' | 'going-down' | 'too-many-connections'): void {
    if (!this.#runner.hungUp) this.#runner.interrupt(this.#mind.farewell(id));
  }

  #open(): void {
    this.#runner.do(this.#mind.open());
    this.#runner.flush();
  }

  #take(chunk: Uint8Array): void {
    if (this.#runner.hungUp) return;
    const early = this.#runner.greeted ? [] : this.#mind.spokeEarly();
    if (early.length > 0) {
      this.#runner.interrupt(early);
      return;
    }
    this.#input.push(chunk);
    this.#linesOfChunk = 0;
    if (this.#runner.busy || this.#awaitsTurn) this.#peer.pause();
    else this.#pump();
  }

  /** Reads on, until there is nothing more, something has to be waited for, or it is somebody else's turn. */
  #pump(): void {
    for (let read = 0; !this.#runner.busy && !this.#runner.hungUp; read++) {
      const chunk = this.#input.shift();
      if (chunk === undefined) break;
      if (read === SLICE) {
        this.#input.unshift(chunk);
        this.#waitForTurn();
        return;
      }
      const rest = this.#read(chunk);
      if (rest.length > 0 && !this.#runner.hungUp) this.#input.unshift(rest);
      if (this.#runner.full) this.#runner.flush();
    }
    if (this.#runner.busy || this.#runner.hungUp) return;
    this.#runner.flush();
    // A client that does not read its replies is not read either.
    if (this.#runner.busy) this.#peer.pause();
    else this.#peer.resume();
    this.#lines.pause();
  }

  #answerBareLf(octets: Uint8Array): void {
    if (this.#runner.hungUp) return;
    this.#observer?.line(octets.subarray(0, -1), octets.length, false, this.#mind);
    this.#runner.do(this.#mind.bareLineFeed());
    this.#runner.flush();
  }

  #waitForTurn(): void {
    this.#awaitsTurn = true;
    this.#peer.pause();
    this.#options.turns.take(() => {
      this.#awaitsTurn = false;
      this.#pump();
    });
  }

  /** Takes one line or one piece of a letter off a chunk; what is left of it. */
  #read(chunk: Uint8Array): Uint8Array {
    switch (this.#reading.kind) {
      case 'lines':
        return this.#readLine(chunk);
      case 'letter': {
        const { decoder } = this.#reading;
        const { text, done, rest } = decoder.push(chunk);
        this.#keep(text, chunk.subarray(0, chunk.length - rest.length));
        if (done) this.#endLetter('DATA', decoder.bareLineEnds);
        return rest;
      }
      case 'chunk': {
        const taken = chunk.subarray(0, this.#reading.left);
        this.#reading.left -= taken.length;
        this.#keep(taken, taken);
        if (this.#reading.left === 0) this.#endChunk(this.#reading.last);
        return chunk.subarray(taken.length);
      }
    }
  }

  #readLine(chunk: Uint8Array): Uint8Array {
    const { line, rest } = this.#lines.pushOne(chunk);
    if (line === null) return rest;
    if (line.kind === 'too-long') {
      this.#runner.do(this.#mind.lineTooLong());
      return rest;
    }
    const { bytes } = line;
    this.#observer?.line(bytes, bytes.length + 2, this.#linesOfChunk > 0, this.#mind);
    this.#linesOfChunk++;
    if (bytes.includes(LF)) {
      this.#runner.do(this.#mind.bareLineFeed());
      return rest;
    }
    const followed = rest.length > 0 || this.#input.length > 0;
    this.#runner.do(this.#mind.line(decodeText(bytes), followed));
    return this.#handshaking ? this.#throwAway(rest) : rest;
  }

  /** SECURITY: what stood behind STARTTLS unencrypted is thrown away (RFC 3207 §4.2). */
  #throwAway(rest: Uint8Array): Uint8Array {
    const dropped = this.#input.splice(0).reduce((sum, { length }) => sum + length, rest.length);
    if (dropped > 0) this.#observer?.droppedAfterStartTls(dropped);
    return rest.subarray(rest.length);
  }

  #keep(text: Uint8Array, wire: Uint8Array): void {
    if (!this.#intake.push(text, wire)) this.#intake.onceDrained(this.#runner.wait());
  }

  #endChunk(last: boolean): void {
    if (last) {
      this.#endLetter('BDAT', 0);
      return;
    }
    this.#reading = LINES;
    this.#runner.do(this.#mind.chunkEnded(false, { bytes: this.#intake.bytes, bareLineEnds: 0 }));
  }

  /** The letter is over: stored first, answered then. */
  #endLetter(via: 'DATA' | 'BDAT', bareLineEnds: number): void {
    this.#reading = LINES;
    const answer = (stored: boolean): void => {
      const facts = { bytes: this.#intake.bytes, bareLineEnds, stored };
      const actions = via === 'DATA' ? this.#mind.letterEnded(facts) : this.#mind.chunkEnded(true, facts);
      if (!actions.some(({ kind }) => kind === 'accept')) this.#intake.discard();
      this.#runner.do(actions);
    };
    const finished = this.#intake.finish(via, this.#mind.phase);
    if (typeof finished === 'boolean') answer(finished);
    else this.#runner.await(finished, answer);
  }

  /** Hands an accepted letter on; what is to be said about it comes after. */
  #accept(letter: AcceptedLetter): void {
    const { bytes } = this.#intake;
    const hand = (stored: StoredLetter): void => {
      this.#options.arrived({ letter, bytes, stored, mind: this.#mind });
    };
    const taken = this.#intake.take();
    // It is in its place now, whether or not its client still waits to hear so.
    if (taken instanceof Promise) this.#runner.await(taken.then(hand), () => undefined);
    else if (taken !== null) hand(taken);
  }

  #startTls(mode: 'starttls' | 'implicit'): void {
    const { hostname, offersInTls } = this.#options.scenario;
    this.#runner.pour();
    this.#handshaking = true;
    const asks = offersInTls.some((line) => /^AUTH[ =](?:.* )?EXTERNAL(?: |$)/i.test(line));
    const dropped = (octets: number): void => {
      this.#observer?.droppedAfterStartTls(octets);
    };
    const { cert, chain, key } = labCertificate(hostname, this.#certificate);
    const sent = this.#options.sendsAuthority ? chain : cert;
    const secured = this.#peer.startTls({ cert: sent, key }, mode, asks, dropped);
    this.#runner.await(secured, (tls) => {
      this.#handshaking = false;
      this.#lines.forget();
      this.#observer?.encrypted(tls, mode);
      this.#mind.tlsStarted({ binding: tls.binding, clientName: tls.clientName });
      if (mode === 'implicit') this.#runner.do(this.#mind.open());
    });
  }

  #gone(): void {
    if (this.#over) return;
    this.#over = true;
    this.#lines.forget();
    this.#observer?.closed(this.#runner.hungUp ? 'server' : 'client', this.#mind.phase === 'closing');
    this.#runner.stop();
    this.#input = [];
    this.#intake.discard();
    this.#options.over();
  }
}
