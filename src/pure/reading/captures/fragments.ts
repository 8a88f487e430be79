/**
 * Parts of packets of IP put together again, in any order, repeats too. Bounded: of very many that stay incomplete the oldest are given
 * up, and parts that contradict each other make nothing, since which of them the receiver believed cannot be known.
 */

import { ofTcp } from './frame.ts';
import type { Fragment, NotTcp, Segment } from './frame.ts';

/** Packets of IP that wait for their parts. */
const MOST_WAITING = 256;
/** What IP can carry. */
const MOST_OCTETS = 65_535;
const MOST_PARTS = 512;

interface Waiting {
  readonly parts: Fragment[];
  /** How long the whole is; null before its last part came. */
  size: number | null;
  held: number;
  broken: boolean;
}

export class FragmentTable {
  readonly #waiting = new Map<string, Waiting>();
  #lost = 0;

  /** Packets that made nothing, up to now: of those that wait it is not known yet. */
  get lost(): number {
    let waiting = 0;
    for (const { parts } of this.#waiting.values()) waiting += parts.length;
    return this.#lost + waiting;
  }

  /** The segment that this part makes whole; null where others are still missing. */
  add(part: Fragment): Segment | NotTcp | null {
    const key = `${part.from} ${part.to} ${String(part.id)}`;
    const waiting = this.#waiting.get(key) ?? this.#open(key);
    place(part, waiting);
    const { parts, size, held, broken } = waiting;
    if (broken && parts.length >= MOST_PARTS) {
      this.#giveUp(key);
      return null;
    }
    if (broken || size === null || held !== size) return null;
    this.#waiting.delete(key);
    const whole = new Uint8Array(size);
    for (const { octets, offset } of parts) whole.set(octets, offset);
    return ofTcp(part.packet, whole, part.from, part.to);
  }

  #open(key: string): Waiting {
    const [oldest] = this.#waiting.size >= MOST_WAITING ? this.#waiting.keys() : [];
    if (oldest !== undefined) this.#giveUp(oldest);
    const waiting: Waiting = { parts: [], size: null, held: 0, broken: false };
    this.#waiting.set(key, waiting);
    return waiting;
  }

  #giveUp(key: string): void {
    this.#lost += this.#waiting.get(key)?.parts.length ?? 0;
    this.#waiting.delete(key);
  }
}

function place(part: Fragment, waiting: Waiting): void {
  const { parts } = waiting;
  const end = part.offset + part.octets.length;
  const same = parts.find(({ offset }) => offset === part.offset);
  const isRepeat = same !== undefined && isEqual(same.octets, part.octets) && same.more === part.more;
  if (isRepeat) return;
  const overlaps = parts.some(({ offset, octets }) => offset < end && part.offset < offset + octets.length);
  // A copy: the chunk that the packet is part of is not kept for it.
  parts.push({ ...part, octets: part.octets.slice() });
  const ends = part.more ? waiting.size : end;
  const contradicts = ends !== null && (ends !== (waiting.size ?? ends) || end > ends);
  const isUneven = part.more && part.octets.length % 8 !== 0;
  if (overlaps || contradicts || isUneven || end > MOST_OCTETS || parts.length >= MOST_PARTS)
    waiting.broken = true;
  waiting.size = ends;
  waiting.held += part.octets.length;
}

function isEqual(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((octet, at) => octet === other[at]);
}
