/**
 * A cursor over one line: accept, expect, take while. It knows the place of everything it reads, and nothing of the
 * notation.
 */

import type { Span } from './ast.ts';

export class Cursor {
  readonly text: string;
  readonly #line: number;
  readonly #column: number;
  #at: number;

  /** `column` is where `text` begins in its line, from 1. */
  constructor(text: string, line: number, column = 1) {
    this.text = text;
    this.#line = line;
    this.#column = column;
    this.#at = 0;
  }

  get at(): number {
    return this.#at;
  }

  get done(): boolean {
    return this.#at >= this.text.length;
  }

  /** Everything not read yet. */
  get rest(): string {
    return this.text.slice(this.#at);
  }

  peek(length = 1): string {
    return this.text.slice(this.#at, this.#at + length);
  }

  moveTo(at: number): void {
    this.#at = Math.min(Math.max(at, 0), this.text.length);
  }

  /** Reads `word` where it stands next. */
  accept(word: string): boolean {
    if (!this.text.startsWith(word, this.#at)) return false;
    this.#at += word.length;
    return true;
  }

  /** Reads on while `test` holds for each character. */
  takeWhile(test: (character: string) => boolean): string {
    const from = this.#at;
    while (this.#at < this.text.length && test(this.text[this.#at] ?? '')) this.#at++;
    return this.text.slice(from, this.#at);
  }

  /** Reads everything that is left. */
  takeRest(): string {
    const rest = this.rest;
    this.#at = this.text.length;
    return rest;
  }

  skipSpace(): string {
    return this.takeWhile((c) => c === ' ' || c === '\t');
  }

  /** The place from `from` to here (or to `to`); at least one column wide, so that a caret is seen. */
  span(from: number, to: number = this.#at): Span {
    return { line: this.#line, column: this.#column + from, length: Math.max(1, to - from) };
  }
}

/** What a name may consist of: letters, digits, `_`, and `-` or `.` inside. */
export function isNameCharacter(character: string): boolean {
  return /[A-Za-z0-9_.-]/.test(character);
}

export const NAME = /^[A-Za-z_][A-Za-z0-9_-]*$/;
