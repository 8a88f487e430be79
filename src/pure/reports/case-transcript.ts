/** What was said while a file was played, as plain lines for a report; bounded. SECURITY: of lines as they may be shown. */

import type { LabEvent } from '../events/index.ts';
import { concatBytes } from '../protocol/index.ts';

/** The last lines tell why it ended. */
const MOST_LINES = 200;
/** So much of a letter is written out. */
const MOST_LETTER_OCTETS = 2048;

export class CaseTranscript {
  readonly #lines: string[] = [];
  readonly #write: ((octets: Uint8Array) => string) | null;
  #letter: Uint8Array = new Uint8Array(0);
  #octets = 0;
  #left = 0;
  #server = '';

  /** `write` gives the octets of a letter as a line, where they matter; without it they are counted. */
  constructor(write: ((octets: Uint8Array) => string) | null = null) {
    this.#write = write;
  }

  event(event: LabEvent): void {
    if (event.kind === 'letter' && this.#write !== null) {
      this.#octets += event.wire.length;
      const room = MOST_LETTER_OCTETS - this.#letter.length;
      if (room > 0) this.#letter = concatBytes([this.#letter, event.wire.slice(0, room)]);
      return;
    }
    const wrote = this.#endLetter();
    const mark = event.connection === undefined || event.connection === 1 ? '' : String(event.connection);
    switch (event.kind) {
      case 'command':
        this.#push(`C${mark}: ${event.line}`);
        return;
      case 'reply': {
        const last = event.lines.length - 1;
        const lines = event.lines.map((text, at) => `${event.code}${at < last ? '-' : ' '}${text}`.trimEnd());
        this.#server = lines.join(' / ');
        for (const line of lines) this.#push(`S${mark}: ${line}`);
        return;
      }
      case 'data':
        if (!wrote) this.#push(`C${mark}: (${event.lines} lines, ${event.bytes} octets)`);
        return;
      case 'tls':
        this.#push(`@tls ${event.protocol}`);
        return;
      case 'close':
        this.#push(event.by === 'server' ? '@closed server' : '@closed client');
        return;
      default:
        return;
    }
  }

  /** What the server said last; '' for nothing. */
  get server(): string {
    return this.#server;
  }

  lines(): readonly string[] {
    return this.#left > 0 ? [`… ${this.#left}`, ...this.#lines] : [...this.#lines];
  }

  /** Whether there was one that is written out. */
  #endLetter(): boolean {
    if (this.#write === null || this.#octets === 0) return false;
    const left = this.#octets - this.#letter.length;
    this.#push(`${this.#write(this.#letter)}${left > 0 ? ` … ${left}` : ''}`);
    this.#letter = new Uint8Array(0);
    this.#octets = 0;
    return true;
  }

  #push(line: string): void {
    this.#lines.push(line);
    if (this.#lines.length <= MOST_LINES) return;
    this.#lines.shift();
    this.#left++;
  }
}
