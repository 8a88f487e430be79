/**
 * What has come from the server and was not looked at yet: whole replies, the start of one, and whether the other side is
 * gone. One waits for the next at a time. SECURITY: a server that talks without being asked is hung up on when more than
 * `MAX_WAITING` replies lie here.
 */

import { decodeText, ReplyReader } from '../../pure/protocol/index.ts';
import type { ReplyResult } from '../../pure/protocol/index.ts';
import type { Wire } from '../wire/index.ts';

/** More replies than any group of commands gets. */
const MAX_WAITING = 10_000;

/** Why nothing comes: time is up, or the other side is gone (with the start of a reply, where there was one). */
export type Nothing =
  | { readonly kind: 'timeout' }
  | { readonly kind: 'gone'; readonly how: 'closed' | 'reset'; readonly partial: string };

export class Inbox {
  #reader = new ReplyReader();
  #waiting: ReplyResult[] = [];
  #wake: (() => void) | null = null;
  #gone: 'closed' | 'reset' | null = null;

  constructor(wire: Wire) {
    wire.listen({
      data: (chunk) => {
        this.#waiting.push(...this.#reader.push(chunk));
        if (this.#waiting.length > MAX_WAITING) {
          this.#gone = 'reset';
          wire.destroy();
        }
        this.#wake?.();
      },
      end: () => {
        this.#leave('closed');
      },
      error: () => {
        this.#leave('reset');
      },
    });
  }

  /** Whether a reply, or the start of one, lies here. */
  get isEmpty(): boolean {
    return this.#waiting.length === 0 && this.#reader.pending === 0;
  }

  get hasReply(): boolean {
    return this.#waiting.length > 0;
  }

  /** How the other side left; null while it is there. */
  get gone(): 'closed' | 'reset' | null {
    return this.#gone;
  }

  /** Forgets the start of a reply: what comes from now on is another stream (RFC 3207 §4.2). */
  startOver(): void {
    this.#reader = new ReplyReader();
  }

  /** Everything that lies here. */
  takeAll(): readonly ReplyResult[] {
    return this.#waiting.splice(0);
  }

  /** The next reply, whole, within so many milliseconds; a trickle of octets does not extend them. */
  async next(milliseconds: number): Promise<ReplyResult | Nothing> {
    const until = Date.now() + milliseconds;
    for (;;) {
      const result = this.#waiting.shift();
      if (result !== undefined) return result;
      if (this.#gone !== null) {
        const partial = this.#reader.finish();
        return { kind: 'gone', how: this.#gone, partial: partial === null ? '' : decodeText(partial.raw) };
      }
      const left = until - Date.now();
      if (left <= 0) return { kind: 'timeout' };
      await this.#sleep(left);
    }
  }

  #leave(how: 'closed' | 'reset'): void {
    this.#gone ??= how;
    this.#wake?.();
  }

  #sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
