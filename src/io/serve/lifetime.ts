/** How long a server of ours goes on: until a signal, the end of its first connection, or so long without one. */

export interface Lifetime {
  /** End after the first connection. */
  readonly once: boolean;
  /** End after so long without a connection; null for never. */
  readonly idleMilliseconds: number | null;
}

/** When a server's time is over. */
export class LifetimeClock {
  readonly over: Promise<void>;
  readonly #plan: Lifetime;
  #open = 0;
  #timer: NodeJS.Timeout | null = null;
  #end: () => void = () => undefined;

  constructor(plan: Lifetime, signal: AbortSignal) {
    this.#plan = plan;
    this.over = new Promise((resolve) => {
      this.#end = () => {
        if (this.#timer !== null) clearTimeout(this.#timer);
        resolve();
      };
      signal.addEventListener('abort', this.#end, { once: true });
      if (signal.aborted) this.#end();
    });
  }

  /** It listens now. */
  begin(): void {
    if (this.#open === 0) this.#wait();
  }

  opened(): void {
    this.#open++;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  closed(): void {
    this.#open--;
    if (this.#plan.once) this.#end();
    else if (this.#open === 0) this.#wait();
  }

  /** What it is there for is done. */
  end(): void {
    this.#end();
  }

  #wait(): void {
    const { idleMilliseconds } = this.#plan;
    if (idleMilliseconds !== null) this.#timer = setTimeout(this.#end, idleMilliseconds);
  }
}
