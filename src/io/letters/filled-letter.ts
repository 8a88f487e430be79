/**
 * A composed letter made as large as somebody wants, to the octet: lines of ASCII text after its own. They are made while they are sent,
 * so that memory does not grow with the letter.
 */

import { decodeText, encodeText } from '../../pure/protocol/index.ts';
import type { Letter } from './letter.ts';

/** A line of text as most programs break it, its line end included. */
const LINE = encodeText(`${'x'.repeat(76)}\r\n`);
/** As many lines as are handed over at once. */
const LINES = 840;

/** The letter, or why not: its text is encoded, so that none can be added, or it has `least` octets as it is. */
export type Filled =
  | { readonly ok: true; readonly letter: Letter }
  | { readonly ok: false; readonly fault: 'encoded' }
  | { readonly ok: false; readonly fault: 'too-small'; readonly least: number };

/** Fills a letter of one part, held in memory, up to `octets`. */
export function filledTo(letter: Letter, octets: number): Filled {
  const [head] = contentOf(letter, 0);
  const header = head === undefined ? '' : decodeText(head).replace(/\r\n\r\n.*$/s, '');
  if (head === undefined || !/^content-transfer-encoding: 7bit$/im.test(header))
    return { ok: false, fault: 'encoded' };
  const missing = octets - head.length;
  // A line has at least its end.
  if (missing < 0 || missing === 1) return { ok: false, fault: 'too-small', least: head.length };
  const content = function* (index = 0): Iterable<Uint8Array> {
    const [own = head] = contentOf(letter, index);
    yield own;
    yield* filling(octets - own.length);
  };
  return { ok: true, letter: { ...letter, size: octets, content } };
}

function contentOf(letter: Letter, index: number): readonly Uint8Array[] {
  const content = letter.content(index);
  return Array.isArray(content) ? content : [];
}

/** Whole lines of so many octets together: 0, or at least 2. */
function* filling(octets: number): Iterable<Uint8Array> {
  // What is left for the last line; of one octet there is no line, so the last but one gives an octet up.
  const rest = octets % LINE.length;
  const whole = Math.floor(octets / LINE.length) - (rest === 1 ? 1 : 0);
  const block = new Uint8Array(LINE.length * Math.min(whole, LINES));
  for (let at = 0; at < block.length; at += LINE.length) block.set(LINE, at);
  for (let left = whole; left > 0; left -= LINES)
    yield left >= LINES ? block : block.subarray(0, left * LINE.length);
  if (rest === 1) yield encodeText(`${'x'.repeat(75)}\r\n\r\n`);
  else if (rest > 1) yield encodeText(`${'x'.repeat(rest - 2)}\r\n`);
}
