/**
 * The letter as a server reads it: the doubled dots taken away, the end found, which is CRLF, dot, CRLF and nothing else
 * (RFC 5321 §4.1.1.4, §4.5.2). A bare CR or LF is counted and kept (SECURITY: taking `LF . LF` for an end lets one letter
 * smuggle in another). The way out is in `dot-stuffing.ts`.
 */

import { concatBytes, CR, DOT, LF } from './bytes.ts';

const NOTHING = new Uint8Array(0);
const ONE_CR = Uint8Array.of(CR);

/** What a chunk gave a `LetterDecoder`: text without the stuffed dots, whether the letter is over, what stands behind it. */
export interface DecodedChunk {
  readonly text: Uint8Array;
  readonly done: boolean;
  readonly rest: Uint8Array;
}

type Place = 'line-start' | 'dot' | 'dot-cr' | 'text' | 'cr';

/** Reads a letter up to its end, chunk by chunk, wherever the cuts are. */
export class LetterDecoder {
  /** CR and LF that stood outside of CRLF pairs: a server that is strict refuses such a letter. */
  bareLineEnds = 0;
  #place: Place = 'line-start';

  push(chunk: Uint8Array): DecodedChunk {
    const size = chunk.length;
    const parts: Uint8Array[] = [];
    let place = this.#place;
    let from = 0;
    let at = 0;
    while (at < size) {
      let octet = chunk[at] ?? 0;
      if (place === 'text') {
        // Every octet above CR is neither CR nor LF: one comparison carries most of the text.
        while (octet > CR) {
          at++;
          if (at === size) break;
          octet = chunk[at] ?? 0;
        }
        if (at === size) break;
        at++;
        if (octet === CR) place = 'cr';
        // A bare LF begins no line: what follows it is text as before.
        else if (octet === LF) this.bareLineEnds++;
      } else if (place === 'cr') {
        if (octet === LF) {
          at++;
          place = 'line-start';
        } else {
          this.bareLineEnds++;
          place = 'text';
        }
      } else if (place === 'line-start') {
        place = 'text';
        if (octet !== DOT) continue;
        if (at > from) parts.push(chunk.subarray(from, at));
        at++;
        from = at;
        place = 'dot';
      } else if (place === 'dot') {
        place = 'text';
        if (octet !== CR) continue;
        at++;
        from = at;
        place = 'dot-cr';
      } else {
        if (octet === LF) return { text: concatBytes(parts), done: true, rest: chunk.subarray(at + 1) };
        // It looked like the end and is none: the CR is text.
        parts.push(ONE_CR);
        place = 'cr';
      }
    }
    this.#place = place;
    if (parts.length === 0)
      return { text: from === 0 ? chunk : chunk.subarray(from), done: false, rest: NOTHING };
    if (from < size) parts.push(chunk.subarray(from));
    return { text: concatBytes(parts), done: false, rest: NOTHING };
  }
}
