/**
 * As much of DER as a certificate needs, writing only. Follows X.690 §8 and §10 (lengths in the shortest form) and RFC 5280
 * §4.1.2.5 (UTCTime up to 2049, GeneralizedTime from 2050 on). What a certificate is made of stands in `certificates.ts`.
 */

const TAGS = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  utf8String: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** A value with its tag and length in front. */
function tagged(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  if (body.length < 0x80) return Buffer.concat([Buffer.from([tag, body.length]), body]);
  const digits = Buffer.from(hexOf(body.length), 'hex');
  return Buffer.concat([Buffer.from([tag, 0x80 | digits.length]), digits, body]);
}

export function sequence(...items: readonly Uint8Array[]): Buffer {
  return tagged(TAGS.sequence, ...items);
}

export function set(...items: readonly Uint8Array[]): Buffer {
  return tagged(TAGS.set, ...items);
}

/** An explicit or implicit tag of the context, constructed or not as `constructed` says. */
export function context(number: number, constructed: boolean, ...content: readonly Uint8Array[]): Buffer {
  return tagged((constructed ? 0xa0 : 0x80) | number, ...content);
}

/** A positive whole number, big-endian: a first bit that is set gets an octet of zeros in front. */
export function integer(octets: Uint8Array): Buffer {
  const first = octets.findIndex((octet) => octet !== 0);
  const digits = first < 0 ? Uint8Array.of(0) : octets.subarray(first);
  const sign = (digits[0] ?? 0) >= 0x80 ? [Uint8Array.of(0)] : [];
  return tagged(TAGS.integer, ...sign, digits);
}

export function boolean(value: boolean): Buffer {
  return tagged(TAGS.boolean, Uint8Array.of(value ? 0xff : 0));
}

/** `unused` counts the bits at the end that are none of it. */
export function bitString(octets: Uint8Array, unused = 0): Buffer {
  return tagged(TAGS.bitString, Uint8Array.of(unused), octets);
}

export function octetString(octets: Uint8Array): Buffer {
  return tagged(TAGS.octetString, octets);
}

export function utf8String(text: string): Buffer {
  return tagged(TAGS.utf8String, Buffer.from(text));
}

/** An object identifier of its dotted form. */
export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return tagged(TAGS.oid, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

/** A moment, to the second, in UTC. */
export function time(date: Date): Buffer {
  const digits = `${date.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`;
  return date.getUTCFullYear() < 2050
    ? tagged(TAGS.utcTime, Buffer.from(digits.slice(2)))
    : tagged(TAGS.generalizedTime, Buffer.from(digits));
}

/** The text form that TLS libraries read. */
export function pem(label: string, der: Uint8Array): string {
  const lines = Buffer.from(der)
    .toString('base64')
    .replace(/.{64}(?=.)/g, '$&\n');
  return `-----BEGIN ${label}-----\n${lines}\n-----END ${label}-----\n`;
}

function base128(value: number): readonly number[] {
  const digits = [value & 0x7f];
  for (let left = value >> 7; left > 0; left >>= 7) digits.unshift((left & 0x7f) | 0x80);
  return digits;
}

function hexOf(value: number): string {
  const hex = value.toString(16);
  return hex.length % 2 === 0 ? hex : `0${hex}`;
}
