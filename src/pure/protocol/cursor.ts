/**
 * A small cursor over one line of text, for the grammars of this room: accept, expect, take while. A fault is a value with
 * the offset where it was found, so that a caret can stand under it.
 */

import { asciiUpper } from './bytes.ts';

/** Why a text is not what it should be. `wanted` and `found` are stable words or the characters themselves. */
export interface SyntaxFault {
  readonly code: string;
  /** In UTF-16 units from the start of the whole text. */
  readonly offset: number;
  readonly wanted: string;
  readonly found: string;
}

export type Parsed<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: SyntaxFault };

export class Cursor {
  readonly text: string;
  offset: number;

  constructor(text: string, offset = 0) {
    this.text = text;
    this.offset = offset;
  }

  get atEnd(): boolean {
    return this.offset >= this.text.length;
  }

  /** The character here; '' at the end. */
  peek(): string {
    return this.text.charAt(this.offset);
  }

  /** Steps over `expected` where it stands here, in any case of its ASCII letters. */
  accept(expected: string): boolean {
    const here = this.text.slice(this.offset, this.offset + expected.length);
    if (asciiUpper(here) !== asciiUpper(expected)) return false;
    this.offset += expected.length;
    return true;
  }

  /** Takes the longest run of characters that pass. */
  takeWhile(passes: (character: string) => boolean): string {
    const from = this.offset;
    while (!this.atEnd && passes(this.peek())) this.offset++;
    return this.text.slice(from, this.offset);
  }

  rest(): string {
    return this.text.slice(this.offset);
  }

  /** A fault at this place. */
  fault(
    code: string,
    wanted: string,
    offset = this.offset,
  ): { readonly ok: false; readonly problem: SyntaxFault } {
    return { ok: false, problem: { code, offset, wanted, found: this.text.slice(offset, offset + 20) } };
  }
}
