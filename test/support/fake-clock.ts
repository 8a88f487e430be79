/** A clock that a test winds: timers fire in order when nothing else can happen any more, and no time passes for real. */

import type { After } from '../../src/io/client/index.ts';

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

export class FakeClock {
  #now = 0;
  readonly #timers = new Set<Timer>();

  readonly now = (): number => this.#now;

  readonly after: After = (milliseconds, run) => {
    const timer = { at: this.#now + milliseconds, run };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  };

  /** Timers that were neither run nor taken back. */
  get pending(): number {
    return this.#timers.size;
  }

  /** Winds to the next timer and runs it; false where there is none. */
  tick(): boolean {
    const next = [...this.#timers].sort((a, b) => a.at - b.at)[0];
    if (next === undefined) return false;
    this.#timers.delete(next);
    this.#now = Math.max(this.#now, next.at);
    next.run();
    return true;
  }

  /** Winds until the promise is settled. Fails where it never will be: that is a hang. */
  async runUntil<T>(promise: Promise<T>, most = 1000): Promise<T> {
    let settled = false;
    const watched = promise.finally(() => {
      settled = true;
    });
    watched.catch(() => undefined);
    for (let turn = 0; turn < most; turn++) {
      // All that follows from what happened so far, before time goes on.
      await new Promise((resolve) => setImmediate(resolve));
      if (settled) return watched;
      if (!this.tick()) {
        await new Promise((resolve) => setImmediate(resolve));
        if (settled) return watched;
        throw new Error('a hang: nothing can happen any more');
      }
    }
    throw new Error('a hang: time goes on without an end');
  }
}
