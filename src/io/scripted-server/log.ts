/**
 * What a scripted server hears and says, as events of the log. A script has no mind: the state of the conversation is followed by what
 * went over the wire. SECURITY: by that state it is known what belongs to a sign-in, and may not be shown (RFC 4954 §4).
 */

import {
  advance,
  awaitedReply,
  chunkOf,
  concatBytes,
  encodeText,
  isInLetter,
  LF,
  openState,
  replyOf,
  verbOf,
} from '../../pure/protocol/index.ts';
import type { Dialect, Happening, SessionState } from '../../pure/protocol/index.ts';
import type { Observer, Peer, PeerLine, PeerTls } from '../server/index.ts';

export class ScriptLog {
  readonly #observer: Observer;
  #state: SessionState;
  #mechanism = '';
  /** Commands since the last reply. */
  #group = 0;
  #reply: string[] = [];
  #letter = { bytes: 0, lines: 0, stuffed: 0 };
  /** Of a chunk that was announced: the octets that have not come, and whether it is the last one. */
  #chunk = { left: 0, last: false };

  constructor(observer: Observer, dialect: Dialect) {
    this.#observer = observer;
    this.#state = openState(dialect);
  }

  /** The conversation as it went. */
  get state(): SessionState {
    return this.#state;
  }

  connected(peer: Peer): void {
    this.#observer.connected(peer, false);
  }

  encrypted(tls: PeerTls, mode: 'starttls' | 'implicit'): void {
    this.#observer.encrypted(tls, mode);
    this.#advance({ kind: 'tls' });
  }

  /** SECURITY: what was said unencrypted, and is thrown away before a handshake (RFC 3207 §4.2). */
  dropped(octets: number): void {
    this.#observer.droppedAfterStartTls(octets);
  }

  /** A line came; gives it as it may be shown. */
  heard({ octets, ending, text }: PeerLine): string {
    if (this.#chunk.left > 0) {
      this.octets(concatBytes([octets, encodeText(ending)]));
      return text;
    }
    if (isInLetter(this.#state)) return this.#ofLetter(octets, ending, text);
    const answers = this.#state.phase === 'auth';
    const [, mechanism = ''] = /^\s*AUTH\s+(\S+)/i.exec(text) ?? [];
    if (!answers) this.#mechanism = mechanism.toUpperCase();
    const standing = { phase: this.#state.phase, answering: answers ? this.#mechanism : null };
    const shown = this.#observer.line(octets, octets.length + ending.length, this.#group++ > 0, standing);
    this.#advance({ kind: 'command', verb: answers ? 'AUTH' : verbOf(text), line: shown });
    const chunk = answers ? null : chunkOf(text);
    if (chunk !== null) this.#chunk = { ...chunk };
    if (chunk?.left === 0) this.#endChunk();
    return shown;
  }

  /** Octets of a chunk, or of a letter. */
  octets(octets: Uint8Array): void {
    this.#observer.letter(octets);
    this.#letter.bytes += octets.length;
    for (const octet of octets) if (octet === LF) this.#letter.lines++;
    if (this.#chunk.left === 0) return;
    this.#chunk.left = Math.max(0, this.#chunk.left - octets.length);
    if (this.#chunk.left === 0) this.#endChunk();
  }

  /** A line of a reply went out. */
  said(code: number, last: boolean, text: string): void {
    this.#reply.push(text);
    if (!last) return;
    const lines = this.#reply.splice(0);
    const reply = replyOf(code, lines);
    const recipient = awaitedReply(this.#state)?.recipient ?? undefined;
    this.#observer.reply(code, lines, recipient, this.#state.encrypted);
    const first = this.#state.phase === 'connected' && this.#state.pending.length === 0;
    this.#advance({ kind: first ? 'greeting' : 'reply', reply });
    this.#group = 0;
  }

  /** Octets went out that need not be a reply. */
  saidOctets(octets: Uint8Array): void {
    this.#observer.raw(octets);
  }

  closed(by: 'client' | 'server'): void {
    this.#observer.closed(by, this.#state.phase === 'closing');
  }

  #ofLetter(octets: Uint8Array, ending: string, text: string): string {
    this.#observer.letter(concatBytes([octets, encodeText(ending)]));
    if (text !== '.') {
      const stuffed = text.startsWith('.') ? 1 : 0;
      this.#letter.bytes += octets.length + ending.length - stuffed;
      this.#letter.lines++;
      this.#letter.stuffed += stuffed;
      return text;
    }
    this.#endLetter('DATA');
    this.#advance({ kind: 'command', verb: 'DATA', line: '.' });
    return text;
  }

  #endChunk(): void {
    if (this.#chunk.last) this.#endLetter('BDAT');
  }

  #endLetter(via: 'DATA' | 'BDAT'): void {
    const facts = this.#letter;
    this.#letter = { bytes: 0, lines: 0, stuffed: 0 };
    this.#observer.letterEnded(facts, via, this.#state.phase);
  }

  #advance(happening: Happening): void {
    this.#state = advance(this.#state, happening).state;
  }
}
