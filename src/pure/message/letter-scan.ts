/**
 * What must be known of a letter before it is sent, from one pass over it: how long it is with CRLF line ends (RFC 1870 §3 counts
 * so), octets that are not ASCII (RFC 6152), lines over 998 octets (RFC 5321 §4.5.3.1.6; the line end and a stuffed dot do not
 * count), line ends that are none (§2.3.8), octets of value 0 (RFC 5322 §2.2: not in a letter). Bounded: it remembers no text. Every letter passes here whole, so four octets are looked at at a time.
 */

import { CR, LF, TEXT_LINE_OCTETS } from '../protocol/index.ts';

/** Lines that are too long. */
export interface LongLines {
  readonly count: number;
  /** The number of the first, from 1, as an editor counts. */
  readonly first: number;
  /** Octets of the first, without its line end. */
  readonly octets: number;
}

/** How often something is in a letter, and the number of the first line that has it, from 1. */
export interface Places {
  readonly count: number;
  readonly first: number;
}

const LINE_END_OCTETS = 2;
const WORD = 4;
/** In each octet of a word: its highest bit, and 14. */
const HIGHEST = 0x8080_8080 | 0;
const FOURTEENS = 0x0e0e_0e0e;
const NO_WORDS = new Int32Array(0);

export class LetterScan {
  #line = 1;
  /** Octets of the line so far, and whether a CR waits to see what follows it. */
  #length = 0;
  #heldCr = false;
  #octets = 0;
  #long: LongLines | null = null;
  #bareLineEnds: Places | null = null;
  #nuls: Places | null = null;
  /** Whether the last line had no end. */
  unclosed = false;
  /** Whether some octet is not ASCII. */
  eightBit = false;

  /** Octets that the letter has on the wire, before stuffing; whole when `finish` was called. */
  get octets(): number {
    return this.#octets;
  }

  /** CR without LF, LF without CR: each is made CRLF. */
  get bareLineEnds(): Places | null {
    return this.#bareLineEnds;
  }

  get nuls(): Places | null {
    return this.#nuls;
  }

  push(chunk: Uint8Array): void {
    const { length, byteOffset, buffer } = chunk;
    this.#octets += length;
    // Words begin where the buffer has them.
    const start = Math.min(length, (WORD - (byteOffset % WORD)) % WORD);
    this.#octetByOctet(chunk, 0, start);
    const count = (length - start) >> 2;
    const words = count === 0 ? NO_WORDS : new Int32Array(buffer, byteOffset + start, count);
    let high = 0;
    let clean = 0;
    for (let at = 0; at < words.length; at++) {
      const word = words[at] ?? 0;
      high |= word;
      // An octet below 14 gets its highest bit by the subtraction: NUL, LF and CR are among them, and few others in a letter.
      if ((word - FOURTEENS) & ~word & HIGHEST || this.#heldCr) {
        this.#length += clean;
        clean = 0;
        this.#octetByOctet(chunk, start + at * WORD, start + (at + 1) * WORD);
      } else clean += WORD;
    }
    this.#length += clean;
    if ((high & HIGHEST) !== 0) this.eightBit = true;
    this.#octetByOctet(chunk, start + words.length * WORD, length);
  }

  /** Lines that are too long, where there are any. To be called when all was pushed. */
  finish(): LongLines | null {
    if (this.#heldCr) this.#endAtBareCr();
    else if (this.#length > 0) {
      this.#octets += LINE_END_OCTETS;
      this.unclosed = true;
      this.#endLine();
    }
    return this.#long;
  }

  #octetByOctet(chunk: Uint8Array, from: number, to: number): void {
    for (let at = from; at < to; at++) {
      const octet = chunk[at] ?? 0;
      if (octet === LF) {
        // Without its CR it gets one.
        if (!this.#heldCr) {
          this.#octets++;
          this.#bareLineEnds = another(this.#bareLineEnds, this.#line);
        }
        this.#heldCr = false;
        this.#endLine();
        this.#line++;
        continue;
      }
      if (this.#heldCr) this.#endAtBareCr();
      if (octet === CR) this.#heldCr = true;
      else {
        this.#length++;
        if (octet > 0x7f) this.eightBit = true;
        else if (octet === 0) this.#nuls = another(this.#nuls, this.#line);
      }
    }
  }

  /** A CR that no LF followed is a line end, and gets its LF. */
  #endAtBareCr(): void {
    this.#heldCr = false;
    this.#octets++;
    this.#bareLineEnds = another(this.#bareLineEnds, this.#line);
    this.#endLine();
  }

  #endLine(): void {
    const octets = this.#length;
    this.#length = 0;
    if (octets <= TEXT_LINE_OCTETS - LINE_END_OCTETS) return;
    const { first, octets: firstOctets } = this.#long ?? { first: this.#line, octets };
    this.#long = { count: (this.#long?.count ?? 0) + 1, first, octets: firstOctets };
  }
}

function another(before: Places | null, line: number): Places {
  return { count: (before?.count ?? 0) + 1, first: before?.first ?? line };
}
