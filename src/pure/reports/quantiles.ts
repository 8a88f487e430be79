/**
 * How durations are spread, without keeping them: each is counted in a bucket whose ends are half a percent apart, so that a quantile is
 * at most a quarter of a percent off, and memory does not grow with their number. The least and the greatest are exact.
 */

const RATIO = Math.log(1.005);
/** What is shorter counts as this: a clock says no less of it. In milliseconds. */
const LEAST = 0.001;

export class Quantiles {
  readonly #buckets = new Map<number, number>();
  #count = 0;
  #least = Infinity;
  #greatest = -Infinity;

  add(milliseconds: number): void {
    const value = Math.max(LEAST, milliseconds);
    const bucket = Math.floor(Math.log(value / LEAST) / RATIO);
    this.#buckets.set(bucket, (this.#buckets.get(bucket) ?? 0) + 1);
    this.#count++;
    this.#least = Math.min(this.#least, value);
    this.#greatest = Math.max(this.#greatest, value);
  }

  get count(): number {
    return this.#count;
  }

  get least(): number {
    return this.#least;
  }

  get greatest(): number {
    return this.#greatest;
  }

  /** The value that this part of all values, such as 0.95, does not exceed (nearest rank). NaN where there are none. */
  at(part: number): number {
    const rank = Math.max(1, Math.ceil(part * this.#count));
    if (this.#count === 0) return NaN;
    if (rank === this.#count) return this.#greatest;
    let before = 0;
    for (const bucket of [...this.#buckets.keys()].sort((one, other) => one - other)) {
      before += this.#buckets.get(bucket) ?? 0;
      if (before < rank) continue;
      const middle = LEAST * Math.exp((bucket + 0.5) * RATIO);
      return Math.min(this.#greatest, Math.max(this.#least, middle));
    }
    return this.#greatest;
  }
}
