/**
 * The leg between a gateway and its client: lines as they come, told in the log, and replies. A line that ends in LF alone is a line
 * here, as for most servers; one that is too long, or has control characters in it, is told and goes no further. Follows RFC 5321
 * §2.3.8 (line ends), RFC 2920 §3.2 (replies to a group leave together), RFC 3207 §4.2 (what STARTTLS forgets).
 */

import {
  advance,
  AUTH_LINE_OCTETS,
  awaitedReply,
  concatBytes,
  encodeText,
  openState,
} from '../../pure/protocol/index.ts';
import type { Dialect, Reply, SessionState } from '../../pure/protocol/index.ts';
import { SignInWatch } from '../../pure/gateway/index.ts';
import type { WrongPasswords } from '../../pure/gateway/index.ts';
import { PeerLines } from '../server/index.ts';
import type { Asked, Observer, Peer } from '../server/index.ts';

/** A line of a client. `asked` is for the reply to it. */
export interface ClientLine {
  readonly text: string;
  readonly octets: Uint8Array;
  readonly verb: string;
  readonly ending: '\r\n' | '\n';
  /** Whether its octets are the text that it says; else they go on as they are. */
  readonly isText: boolean;
  /** Why it is not passed on; null where it may be. */
  readonly unfit: 'too-long' | 'control-characters' | 'http' | null;
  readonly asked: Asked;
  /** The session before it. */
  readonly before: SessionState;
}

/** As much as is held of what a client says ahead of us: with many clients that is what memory goes to. */
const HELD_OCTETS = 65_536;
/** A tab is let pass: servers have their own opinion of it. */
/** SECURITY: a web page can have a browser say such a line, and behind it whatever it likes (RFC 9112 §3). */
const HTTP_REQUEST = /^[A-Z]+ \S+ HTTP\/\d/;
const CONTROL = /[\u0000-\u0008\u000a-\u001f\u007f]/;

export interface ClientLegOptions {
  readonly dialect: Dialect;
  readonly wrong: WrongPasswords;
  readonly idle: () => void;
}

export class ClientLeg {
  readonly lines: PeerLines;
  readonly address: string;
  readonly observer: Observer;
  readonly #peer: Peer;
  readonly #options: ClientLegOptions;
  #state: SessionState;
  #watch: SignInWatch;
  #out: Uint8Array[] = [];
  #ended = false;
  #clean = false;
  #cut: number | null = null;

  constructor(peer: Peer, observer: Observer, options: ClientLegOptions) {
    this.#peer = peer;
    this.address = peer.address;
    this.observer = observer;
    this.#options = options;
    this.#state = openState(options.dialect);
    this.#watch = new SignInWatch(options.wrong);
    observer.connected(peer, false);
    this.lines = new PeerLines(peer, { mostHeld: HELD_OCTETS, idle: options.idle });
  }

  get state(): SessionState {
    return this.#state;
  }

  get signIns(): SignInWatch {
    return this.#watch;
  }

  /** Whether a letter in LMTP waits for the reply about a further recipient. */
  get owesLetterReply(): boolean {
    return this.#state.dialect === 'lmtp' && this.#state.letterReplies > 0;
  }

  get hasLeft(): boolean {
    return this.lines.hasLeft;
  }

  /** The next line; null where none is to come. */
  async read(grouped: boolean): Promise<ClientLine | null> {
    let tooLong = false;
    let line = await this.lines.line();
    // The rest of a line of which we have read enough.
    while (line !== null && line.ending === '') {
      tooLong = true;
      line = await this.lines.line();
    }
    if (line === null || line.ending === '') return null;
    const { ending } = line;
    const long = tooLong || line.octets.length > AUTH_LINE_OCTETS;
    const octets = long ? line.octets.subarray(0, 0) : line.octets;
    const bytes = octets.length + ending.length;
    const before = this.#state;
    const { phase } = before;
    const answering = phase === 'auth' ? this.#watch.mechanism : null;
    const text = long ? '' : line.text;
    this.observer.line(octets, bytes, grouped, { phase, answering });
    const { asked } = this.observer;
    const verb = asked.verb ?? '';
    this.#state = advance(this.#state, { kind: 'command', verb, line: asked.line ?? '' }).state;
    const unfit = long
      ? 'too-long'
      : HTTP_REQUEST.test(text)
        ? 'http'
        : CONTROL.test(text)
          ? 'control-characters'
          : null;
    return { text, octets, verb, ending, isText: isTextOf(text, octets), unfit, asked, before };
  }

  /** Says a reply, which leaves with the next `flush`. `asked` is what it answers, where several lines wait. */
  say(reply: Reply, asked: Asked | null = null): void {
    if (asked !== null) this.observer.answers(asked);
    const recipient = awaitedReply(this.#state)?.recipient ?? undefined;
    const greets = this.#state.phase === 'connected';
    this.observer.reply(reply.code, reply.lines, recipient, this.#state.encrypted);
    this.#state = advance(this.#state, { kind: greets ? 'greeting' : 'reply', reply }).state;
    this.#out.push(reply.raw.length > 0 ? reply.raw : octetsOf(reply));
  }

  /** Writes what was said, and waits while the client does not read it. */
  async flush(): Promise<void> {
    if (this.#out.length === 0) return;
    const octets = concatBytes(this.#out);
    this.#out = [];
    if (this.#cut === null) return this.lines.say(octets);
    await this.lines.say(octets.subarray(0, this.#cut));
    this.drop(false);
  }

  /** Of what is said next only so many octets get out; then the connection ends. */
  cutAfter(octets: number): void {
    this.#cut = octets;
  }

  /** Hangs up without a word. */
  drop(reset: boolean): void {
    this.#ended = true;
    this.lines.leave(reset);
  }

  get isCut(): boolean {
    return this.#cut !== null;
  }

  /** The dot came: what is said next answers it. */
  letterEnded(facts: { readonly bytes: number; readonly lines: number; readonly stuffed: number }): void {
    this.observer.letterEnded(facts, 'DATA', this.#state.phase);
    this.#state = advance(this.#state, { kind: 'command', verb: 'DATA', line: '.' }).state;
  }

  /** The server's side of the handshake; false where it failed, which ends the connection. */
  async startTls(
    certificate: { readonly cert: string; readonly key: string },
    mode: 'starttls' | 'implicit',
  ): Promise<boolean> {
    const tls = await this.lines.startTls(certificate, mode, (octets) => {
      this.observer.droppedAfterStartTls(octets);
    });
    if (tls === null) return false;
    this.observer.encrypted(tls, mode);
    this.#state = advance(this.#state, { kind: 'tls' }).state;
    this.#watch = new SignInWatch(this.#options.wrong);
    return true;
  }

  /** Ends the connection, with what was said. */
  async end(clean: boolean): Promise<void> {
    if (this.#ended || this.hasLeft) return;
    this.#ended = true;
    this.#clean = clean;
    await this.flush();
    this.#peer.end();
  }

  /** Tells of the end. */
  closed(): void {
    this.observer.closed(this.#ended ? 'server' : 'client', this.#clean);
  }
}

function isTextOf(text: string, octets: Uint8Array): boolean {
  const again = encodeText(text);
  return again.length === octets.length && again.every((octet, at) => octet === octets[at]);
}

function octetsOf({ code, lines }: Reply): Uint8Array {
  const last = lines.length - 1;
  const rows = lines.map((line, at) => `${code}${at === last ? ' ' : '-'}${line}\r\n`);
  return encodeText(rows.length === 0 ? `${code} \r\n` : rows.join(''));
}
