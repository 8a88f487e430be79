/**
 * The session as a file tells it, line after line: the state that `advance` makes, with the letter or the chunk that is under way. The one
 * place that answers whether what the client says next is a command, a letter or octets of a chunk.
 */

import {
  advance,
  hearClient,
  hearServer,
  isInLetter,
  NO_SIGN_IN,
  openState,
  replyOf,
} from '../protocol/index.ts';
import type {
  Dialect,
  Happening,
  JudgedLine,
  SessionNote,
  SessionState,
  SignInSecrecy,
} from '../protocol/index.ts';
import type { ServerLine } from './ast.ts';
import { endsIn } from './looking-ahead.ts';
import { printParts } from './print.ts';

/** Of a chunk that was announced: the octets that are still to come, null where the file does not tell; and whether it is the last. */
export interface Chunk {
  readonly left: number | null;
  readonly last: boolean;
}

/** What the fold knows at one place, to come back to. */
export interface Folded {
  readonly state: SessionState;
  readonly believed: boolean;
  readonly chunk: Chunk | null;
  readonly tail: string;
  readonly secrecy: SignInSecrecy;
}

const BEGINS_LETTER = 354;
const SIGNED_IN = 235;

export class Fold {
  /** What was odd about what happened last. */
  notes: readonly SessionNote[] = [];
  #state: SessionState;
  /** A 354 is written where the session can have none. */
  #believed = false;
  #chunk: Chunk | null = null;
  /** The end of what was said of a letter. */
  #tail = '\r\n';
  #secrecy: SignInSecrecy = NO_SIGN_IN;

  /** `begins` is the session before the first line, where that is not the beginning of one. */
  constructor(dialect: Dialect, begins: SessionState | null) {
    this.#state = begins ?? openState(dialect);
    // Whoever is in the middle of a sign-in says secrets.
    if (begins?.phase === 'auth') this.#secrecy = { ...NO_SIGN_IN, signing: true };
  }

  get state(): SessionState {
    return this.#state;
  }

  get inLetter(): boolean {
    return this.#believed || isInLetter(this.#state);
  }

  get chunk(): Chunk | null {
    return this.#chunk;
  }

  /** Nothing was asked yet, so that a reply is the greeting. */
  get greets(): boolean {
    return this.#state.phase === 'connected' && this.#state.pending.length === 0;
  }

  at(): Folded {
    return {
      state: this.#state,
      believed: this.#believed,
      chunk: this.#chunk,
      tail: this.#tail,
      secrecy: this.#secrecy,
    };
  }

  return({ state, believed, chunk, tail, secrecy }: Folded): void {
    this.#secrecy = secrecy;
    this.#state = state;
    this.#believed = believed;
    this.#chunk = chunk;
    this.#tail = tail;
  }

  /** A command, or an answer in a sign-in, as it may be shown. */
  command(verb: string, shown: string): void {
    this.#advance({ kind: 'command', verb, line: shown });
  }

  announced(chunk: Chunk): void {
    this.#chunk = chunk;
  }

  /** So many octets of the chunk; gives how many are left. */
  ofChunk({ left, last }: Chunk, octets: number | null): number | null {
    const rest = octets === null || left === null ? null : Math.max(0, left - octets);
    this.#chunk = rest === 0 ? null : { left: rest, last };
    return rest;
  }

  /** A piece of the letter; says whether it ends there. */
  ofLetter(piece: string): boolean {
    const { ends, tail } = endsIn(this.#tail, piece);
    this.#tail = tail;
    if (ends) this.letterEnded();
    return ends;
  }

  letterEnded(): void {
    this.#believed = false;
    this.#tail = '\r\n';
    this.command('DATA', '.');
  }

  reply(code: number, lines: readonly ServerLine[]): void {
    const texts = lines.map((line) => printParts(line.parts) + (line.tail?.raw ?? ''));
    this.#secrecy = hearServer(this.#secrecy, { code, lines: texts });
    this.#advance({ kind: this.greets ? 'greeting' : 'reply', reply: replyOf(code, texts) });
    // A chunk that is answered is over, whatever its size was said to be.
    this.#chunk = null;
    this.#tail = '\r\n';
    this.#believed = code === BEGINS_LETTER && !isInLetter(this.#state);
  }

  /** A reply that the file does not show. */
  assumed(code: number): void {
    this.#advance({ kind: 'reply', reply: replyOf(code, ['']) });
    this.#secrecy = hearServer(this.#secrecy, { code, lines: [''] });
  }

  encrypted(): void {
    // A piece of a conversation begins behind its handshake.
    if (this.#state.encrypted) return;
    this.#advance({ kind: 'tls' });
  }

  closed(): void {
    this.#advance({ kind: 'closed' });
    this.#believed = false;
  }

  /** A sign-in by rule: how it goes is left to the mechanism, a file says no more than that it succeeds. */
  signedIn(mechanism: string, user: string): void {
    this.command('AUTH', `AUTH ${mechanism}`);
    this.#advance({ kind: 'reply', reply: replyOf(SIGNED_IN, ['']) });
    this.#advance({ kind: 'identity', user });
  }

  /** What of a line is a secret, by the state of the sign-in. To be asked for each line that is not a letter, in order. */
  judged(text: string): JudgedLine {
    const judged = hearClient(this.#secrecy, text);
    this.#secrecy = judged.secrecy;
    return judged;
  }

  #advance(happening: Happening): void {
    const { state, notes } = advance(this.#state, happening);
    this.#state = state;
    this.notes = notes;
  }
}
