/**
 * xtext, how ENVID, ORCPT and AUTH parameters carry characters that a parameter may not hold.
 * Follows RFC 3461 §4: every octet outside `!` to `~`, and `+` and `=`, is written `+` and two capital hexadecimal digits.
 */

import { decodeText, encodeText } from './bytes.ts';

const PLUS = 0x2b;
const EQUALS = 0x3d;

/** The text as xtext. */
export function formatXtext(text: string): string {
  let result = '';
  for (const octet of encodeText(text)) {
    const plain = octet > 0x20 && octet < 0x7f && octet !== PLUS && octet !== EQUALS;
    result += plain ? String.fromCharCode(octet) : `+${octet.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return result;
}

/** The text of an xtext, or null where it is none. */
export function parseXtext(text: string): string | null {
  if (!/^(?:[!-*,-<>-~]|\+[0-9A-F]{2})*$/.test(text)) return null;
  const octets: number[] = [];
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '+') {
      octets.push(parseInt(text.slice(at + 1, at + 3), 16));
      at += 2;
    } else {
      octets.push(text.charCodeAt(at));
    }
  }
  return decodeText(new Uint8Array(octets));
}
