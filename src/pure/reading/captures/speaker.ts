/** Octets of one side to lines. A line that was cut by a gap is left out, where nothing tells that it is whole. */

import { decodeText } from '../../protocol/index.ts';

const LF = 10;

export interface SpokenLine {
  readonly text: string;
  /** It ended with a line end. */
  readonly ended: boolean;
  /** With its line end. */
  readonly size: number;
  readonly number: number;
  readonly time: number;
}

/** SECURITY: a line that never ends is cut here. */
const MOST_LINE = 512 * 1024;

export class LineSplitter {
  #held: Uint8Array[] = [];
  #size = 0;
  #number = 0;
  #time = 0;
  /** Pieces in which no line end was found, and their octets: a line that never ends is searched once. */
  #searched = { pieces: 0, octets: 0 };

  /** The first octets that wait for their line. */
  get first(): Uint8Array {
    return this.#held[0] ?? new Uint8Array();
  }

  /** All that waits. */
  get waiting(): Uint8Array {
    const whole = new Uint8Array(this.#size);
    let at = 0;
    for (const piece of this.#held) {
      whole.set(piece, at);
      at += piece.length;
    }
    return whole;
  }

  get isEmpty(): boolean {
    return this.#size === 0;
  }

  push(octets: Uint8Array, number: number, time: number): void {
    if (octets.length === 0) return;
    if (this.#size === 0) [this.#number, this.#time] = [number, time];
    this.#held.push(octets);
    this.#size += octets.length;
  }

  /** The next line, or at most so many octets of a chunk; null where more is needed. */
  next(most: number | null = null): SpokenLine | null {
    if (this.#size === 0) return null;
    let { pieces, octets: seen } = this.#searched;
    for (let piece = this.#held[pieces]; piece !== undefined; piece = this.#held[pieces]) {
      const end = piece.indexOf(LF);
      const length = end < 0 ? seen + piece.length : seen + end + 1;
      if (most !== null && length >= most) return this.#cut(Math.min(length, most));
      if (end >= 0 || length >= MOST_LINE) return this.#cut(Math.min(length, Math.max(seen + 1, MOST_LINE)));
      seen = length;
      pieces += 1;
    }
    this.#searched = { pieces, octets: seen };
    return null;
  }

  /** What has no line end. */
  rest(): SpokenLine | null {
    return this.#size === 0 ? null : this.#cut(this.#size);
  }

  clear(): void {
    this.#held = [];
    this.#size = 0;
    this.#searched = { pieces: 0, octets: 0 };
  }

  #cut(length: number): SpokenLine {
    const octets = new Uint8Array(length);
    let at = 0;
    let used = 0;
    for (const piece of this.#held) {
      const taken = piece.subarray(0, length - at);
      octets.set(taken, at);
      at += taken.length;
      if (taken.length < piece.length) {
        this.#held[used] = piece.subarray(taken.length);
        break;
      }
      used += 1;
      if (at === length) break;
    }
    this.#held.splice(0, used);
    this.#size -= length;
    this.#searched = { pieces: 0, octets: 0 };
    const ended = octets[length - 1] === LF;
    const text = decodeText(
      octets.subarray(0, ended ? length - (octets[length - 2] === 13 ? 2 : 1) : length),
    );
    return { text, ended, size: length, number: this.#number, time: this.#time };
  }
}
