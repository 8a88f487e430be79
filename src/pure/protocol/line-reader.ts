/**
 * Octets to lines, for commands that a server reads. A line ends at LF; whether a CR stood before it is told, since a strict
 * reader must know (RFC 5321 §2.3.8). Takes chunks of any size; costs at most the limit in memory.
 */

import { concatBytes, CR, findOctet, LF } from './bytes.ts';
import type { FindOctet } from './bytes.ts';

export type Line =
  /** `bytes` without its line end. */
  | { readonly kind: 'line'; readonly bytes: Uint8Array; readonly ending: 'crlf' | 'lf' }
  /** The line was longer than `max` octets; the rest of it is thrown away up to its end. */
  | { readonly kind: 'too-long'; readonly max: number };

/** Cuts a stream into lines. */
export class LineReader {
  readonly #max: number;
  readonly #find: FindOctet;
  #held: Uint8Array[] = [];
  #length = 0;
  #skipping = false;

  /** `max` is the longest line in octets, its end not counted. */
  constructor(max: number, find: FindOctet = findOctet) {
    this.#max = max;
    this.#find = find;
  }

  /** Octets of a line whose end has not come. */
  get pending(): number {
    return this.#length;
  }

  /** The lines that this chunk completes, in order. */
  push(chunk: Uint8Array): readonly Line[] {
    const lines: Line[] = [];
    let from = 0;
    for (let end = this.#find(chunk, LF, 0); end >= 0; end = this.#find(chunk, LF, from)) {
      const line = this.#complete(chunk.subarray(from, end));
      if (line !== null) lines.push(line);
      from = end + 1;
    }
    const tooLong = this.#hold(chunk.subarray(from));
    if (tooLong !== null) lines.push(tooLong);
    return lines;
  }

  /** One line, and the octets of the chunk that stand behind it: for a reader that changes its mind after each line. */
  pushOne(chunk: Uint8Array): { readonly line: Line | null; readonly rest: Uint8Array } {
    const end = this.#find(chunk, LF, 0);
    if (end < 0) return { line: this.#hold(chunk), rest: chunk.subarray(chunk.length) };
    return { line: this.#complete(chunk.subarray(0, end)), rest: chunk.subarray(end + 1) };
  }

  /** Forgets an unfinished line; says how many octets it had. */
  clear(): number {
    const dropped = this.#length;
    this.#held = [];
    this.#length = 0;
    this.#skipping = false;
    return dropped;
  }

  #complete(piece: Uint8Array): Line | null {
    if (this.#skipping) {
      this.clear();
      return null;
    }
    const bytes = this.#held.length === 0 ? piece : concatBytes([...this.#held, piece]);
    this.clear();
    const crlf = bytes.length > 0 && bytes[bytes.length - 1] === CR;
    const text = crlf ? bytes.subarray(0, -1) : bytes;
    if (text.length > this.#max) return { kind: 'too-long', max: this.#max };
    return { kind: 'line', bytes: text, ending: crlf ? 'crlf' : 'lf' };
  }

  /** Keeps the start of a line; a line that is already too long is told once and skipped. */
  #hold(piece: Uint8Array): Line | null {
    if (piece.length === 0 || this.#skipping) return null;
    // A copy: what is kept must not hold on to the chunk that it came in.
    this.#held.push(new Uint8Array(piece));
    this.#length += piece.length;
    if (this.#length <= this.#max + 1) return null;
    this.clear();
    this.#skipping = true;
    return { kind: 'too-long', max: this.#max };
  }
}
