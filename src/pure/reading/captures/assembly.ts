/**
 * What both sides of a connection said, in order: repeats and overlaps left out, packets in disorder put right, gaps named. A piece of one
 * side comes behind all that this side had heard (its acknowledgement), whatever order the packets were captured in.
 */

import type { Flow, Piece, Stream } from './streams.ts';

/** Octets of a side, or how many of them are missing. `side` is the place of the flow in its stream. */
export type Spoken =
  | {
      readonly kind: 'octets';
      readonly side: 0 | 1;
      readonly octets: Uint8Array;
      readonly number: number;
      readonly time: number;
    }
  | {
      readonly kind: 'gap';
      readonly side: 0 | 1;
      readonly missing: number;
      readonly number: number;
      readonly time: number;
    };

export interface Assembled {
  readonly spoken: readonly Spoken[];
  /** Octets that came more than once. */
  readonly repeated: number;
  /** Octets that came once more and were others. */
  readonly conflicting: number;
}

class Side {
  readonly #pieces: readonly Piece[];
  readonly #confirmed: number;
  #next = 0;
  /** The place up to which all is said, or missing. */
  at: number;
  repeated = 0;
  conflicting = 0;
  #last: Piece | null = null;

  constructor({ pieces, whole, confirmed }: Flow) {
    // Where places are the same, the packet that was captured first.
    this.#pieces = [...pieces].sort((a, b) => a.from - b.from || a.number - b.number);
    this.#confirmed = confirmed;
    const first = this.#pieces[0]?.from ?? 0;
    this.at = whole ? 0 : Math.min(first, 0);
    this.#skip();
  }

  get head(): Piece | undefined {
    return this.#pieces[this.#next];
  }

  /** Octets that the other side confirmed, and that are not in the capture, behind the last piece. A FIN counts as one. */
  get missingAtEnd(): number {
    return this.head === undefined ? Math.max(0, this.#confirmed - this.at - 1) : 0;
  }

  take(): { readonly missing: number; readonly octets: Uint8Array; readonly piece: Piece } | null {
    const piece = this.head;
    if (piece === undefined) return null;
    const missing = Math.max(0, piece.from - this.at);
    const known = Math.max(0, this.at - piece.from);
    this.#compare(piece, known);
    this.repeated += known;
    this.at = piece.from + piece.octets.length;
    this.#last = piece;
    this.#next += 1;
    this.#skip();
    return { missing, octets: piece.octets.subarray(known), piece };
  }

  /** Pieces that bring nothing new. */
  #skip(): void {
    for (let piece = this.head; piece !== undefined; piece = this.head) {
      if (piece.from + piece.octets.length > this.at) return;
      this.#compare(piece, piece.octets.length);
      this.repeated += piece.octets.length;
      this.#next += 1;
    }
  }

  #compare(piece: Piece, known: number): void {
    const last = this.#last;
    if (last === null) return;
    const by = piece.from - last.from;
    for (let at = 0; at < known; at += 1) {
      const before = last.octets[at + by];
      if (before !== undefined && before !== piece.octets[at]) this.conflicting += 1;
    }
  }
}

export function assemble({ sides }: Stream): Assembled {
  const both = [new Side(sides[0]), new Side(sides[1])] as const;
  const spoken: Spoken[] = [];
  for (;;) {
    const side = nextOf(both);
    if (side === null) break;
    const taken = both[side].take();
    if (taken === null) break;
    const { missing, octets, piece } = taken;
    const { number, time } = piece;
    if (missing > 0) spoken.push({ kind: 'gap', side, missing, number, time });
    spoken.push({ kind: 'octets', side, octets, number, time });
  }
  const last = spoken.at(-1);
  for (const side of [0, 1] as const) {
    const missing = both[side].missingAtEnd;
    if (missing > 0 && last !== undefined)
      spoken.push({ kind: 'gap', side, missing, number: last.number, time: last.time });
  }
  return {
    spoken,
    repeated: both[0].repeated + both[1].repeated,
    conflicting: both[0].conflicting + both[1].conflicting,
  };
}

/** Who speaks next: who had heard no more than was said; of two that may, the one captured first. */
function nextOf([a, b]: readonly [Side, Side]): 0 | 1 | null {
  if (a.head === undefined) return b.head === undefined ? null : 1;
  if (b.head === undefined) return 0;
  const mayA = (a.head.heard ?? -Infinity) <= b.at;
  const mayB = (b.head.heard ?? -Infinity) <= a.at;
  if (mayA !== mayB) return mayA ? 0 : 1;
  return a.head.number <= b.head.number ? 0 : 1;
}
