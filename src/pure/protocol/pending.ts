/**
 * The commands that wait for their replies, oldest first, as a value: asking and answering make another one without a copy of what
 * waits. A session file may have many thousand lines in a row that nobody answers, and each of its steps has the state before it.
 */

interface Link<T> {
  readonly item: T;
  /** The one after it, shared by all values that have both. */
  next: Link<T> | null;
}

export class Pending<T> {
  readonly length: number;
  readonly #first: Link<T> | null;
  readonly #last: Link<T> | null;

  private constructor(first: Link<T> | null, last: Link<T> | null, length: number) {
    this.length = length;
    this.#first = first;
    this.#last = last;
  }

  /** These, oldest first. */
  static of<T>(items: readonly T[]): Pending<T> {
    return items.reduce((pending, item) => pending.with(item), new Pending<T>(null, null, 0));
  }

  /** The one that the next reply answers; null for none. */
  get first(): T | null {
    return this.#first?.item ?? null;
  }

  /** The one that was asked last; null for none. */
  get last(): T | null {
    return this.#last?.item ?? null;
  }

  with(item: T): Pending<T> {
    const link = { item, next: null };
    if (this.#last === null) return new Pending(link, link, 1);
    // Another value went on from here already: what follows there is not ours.
    if (this.#last.next !== null) return Pending.of([...this, item]);
    this.#last.next = link;
    return new Pending(this.#first, link, this.length + 1);
  }

  /** What waits once the first is answered. */
  rest(): Pending<T> {
    if (this.length <= 1 || this.#first === null) return new Pending<T>(null, null, 0);
    return new Pending(this.#first.next, this.#last, this.length - 1);
  }

  *[Symbol.iterator](): Iterator<T> {
    let link = this.#first;
    for (let left = this.length; left > 0 && link !== null; left--, link = link.next) yield link.item;
  }
}
