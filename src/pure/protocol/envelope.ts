/**
 * The envelope of a transaction as a value: one more recipient makes another one without a copy of those before. A session file may have
 * many thousand recipients, and each of its steps has the envelope before it. Follows RFC 5321 §3.3.
 */

/** The envelope so far. `from` is null before MAIL was accepted; '' is the null sender. */
export class Envelope {
  /** Nothing said yet. */
  static readonly none = new Envelope(null, [], 0);

  readonly from: string | null;
  /** How many recipients were accepted. */
  readonly count: number;
  /** Shared by all values that went on from one another: of it the first `count` are ours. */
  readonly #all: string[];

  private constructor(from: string | null, all: string[], count: number) {
    this.from = from;
    this.#all = all;
    this.count = count;
  }

  /** The sender was accepted. */
  static begun(from: string): Envelope {
    return new Envelope(from, [], 0);
  }

  /** A copy; `count` and `recipient` make none. */
  get recipients(): readonly string[] {
    return this.#all.slice(0, this.count);
  }

  /** By its place, from 0; null for none. */
  recipient(at: number): string | null {
    return at < this.count ? (this.#all[at] ?? null) : null;
  }

  /** One more was accepted. */
  with(recipient: string): Envelope {
    // Where another value went on from here already, what follows there is not ours.
    const mine = this.count > 0 && this.#all.length === this.count;
    const all = mine ? this.#all : this.#all.slice(0, this.count);
    all.push(recipient);
    return new Envelope(this.from, all, this.count + 1);
  }

  /** For whoever prints a state. */
  toJSON(): { readonly from: string | null; readonly recipients: readonly string[] } {
    return { from: this.from, recipients: this.recipients };
  }
}
