/**
 * What a scripted server writes: the replies to a group in one write (RFC 2920 §3.2), in pieces or slowly where the file asks for it.
 */

import { concatBytes } from '../../pure/protocol/index.ts';
import type { Peer } from '../server/index.ts';

/** Milliseconds between writes: a tenth of a second where a pace is kept, else long enough for the other side to read each by itself. */
const PACED_PAUSE = 100;
const SPLIT_PAUSE = 10;

export class ScriptWriter {
  readonly #peer: Peer;
  #group: Uint8Array[] = [];
  #sizes: readonly number[] = [];
  #pace = 0;

  constructor(peer: Peer) {
    this.#peer = peer;
  }

  get empty(): boolean {
    return this.#group.length === 0;
  }

  add(octets: Uint8Array): void {
    this.#group.push(octets);
  }

  /** What is written next leaves in pieces of these octets. */
  split(sizes: readonly number[]): void {
    this.#sizes = sizes;
  }

  /** Everything leaves at this pace from now on, in octets a second. */
  slow(octetsPerSecond: number): void {
    this.#pace = octetsPerSecond;
  }

  async flush(): Promise<void> {
    if (this.empty) return;
    let left = concatBytes(this.#group.splice(0));
    const step = Math.max(1, Math.floor((this.#pace * PACED_PAUSE) / 1000));
    const sizes = this.#pace > 0 ? Array<number>(Math.ceil(left.length / step)).fill(step) : this.#sizes;
    for (const size of sizes) {
      // Who has left need not be waited for.
      if (!this.#peer.writable) break;
      this.#peer.write(left.slice(0, size));
      left = left.slice(size);
      await pause(this.#pace > 0 ? PACED_PAUSE : SPLIT_PAUSE);
    }
    this.#sizes = [];
    if (left.length > 0) this.#peer.write(left);
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
