/** Lines read by marks that were learned from the text itself. */

import { bareEntries } from './bare.ts';
import type { LearnedMarks } from './learn.ts';
import { entriesBy, programWords, saidAt } from './marks.ts';
import type { Entry, Marked } from './marks.ts';
import { linesIn, unescaped, upToQuote } from './quoting.ts';
import { patternOf } from './shapes.ts';
import { looksLikeReply } from './roles.ts';
import type { SourceLine } from './source.ts';

/** Reads a text by its marks. */
export function learnedEntries(lines: readonly SourceLine[], marks: LearnedMarks): readonly Entry[] {
  const [server = '', client = ''] = [marks.server[0], marks.client[0]];
  const repliesAreBare = marks.server[0] === '';
  if (server === client) return unmarkedEntries(lines, server);
  // A mark may be the beginning of the other one: the longer is tried first.
  const shapes = [
    ...marks.server.filter((shape) => shape !== '').map((shape) => ({ shape, mark: 'server' })),
    ...marks.client.map((shape) => ({ shape, mark: 'client' })),
  ].sort((a, b) => b.shape.length - a.shape.length);
  const suffix = marks.suffix.client === '' ? null : new RegExp(`${sourceOf(marks.suffix.client)}\\s*$`, 'u');
  const context = marks.context === '' ? null : patternOf(marks.context);
  return entriesBy(lines, (text) => {
    for (const { shape, mark } of shapes) {
      const match = patternOf(shape).exec(text);
      if (match !== null) return said(mark, text, match[0].length, suffix);
    }
    if (repliesAreBare && looksLikeReply(text)) return said('server', text, 0, null);
    const words = programWords(text);
    if (words.kind !== 'aside') return words;
    const front = looksLikeReply(text.trim()) ? '' : (context?.exec(text)?.[0] ?? '');
    return { kind: 'plain', text: text.slice(front.length) };
  });
}

function sourceOf(shape: string): string {
  return patternOf(shape).source.slice(1);
}

/** One shape in front of both sides. */
function unmarkedEntries(lines: readonly SourceLine[], shape: string): readonly Entry[] {
  const pattern = patternOf(shape);
  return bareEntries(lines.map((line) => ({ ...line, from: pattern.exec(line.text)?.[0].length ?? null })));
}

function said(mark: string, text: string, column: number, suffix: RegExp | null): Marked | readonly Marked[] {
  const quote = openQuote(text.slice(0, column));
  const one = saidAt(mark, text, column, column);
  if (one.kind !== 'said') return one;
  if (quote !== '') {
    const { inside } = upToQuote(one.text, quote);
    return linesIn(unescaped(inside)).map((line) => ({ ...one, text: line }));
  }
  // Read(220 hello)
  if (text[column - 1] === '(' && /\)\s*$/.test(one.text))
    return { ...one, text: one.text.replace(/\)\s*$/, '') };
  const bare = suffix === null ? one.text : one.text.replace(suffix, '');
  // Line ends that are written out without quotes; behind them the error log of Apache names the page.
  const spoken = bare.replace(/(?:\\[rn]|\s){0,4}, referer: \S+\s*$/, '');
  const written = /(?:\\r)?\\n|\\r$/.test(spoken) ? linesIn(unescaped(spoken)) : [spoken];
  return written.map((line) => ({ ...one, text: line }));
}

/** The quote that is open at the end of what stands in front; '' for none. */
function openQuote(prefix: string): string {
  if (/(?:^|[^\w'])[a-z]?'$/.test(prefix)) return "'";
  return (prefix.match(/"/g)?.length ?? 0) % 2 === 1 ? '"' : '';
}
