/** Captures written octet by octet: a conversation over TCP on any link layer, in pcap or pcapng, whole or with faults put in. */

import { concatBytes, encodeText } from '../../src/pure/protocol/index.ts';

export type Link = 'ethernet' | 'vlan' | 'null' | 'loop' | 'raw' | 'cooked' | 'cooked2';

const LINKS: Readonly<Record<Link, number>> = {
  ...{ ethernet: 1, vlan: 1, null: 0, loop: 108, raw: 101, cooked: 113, cooked2: 276 },
};

export interface Frame {
  readonly octets: Uint8Array;
  /** Milliseconds. */
  readonly time: number;
}

function be16(value: number): number[] {
  return [(value >>> 8) & 255, value & 255];
}

function be32(value: number): number[] {
  return [...be16(value >>> 16), ...be16(value)];
}

function le32(value: number): number[] {
  return be32(value).reverse();
}

export interface Sent {
  readonly fromServer?: boolean;
  readonly sequence: number;
  readonly acknowledged?: number | null;
  /** S, F, R, A as letters; A by itself where `acknowledged` is there. */
  readonly flags?: string;
  readonly data?: string | Uint8Array;
  readonly clientPort?: number;
  readonly serverPort?: number;
  readonly version?: 4 | 6;
  /** Extension headers of IPv6 in front of TCP. */
  readonly extensions?: boolean;
  readonly link?: Link;
}

const CLIENT = { 4: [192, 0, 2, 1], 6: [0x20, 1, 0x0d, 0xb8, ...Array.from({ length: 11 }, () => 0), 1] };
const SERVER = { 4: [192, 0, 2, 25], 6: [0x20, 1, 0x0d, 0xb8, ...Array.from({ length: 11 }, () => 0), 25] };

export function packet(sent: Sent): Uint8Array {
  const { fromServer = false, sequence, acknowledged = null, flags = '', version = 4, link = 'raw' } = sent;
  const { clientPort = 40_000, serverPort = 25, extensions = false } = sent;
  const data = typeof sent.data === 'string' ? encodeText(sent.data) : (sent.data ?? new Uint8Array());
  const ports = fromServer ? [serverPort, clientPort] : [clientPort, serverPort];
  const bits =
    (flags.includes('F') ? 1 : 0) |
    (flags.includes('S') ? 2 : 0) |
    (flags.includes('R') ? 4 : 0) |
    (acknowledged === null ? 0 : 16);
  const tcp = [
    ...ports.flatMap(be16),
    ...be32(sequence),
    ...be32(acknowledged ?? 0),
    ...[0x50, bits, 0xff, 0xff, 0, 0, 0, 0],
  ];
  const [source, target] = fromServer ? [SERVER, CLIENT] : [CLIENT, SERVER];
  const size = tcp.length + data.length;
  const options = extensions ? [60, 0, 0, 0, 0, 0, 0, 0, 6, 0, 1, 4, 0, 0, 0, 0] : [];
  const ip =
    version === 4
      ? [0x45, 0, ...be16(20 + size), 0, 1, 0x40, 0, 64, 6, 0, 0, ...source[4], ...target[4]]
      : [
          ...[0x60, 0, 0, 0, ...be16(size + options.length), extensions ? 0 : 6, 64],
          ...source[6],
          ...target[6],
          ...options,
        ];
  const type = version === 4 ? [0x08, 0x00] : [0x86, 0xdd];
  const heads: Readonly<Record<Link, readonly number[]>> = {
    ethernet: [...Array.from({ length: 12 }, () => 2), ...type],
    vlan: [...Array.from({ length: 12 }, () => 2), 0x88, 0xa8, 0, 5, 0x81, 0x00, 0, 7, ...type],
    null: [version === 4 ? 2 : 30, 0, 0, 0],
    loop: [0, 0, 0, version === 4 ? 2 : 30],
    raw: [],
    cooked: [0, 0, 0, 1, 0, 6, 2, 2, 2, 2, 2, 2, 0, 0, ...type],
    cooked2: [...type, 0, 0, 0, 0, 0, 1, 0, 1, 0, 6, 2, 2, 2, 2, 2, 2, 0, 0],
  };
  return concatBytes([new Uint8Array([...heads[link], ...ip, ...tcp]), data]);
}

/** A pcap file; `big` and `nano` say how. */
export function pcap(
  frames: readonly Frame[],
  { link = 'raw', big = false, nano = false }: { link?: Link; big?: boolean; nano?: boolean } = {},
): Uint8Array {
  const word = big ? be32 : le32;
  const version = big ? [0, 2, 0, 4] : [2, 0, 4, 0];
  const magic = word(nano ? 0xa1b23c4d : 0xa1b2c3d4);
  const head = [...magic, ...version, ...word(0), ...word(0), ...word(262_144), ...word(LINKS[link])];
  const records = frames.flatMap(({ octets, time }) => {
    const part = Math.round((time % 1000) * (nano ? 1_000_000 : 1000));
    const { length } = octets;
    return [
      new Uint8Array([...word(Math.floor(time / 1000)), ...word(part), ...word(length), ...word(length)]),
      octets,
    ];
  });
  return concatBytes([new Uint8Array(head), ...records]);
}

function block(type: number, body: readonly number[]): Uint8Array {
  const padded = [...body, ...Array.from({ length: (4 - (body.length % 4)) % 4 }, () => 0)];
  const length = padded.length + 12;
  return new Uint8Array([...le32(type), ...le32(length), ...padded, ...le32(length)]);
}

