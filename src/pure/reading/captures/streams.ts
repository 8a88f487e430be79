/**
 * Segments sorted by connection, and kept until the capture ends. SECURITY: a capture may have a million connections and any number of
 * octets; what is kept has limits, for one connection and for all, and what went beyond them is counted.
 */

import type { Segment } from './frame.ts';

/** A piece that one side sent, at its place in what that side sent. */
export interface Piece {
  readonly from: number;
  /** Up to where this side had heard the other, in the other's places; null where it is not told. */
  readonly heard: number | null;
  readonly octets: Uint8Array;
  readonly number: number;
  readonly time: number;
}

export interface Flow {
  readonly address: string;
  /** The sequence number of place 0; null before anything was seen. */
  base: number | null;
  /** A packet of it was captured. */
  seen: boolean;
  /** The beginning of the connection was seen. */
  whole: boolean;
  /** The place behind the last octet that the other side confirmed; -1 for none. */
  confirmed: number;
  readonly pieces: Piece[];
  /** What it did last: FIN or RST, with its packet. */
  closed: { readonly how: 'fin' | 'reset'; readonly number: number } | null;
}

export interface Stream {
  readonly sides: readonly [Flow, Flow];
  /** Its first packet. */
  readonly number: number;
  size: number;
  /** Octets that were seen and not kept. */
  dropped: number;
}

const LIMITS = { streams: 20_000, stream: 16 * 1024 * 1024, total: 96 * 1024 * 1024 } as const;

/** What a piece costs beside its octets. */
const OVERHEAD = 160;

function newFlow(address: string): Flow {
  return { address, base: null, seen: false, whole: false, confirmed: -1, pieces: [], closed: null };
}

/** Signed, as sequence numbers wrap. */
function distance(sequence: number, base: number): number {
  return (sequence - base) | 0;
}

export class StreamTable {
  readonly streams: Stream[] = [];
  readonly #open = new Map<string, Stream>();
  #size = 0;
  readonly #limits: { readonly streams: number; readonly stream: number; readonly total: number };
  /** Segments of connections beyond the limit. */
  beyond = 0;

  constructor(
    limits: { readonly streams: number; readonly stream: number; readonly total: number } = LIMITS,
  ) {
    this.#limits = limits;
  }

  add(segment: Segment): void {
    const { from, to } = segment;
    const key = from < to ? `${from} ${to}` : `${to} ${from}`;
    let stream = this.#open.get(key);
    if (stream === undefined || this.#beginsAgain(stream, segment)) {
      if (this.streams.length >= this.#limits.streams) {
        this.#open.delete(key);
        this.beyond += 1;
        return;
      }
      stream = { sides: [newFlow(from), newFlow(to)], number: segment.number, size: 0, dropped: 0 };
      this.streams.push(stream);
      this.#open.set(key, stream);
    }
    const [first, second] = stream.sides;
    if (first.address === from) this.#take(stream, first, second, segment);
    else this.#take(stream, second, first, segment);
  }

  /** The same two ports once more: another SYN than the first. */
  #beginsAgain({ sides }: Stream, { from, syn, acknowledged, sequence }: Segment): boolean {
    if (!syn || acknowledged !== null) return false;
    const own = sides[0].address === from ? sides[0] : sides[1];
    if (own.base === null) return false;
    return own.whole ? own.base !== (sequence + 1) >>> 0 : true;
  }

  #take(stream: Stream, own: Flow, other: Flow, segment: Segment): void {
    const { sequence, acknowledged, syn, fin, reset, payload, number, time } = segment;
    own.seen = true;
    if (syn && !own.whole) {
      const base = (sequence + 1) >>> 0;
      if (own.base !== null && own.base !== base) this.#shift(own, other, base);
      own.base = base;
      own.whole = true;
    }
    // What a side is answered tells where it stands, though nothing of it was seen.
    if (acknowledged !== null && !reset) {
      other.base ??= acknowledged;
      other.confirmed = Math.max(other.confirmed, distance(acknowledged, other.base));
    }
    if (payload.length > 0) {
      const start = syn ? (sequence + 1) >>> 0 : sequence;
      own.base ??= start;
      const cost = payload.length + OVERHEAD;
      if (stream.size + cost > this.#limits.stream || this.#size + cost > this.#limits.total)
        stream.dropped += payload.length;
      else {
        stream.size += cost;
        this.#size += cost;
        const heard =
          acknowledged === null || other.base === null ? null : distance(acknowledged, other.base);
        own.pieces.push({ from: distance(start, own.base), heard, octets: payload.slice(), number, time });
      }
    }
    if (reset) own.closed ??= { how: 'reset', number };
    else if (fin) own.closed ??= { how: 'fin', number };
  }

  /** The SYN came behind what it begins: places are counted from it. */
  #shift(own: Flow, other: Flow, base: number): void {
    const by = own.base === null ? 0 : distance(own.base, base);
    if (own.confirmed >= 0) own.confirmed += by;
    for (const [at, piece] of own.pieces.entries()) own.pieces[at] = { ...piece, from: piece.from + by };
    for (const [at, piece] of other.pieces.entries())
      if (piece.heard !== null) other.pieces[at] = { ...piece, heard: piece.heard + by };
  }
}
