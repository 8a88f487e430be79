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
    const octets = decodeBase64(word);
    if (octets === null) return [];
    const text = decodeText(octets);
    // PLAIN has the password last, a token stands behind its word; a name before an answer is none.
    if (text.includes('\0')) return [text.split('\0').at(-1) ?? ''];
    const bearer = /auth=Bearer ([^\u0001]+)/i.exec(text)?.[1];
    return bearer !== undefined ? [bearer] : isPassword ? [text] : [];
  });
  return [...new Set([part.trim(), ...words, ...clear])].filter((text) => text !== '');
}
