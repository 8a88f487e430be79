/**
 * From a frame to a segment of TCP: Ethernet with VLAN tags, BSD loopback, raw IP, Linux cooked (both versions); IPv4, and IPv6 with its
 * extension headers. What is not TCP, or too short for it, is named by why; a part of a packet of IP is a fragment.
 */

import { uint16, uint32 } from './packet.ts';
import type { Packet } from './packet.ts';

export interface Segment {
  readonly from: string;
  readonly to: string;
  readonly sequence: number;
  /** Up to where the other side was heard; null without ACK. */
  readonly acknowledged: number | null;
  readonly syn: boolean;
  readonly fin: boolean;
  readonly reset: boolean;
  readonly payload: Uint8Array;
  readonly number: number;
  readonly time: number;
}

/** A part of what IP carried, of which the rest came in other packets. */
export interface Fragment {
  readonly from: string;
  readonly to: string;
  /** What its parts have in common. */
  readonly id: number;
  /** Where its octets belong. */
  readonly offset: number;
  readonly more: boolean;
  readonly octets: Uint8Array;
  readonly packet: Packet;
}

/** Why a packet says nothing of TCP. */
export type NotTcp = 'link' | 'other' | 'fragment' | 'cut';

const ETHER_IPV4 = 0x0800;
const ETHER_IPV6 = 0x86dd;
const VLAN: ReadonlySet<number> = new Set([0x8100, 0x88a8, 0x9100]);

export function segmentOf(packet: Packet): Segment | Fragment | NotTcp {
  const { octets, link } = packet;
  switch (link) {
    case 1:
      return byEtherType(packet, 12);
    case 0:
    case 108: {
      // The family is in the order of the machine that captured; the version of IP tells the same.
      return byVersion(packet, 4);
    }
    case 12:
    case 14:
    case 101:
    case 228:
    case 229:
      return byVersion(packet, 0);
    case 113:
      return byEtherType(packet, 14);
    case 276:
      // The type stands in front, and tags of a VLAN behind the head: each ends with the type of what follows.
      if (VLAN.has(uint16(octets, 0))) return byEtherType(packet, 22);
      return isIp(uint16(octets, 0)) ? byVersion(packet, 20) : 'other';
    default:
      return 'link';
  }
}

function byEtherType(packet: Packet, place: number): Segment | Fragment | NotTcp {
  let at = place;
  for (let tags = 0; tags < 4 && VLAN.has(uint16(packet.octets, at)); tags += 1) at += 4;
  return isIp(uint16(packet.octets, at)) ? byVersion(packet, at + 2) : 'other';
}

function isIp(type: number): boolean {
  return type === ETHER_IPV4 || type === ETHER_IPV6;
}

function byVersion(packet: Packet, at: number): Segment | Fragment | NotTcp {
  const version = (packet.octets[at] ?? 0) >> 4;
  const ip = packet.octets.subarray(at);
  if (version === 4) return ofIpv4(packet, ip);
  if (version === 6) return ofIpv6(packet, ip);
  return ip.length === 0 ? 'cut' : 'other';
}

function ofIpv4(packet: Packet, ip: Uint8Array): Segment | Fragment | NotTcp {
  const header = ((ip[0] ?? 0) & 15) * 4;
  if (header < 20 || ip.length < header) return 'cut';
  if (ip[9] !== 6) return 'other';
  // A network card that cuts packets itself leaves the length at 0.
  const total = uint16(ip, 2) || ip.length;
  const [from, to] = [12, 16].map((at) => ip.subarray(at, at + 4).join('.'));
  const octets = ip.subarray(header, Math.max(header, total));
  const part = uint16(ip, 6);
  if ((part & 0x3fff) === 0) return ofTcp(packet, octets, from ?? '', to ?? '');
  if (ip.length < total) return 'fragment';
  const id = uint16(ip, 4);
  return {
    from: from ?? '',
    to: to ?? '',
    id,
    offset: (part & 0x1fff) * 8,
    more: (part & 0x2000) !== 0,
    octets,
    packet,
  };
}

/** Headers between IPv6 and TCP: hop-by-hop, routing, destination options, mobility. */
const EXTENSIONS: ReadonlySet<number> = new Set([0, 43, 60, 135]);

function ofIpv6(packet: Packet, ip: Uint8Array): Segment | Fragment | NotTcp {
  if (ip.length < 40) return 'cut';
  const end = uint16(ip, 4) === 0 ? ip.length : 40 + uint16(ip, 4);
  let next = ip[6] ?? 59;
  let at = 40;
  const address = (place: number): string => `[${ipv6Text(ip, place)}]`;
  for (let headers = 0; headers < 16 && next !== 6; headers += 1) {
    if (at + 8 > ip.length) return 'cut';
    if (next === 44 && (uint16(ip, at + 2) & 0xfff9) !== 0) {
      const part = uint16(ip, at + 2);
      // Headers behind this one are in the first part only.
      if (ip[at] !== 6 || ip.length < end) return ip[at] === 6 ? 'fragment' : 'other';
      const octets = ip.subarray(at + 8, Math.max(at + 8, end));
      const id = uint32(ip, at + 4);
      const more = (part & 1) !== 0;
      return { from: address(8), to: address(24), id, offset: part & 0xfff8, more, octets, packet };
    }
    const length = ip[at + 1] ?? 0;
    const size =
      next === 44 ? 8 : next === 51 ? (length + 2) * 4 : EXTENSIONS.has(next) ? (length + 1) * 8 : 0;
    if (size === 0) return 'other';
    next = ip[at] ?? 59;
    at += size;
  }
  if (next !== 6) return 'other';
  return ofTcp(packet, ip.subarray(at, Math.max(at, end)), address(8), address(24));
}

/** RFC 5952: the longest run of zeros as `::`. */
function ipv6Text(octets: Uint8Array, at: number): string {
  const groups = Array.from({ length: 8 }, (_, index) => uint16(octets, at + index * 2).toString(16));
  let [best, most] = [-1, 1];
  for (let from = 0; from < 8; from += 1) {
    let run = 0;
    while (groups[from + run] === '0') run += 1;
    if (run > most) [best, most] = [from, run];
  }
  if (best < 0) return groups.join(':');
  return `${groups.slice(0, best).join(':')}::${groups.slice(best + most).join(':')}`;
}

export function ofTcp(packet: Packet, tcp: Uint8Array, from: string, to: string): Segment | NotTcp {
  const header = ((tcp[12] ?? 0) >> 4) * 4;
  if (tcp.length < 20 || header < 20 || tcp.length < header) return 'cut';
  const flags = tcp[13] ?? 0;
  return {
    from: `${from}:${String(uint16(tcp, 0))}`,
    to: `${to}:${String(uint16(tcp, 2))}`,
    sequence: uint32(tcp, 4),
    acknowledged: (flags & 16) === 0 ? null : uint32(tcp, 8),
    syn: (flags & 2) !== 0,
    fin: (flags & 1) !== 0,
    reset: (flags & 4) !== 0,
    payload: tcp.subarray(header),
    number: packet.number,
    time: packet.time,
  };
}
