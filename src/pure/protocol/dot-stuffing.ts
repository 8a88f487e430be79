/**
 * The letter on its way: line ends made CRLF (RFC 5321 §2.3.8: CR and LF travel together or not at all), a dot doubled at the
 * start of a line (§4.5.2, transparency), the lone dot at the end (§4.1.1.4). Repair comes first, since a dot behind a bare
 * LF begins a line too (SECURITY: else it could end the letter, and the rest would be read as commands).
 */

import { concatBytes, CR, DOT, findOctet, LF } from './bytes.ts';
import type { FindOctet } from './bytes.ts';

const CRLF = Uint8Array.of(CR, LF);
const ONE_DOT = Uint8Array.of(DOT);
const END = Uint8Array.of(DOT, CR, LF);
const NOTHING = new Uint8Array(0);

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

/** Repairs line ends and, for DATA, stuffs dots; chunk by chunk, wherever the cuts are. A chunk that needs no change is handed on as it is. */
export class LetterEncoder {
  readonly #stuff: boolean;
  readonly #find: FindOctet;
  #atLineStart = true;
  #heldCr = false;
  #bytes = 0;
  #lines = 0;
  #stuffed = 0;
  #repaired = 0;
  #closed = false;

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

  /** The octets for the wire that this chunk gives. */
  push(chunk: Uint8Array): Uint8Array {
    if (chunk.length === 0) return NOTHING;
    const parts: Uint8Array[] = [];
    let from = 0;
    if (this.#heldCr) {
      this.#heldCr = false;
      parts.push(CRLF);
      this.#lines++;
      this.#bytes += 2;
      this.#atLineStart = true;
      if (chunk[0] === LF) from = 1;
      else this.#repaired++;
    }
    let clean = from;
    let cr = this.#find(chunk, CR, from);
    while (from < chunk.length) {
      if (this.#atLineStart && this.#stuff && chunk[from] === DOT) {
        parts.push(chunk.subarray(clean, from), ONE_DOT);
        clean = from;
        this.#stuffed++;
      }
      const lf = this.#find(chunk, LF, from);
      if (cr >= 0 && cr < from) cr = this.#find(chunk, CR, from);
      if (lf < 0 && cr < 0) {
        this.#bytes += chunk.length - from;
        this.#atLineStart = false;
        from = chunk.length;
      } else if (cr >= 0 && (lf < 0 || cr < lf)) {
        this.#bytes += cr - from;
        if (cr === chunk.length - 1) {
          this.#heldCr = true;
          parts.push(chunk.subarray(clean, cr));
          return concatBytes(parts);
        }
        this.#endLine();
        if (lf === cr + 1) {
          from = lf + 1;
        } else {
          parts.push(chunk.subarray(clean, cr), CRLF);
          this.#repaired++;
          from = cr + 1;
          clean = from;
        }
      } else {
        this.#bytes += lf - from;
        this.#endLine();
        parts.push(chunk.subarray(clean, lf), CRLF);
        this.#repaired++;
        from = lf + 1;
        clean = from;
      }
    }
    if (parts.length === 0) return chunk;
    parts.push(chunk.subarray(clean));
    return concatBytes(parts);
  }

  /** What is still owed: the end of the last line and, for DATA, the lone dot. One piece, so that it leaves in one write. */
  finish(): Uint8Array {
    const parts: Uint8Array[] = [];
    if (this.#heldCr || !this.#atLineStart) {
      if (this.#heldCr) this.#repaired++;
      else this.#closed = true;
      this.#heldCr = false;
      parts.push(CRLF);
      this.#endLine();
    }
    if (this.#stuff) parts.push(END);
    return parts.length === 0 ? NOTHING : concatBytes(parts);
  }

  #endLine(): void {
    this.#lines++;
    this.#bytes += 2;
    this.#atLineStart = true;
  }
}

/** What a chunk gave a `LetterDecoder`: text without the stuffed dots, whether the letter is over, what stands behind it. */
export interface DecodedChunk {
  readonly text: Uint8Array;
  readonly done: boolean;
  readonly rest: Uint8Array;
}

/**
 * The other side: takes the doubled dots away and finds the end, which is CRLF, dot, CRLF and nothing else. A bare LF or CR
 * is noted and kept (SECURITY: taking `LF . LF` for an end lets one letter smuggle in another).
 */
export class LetterDecoder {
  /** Octets that stood outside of CRLF pairs: a server that is strict refuses such a letter. */
  bareLineEnds = 0;
  #state: 'line-start' | 'dot' | 'dot-cr' | 'text' | 'cr' = 'line-start';

  push(chunk: Uint8Array): DecodedChunk {
    const parts: Uint8Array[] = [];
    let from = 0;
    let at = 0;
    while (at < chunk.length) {
      const octet = chunk[at];
      switch (this.#state) {
        case 'line-start':
          if (octet === DOT) {
            parts.push(chunk.subarray(from, at));
            from = at + 1;
            this.#state = 'dot';
            at++;
          } else {
            this.#state = 'text';
          }
          break;
        case 'dot':
          if (octet === CR) {
            parts.push(chunk.subarray(from, at));
            from = at + 1;
            this.#state = 'dot-cr';
            at++;
          } else {
            this.#state = 'text';
          }
          break;
        case 'dot-cr':
          if (octet === LF) return { text: concatBytes(parts), done: true, rest: chunk.subarray(at + 1) };
          // The dot was the first of two octets that look like an end and are none: both are text.
          parts.push(Uint8Array.of(CR));
          this.#state = 'cr';
          break;
        case 'cr':
          if (octet === LF) {
            this.#state = 'line-start';
            at++;
          } else {
            this.bareLineEnds++;
            this.#state = 'text';
          }
          break;
        case 'text':
          at = this.#skipText(chunk, at);
          break;
      }
    }
    parts.push(chunk.subarray(from));
    return {
      text: parts.length === 1 ? chunk.subarray(from) : concatBytes(parts),
      done: false,
      rest: NOTHING,
    };
  }

  /** Runs over text up to and with the next CR or LF. */
  #skipText(chunk: Uint8Array, from: number): number {
    const cr = findOctet(chunk, CR, from);
    const lf = findOctet(chunk, LF, from);
    if (lf >= 0 && (cr < 0 || lf < cr)) {
      this.bareLineEnds++;
      return lf + 1;
    }
    if (cr < 0) return chunk.length;
    this.#state = 'cr';
    return cr + 1;
  }
}
