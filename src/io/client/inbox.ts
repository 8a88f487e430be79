/**
 * What has come from the server and was not looked at yet: whole replies, the start of one, and whether the other side is
 * gone. One waits for the next at a time; who does not wait may be told of what comes meanwhile. SECURITY: a server that
 * talks without being asked is hung up on when more lies here than any group of commands gets.
 */

import { decodeText, ReplyReader } from '../../pure/protocol/index.ts';
import type { ReplyResult } from '../../pure/protocol/index.ts';
import type { Wire } from '../wire/index.ts';
import type { After } from './deadlines.ts';

const MAX_WAITING = 10_000;
const MAX_WAITING_OCTETS = 4_194_304;

/** How the other side left. `error` is what the wire said, where it said something. */
export interface Gone {
  readonly how: 'closed' | 'reset' | 'tls-truncated';
  readonly error: Error | null;
}

/** Why nothing comes: time is up, or the other side is gone (with the start of a reply, where there was one). */
export type Nothing =
  { readonly kind: 'timeout' } | { readonly kind: 'gone'; readonly gone: Gone; readonly partial: string };

export class Inbox {
  readonly #wire: Wire;
  readonly #now: () => number;
  readonly #after: After;
  #reader = new ReplyReader();
  #waiting: ReplyResult[] = [];
  #octets = 0;
  #wake: (() => void) | null = null;
  #heard: (() => void) | null = null;
  #gone: Gone | null = null;
  #cap = Infinity;

  constructor(wire: Wire, now: () => number, after: After) {
    this.#wire = wire;
    this.#now = now;
    this.#after = after;
    wire.listen({
      data: (chunk) => {
        for (const result of this.#reader.push(chunk)) this.#keep(result);
        this.#stir();
      },
      end: (clean) => {
        this.#leave({ how: clean ? 'closed' : 'tls-truncated', error: null });
      },
      error: (error) => {
        this.#leave({ how: 'reset', error });
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

  /** Whether the start of a reply lies here. */
  get hasStart(): boolean {
    return this.#reader.pending > 0;
  }

  /** The start of a reply that lies here. */
  unfinished(): string {
    return decodeText(this.#reader.begun());
  }

  /** How the other side left; null while it is there. */
  get gone(): Gone | null {
    return this.#gone;
  }

  /** Called at each reply, and when the other side leaves; null to stop. */
  onHeard(listener: (() => void) | null): void {
    this.#heard = listener;
  }

  /** Forgets the start of a reply: what comes from now on is another stream (RFC 3207 §4.2). */
  startOver(): void {
    this.#reader = new ReplyReader();
  }

  /** From now on nothing is waited for any longer than this. */
  hurry(milliseconds: number): void {
    this.#cap = Math.min(this.#cap, this.#now() + milliseconds);
    this.#wake?.();
  }

  /** Everything that lies here. */
  takeAll(): readonly ReplyResult[] {
    this.#octets = 0;
    return this.#waiting.splice(0);
  }

  /** The next reply, whole, within so many milliseconds; a trickle of octets does not extend them. */
  async next(milliseconds: number): Promise<ReplyResult | Nothing> {
    const until = this.#now() + milliseconds;
    for (;;) {
      const result = this.#waiting.shift();
      if (result !== undefined) {
        this.#octets -= result.raw.length;
        return result;
      }
      if (this.#gone !== null) {
        const partial = this.#reader.finish();
        return { kind: 'gone', gone: this.#gone, partial: partial === null ? '' : decodeText(partial.raw) };
      }
      const left = Math.min(until, this.#cap) - this.#now();
      if (left <= 0 || (await this.#sleep(left))) return { kind: 'timeout' };
    }
  }

  /** Whether a reply lies here, or the other side is gone, within so many milliseconds. Nothing is taken out. */
  async comes(milliseconds: number): Promise<boolean> {
    const until = this.#now() + milliseconds;
    while (this.#waiting.length === 0 && this.#gone === null) {
      const left = Math.min(until, this.#cap) - this.#now();
      if (left <= 0 || (await this.#sleep(left))) return false;
    }
    return true;
  }

  #keep(result: ReplyResult): void {
    this.#waiting.push(result);
    this.#octets += result.raw.length;
    if (this.#waiting.length <= MAX_WAITING && this.#octets <= MAX_WAITING_OCTETS) return;
    this.#gone ??= { how: 'reset', error: null };
    this.#wire.destroy();
  }

  #leave(gone: Gone): void {
    this.#gone ??= gone;
    this.#stir();
  }

  #stir(): void {
    this.#wake?.();
    if (this.#waiting.length > 0 || this.#gone !== null) this.#heard?.();
  }

  /** Waits until something comes, at most so long: true where nothing did. */
  #sleep(milliseconds: number): Promise<boolean> {
    return new Promise((resolve) => {
      const end = (nothing: boolean): void => {
        this.#wake = null;
        cancel();
        resolve(nothing);
      };
      const cancel = this.#after(milliseconds, () => {
        end(true);
      });
      this.#wake = () => {
        end(false);
      };
    });
  }
}
