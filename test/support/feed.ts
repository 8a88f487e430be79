/**
 * Feeds wire octets to an incremental reader in several ways, each of which must give the same: whole, octet by octet,
 * line by line.
 */

import { encodeText } from '../../src/pure/protocol/index.ts';

/** Every way of cutting the octets that a vector is fed in, by name. */
export function cuttings(
  wire: string | Uint8Array,
): readonly { readonly name: string; readonly chunks: readonly Uint8Array[] }[] {
  const bytes = typeof wire === 'string' ? encodeText(wire) : wire;
  const octets = [...bytes].map((octet) => Uint8Array.of(octet));
  const lines: Uint8Array[] = [];
  let from = 0;
  bytes.forEach((octet, at) => {
    if (octet === 10) {
      lines.push(bytes.subarray(from, at + 1));
      from = at + 1;
    }
  });
  if (from < bytes.length) lines.push(bytes.subarray(from));
  return [
    { name: 'whole', chunks: [bytes] },
    { name: 'octet by octet', chunks: octets },
    { name: 'line by line', chunks: lines },
  ];
}
