/**
 * Whose turn it is: the work of many connections in slices, one slice per turn of the event loop, each connection in its order, so that
 * a client that sends a million commands at once delays nobody else by more than a few slices.
 */

/** The turns of one server. */
export class Turns {
  readonly #waiting: (() => void)[] = [];
  #running = false;

  /** Does a slice of work when its turn has come: after what waits already, and after whatever else has happened by then. */
  take(slice: () => void): void {
    this.#waiting.push(slice);
    if (this.#running) return;
    this.#running = true;
    setImmediate(this.#run);
  }

  readonly #run = (): void => {
    const slice = this.#waiting.shift();
    if (slice === undefined) {
      this.#running = false;
      return;
    }
    setImmediate(this.#run);
    slice();
  };
}
