/** Lines read by a row of the table of notations. */

import { programWords, saidAt } from './marks.ts';
import type { Marked } from './marks.ts';
import type { NotationRow, RowNotation } from './notations.ts';
import { ROWS } from './notations.ts';
import { linesIn, unescaped, upToQuote } from './quoting.ts';

/** A reader of single lines for a notation of the table. */
export function rowReader(notation: RowNotation): (text: string) => Marked | readonly Marked[] {
  const row = ROWS[notation];
  // Test scripts of Exim mark the server alone.
  const unmarked = notation === 'exim' ? (text: string): Marked => saidAt('client', text, 0, 0) : null;
  return (text) => {
    const match = row.mark.exec(text);
    if (match !== null) return said(row, match, text);
    if (row.octets?.test(text) === true) return { kind: 'octets' };
    if (row.aside?.test(text) === true) return programWords(text);
    if (unmarked !== null && text !== '') return unmarked(text);
    const words = row.inProse === true ? null : programWords(text);
    return words === null || words.kind === 'aside' ? { kind: 'plain', text } : words;
  };
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
