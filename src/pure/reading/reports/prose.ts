/** A bounce in prose as its readers see it: lines, the same as one text with places, the header. */

import { addressesOf } from '../addresses.ts';
import type { TextLine } from '../letters/letter.ts';
import type { ProseRow } from './prose-row.ts';

export interface Prose {
  readonly lines: readonly TextLine[];
  /** All lines joined by single spaces. */
  readonly flat: string;
  readonly headers: ReadonlyMap<string, string>;
  /** From the bounce's own X-Failed-Recipients. */
  readonly failed: readonly string[];
}

/** A system that writes bounces in prose; `read` gives null where the text is not its own. */
export interface ProseSystem {
  readonly name: string;
  readonly read: (prose: Prose) => readonly ProseRow[] | null;
}

/** As much of a bounce's prose as is looked at. */
const MOST_LINES = 400;

export function proseOf(lines: readonly TextLine[], headers: ReadonlyMap<string, string>): Prose {
  const fields = lines.findIndex(({ text }) => /^\s*Reporting-MTA\s*:/i.test(text));
  const kept = lines
    .slice(0, fields === -1 ? MOST_LINES : Math.min(fields, MOST_LINES))
    .map(({ text, line }) => ({ text: text.slice(0, 2000), line }));
  return {
    lines: kept,
    flat: kept.map(({ text }) => text.replace(/\s+/g, ' ').trim()).join(' '),
    headers,
    failed: addressesOf(headers.get('x-failed-recipients') ?? ''),
  };
}

/** The index of the line in which a match of the flat text ends; -1 for none. */
export function lineAfter(prose: Prose, pattern: RegExp): number {
  const found = pattern.exec(prose.flat);
  if (found === null) return -1;
  const end = found.index + found[0].length;
  let at = 0;
  for (const [index, { text }] of prose.lines.entries()) {
    at += text.replace(/\s+/g, ' ').trim().length + 1;
    if (at > end) return index;
  }
  return prose.lines.length;
}

/** First and last line number of a run of lines; blank ones at its end are no part of it. */
export function span(lines: readonly TextLine[]): readonly [number, number] {
  const first = lines[0]?.line ?? 1;
  return [first, lines.filter(({ text }) => text.trim() !== '').at(-1)?.line ?? first];
}

/** The lines of all that is not blank, in one text. */
export function joined(lines: readonly TextLine[]): string {
  return lines
    .map(({ text }) => text.trim())
    .filter((text) => text !== '')
    .join(' ');
}
