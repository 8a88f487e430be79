/**
 * The lines of a letter as they pass by in pieces: the first ones are shown, the rest passes by, and the lone dot at the end
 * is shown again. Keeps at most one line, and of that a bounded piece, whatever the letter is like. Knows of no screen.
 */

import { concatBytes, CR, decodeText, findOctet, LF } from '../../pure/protocol/index.ts';

/** Octets of one line that are kept to be shown. */
const KEPT_OCTETS = 2000;

/** CRLF, dot, CRLF. */
const TAIL_OCTETS = 5;

export interface LetterLine {
  readonly text: string;
  /** Octets of the line that were too many to be kept. */
  readonly left: number;
  /** It ends with LF alone, or the line before it does: a dot there is no end of the letter (RFC 5321 §4.1.1.4). */
  readonly bare: 'no' | 'end' | 'before';
}

/** What a letter's lines come to. `push` gives the lines to be shown now. */
export class LetterLines {
  readonly #most: number;
  readonly #dotEnds: boolean;
  #shown = 0;
  #line: Uint8Array = new Uint8Array(0);
  #left = 0;
  #open = false;
  #last: LetterLine | null = null;
  #counted = 0;
  /** Octets that passed by once enough was shown, and how they end. */
  #passed = 0;
  #tail = '';
  /** The last octet of the line so far, and whether the line before it ended with LF alone. */
  #lastOctet = 0;
  #wasBare = false;

  /** So many lines are shown. In a chunk (RFC 3030) a lone dot is a line like any other: `dotEnds` is false. */
  constructor(most: number, dotEnds = true) {
    this.#most = most;
    this.#dotEnds = dotEnds;
  }

  /** Takes a piece of the letter as it went over the wire. */
  push(piece: Uint8Array): readonly LetterLine[] {
    const lines: LetterLine[] = [];
    let from = 0;
    while (from < piece.length) {
      if (this.#shown >= this.#most && !this.#open) {
        this.#pass(piece.subarray(from));
        break;
      }
      const end = findOctet(piece, LF, from);
      const to = end < 0 ? piece.length : end;
      this.#keep(piece.subarray(from, to));
      if (end < 0) break;
      this.#finishLine(lines, this.#lastOctet !== CR);
      from = end + 1;
    }
    return lines;
  }

  /**
   * The letter is over. `lines` are those that it had, the lone dot not counted, as far as the log tells (null where it broke off).
   * Gives what is still to be shown, how much was not: lines, or octets where nobody counted the lines; and whether it ended.
   */
  end(lines: number | null): {
    readonly shown: readonly LetterLine[];
    readonly counted: number;
    readonly octets: number;
    readonly dot: boolean;
  } {
    const shown: LetterLine[] = [];
    if (this.#open) this.#finishLine(shown);
    const dot = this.#dotEnds && (this.#last?.text === '.' || /(?:^|\n)\.\r?\n?$/.test(this.#tail));
    const passed = this.#passed === 0 ? null : lines;
    const left = this.#counted - (dot && this.#passed === 0 ? 1 : 0);
    return {
      shown,
      counted: passed === null ? left : Math.max(0, passed - this.#shown),
      octets: lines === null ? this.#passed : 0,
      dot,
    };
  }

  /** Lines that are not shown are counted by those who wrote them: a letter of gigabytes passes here. */
  #pass(piece: Uint8Array): void {
    this.#passed += piece.length;
    this.#last = null;
    this.#tail = (this.#tail + decodeText(piece.subarray(-TAIL_OCTETS))).slice(-TAIL_OCTETS);
  }

  #keep(part: Uint8Array): void {
    this.#open = true;
    this.#lastOctet = part.at(-1) ?? this.#lastOctet;
    const room = KEPT_OCTETS - this.#line.length;
    if (room > 0) this.#line = concatBytes([this.#line, part.subarray(0, room)]);
    this.#left += Math.max(0, part.length - room);
  }

  #finishLine(lines: LetterLine[], isBare = false): void {
    const bytes = this.#line.at(-1) === CR ? this.#line.subarray(0, -1) : this.#line;
    const bare = isBare ? 'end' : this.#wasBare ? 'before' : 'no';
    const line = { text: decodeText(bytes), left: this.#left, bare } as const;
    this.#wasBare = isBare;
    this.#lastOctet = 0;
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
