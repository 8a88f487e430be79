/**
 * Dialogues cut out of the text around them. One begins with a marked line, and ends where prose begins again: an unmarked line
 * behind a blank one, or one that begins left of the marks. Words in brackets, dots that stand for something, and the lines of a
 * letter that are marked only once belong to it. `Or` alone begins another way that it could have gone.
 */

import type { Group, Item } from './items.ts';
import type { Entry } from './marks.ts';
import { looksLikeReply } from './roles.ts';
import { goesOnFrom } from './speech.ts';

export const ELLIPSIS = /^\s*(?:\.\s?){3,}\s*$/;
export const NOTE_BEGINS = /^\s*(?:[<[(]|\.{3}\s?\S)/;
const ALTERNATIVE = /^\s*(or|either)[.:,]?\s*$/i;

/** Cuts a text into dialogues. */
export function groupsOf(entries: readonly Entry[], strict: boolean): readonly Group[] {
  return new Cutter(strict).cut(entries);
}

class Cutter {
  readonly #strict: boolean;
  readonly #groups: Group[] = [];
  #items: Item[] = [];
  #alternative: Group['alternative'] = null;
  /** What the program said before anybody spoke. */
  #ahead: Item | null = null;
  #blank = false;
  #inNote = false;
  #inLetter = false;
  #over = false;
  #column = 0;

  constructor(strict: boolean) {
    this.#strict = strict;
  }

  cut(entries: readonly Entry[]): readonly Group[] {
    for (const entry of entries) {
      if (entry.kind === 'aside') continue;
      if (entry.kind === 'said') this.#said(entry);
      else if (entry.kind === 'plain') this.#plain(entry);
      else this.#event(entry);
    }
    this.#end();
    return this.#groups;
  }

  #end(): void {
    const items = this.#items;
    if (items.some(({ kind }) => kind === 'said'))
      this.#groups.push({ items, alternative: this.#alternative });
    this.#items = [];
    this.#alternative = this.#ahead = null;
    this.#blank = this.#inNote = this.#inLetter = this.#over = false;
  }

  #said(entry: Extract<Entry, { kind: 'said' }>): void {
    const isGreeting = /^220[ -]/.test(entry.text);
    if (this.#over && isGreeting) this.#end();
    this.#over ||= /^221[ -]/.test(entry.text);
    if (entry.text.trim().startsWith('354')) this.#inLetter = true;
    else if (/^\.\s*$/.test(entry.text) || looksLikeReply(entry.text)) this.#inLetter = false;
    if (this.#ahead !== null) this.#items.push(this.#ahead);
    this.#ahead = null;
    this.#addBlank(entry.line);
    this.#items.push(entry);
    this.#column = entry.markColumn;
    this.#inNote = false;
  }

  #addBlank(line: number): void {
    if (this.#blank && this.#items.length > 0)
      this.#items.push({ kind: 'blank', text: '', line, source: '' });
    this.#blank = false;
  }

  #event(entry: Extract<Entry, { kind: 'ended' | 'tls' | 'octets' }>): void {
    const { line, source } = entry;
    const place = { text: source, line, source };
    const item: Item =
      entry.kind === 'ended' ? { ...place, kind: 'ended', by: entry.by } : { ...place, kind: entry.kind };
    // What comes after the end belongs to whatever comes next.
    const over = this.#items.length === 0 || (this.#over && item.kind === 'tls');
    if (!over) this.#items.push(item);
    else if (item.kind === 'tls') this.#ahead ??= item;
    if (item.kind === 'ended') this.#over = true;
  }

  #plain({ line, source, text }: Extract<Entry, { kind: 'plain' }>): void {
    if (this.#items.length === 0) return;
    if (text.trim() === '') {
      this.#blank = true;
      return;
    }
    if (!this.#strict) {
      this.#addBlank(line);
      this.#items.push({ kind: 'plain', text, line, source });
      return;
    }
    const word = ALTERNATIVE.exec(source)?.[1];
    if (word !== undefined) {
      this.#end();
      this.#alternative = { word, line };
      return;
    }
    const indent = source.length - source.trimStart().length;
    const begins = NOTE_BEGINS.test(source);
    const belongs =
      ELLIPSIS.test(source) ||
      goesOnFrom(this.#items.at(-1)?.text ?? '', source) ||
      begins ||
      this.#inNote ||
      (this.#inLetter && indent > this.#column) ||
      (!this.#blank && indent >= this.#column && (indent > 0 || isChallenge(this.#items.at(-1), source)));
    if (!belongs) {
      this.#end();
      return;
    }
    if (begins || this.#inNote) this.#inNote = !NOTE_ENDS.test(source);
    if (this.#inLetter && source.trim() === '.') this.#inLetter = false;
    this.#addBlank(line);
    this.#items.push({ kind: 'plain', text: source, line, source });
  }
}

const NOTE_ENDS = /(?:[>\])]|\.{3})\s*$/;

/** RFC 2554 prints the challenge on the line below its 334. */
function isChallenge(before: Item | undefined, text: string): boolean {
  return before?.kind === 'said' && /^334\s*$/.test(before.text) && /^[A-Za-z0-9+/=]+\s*$/.test(text.trim());
}

/** Spaces that every line has behind its mark, beyond the one that separates. */
export function commonGap(items: readonly Item[]): number {
  const gaps = items.flatMap((item) =>
    item.kind === 'said' && item.text.trim() !== '' ? [item.text.length - item.text.trimStart().length] : [],
  );
  return gaps.length === 0 ? 0 : Math.min(...gaps);
}
