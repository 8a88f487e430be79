/**
 * The lines of a letter as they pass by in pieces: the first ones are shown, the rest is counted, and the lone dot at the end
 * is shown again. Keeps at most one line, and of that a bounded piece, whatever the letter is like. Knows of no screen.
 */

import { concatBytes, CR, decodeText, findOctet, LF } from '../../pure/protocol/index.ts';

/** Octets of one line that are kept to be shown. */
const KEPT_OCTETS = 2000;

export interface LetterLine {
  readonly text: string;
  /** Octets of the line that were too many to be kept. */
  readonly left: number;
}

/** What a letter's lines come to. `push` gives the lines to be shown now. */
export class LetterLines {
  readonly #most: number;
  #shown = 0;
  #line: Uint8Array = new Uint8Array(0);
  #left = 0;
  #open = false;
  #last: LetterLine | null = null;
  #counted = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** Takes a piece of the letter as it went over the wire. */
  push(piece: Uint8Array): readonly LetterLine[] {
    const lines: LetterLine[] = [];
    let from = 0;
    while (from < piece.length) {
      const end = findOctet(piece, LF, from);
      const to = end < 0 ? piece.length : end;
      this.#keep(piece.subarray(from, to));
      if (end < 0) break;
      this.#finishLine(lines);
      from = end + 1;
    }
    return lines;
  }

  /** The letter is over: how many lines were not shown, and the last of them where it is the lone dot. */
  end(): { readonly shown: readonly LetterLine[]; readonly counted: number; readonly dot: boolean } {
    const shown: LetterLine[] = [];
    if (this.#open) this.#finishLine(shown);
    const dot = this.#last?.text === '.';
    return { shown, counted: this.#counted - (dot ? 1 : 0), dot };
  }

  #keep(part: Uint8Array): void {
    this.#open = true;
    const room = KEPT_OCTETS - this.#line.length;
    if (room > 0) this.#line = concatBytes([this.#line, part.subarray(0, room)]);
    this.#left += Math.max(0, part.length - room);
  }

  #finishLine(lines: LetterLine[]): void {
    const bytes = this.#line.at(-1) === CR ? this.#line.subarray(0, -1) : this.#line;
    const line = { text: decodeText(bytes), left: this.#left };
    this.#line = new Uint8Array(0);
    this.#left = 0;
    this.#open = false;
    if (this.#shown < this.#most) {
      this.#shown++;
      lines.push(line);
      return;
    }
    this.#counted++;
    this.#last = line;
  }
}
