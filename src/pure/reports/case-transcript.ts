/** What was said while a file was played, as plain lines for a report; bounded. SECURITY: of lines as they may be shown. */

import type { LabEvent } from '../events/index.ts';

/** The last lines tell why it ended. */
const MOST_LINES = 200;

export class CaseTranscript {
  readonly #lines: string[] = [];
  #left = 0;
  #server = '';

  event(event: LabEvent): void {
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
        this.#push(`C${mark}: (${event.lines} lines, ${event.bytes} octets)`);
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

  #push(line: string): void {
    this.#lines.push(line);
    if (this.#lines.length <= MOST_LINES) return;
    this.#lines.shift();
    this.#left++;
  }
}
