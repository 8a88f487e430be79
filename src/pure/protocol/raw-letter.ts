/**
 * A letter that goes over the wire as it is, for experiments with what a server makes of it: no line end is repaired and no dot doubled. Only
 * the end that the protocol needs (RFC 5321 §4.1.1.4) is added, unless the letter has it.
 */

import { CR, DOT, LF } from './bytes.ts';
import type { LetterCounts } from './dot-stuffing.ts';

const END = Uint8Array.of(CR, LF, DOT, CR, LF);

/** Stands where a `LetterEncoder` does. */
export class RawLetter {
  readonly #ended: boolean;
  /** The last octets, as many as tell whether there is an end. */
  #tail: readonly number[] = [];
  #bytes = 0;
  #lines = 0;

  /** `ended` is true for DATA and false for BDAT, whose chunks are counted (RFC 3030 §2). */
  constructor(ended: boolean) {
    this.#ended = ended;
  }

  get counts(): LetterCounts {
    return { bytes: this.#bytes, lines: this.#lines, stuffed: 0, repaired: 0, closed: false };
  }

  push(chunk: Uint8Array): Uint8Array {
    this.#bytes += chunk.length;
    for (let at = chunk.indexOf(LF); at >= 0; at = chunk.indexOf(LF, at + 1)) this.#lines++;
    this.#tail = [...this.#tail, ...chunk.subarray(-END.length)].slice(-END.length);
    return chunk;
  }

  /** The end, or what is missing of it. */
  finish(): Uint8Array {
    if (!this.#ended || this.#ends(END.length)) return END.subarray(END.length);
    return this.#ends(2) || this.#bytes === 0 ? END.subarray(2) : END;
  }

  /** Whether the letter ends with the last octets of its end: all of them, or the line end alone. */
  #ends(count: number): boolean {
    const tail = this.#tail.slice(-count);
    return tail.length === count && tail.every((octet, at) => octet === END[END.length - count + at]);
  }
}
