/**
 * Octets to lines, for commands that a server reads. A line ends at LF, and whether a CR stood before it is told; or, for a strict
 * reader, at CRLF alone (RFC 5321 §2.3.8). Takes chunks of any size; costs at most the limit in memory.
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
  readonly #strict: boolean;
  #held: Uint8Array[] = [];
  #length = 0;
  #skipping = false;
  /** The last octet of an unfinished line: a CR may be the one before the LF that comes next. */
  #last = -1;

  /** `max` is the longest line in octets, its end not counted. `endsAt` "crlf": an LF without CR is a part of the line. */
  constructor(max: number, find: FindOctet = findOctet, endsAt: 'lf' | 'crlf' = 'lf') {
    this.#max = max;
    this.#find = find;
    this.#strict = endsAt === 'crlf';
  }

  /** Octets of a line whose end has not come. */
  get pending(): number {
    return this.#length;
  }

  /** Whether what has come of an unfinished line ends in LF: whoever sent it may take the line for a whole one. */
  get endsInBareLf(): boolean {
    return this.#last === LF;
  }

  /** The lines that this chunk completes, in order. */
  push(chunk: Uint8Array): readonly Line[] {
    const lines: Line[] = [];
    let from = 0;
    for (let end = this.#endOf(chunk, 0); end >= 0; end = this.#endOf(chunk, from)) {
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
    const end = this.#endOf(chunk, 0);
    if (end < 0) return { line: this.#hold(chunk), rest: chunk.subarray(chunk.length) };
    return { line: this.#complete(chunk.subarray(0, end)), rest: chunk.subarray(end + 1) };
  }

  /** What there is of an unfinished line, which is forgotten; nothing of one that is too long. */
  takePending(): Uint8Array {
    const pending = concatBytes(this.#held);
    this.#forget();
    return pending;
  }

  /** Where the LF is that ends the first line from `from` on; -1 for nowhere. */
  #endOf(chunk: Uint8Array, from: number): number {
    let end = this.#find(chunk, LF, from);
    if (!this.#strict) return end;
    const before = (at: number): number | undefined => (at === 0 ? this.#last : chunk[at - 1]);
    while (end >= 0 && before(end) !== CR) end = this.#find(chunk, LF, end + 1);
    return end;
  }

  #forget(): void {
    this.#held = [];
    this.#length = 0;
    this.#skipping = false;
    this.#last = -1;
  }

  #complete(piece: Uint8Array): Line | null {
    if (this.#skipping) {
      this.#forget();
      return null;
    }
    const bytes = this.#held.length === 0 ? piece : concatBytes([...this.#held, piece]);
    this.#forget();
    const crlf = bytes.length > 0 && bytes[bytes.length - 1] === CR;
    const text = crlf ? bytes.subarray(0, -1) : bytes;
    if (text.length > this.#max) return { kind: 'too-long', max: this.#max };
    return { kind: 'line', bytes: text, ending: crlf ? 'crlf' : 'lf' };
  }

  /** Keeps the start of a line; a line that is already too long is told once and skipped. */
  #hold(piece: Uint8Array): Line | null {
    if (piece.length === 0) return null;
    this.#last = piece.at(-1) ?? -1;
    if (this.#skipping) return null;
    // A copy: what is kept must not hold on to the chunk that it came in.
    this.#held.push(new Uint8Array(piece));
    this.#length += piece.length;
    if (this.#length <= this.#max + 1) return null;
    this.#held = [];
    this.#length = 0;
    this.#skipping = true;
    return { kind: 'too-long', max: this.#max };
  }
}
