/**
 * Files of packets, read as their octets come: pcap of either order with micro- or nanoseconds, and pcapng with any number of sections
 * and interfaces. A length that cannot be is damage: what came before it stands, and nothing behind it is guessed.
 */

import type { Packet } from './packet.ts';
import { uint16By, uint32By } from './packet.ts';

/** SECURITY: the longest packet or block; no length in a file makes more memory be held. */
const MOST_BLOCK = 4 * 1024 * 1024;

interface Interface {
  readonly link: number;
  /** Milliseconds per unit of its clock, and those to be added. */
  readonly unit: number;
  readonly offset: number;
}

const SECTION = 0x0a0d0d0a;

export class CaptureReader {
  #held: Uint8Array[] = [];
  #size = 0;
  #need = 4;
  #format: 'unknown' | 'pcap' | 'pcapng' = 'unknown';
  #little = false;
  #unit = 0.001;
  #link = 0;
  #interfaces: Interface[] = [];
  #number = 0;
  #time = 0;
  /** Octets that were read whole. */
  #at = 0;
  /** Where it is damaged or cut, in octets from the beginning; null where it is not. */
  damage: number | null = null;

  /** Packets that are whole with these octets. */
  push(chunk: Uint8Array): readonly Packet[] {
    if (this.damage !== null) return [];
    this.#held.push(chunk);
    this.#size += chunk.length;
    if (this.#size < this.#need) return [];
    const octets = this.#joined();
    const packets: Packet[] = [];
    let from = 0;
    for (;;) {
      const length = this.#next(octets.subarray(from), packets);
      if (length === 0 || this.damage !== null) break;
      from += length;
      this.#at += length;
    }
    const rest = octets.subarray(from);
    this.#held = rest.length === 0 ? [] : [rest.slice()];
    this.#size = rest.length;
    return packets;
  }

  /** No more octets come. A piece of a packet that is left is damage. */
  finish(): void {
    if (this.#size > 0 || this.#format === 'unknown') this.damage ??= this.#at;
  }

  #joined(): Uint8Array {
    const [only] = this.#held;
    if (only !== undefined && this.#held.length === 1) return only;
    const octets = new Uint8Array(this.#size);
    let at = 0;
    for (const piece of this.#held) {
      octets.set(piece, at);
      at += piece.length;
    }
    return octets;
  }

  /** Takes one header, packet or block; its length, or 0 where more octets are needed. */
  #next(octets: Uint8Array, packets: Packet[]): number {
    if (this.#format === 'unknown') return this.#begin(octets);
    return this.#format === 'pcap' ? this.#record(octets, packets) : this.#block(octets, packets);
  }

  /** 0 where there are fewer octets than this. */
  #whole(octets: Uint8Array, length: number): number {
    this.#need = length;
    return octets.length < length ? 0 : length;
  }

  #begin(octets: Uint8Array): number {
    if (this.#whole(octets, 4) === 0) return 0;
    const magic = uint32By(octets, 0, false);
    if (magic === SECTION) {
      this.#format = 'pcapng';
      return this.#block(octets, []);
    }
    if (this.#whole(octets, 24) === 0) return 0;
    this.#little = magic === 0xd4c3b2a1 || magic === 0x4d3cb2a1;
    const plain = this.#little ? uint32By(octets, 0, true) : magic;
    if (plain !== 0xa1b2c3d4 && plain !== 0xa1b23c4d) {
      this.damage = 0;
      return 0;
    }
    this.#unit = plain === 0xa1b23c4d ? 0.000_001 : 0.001;
    this.#link = uint32By(octets, 20, this.#little) & 0xffff;
    this.#format = 'pcap';
    this.#need = 16;
    return 24;
  }

  #record(octets: Uint8Array, packets: Packet[]): number {
    if (this.#whole(octets, 16) === 0) return 0;
    const length = uint32By(octets, 8, this.#little);
    if (length > MOST_BLOCK) return this.#damaged();
    if (this.#whole(octets, 16 + length) === 0) return 0;
    const seconds = uint32By(octets, 0, this.#little);
    const time = seconds * 1000 + uint32By(octets, 4, this.#little) * this.#unit;
    packets.push(this.#packet(time, this.#link, octets.subarray(16, 16 + length)));
    this.#need = 16;
    return 16 + length;
  }

  #block(octets: Uint8Array, packets: Packet[]): number {
    if (this.#whole(octets, 12) === 0) return 0;
    const isSection = uint32By(octets, 0, false) === SECTION;
    const order = uint32By(octets, 8, true);
    if (isSection && order !== 0x1a2b3c4d && order !== 0x4d3c2b1a) return this.#damaged();
    const little = isSection ? order === 0x1a2b3c4d : this.#little;
    const length = uint32By(octets, 4, little);
    if (length < 12 || length % 4 !== 0 || length > MOST_BLOCK) return this.#damaged();
    if (this.#whole(octets, length) === 0) return 0;
    this.#little = little;
    if (isSection) this.#interfaces = [];
    this.#body(uint32By(octets, 0, little), octets.subarray(8, length - 4), packets);
    this.#need = 12;
    return length;
  }

  #body(type: number, body: Uint8Array, packets: Packet[]): void {
    const little = this.#little;
    if (type === 1 && this.#interfaces.length < 1000) {
      this.#interfaces.push({ link: uint16By(body, 0, little), ...this.#clockOf(body) });
    } else if (type === 6 || type === 2) {
      const which = type === 6 ? uint32By(body, 0, little) : uint16By(body, 0, little);
      const known = this.#interfaces[which];
      if (known === undefined) return;
      const clock = uint32By(body, 4, little) * 0x1_0000_0000 + uint32By(body, 8, little);
      const length = Math.min(uint32By(body, 12, little), Math.max(0, body.length - 20));
      packets.push(
        this.#packet(clock * known.unit + known.offset, known.link, body.subarray(20, 20 + length)),
      );
    } else if (type === 3) {
      // A simple packet has no time: that of the one before it.
      const [known] = this.#interfaces;
      const length = Math.min(uint32By(body, 0, little), Math.max(0, body.length - 4));
      if (known !== undefined)
        packets.push(this.#packet(this.#time, known.link, body.subarray(4, 4 + length)));
    }
  }

  /**
   * Option 9 of an interface: a power of ten, or of two where the highest bit is set; microseconds without it. Option 14: seconds to
   * add.
   */
  #clockOf(body: Uint8Array): Pick<Interface, 'unit' | 'offset'> {
    let at = 8;
    let [unit, offset] = [0.001, 0];
    while (at + 4 <= body.length) {
      const option = uint16By(body, at, this.#little);
      const length = uint16By(body, at + 2, this.#little);
      if (option === 0) break;
      const value = body[at + 4] ?? 6;
      if (option === 9) unit = 1000 / (value >= 128 ? 2 ** (value & 127) : 10 ** Math.min(value, 20));
      if (option === 14) {
        const [first, second] = [4, 8].map((place) => uint32By(body, at + place, this.#little));
        const [high, low] = this.#little ? [second, first] : [first, second];
        offset = (((high ?? 0) | 0) * 0x1_0000_0000 + (low ?? 0)) * 1000;
      }
      at += 4 + Math.ceil(length / 4) * 4;
    }
    return { unit, offset };
  }

  #packet(time: number, link: number, octets: Uint8Array): Packet {
    this.#number += 1;
    this.#time = time;
    return { number: this.#number, time, link, octets };
  }

  #damaged(): number {
    this.damage = this.#at;
    return 0;
  }
}
