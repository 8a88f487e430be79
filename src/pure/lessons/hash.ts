/**
 * A short fingerprint of a text, for telling whether a step or a sentence has changed since it was passed or translated.
 * FNV-1a with 64 bits over UTF-8, line ends and outer white space ignored. It guards against forgetting, not against
 * malice.
 */

import { encodeText } from '../protocol/index.ts';

const OFFSET_BASIS = 0xcbf29ce484222325n;
const PRIME = 0x100000001b3n;
const MASK = 0xffffffffffffffffn;

/** Ten hexadecimal digits that stand for the text. */
export function fingerprint(text: string): string {
  let hash = OFFSET_BASIS;
  for (const octet of encodeText(text.replace(/\r\n?/g, '\n').trim())) {
    hash = ((hash ^ BigInt(octet)) * PRIME) & MASK;
  }
  return hash.toString(16).padStart(16, '0').slice(0, 10);
}
