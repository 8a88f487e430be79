/**
 * The texts that the secret part of a sign-in's line gives away: its own words, and what can be read in them. SECURITY: whatever is shown,
 * saved or repeated is searched for these. Follows RFC 4616 §2 (PLAIN), RFC 7628 §3.1 (a token behind its word).
 */

import { decodeBase64 } from './base64.ts';
import { decodeText } from './bytes.ts';

/** `isPassword`: the whole of what can be read is a secret, where nothing marks a part of it. */
export function secretTexts(part: string, isPassword: boolean): readonly string[] {
  const words = part.split(/\s+/).filter((word) => word !== '');
  const clear = words.flatMap((word) => {
    const octets = decodeBase64(word) ?? readLeniently(word);
    if (octets === null) return [];
    const text = decodeText(octets);
    // PLAIN has the password last, a token stands behind its word; a name before an answer is none.
    if (text.includes('\0')) return [text.split('\0').at(-1) ?? ''];
    const bearer = /auth=Bearer ([^\u0001]+)/i.exec(text)?.[1];
    return bearer !== undefined ? [bearer] : isPassword ? [text] : [];
  });
  return [...new Set([part.trim(), ...words, ...clear])].filter((text) => text !== '');
}

/** What a server may read that is less strict than RFC 4648 §3.3: other characters left out, the end cut, the letters of §5. */
function readLeniently(word: string): Uint8Array | null {
  const letters = word
    .replaceAll('-', '+')
    .replaceAll('_', '/')
    .replace(/[^A-Za-z0-9+/]/g, '');
  const whole = letters.length % 4 === 1 ? letters.slice(0, -1) : letters;
  return whole.length < 8 ? null : decodeBase64(whole.padEnd(Math.ceil(whole.length / 4) * 4, '='));
}
