/**
 * Octets to text, as the letters and files of others need it: one character an octet for splitting, charsets by their names, UTF-16 with
 * and without its mark, base64 and quoted-printable.
 */

/** One character an octet: places in it are places in the octets. */
export function binaryText(octets: Uint8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < octets.length; at += 8192)
    pieces.push(String.fromCharCode(...octets.subarray(at, at + 8192)));
  return pieces.join('');
}

export function octetsOf(binary: string): Uint8Array {
  const octets = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) octets[at] = binary.charCodeAt(at) & 0xff;
  return octets;
}

/** What a whole input is in: UTF-16 by its mark or by its zeros, as PowerShell writes it, else UTF-8. */
export function decodeInput(octets: Uint8Array): string {
  const charset = utf16Of(octets);
  return charset === null ? decodeCharset(octets, 'utf-8') : decodeCharset(octets, charset);
}

/** `utf-16le`, `utf-16be` or null. */
export function utf16Of(octets: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (octets[0] === 0xff && octets[1] === 0xfe) return 'utf-16le';
  if (octets[0] === 0xfe && octets[1] === 0xff) return 'utf-16be';
  const probe = octets.subarray(0, 400);
  const zeros = [0, 0];
  for (let at = 0; at < probe.length; at += 1) if (probe[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const half = probe.length / 2;
  if (half < 4) return null;
  if ((zeros[1] ?? 0) > half * 0.7 && zeros[0] === 0) return 'utf-16le';
  return (zeros[0] ?? 0) > half * 0.7 && zeros[1] === 0 ? 'utf-16be' : null;
}

/** Text in a charset; one that is not known is read as Latin-1, so that nothing is lost that can be read. */
export function decodeCharset(octets: Uint8Array, charset: string): string {
  const name = charset.toLowerCase().replace(/^["']|["']$/g, '');
  if (/utf-?7$/.test(name) || name === '' || name === 'us-ascii' || name === 'ascii')
    return utf8OrLatin(octets);
  if (name === 'utf-8' || name === 'utf8' || name === 'uft-8') return utf8OrLatin(octets);
  try {
    return new TextDecoder(name).decode(octets);
  } catch {
    return utf8OrLatin(octets);
  }
}

function utf8OrLatin(octets: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(octets);
  } catch {
    return new TextDecoder('latin1').decode(octets);
  }
}

/** Quoted-printable of one logical line, soft line breaks already joined (RFC 2045 §6.7). */
export function decodeQuoted(binary: string): string {
  return binary.replace(/=([0-9A-Fa-f]{2})/g, (_all, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUES = new Map([...ALPHABET].map((letter, value) => [letter, value]));

/** Base64 as letters have it: line breaks and whatever else is in between are passed over (RFC 2045 §6.8). */
export function decodeLooseBase64(text: string): Uint8Array {
  const octets: number[] = [];
  let bits = 0;
  let count = 0;
  for (const letter of text) {
    const value = VALUES.get(letter);
    if (value === undefined) continue;
    bits = ((bits << 6) | value) & 0xffffff;
    count += 6;
    if (count >= 8) {
      count -= 8;
      octets.push((bits >> count) & 0xff);
    }
  }
  return Uint8Array.from(octets);
}

/** Encoded words of a header (RFC 2047). */
export function decodeWords(value: string): string {
  return value
    .replace(/(=\?[^?\s]{1,40}\?[bBqQ]\?[^?\s]{0,200}\?=)\s+(?==\?)/g, '$1')
    .replace(
      /=\?([^?\s]{1,40})\?([bBqQ])\?([^?\s]{0,400})\?=/g,
      (_all, charset: string, way: string, text: string) => {
        const octets =
          way.toLowerCase() === 'b'
            ? decodeLooseBase64(text)
            : octetsOf(decodeQuoted(text.replaceAll('_', ' ')));
        return decodeCharset(octets, charset);
      },
    );
}
