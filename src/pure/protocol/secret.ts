/**
 * A secret is marked where it is made: a password, a token, a SASL answer. The wrapper never prints itself: in a
 * template string, in JSON, in an error or in a debugger's inspection it is `<hidden>`. Only `reveal` gives the text,
 * and only the wire, and a screen that was asked with `--show-secrets`, call it.
 */

/** What stands where a secret was, on every output. */
export const HIDDEN = '<hidden>';

const INSPECT = Symbol.for('nodejs.util.inspect.custom');

/** A text that must not be shown. `reveal()` is the only way to it. */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The text itself. */
  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return HIDDEN;
  }

  toJSON(): string {
    return HIDDEN;
  }

  [INSPECT](): string {
    return HIDDEN;
  }
}
