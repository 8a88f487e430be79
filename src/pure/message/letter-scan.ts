/**
 * What must be known of a letter before it is sent, from one pass over it: octets that are not ASCII (RFC 6152), lines over
 * 998 octets (RFC 5321 §4.5.3.1.6; the line end and a stuffed dot do not count). Bounded: it remembers no text.
 */

import { CR, findOctet, LF, TEXT_LINE_OCTETS } from '../protocol/index.ts';
import type { FindOctet } from '../protocol/index.ts';

/** Lines that are too long. */
export interface LongLines {
  readonly count: number;
  /** The number of the first, from 1, as an editor counts. */
  readonly first: number;
  /** Octets of the first, without its line end. */
  readonly octets: number;
}

export class LetterScan {
  readonly #find: FindOctet;
  #line = 1;
  /** Octets of the line so far, and whether the last of them is a CR. */
  #length = 0;
  #endsInCr = false;
  #long: LongLines | null = null;
  /** Whether some octet is not ASCII. */
  eightBit = false;

  constructor(find: FindOctet = findOctet) {
    this.#find = find;
  }

  push(chunk: Uint8Array): void {
    if (!this.eightBit) this.eightBit = hasEightBit(chunk);
    let from = 0;
    while (from < chunk.length) {
      const end = this.#find(chunk, LF, from);
      const to = end < 0 ? chunk.length : end;
      this.#grow(chunk, from, to);
      if (end < 0) return;
      this.#endLine();
      this.#line++;
      from = end + 1;
    }
  }

  /** Lines that are too long, where there are any. To be called when all was pushed. */
  finish(): LongLines | null {
    this.#endLine();
    return this.#long;
  }

  #grow(chunk: Uint8Array, from: number, to: number): void {
    if (to === from) return;
    // More of the same line behind a CR: the CR was a line end of its own.
    if (this.#endsInCr) {
      this.#note(this.#length - 1);
      this.#length = 0;
    }
    this.#length += to - from;
    this.#endsInCr = chunk[to - 1] === CR;
    if (this.#length <= TEXT_LINE_OCTETS) return;
    // A bare CR becomes a line end on the wire: only what stands between two of them counts.
    let start = from;
    let before = this.#length - (to - from);
    for (let at = this.#find(chunk, CR, from); at >= 0 && at < to - 1; at = this.#find(chunk, CR, start)) {
      this.#note(before + at - start);
      before = 0;
      start = at + 1;
      this.#length = to - start;
    }
  }

  #endLine(): void {
    this.#note(this.#length - (this.#endsInCr ? 1 : 0));
    this.#length = 0;
    this.#endsInCr = false;
  }

  #note(octets: number): void {
    if (octets <= TEXT_LINE_OCTETS - 2) return;
    const { first, octets: firstOctets } = this.#long ?? { first: this.#line, octets };
    this.#long = { count: (this.#long?.count ?? 0) + 1, first, octets: firstOctets };
  }
}

/** Four octets at a time: every letter passes here whole. */
function hasEightBit(bytes: Uint8Array): boolean {
  const { buffer, byteOffset, length } = bytes;
  if (length < WORD * 2) return isHigh(bytes, 0, length);
  // Words begin where the buffer has them.
  const before = (WORD - (byteOffset % WORD)) % WORD;
  const words = new Uint32Array(buffer, byteOffset + before, (length - before) >> 2);
  for (let at = 0; at < words.length; at++) {
    if (((words[at] ?? 0) & HIGH_BITS) !== 0) return true;
  }
  const after = before + words.length * WORD;
  return isHigh(bytes, 0, before) || isHigh(bytes, after, length);
}

const WORD = 4;
/** The highest bit of each octet of a word. */
const HIGH_BITS = 0x8080_8080;

function isHigh(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    if ((bytes[at] ?? 0) > 0x7f) return true;
  }
  return false;
}
