/**
 * Texts with characters escaped, as percent signs, quoted-printable, JSON, HTML and our own screen write them: what they say, and where
 * each octet of it stands. Follows RFC 3986 §2.1, RFC 2045 §6.7, RFC 8259 §7.
 */

import { encodeText } from '../protocol/index.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

/** An escape at the start of a text, for each kind, and what of it is decoded how. */
const ESCAPE =
  /(?:[%=]|\\x)([0-9A-Fa-f]{2})|\\u([0-9A-Fa-f]{4})|\\u\{([0-9A-Fa-f]{1,6})\}|(&(?:amp|lt|gt|quot|#39);)|\\(["\\])/gy;

/** Where a text begins and ends in another. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Of a longer secret its beginning is enough. */
const LONGEST_WHOLE = 64;

/**
 * Where a secret stands with some of its characters escaped and any not: which ones are is up to those who wrote it. The escapes are
 * undone, and the secret looked for in what they stand for. SECURITY: no pattern grows with the secret. `secrets` are UTF-8, an octet a
 * character.
 */
export function escapedSpans(text: string, secrets: readonly string[]): readonly Span[] {
  if (secrets.length === 0 || !/[%=\\&+_]/.test(text)) return [];
  const { octets, places } = undo(text);
  const form = octets.replace(BLANKS, ' ');
  const spans: Span[] = [];
  for (const secret of secrets) {
    const sought = secret.slice(0, LONGEST_WHOLE).replace(BLANKS, ' ');
    for (let at = form.indexOf(sought); at >= 0; at = form.indexOf(sought, at + sought.length)) {
      const from = places[at] ?? 0;
      const to = places[at + sought.length] ?? text.length;
      // As it is, the plain search finds it, or is not to.
      if (latin1(encodeText(text.slice(from, to))) === secret) continue;
      spans.push({ from, to: sought.length < secret.length ? endOfWord(text, to) : to });
    }
  }
  return spans;
}

/** A form writes a blank as `+`, an encoded word as `_`. */
const BLANKS = /[+_ ]/g;

function endOfWord(text: string, from: number): number {
  let end = from;
  while (end < text.length && !/\s/.test(text.charAt(end))) end++;
  return end;
}

/** A text as the octets that its escapes stand for, an octet a character, and where each of them stands in it. */
function undo(text: string): { readonly octets: string; readonly places: readonly number[] } {
  const octets: string[] = [];
  const places: number[] = [];
  const put = (made: string, at: number): void => {
    for (const octet of made) {
      octets.push(octet);
      places.push(at);
    }
  };
  for (let at = 0; at < text.length;) {
    const code = text.charCodeAt(at);
    // %, &, = and the backslash begin an escape.
    if (code === 0x25 || code === 0x26 || code === 0x3d || code === 0x5c) {
      ESCAPE.lastIndex = at;
      const found = ESCAPE.exec(text);
      if (found !== null) {
        put(meant(found), at);
        at += found[0].length;
        continue;
      }
    }
    const wide = code >= 0xd800 && code <= 0xdbff ? 2 : 1;
    put(code < 0x80 ? text.charAt(at) : latin1(encodeText(text.slice(at, at + wide))), at);
    at += wide;
  }
  places.push(text.length);
  return { octets: octets.join(''), places };
}

function meant([, pair, unit, point, entity, quoted]: RegExpExecArray): string {
  if (pair !== undefined) return String.fromCharCode(parseInt(pair, 16));
  if (entity !== undefined) return ENTITIES[entity] ?? '';
  if (quoted !== undefined) return quoted;
  const code = parseInt(unit ?? point ?? '', 16);
  return code > 0x10ffff ? '' : latin1(encodeText(String.fromCodePoint(code)));
}

/** Octets as a text, a character each. */
export function latin1(octets: Uint8Array): string {
  let text = '';
  for (let at = 0; at < octets.length; at += 8192)
    text += String.fromCharCode(...octets.subarray(at, at + 8192));
  return text;
}