/** A pcapng file with the clock in milliseconds, shifted by `offset` seconds, and a block that nobody knows. */
export function pcapng(
  frames: readonly Frame[],
  { link = 'raw', offset = 0 }: { link?: Link; offset?: number } = {},
): Uint8Array {
  const section = block(0x0a0d0d0a, [
    ...le32(0x1a2b3c4d),
    1,
    0,
    0,
    0,
    ...Array.from({ length: 8 }, () => 255),
  ]);
  const shift = [14, 0, 8, 0, ...le32(offset), ...le32(offset < 0 ? -1 : 0)];
  const clock = [9, 0, 1, 0, 3, 0, 0, 0, ...(offset === 0 ? [] : shift), 0, 0, 0, 0];
  const about = block(1, [LINKS[link] & 255, LINKS[link] >> 8, 0, 0, ...le32(0), ...clock]);
  const packets = frames.map(({ octets, time }) => {
    const high = Math.floor(time / 0x1_0000_0000);
    const size = [...le32(octets.length), ...le32(octets.length)];
    return block(6, [...le32(0), ...le32(high), ...le32((time % 0x1_0000_0000) | 0), ...size, ...octets]);
  });
  return concatBytes([section, about, block(0x0bad, [1, 2, 3, 4]), ...packets]);
}

/** What was said: `C` and `S` with their octets, and the milliseconds before. */
export type Talk = readonly (readonly ['C' | 'S', string | Uint8Array, number?])[];

/** The frames of a whole connection: both SYNs, what was said, both FINs. */
export function connection(
  talk: Talk,
  options: Omit<Sent, 'sequence' | 'data' | 'fromServer' | 'flags' | 'acknowledged'> & {
    readonly clientBase?: number;
    readonly serverBase?: number;
    readonly begin?: number;
  } = {},
): Frame[] {
  // The client's numbers wrap soon.
  const { clientBase = 0xffff_fff0, serverBase = 1000, begin = 1_700_000_000_000, ...about } = options;
  let [client, server, time] = [clientBase, serverBase, begin];
  const frames: Frame[] = [];
  const send = (sent: Omit<Sent, 'sequence'> & { sequence: number }): void => {
    time += 1;
    frames.push({ octets: packet({ ...about, ...sent }), time });
  };
  send({ sequence: client, flags: 'S' });
  client = (client + 1) >>> 0;
  send({ fromServer: true, sequence: server, acknowledged: client, flags: 'S' });
  server = (server + 1) >>> 0;
  send({ sequence: client, acknowledged: server });
  for (const [side, data, pause = 0] of talk) {
    time += pause;
    const length = typeof data === 'string' ? encodeText(data).length : data.length;
    if (side === 'C') {
      send({ sequence: client, acknowledged: server, data });
      client = (client + length) >>> 0;
    } else {
      send({ fromServer: true, sequence: server, acknowledged: client, data });
      server = (server + length) >>> 0;
    }
  }
  send({ fromServer: true, sequence: server, acknowledged: client, flags: 'F' });
  send({ sequence: client, acknowledged: (server + 1) >>> 0, flags: 'F' });
  return frames;
}

export const SESSION: Talk = [
  ['S', '220 mx.example.com ESMTP\r\n', 2000],
  ['C', 'EHLO client.example.org\r\n'],
  ['S', '250-mx.example.com\r\n250-PIPELINING\r\n250 SIZE 1000000\r\n'],
  ['C', 'MAIL FROM:<ann@example.org>\r\nRCPT TO:<bob@example.com>\r\nRCPT TO:<eve@example.com>\r\nDATA\r\n'],
  ['S', '250 2.1.0 Ok\r\n250 2.1.5 Ok\r\n550 5.1.1 <eve@example.com>: User unknown\r\n354 Go on\r\n'],
  ['C', 'Subject: hello\r\n\r\nOne line.\r\n'],
  ['C', '..two dots\r\n.\r\n'],
  ['S', '250 2.0.0 Ok: queued as 77AA1\r\n', 1500],
  ['C', 'QUIT\r\n'],
  ['S', '221 2.0.0 Bye\r\n'],
];

/** A packet of raw IP, cut into fragments, each with so many octets of what it carries. */
export function fragmentsOf({ octets, time }: Frame, size: number): readonly Frame[] {
  const isSix = (octets[0] ?? 0) >> 4 === 6;
  const head = isSix ? 40 : 20;
  const carried = octets.subarray(head);
  const parts: Frame[] = [];
  for (let at = 0; at < carried.length; at += size) {
    const part = carried.subarray(at, at + size);
    const more = at + size < carried.length ? 1 : 0;
    const front = octets.slice(0, head);
    const view = new DataView(front.buffer);
    // Sequence numbers make a good identification: no two packets of a side have the same.
    const id = new DataView(octets.buffer, octets.byteOffset).getUint32(head + 4) + carried.length;
    const extra = new Uint8Array(isSix ? 8 : 0);
    if (isSix) {
      view.setUint16(4, part.length + 8);
      front[6] = 44;
      extra[0] = 6;
      new DataView(extra.buffer).setUint16(2, at | more);
      new DataView(extra.buffer).setUint32(4, id % 0x1_0000_0000);
    } else {
      view.setUint16(2, part.length + 20);
      view.setUint16(4, id % 0x1_0000);
      view.setUint16(6, (more << 13) | (at / 8));
    }
    parts.push({ octets: concatBytes([front, extra, part]), time });
  }
  return parts;
}
