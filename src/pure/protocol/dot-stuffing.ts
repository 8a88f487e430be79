/**
 * The letter on its way out: line ends made CRLF (RFC 5321 §2.3.8: CR and LF travel together or not at all), a dot doubled
 * at the start of a line (§4.5.2, transparency), the lone dot at the end (§4.1.1.4). Repair comes first, since a dot behind
 * a bare LF begins a line too (SECURITY: else it could end the letter, and the rest would be read as commands).
 * The way back is in `dot-unstuffing.ts`.
 *
 * Two ways over the octets, which must give the same: in text with long, clean lines the line ends are searched for, and a
 * chunk without a change is handed on uncopied; where lines are short or changes many, a loop copies octet by octet.
 */

import { concatBytes, CR, DOT, findOctet, LF } from './bytes.ts';
import type { FindOctet } from './bytes.ts';

const CRLF = Uint8Array.of(CR, LF);
const ONE_DOT = Uint8Array.of(DOT);
const END = Uint8Array.of(DOT, CR, LF);
const NOTHING = new Uint8Array(0);

/** About what a line and a change cost the search, in octets that the loop would have copied meanwhile (measured). */
const LINE_COST = 32;
const CHANGE_COST = 128;
/** Lines of a chunk after which it is known what the chunk is like. */
const SAMPLE_LINES = 32;

/** What was done to a letter. */
export interface LetterCounts {
  /** Octets with CRLF line ends, before stuffing, without the final dot. */
  readonly bytes: number;
  readonly lines: number;
  /** Lines that got a dot. */
  readonly stuffed: number;
  /** Bare CR and bare LF that became CRLF. */
  readonly repaired: number;
  /** True where the last line had no end and got one. */
  readonly closed: boolean;
}

/** Repairs line ends and, for DATA, stuffs dots; chunk by chunk, wherever the cuts are. */
export class LetterEncoder {
  readonly #stuff: boolean;
  readonly #find: FindOctet;
  #scratch = NOTHING;
  #atLineStart = true;
  #heldCr = false;
  #bytes = 0;
  #lines = 0;
  #stuffed = 0;
  #repaired = 0;
  #closed = false;

  /** `stuff` is true for DATA and false for BDAT, whose chunks are counted and not ended by a dot (RFC 3030 §2). */
  constructor(options: { readonly stuff: boolean; readonly find?: FindOctet }) {
    this.#stuff = options.stuff;
    this.#find = options.find ?? findOctet;
  }

  get counts(): LetterCounts {
    return {
      bytes: this.#bytes,
      lines: this.#lines,
      stuffed: this.#stuffed,
      repaired: this.#repaired,
      closed: this.#closed,
    };
  }

  /** The octets for the wire that this chunk gives; the chunk itself where nothing had to be changed. */
  push(chunk: Uint8Array): Uint8Array {
    if (chunk.length === 0) return NOTHING;
    const parts: Uint8Array[] = [];
    const stuffedBefore = this.#stuffed;
    const from = this.#release(chunk, parts);
    this.#search(chunk, from, parts);
    const wire = concatBytes(parts);
    this.#bytes += wire.length - (this.#stuffed - stuffedBefore);
    return wire;
  }

  /** What is still owed: the end of the last line and, for DATA, the lone dot. One piece, so that it leaves in one write. */
  finish(): Uint8Array {
    const parts: Uint8Array[] = [];
    if (this.#heldCr || !this.#atLineStart) {
      if (this.#heldCr) this.#repaired++;
      else this.#closed = true;
      this.#heldCr = false;
      this.#atLineStart = true;
      this.#lines++;
      this.#bytes += CRLF.length;
      parts.push(CRLF);
    }
    if (this.#stuff) parts.push(END);
    return concatBytes(parts);
  }

  /** A CR that ended the chunk before waits to see whether an LF follows. Gives where this chunk is to be read from. */
  #release(chunk: Uint8Array, parts: Uint8Array[]): number {
    if (!this.#heldCr) return 0;
    this.#heldCr = false;
    this.#lines++;
    this.#atLineStart = true;
    parts.push(CRLF);
    if (chunk[0] === LF) return 1;
    this.#repaired++;
    return 0;
  }

  #search(chunk: Uint8Array, start: number, parts: Uint8Array[]): void {
    const size = chunk.length;
    const find = this.#find;
    const stuff = this.#stuff;
    let atLineStart = this.#atLineStart;
    let from = start;
    // Up to here the chunk has been handed on.
    let clean = start;
    let lines = 0;
    let stuffed = 0;
    let repaired = 0;
    let cr = start - 1;
    let lf = start - 1;
    while (from < size) {
      if (cr < from) cr = find(chunk, CR, from);
      if (cr < 0) cr = size;
      if (lf < from) lf = find(chunk, LF, from);
      if (lf < 0) lf = size;
      if (atLineStart && stuff && chunk[from] === DOT) {
        parts.push(chunk.subarray(clean, from), ONE_DOT);
        clean = from;
        stuffed++;
      }
      const end = cr < lf ? cr : lf;
      atLineStart = false;
      if (end === size) break;
      if (end === size - 1 && end === cr) {
        this.#heldCr = true;
        parts.push(chunk.subarray(clean, end));
        clean = size;
        break;
      }
      atLineStart = true;
      lines++;
      from = end + 1;
      if (lf === cr + 1) {
        from++;
      } else {
        parts.push(chunk.subarray(clean, end), CRLF);
        clean = from;
        repaired++;
      }
      if (lines >= SAMPLE_LINES && lines * LINE_COST + (stuffed + repaired) * CHANGE_COST > from - start)
        break;
    }
    this.#atLineStart = atLineStart;
    this.#lines += lines;
    this.#stuffed += stuffed;
    this.#repaired += repaired;
    const dense = from < size && atLineStart;
    if (clean < size) parts.push(chunk.subarray(clean, dense ? from : size));
    if (dense) parts.push(this.#copy(chunk, from));
  }

  /** The same octet by octet, from a place on to the end of the chunk. */
  #copy(chunk: Uint8Array, start: number): Uint8Array {
    const size = chunk.length;
    // At the worst each octet becomes two.
    if (this.#scratch.length < (size - start) * 2) this.#scratch = new Uint8Array((size - start) * 2);
    const out = this.#scratch;
    let to = 0;
    let atLineStart = this.#atLineStart;
    let at = start;
    while (at < size) {
      if (atLineStart && this.#stuff && chunk[at] === DOT) {
        out[to++] = DOT;
        this.#stuffed++;
      }
      const before = at;
      let octet = chunk[at] ?? 0;
      // Every octet above CR is neither CR nor LF: one comparison carries most of the text.
      while (octet > CR) {
        out[to++] = octet;
        at++;
        if (at === size) break;
        octet = chunk[at] ?? 0;
      }
      if (at > before) atLineStart = false;
      if (at === size) break;
      at++;
      if (octet !== CR && octet !== LF) {
        out[to++] = octet;
        atLineStart = false;
        continue;
      }
      if (octet === CR && at === size) {
        this.#heldCr = true;
        atLineStart = false;
        break;
      }
      if (octet === CR && chunk[at] === LF) at++;
      else this.#repaired++;
      out[to++] = CR;
      out[to++] = LF;
      this.#lines++;
      atLineStart = true;
    }
    this.#atLineStart = atLineStart;
    return new Uint8Array(out.subarray(0, to));
  }
}
