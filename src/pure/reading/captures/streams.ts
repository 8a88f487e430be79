/**
 * Segments sorted by connection, and kept until the capture ends. Connections that are not about mail are let go as soon as their
 * first octets tell, and so is what follows a TLS handshake, which nobody can read. SECURITY: a capture may have a million connections
 * and any number of octets; what is kept has limits, for one connection and for all, and what went beyond them is counted.
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
  /** Its first packet, and when. */
  readonly number: number;
  readonly began: number;
  size: number;
  /** Octets that were seen and not kept. */
  dropped: number;
  /** `unknown` until it was looked at. Of `encrypted` nothing more is kept, of `other` nothing at all. */
  about: 'unknown' | About;
}

/** What is talked on a connection, as far as its first octets tell. */
export type About = 'mail' | 'encrypted' | 'other';

export interface StreamLimits {
  readonly streams: number;
  readonly stream: number;
  readonly total: number;
  /** After so many octets a connection is looked at. */
  readonly look: number;
  /** Lines of all conversations together: a line costs more than its octets. */
  readonly lines: number;
}

export const LIMITS: StreamLimits = {
  streams: 50_000,
  stream: 24 * 1024 * 1024,
  total: 96 * 1024 * 1024,
  look: 32 * 1024,
  lines: 400_000,
};

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
  /** What was kept since all connections were looked at; they are not looked at for every packet. */
  #sinceLook = Infinity;
  readonly #limits: StreamLimits;
  readonly #aboutOf: (stream: Stream) => About;
  /** Segments of connections beyond the limit. */
  beyond = 0;

  constructor(aboutOf: (stream: Stream) => About, limits: StreamLimits = LIMITS) {
    this.#aboutOf = aboutOf;
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
      stream = {
        sides: [newFlow(from), newFlow(to)],
        number: segment.number,
        began: segment.time,
        size: 0,
        dropped: 0,
        about: 'unknown',
      };
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
    const closes = stream.about === 'encrypted' || stream.about === 'other';
    // What a side is answered tells where it stands, though nothing of it was seen.
    if (acknowledged !== null && !reset && !closes) {
      other.base ??= acknowledged;
      other.confirmed = Math.max(other.confirmed, distance(acknowledged, other.base));
    }
    if (payload.length > 0 && !closes) {
      const start = syn ? (sequence + 1) >>> 0 : sequence;
      own.base ??= start;
      const cost = payload.length + OVERHEAD;
      if (stream.size + cost > this.#limits.stream || !this.#hasRoom(cost)) stream.dropped += payload.length;
      else {
        stream.size += cost;
        this.#size += cost;
        this.#sinceLook += cost;
        const heard =
          acknowledged === null || other.base === null ? null : distance(acknowledged, other.base);
        own.pieces.push({ from: distance(start, own.base), heard, octets: payload.slice(), number, time });
        // What began before the capture may be in the middle of a letter: it is looked at when room is needed.
        const isWhole = own.whole && other.whole;
        if (stream.about === 'unknown' && isWhole && stream.size > this.#limits.look) this.#look(stream);
      }
    }
    if (reset) own.closed ??= { how: 'reset', number };
    else if (fin) own.closed ??= { how: 'fin', number };
  }

  #hasRoom(cost: number): boolean {
    const { total } = this.#limits;
    if (this.#size + cost > total && this.#sinceLook > total / 8) {
      // Of a few octets, such as a greeting on some port, it cannot be told yet.
      for (const stream of this.streams)
        if (stream.about === 'unknown' && stream.size > this.#limits.look / 8) this.#look(stream);
      this.#sinceLook = 0;
    }
    return this.#size + cost <= total;
  }

  #look(stream: Stream): void {
    stream.about = this.#aboutOf(stream);
    if (stream.about !== 'other') return;
    for (const { pieces } of stream.sides) pieces.length = 0;
    this.#size -= stream.size;
    stream.size = 0;
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
