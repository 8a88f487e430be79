/**
 * What copying does to a text, undone: HTML, backticks of a forum, colours of a terminal, a mark of quotation in front of every line,
 * several lines run together in one. Places stay those of the source.
 */

import type { SourceLine } from './source.ts';

const COLOURS = /\u001B(?:\[[0-9;?]{0,20}[A-Za-z]|\][^\u0007\u001B]{0,200}(?:\u0007|\u001B\\)|[()][A-Z0-9])/g;
const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};
const ENTITY = /&(?:(lt|gt|amp|quot|apos|nbsp)|#(\d{1,6})|#x([0-9a-f]{1,6}));/gi;
const BREAK = /<br ?\/?>|<\/(?:p|div|li|tr|pre)>/i;
const TAG = /<\/?(?:p|div|li|ul|ol|tr|td|pre|code|span|b|i|strong|em|font|html|body)(?: [^<>]{0,200})?>/gi;
/** Marks that do not stand within what is said, so that a line with several of them was several lines. */
const SQUASHED =
  /(?:\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d[\s:]{1,3})?(?:CLIENT -> (?:SERVER|SMTP)|SERVER -> CLIENT|SMTP -> FROM SERVER): ?/g;

/** The lines as the program printed them. */
export function withoutPasting(lines: readonly SourceLine[]): readonly SourceLine[] {
  let all = lines.map((line) => {
    const text = line.text.includes('\u001B') ? line.text.replace(COLOURS, '') : line.text;
    return { ...line, text: text.endsWith('\r') ? text.slice(0, -1) : text };
  });
  if (isHtml(all)) all = all.flatMap(fromHtml);
  // Every line, also those of the server: else `> ` is a mark.
  if (mostAre(all, /^> ?/, 1) && all.some(({ text }) => /^> ?(?:[<*]|.{0,3}2\d\d[ -])/.test(text)))
    all = all.map((line) => ({ ...line, text: line.text.replace(/^> ?/, '') }));
  else if (isQuotedAmid(all)) all = all.map((line) => ({ ...line, text: line.text.replace(/^> ?/, '') }));
  if (mostAre(all, /^`.*`\s*$/, 0.6))
    all = all.map((line) => ({ ...line, text: line.text.replace(/^`(.*)`\s*$/, '$1') }));
  return all.flatMap(unsquashed);
}

function mostAre(lines: readonly SourceLine[], pattern: RegExp, share = 0.8): boolean {
  let filled = 0;
  let fit = 0;
  for (const { text } of lines) {
    if (text.trim() === '') continue;
    filled++;
    if (pattern.test(text)) fit++;
  }
  return fit > 1 && fit >= filled * share;
}

/** Quoted in a letter: both sides behind the mark, and none of them outside, where programs that mark the client alone have the server. */
function isQuotedAmid(lines: readonly SourceLine[]): boolean {
  let replies = 0;
  let commands = 0;
  for (const { text } of lines) {
    const isQuoted = text.startsWith('>');
    const isReply = /^(?:> ?){0,4}(?:.{0,60}?[\s:>`'"|([])??[2-5]\d\d[ -]/.test(text.slice(0, 80));
    if (isReply && !isQuoted) return false;
    if (!isQuoted) continue;
    if (isReply) replies += 1;
    if (/\b(?:EHLO|HELO|MAIL FROM|RCPT TO|AUTH|QUIT)\b/i.test(text)) commands += 1;
  }
  return replies > 1 && commands > 0;
}

/** A page, or a piece of one: breaks at the ends of lines, or marks that are written as entities. */
function isHtml(lines: readonly SourceLine[]): boolean {
  let marks = 0;
  for (const { text } of lines) {
    if (/-&gt;|&lt;-|^&gt; |&gt;&gt;|&lt;&lt;/.test(text) || /<br ?\/?>\s*$/i.test(text)) marks++;
    if (/(?:<br ?\/?>.{0,400}){3}/i.test(text)) marks += 3;
    if (marks > 2) return true;
  }
  return marks > 0 && marks * 4 > lines.length;
}

function fromHtml({ number, text }: SourceLine): readonly SourceLine[] {
  const pieces = text.split(BREAK);
  if (pieces.length > 1 && pieces.at(-1)?.trim() === '') pieces.pop();
  return pieces.map((piece) => ({ number, text: decodeEntities(piece.replace(TAG, '')) }));
}

function decodeEntities(text: string): string {
  return text.replace(ENTITY, (whole, name?: string, decimal?: string, hex?: string) => {
    if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return code > 0x10_ffff ? whole : String.fromCodePoint(code);
  });
}

function unsquashed(line: SourceLine): SourceLine | readonly SourceLine[] {
  const { number, text } = line;
  if (text.length < 60) return line;
  const starts = [...text.matchAll(SQUASHED)].map(({ index }) => index);
  if (starts.length < 2) return line;
  return starts.map((start, at) => {
    const from = at === 0 ? 0 : start;
    return { number, text: text.slice(from, starts[at + 1]).trimEnd() };
  });
}
