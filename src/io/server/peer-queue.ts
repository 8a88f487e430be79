/** Clients that have come and are waited for one by one: the connections of one session file. */

import type { Peer } from './peer.ts';

/** Nobody comes any more. */
const PATIENCE_MILLISECONDS = 30_000;

export class PeerQueue {
  readonly #come: Peer[] = [];
  readonly #milliseconds: number;
  #waiting: ((peer: Peer | null) => void) | null = null;
  #closed = false;

  constructor(milliseconds = PATIENCE_MILLISECONDS) {
    this.#milliseconds = milliseconds;
  }

  add(peer: Peer): void {
    if (this.#closed) peer.destroy();
    else if (this.#waiting === null) this.#come.push(peer);
    else this.#waiting(peer);
  }

  /** The next one, as soon as it is there; null where none comes. To be asked for one at a time. */
  next(): Promise<Peer | null> {
    const peer = this.#come.shift();
    if (peer !== undefined || this.#closed) return Promise.resolve(peer ?? null);
    return new Promise((resolve) => {
      const settle = (came: Peer | null): void => {
        clearTimeout(timer);
        this.#waiting = null;
        resolve(came);
      };
      const timer = setTimeout(settle, this.#milliseconds, null);
      this.#waiting = settle;
    });
  }

  /** Nobody is waited for any more; those that nobody asked for are sent away. */
  close(): void {
    this.#closed = true;
    this.#waiting?.(null);
    for (const peer of this.#come.splice(0)) peer.destroy();
  }
}
