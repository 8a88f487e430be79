/** A packet as a capture has it, and as much of it as TCP needs. Octets are read by their place; what lies outside reads as 0. */

export interface Packet {
  /** Of the capture, from 1. */
  readonly number: number;
  /** Milliseconds; only differences mean anything. */
  readonly time: number;
  /** The link layer, by its number in the registry of tcpdump. */
  readonly link: number;
  readonly octets: Uint8Array;
}

export function uint16(octets: Uint8Array, at: number): number {
  return ((octets[at] ?? 0) << 8) | (octets[at + 1] ?? 0);
}

export function uint32(octets: Uint8Array, at: number): number {
  return uint16(octets, at) * 0x1_0000 + uint16(octets, at + 2);
}

/** Of either order of octets. */
export function uint32By(octets: Uint8Array, at: number, little: boolean): number {
  if (!little) return uint32(octets, at);
  const [a = 0, b = 0, c = 0, d = 0] = octets.subarray(at, at + 4);
  return d * 0x100_0000 + ((c << 16) | (b << 8) | a);
}

export function uint16By(octets: Uint8Array, at: number, little: boolean): number {
  return little ? (octets[at] ?? 0) | ((octets[at + 1] ?? 0) << 8) : uint16(octets, at);
}
