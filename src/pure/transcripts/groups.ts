/**
 * Dialogues cut out of the text around them. One begins with a marked line, and ends where prose begins again: an unmarked line
 * behind a blank one, or one that begins left of the marks. Words in brackets, dots that stand for something, and the lines of a
 * letter that are marked only once belong to it. `Or` alone begins another way that it could have gone.
 */

import type { Marked } from './marks.ts';
import { looksLikeReply } from './roles.ts';
import type { SourceLine } from './source.ts';

/** A line of a dialogue; `blank` where a blank line stood. */
export type Item =
  | (Extract<Marked, { kind: 'said' }> & { readonly line: number; readonly source: string })
  | {
      readonly kind: 'plain' | 'blank' | 'tls' | 'octets';
      readonly text: string;
      readonly line: number;
      readonly source: string;
    };

export interface Group {
  readonly items: readonly Item[];
  /** The word that announced it as another way (`Or`), with its line; null for none. */
  readonly alternative: { readonly word: string; readonly line: number } | null;
}

export const ELLIPSIS = /^\s*(?:\.\s?){3,}\s*$/;
export const NOTE_BEGINS = /^\s*(?:[<[(]|\.{3}\s?\S)/;
const ALTERNATIVE = /^\s*(or|either)[.:,]?\s*$/i;

/** Cuts a text into dialogues. */
export function groupsOf(
  lines: readonly SourceLine[],
  marked: readonly Marked[],
  strict: boolean,
): readonly Group[] {
  const groups: Group[] = [];
  let items: Item[] = [];
  let alternative: Group['alternative'] = null;
  let blank = false;
  let inNote = false;
  let inLetter = false;
  let over = false;
  let column = 0;
  const end = (): void => {
    if (items.some(({ kind }) => kind === 'said')) groups.push({ items, alternative });
    items = [];
    alternative = null;
    blank = inNote = inLetter = over = false;
  };
  for (const [at, { number: line, text: source }] of lines.entries()) {
    const mark = marked[at];
    if (mark === undefined || mark.kind === 'aside') continue;
    if (mark.kind === 'said') {
      const isGreeting = /^220[ -]/.test(mark.text);
      if (over && isGreeting) end();
      over ||= /^221[ -]/.test(mark.text);
      if (mark.text.trim().startsWith('354')) inLetter = true;
      else if (/^\.\s*$/.test(mark.text) || looksLikeReply(mark.text)) inLetter = false;
      if (blank) items.push({ kind: 'blank', text: '', line, source: '' });
      items.push({ ...mark, line, source });
      column = mark.markColumn;
      blank = inNote = false;
      continue;
    }
    if (items.length === 0) continue;
    if (mark.kind !== 'plain') {
      items.push({ kind: mark.kind, text: source, line, source });
      continue;
    }
    if (source.trim() === '') {
      blank = true;
      continue;
    }
    const word = ALTERNATIVE.exec(source)?.[1];
    if (word !== undefined && strict) {
      end();
      alternative = { word, line };
      continue;
    }
    const indent = source.length - source.trimStart().length;
    const begins = NOTE_BEGINS.test(source);
    const belongs =
      ELLIPSIS.test(source) ||
      begins ||
      inNote ||
      (inLetter && indent > column) ||
      (!blank && indent >= column && (indent > 0 || isChallenge(items.at(-1), source)));
    if (!strict) {
      if (blank) items.push({ kind: 'blank', text: '', line, source: '' });
      blank = false;
      items.push({ kind: 'plain', text: source, line, source });
      continue;
    }
    if (!belongs) {
      end();
      continue;
    }
    if (begins || inNote) inNote = !NOTE_ENDS.test(source);
    if (inLetter && source.trim() === '.') inLetter = false;
    if (blank) items.push({ kind: 'blank', text: '', line, source: '' });
    blank = false;
    items.push({ kind: 'plain', text: source, line, source });
  }
  end();
  return groups;
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
