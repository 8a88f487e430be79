/**
 * Octets and text. SMTP text is ASCII, or UTF-8 where SMTPUTF8 was agreed (RFC 6531 §3.7.4 lets replies hold it too); what
 * is neither is shown as `\xNN`, so that no octet is lost or guessed.
 */

const encoder = new TextEncoder();
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export const CR = 0x0d;
export const LF = 0x0a;
export const DOT = 0x2e;

/** UTF-8 octets of a text. */
export function encodeText(text: string): Uint8Array {
  return encoder.encode(text);
}

/** Text of octets: UTF-8 where it is valid, every octet that is not as `\xNN`. */
export function decodeText(bytes: Uint8Array): string {
  return decodeStrictly(bytes) ?? decodeBroken(bytes);
}

/** Text of octets that are valid UTF-8; null where one is not. */
export function decodeStrictly(bytes: Uint8Array): string | null {
  try {
    return strict.decode(bytes);
  } catch {
    return null;
  }
}

/** What is valid as UTF-8, what is not as `\xNN`; for text that is known to be broken. */
function decodeBroken(bytes: Uint8Array): string {
  let text = '';
  for (const part of textAndOctets(bytes)) {
    if (typeof part === 'string') text += part;
    else for (const octet of part) text += `\\x${octet.toString(16).padStart(2, '0')}`;
  }
  return text;
}

/**
 * What is valid as UTF-8 as text, what is not as octets, in order. The decoder is asked once for each valid stretch, never once an
 * octet: a server may send a megabyte of rubbish.
 */
export function textAndOctets(bytes: Uint8Array): readonly (string | Uint8Array)[] {
  const parts: (string | Uint8Array)[] = [];
  let from = 0;
  let at = 0;
  while (at < bytes.length) {
    const valid = sequenceLength(bytes, at) > 0;
    while (at < bytes.length) {
      const length = sequenceLength(bytes, at);
      if (length > 0 !== valid) break;
      at += Math.max(1, length);
    }
    const part = bytes.subarray(from, at);
    parts.push(valid ? strict.decode(part) : part);
    from = at;
  }
  return parts;
}

/** Octets of the valid UTF-8 sequence that begins here (RFC 3629 §4: nothing overlong, no surrogates); 0 for none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const length = first < 0xc2 || first > 0xf4 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  const lowest = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const highest = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  const second = bytes[at + 1] ?? 0;
  if (length === 0 || second < lowest || second > highest) return 0;
  for (let next = at + 2; next < at + length; next++) {
    if (((bytes[next] ?? 0) & 0xc0) !== 0x80) return 0;
  }
  return length;
}

/**
 * The text with `a` to `z` in upper case and nothing else changed: SMTP compares without regard to case in ASCII alone
 * (RFC 5321 §2.4). SECURITY: by Unicode's rules `ſTARTTLS` would be a STARTTLS.
 */
export function asciiUpper(text: string): string {
  // Most of what comes is in upper case already.
  return LOWER.test(text) ? text.replace(/[a-z]+/g, (letters) => letters.toUpperCase()) : text;
}

const LOWER = /[a-z]/;

/** One array of many. */
export function concatBytes(chunks: readonly Uint8Array[]): Uint8Array {
  const [only] = chunks;
  if (chunks.length === 1 && only !== undefined) return only;
  let length = 0;
  for (const chunk of chunks) length += chunk.length;
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

/** Where an octet is, from an offset on; -1 for nowhere. The io floor hands in a quicker one. */
export type FindOctet = (bytes: Uint8Array, octet: number, from: number) => number;

/** The plain way to find an octet. */
export const findOctet: FindOctet = (bytes, octet, from) => bytes.indexOf(octet, from);
