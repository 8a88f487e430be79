/** Lines read by a row of the table of notations. */

import { programWords, saidAt } from './marks.ts';
import type { Marked } from './marks.ts';
import type { NotationRow, RowNotation } from './notations.ts';
import { ROWS } from './notations.ts';
import { looksLikeReply } from './roles.ts';
import { linesIn, unescaped, upToQuote } from './quoting.ts';
import { shapeOf, wholePatternOf } from './shapes.ts';

/** A reader of single lines for a notation of the table. */
export function rowReader(notation: RowNotation): (text: string) => Marked | readonly Marked[] {
  const row = ROWS[notation];
  // Test scripts of Exim mark the server alone.
  const unmarked = notation === 'exim' ? (text: string): Marked => saidAt('client', text, 0, 0) : null;
  let front: RegExp | null = null;
  return (line) => {
    const match = row.mark.exec(line);
    if (match !== null) {
      front = frontOf(match[1] ?? '') ?? front;
      return said(row, match, line);
    }
    // Further lines of a reply have no mark, but all that stands in front of one.
    const text = looksLikeReply(line.trim()) ? line : line.slice(front?.exec(line)?.[0].length ?? 0);
    if (row.octets?.test(text) === true) return { kind: 'octets' };
    if (row.aside?.test(text) === true) return programWords(text);
    if (unmarked !== null && text !== '') return unmarked(text);
    const words = row.inProse === true ? null : programWords(text);
    return words === null || words.kind === 'aside' ? { kind: 'plain', text } : words;
  };
}

/** What a program or a logger prints in front of all its lines, by the last that had a mark; null for nothing. */
function frontOf(before: string): RegExp | null {
  const front = before.trimEnd();
  return front === '' ? null : wholePatternOf(shapeOf(front));
}

function said(row: NotationRow, match: RegExpExecArray, text: string): Marked | readonly Marked[] {
  const [whole, before = '', mark = ''] = match;
  const name = row.name?.(mark) ?? mark;
  const one = saidAt(name, text, before.length, whole.length);
  if (one.kind !== 'said') return one;
  const lines = row.quoted === true ? quotedLines(one.text) : [one.text.replace(row.closing ?? /(?!)/, '')];
  const all = lines.map((line) => ({ ...one, text: line }));
  return row.encrypted?.test(mark) === true ? [{ kind: 'tls' }, ...all] : all;
}

/** `b'EHLO x\r\n'` */
function quotedLines(text: string): readonly string[] {
  const quote = /^[a-z]?(['"])/.exec(text);
  if (quote === null) return [text];
  const { inside } = upToQuote(text.slice(quote[0].length), quote[1] ?? "'");
  return linesIn(unescaped(inside));
}
