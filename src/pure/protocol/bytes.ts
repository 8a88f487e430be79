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
  try {
    return strict.decode(bytes);
  } catch {
    return decodeBroken(bytes);
  }
}

/** Octet by octet, longest valid sequence first; only for text that is known to be broken. */
function decodeBroken(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const first = bytes[at] ?? 0;
    const length = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    try {
      text += strict.decode(bytes.subarray(at, at + length));
      at += length;
    } catch {
      text += `\\x${first.toString(16).padStart(2, '0')}`;
      at += 1;
    }
  }
  return text;
}

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
