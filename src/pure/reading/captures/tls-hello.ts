/**
 * What can be seen of a TLS handshake from outside: the name that the client asked for (SNI), and the version that the server chose
 * (RFC 8446 §4.1, RFC 6066 §3). All behind it is encrypted, and nothing is said of it.
 */

import { decodeText } from '../../protocol/index.ts';
import { uint16 } from './packet.ts';

export interface TlsSeen {
  readonly name: string | null;
  readonly version: string | null;
}

/** As much of a side as its hello is looked for in. */
export const MOST_HELLO = 16_384;

/** Whether octets are the beginning of a record of a handshake. */
export function isHandshake(octets: Uint8Array): boolean {
  return octets[0] === 22 && (octets.length < 2 || octets[1] === 3);
}

export function tlsSeen(client: Uint8Array, server: Uint8Array): TlsSeen {
  const asked = helloIn(client, 1);
  const chosen = helloIn(server, 2);
  return {
    name: asked === null ? null : nameIn(asked.extensions.get(0)),
    version: chosen === null ? null : versionName(chosen.extensions.get(43), chosen.version),
  };
}

interface Hello {
  readonly version: number;
  readonly extensions: ReadonlyMap<number, Uint8Array>;
}

function helloIn(octets: Uint8Array, type: 1 | 2): Hello | null {
  const message = handshakeOf(octets);
  if (message[0] !== type) return null;
  const length = ((message[1] ?? 0) << 16) | uint16(message, 2);
  if (message.length < 4 + length) return null;
  const body = message.subarray(4, 4 + length);
  // Version, 32 octets of chance, session id.
  let at = 35 + (body[34] ?? 0);
  if (type === 1) {
    at += 2 + uint16(body, at);
    at += 1 + (body[at] ?? 0);
  } else at += 3;
  const extensions = new Map<number, Uint8Array>();
  const end = Math.min(body.length, at + 2 + uint16(body, at));
  at += 2;
  while (at + 4 <= end) {
    const size = uint16(body, at + 2);
    if (at + 4 + size > end) break;
    extensions.set(uint16(body, at), body.subarray(at + 4, at + 4 + size));
    at += 4 + size;
  }
  return { version: uint16(body, 0), extensions };
}

/** The octets of the first records that are a handshake, without their heads. */
function handshakeOf(octets: Uint8Array): Uint8Array {
  const message = new Uint8Array(Math.min(octets.length, MOST_HELLO));
  let size = 0;
  let at = 0;
  while (at + 5 <= octets.length && octets[at] === 22) {
    const piece = octets.subarray(at + 5, at + 5 + uint16(octets, at + 3));
    message.set(piece.subarray(0, message.length - size), size);
    size = Math.min(message.length, size + piece.length);
    at += 5 + uint16(octets, at + 3);
  }
  return message.subarray(0, size);
}

function nameIn(extension: Uint8Array | undefined): string | null {
  if (extension === undefined || extension[2] !== 0) return null;
  const length = uint16(extension, 3);
  if (length === 0 || length > 255 || extension.length < 5 + length) return null;
  return decodeText(extension.subarray(5, 5 + length));
}

const VERSIONS: ReadonlyMap<number, string> = new Map([
  [0x0300, 'SSL 3.0'],
  [0x0301, 'TLS 1.0'],
  [0x0302, 'TLS 1.1'],
  [0x0303, 'TLS 1.2'],
  [0x0304, 'TLS 1.3'],
]);

function versionName(extension: Uint8Array | undefined, legacy: number): string | null {
  return VERSIONS.get(extension === undefined ? legacy : uint16(extension, 0)) ?? null;
}
