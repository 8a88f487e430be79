/**
 * From octets to text, and from text to physical lines, with every line's end kept. LF and CRLF both end a line; a file
 * without a last line end and one with a byte-order mark read the same. Limits are ours, so that a hostile file costs a
 * bounded amount.
 */

import type { SessionFault } from '../problems/index.ts';

/** The longest file that is read, in octets. A letter inside it is kept as one piece, so this is also its memory. */
export const MAX_FILE_OCTETS = 64 * 1024 * 1024;

/** The longest line outside a literal letter, in UTF-16 units. Bulk is made by `{{repeat}}`. */
export const MAX_LINE_LENGTH = 1024 * 1024;

/** One physical line. `start` is its offset in the text. */
export interface PhysicalLine {
  readonly number: number;
  readonly start: number;
  readonly text: string;
  readonly eol: '\n' | '\r\n' | '';
}

/** A session file's octets as text, or what is wrong with them and in which line (from 1). */
export function decodeSession(
  octets: Uint8Array,
):
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly line: number; readonly fault: SessionFault } {
  if (octets.length > MAX_FILE_OCTETS) {
    return {
      ok: false,
      line: 1,
      fault: { code: 'file-too-large', detail: { octets: octets.length, max: MAX_FILE_OCTETS } },
    };
  }
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(octets) };
  } catch {
    return firstBadLine(octets);
  }
}

function firstBadLine(octets: Uint8Array): { ok: false; line: number; fault: SessionFault } {
  let line = 1;
  let start = 0;
  for (let i = 0; i <= octets.length; i++) {
    if (i < octets.length && octets[i] !== 0x0a) continue;
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(octets.subarray(start, i));
    } catch {
      const octet = octets.subarray(start, i).find((value) => value > 0x7f) ?? 0;
      return { ok: false, line, fault: { code: 'not-utf8', detail: { octet } } };
    }
    line++;
    start = i + 1;
  }
  return { ok: false, line, fault: { code: 'not-utf8', detail: { octet: 0 } } };
}

/** Walks the physical lines of a text, one at a time. */
export class LineWalk {
  readonly #text: string;
  #offset: number;
  #number: number;

  constructor(text: string, offset = 0, number = 1) {
    this.#text = text;
    this.#offset = offset;
    this.#number = number;
  }

  /** Where the next line begins. */
  get offset(): number {
    return this.#offset;
  }

  /** The next line, or null at the end. A text that ends in a line end has no empty line behind it. */
  next(): PhysicalLine | null {
    if (this.#offset >= this.#text.length) return null;
    const start = this.#offset;
    const lf = this.#text.indexOf('\n', start);
    const stop = lf < 0 ? this.#text.length : lf;
    const crlf = lf > start && this.#text[lf - 1] === '\r';
    this.#offset = lf < 0 ? stop : lf + 1;
    return {
      number: this.#number++,
      start,
      text: this.#text.slice(start, crlf ? stop - 1 : stop),
      eol: lf < 0 ? '' : crlf ? '\r\n' : '\n',
    };
  }
}
