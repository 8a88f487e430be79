/**
 * The header of the PROXY protocol, versions 1 and 2: the first octets of a connection, by which a front end tells the mail
 * server whose connection it carries. Follows the specification "The PROXY protocol", versions 1 & 2, sections 2.1 and 2.2.
 */

import { isIPv6 } from 'node:net';
import { concatBytes, decodeText, encodeText } from '../../pure/protocol/index.ts';

export interface EndPoint {
  readonly address: string;
  readonly port: number;
}

/** The twelve octets that no text protocol begins with. */
const SIGNATURE = Uint8Array.of(0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a);
const VERSION_AND_COMMAND = { local: 0x20, proxy: 0x21 } as const;
const FAMILY_AND_PROTOCOL = { unspecified: 0x00, tcp4: 0x11, tcp6: 0x21 } as const;

/** The header. Without both ends it says that nothing is known (version 1), or that the connection is our own (version 2). */
export function formatProxyHeader(
  version: 1 | 2,
  source: EndPoint | null,
  destination: EndPoint | null,
): Uint8Array {
  if (source === null || destination === null) {
    return version === 1 ? encodeText('PROXY UNKNOWN\r\n') : frame('local', 'unspecified', []);
  }
  const six = isIPv6(plain(source.address)) || isIPv6(plain(destination.address));
  const from = six ? asSix(source.address) : plain(source.address);
  const to = six ? asSix(destination.address) : plain(destination.address);
  if (version === 1) {
    const family = six ? 'TCP6' : 'TCP4';
    return encodeText(`PROXY ${family} ${from} ${to} ${source.port} ${destination.port}\r\n`);
  }
  const octetsOf = six ? octetsOfSix : octetsOfFour;
  return frame('proxy', six ? 'tcp6' : 'tcp4', [
    octetsOf(from),
    octetsOf(to),
    portOctets(source.port),
    portOctets(destination.port),
  ]);
}

/** The header as a line that can be shown: that of version 1, or the same facts of version 2, which is not text. */
export function showProxyHeader(
  version: 1 | 2,
  source: EndPoint | null,
  destination: EndPoint | null,
): string {
  const text = decodeText(formatProxyHeader(1, source, destination)).trimEnd();
  return version === 1 ? text : text.replace(/^PROXY/, 'PROXY v2');
}

function frame(
  command: keyof typeof VERSION_AND_COMMAND,
  family: keyof typeof FAMILY_AND_PROTOCOL,
  parts: readonly Uint8Array[],
): Uint8Array {
  const body = concatBytes(parts);
  const head = [
    VERSION_AND_COMMAND[command],
    FAMILY_AND_PROTOCOL[family],
    body.length >> 8,
    body.length & 255,
  ];
  return concatBytes([SIGNATURE, Uint8Array.from(head), body]);
}

/** An IPv4-mapped address as IPv4; a zone id left out. */
function plain(address: string): string {
  const bare = address.replace(/%.*$/, '');
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1] ?? bare;
}

function asSix(address: string): string {
  const bare = plain(address);
  return isIPv6(bare) ? bare : `::ffff:${bare}`;
}

function octetsOfFour(address: string): Uint8Array {
  return Uint8Array.from(address.split('.').map(Number));
}

function octetsOfSix(address: string): Uint8Array {
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(address);
  const [a = 0, b = 0, c = 0, d = 0] = octetsOfFour(dotted?.[2] ?? '');
  const hex = (value: number): string => value.toString(16);
  const text = dotted === null ? address : `${dotted[1] ?? ''}${hex(a * 256 + b)}:${hex(c * 256 + d)}`;
  const [left = '', right] = text.split('::');
  const groups = (part: string | undefined): string[] =>
    part === undefined || part === '' ? [] : part.split(':');
  const before = groups(left);
  const after = groups(right);
  const zeros = right === undefined ? 0 : 8 - before.length - after.length;
  const all = [...before, ...new Array<string>(zeros).fill('0'), ...after].map((group) =>
    parseInt(group, 16),
  );
  return Uint8Array.from(all.flatMap((group) => [group >> 8, group & 255]));
}

function portOctets(port: number): Uint8Array {
  return Uint8Array.of(port >> 8, port & 255);
}
