/**
 * How many columns a terminal gives a text. The width of a code point is Unicode's (UAX #11); that a reader's one character may be
 * many of them (an emoji of several parts, a letter with its accents, a Korean syllable) is known here. Nothing is made before a
 * text needs it: a segmenter takes ten milliseconds, and most text is plain.
 */

import { eastAsianWidth } from 'get-east-asian-width';

/** Latin, Cyrillic and their punctuation, where a character is a column; without the soft hyphen, which is none. */
const PLAIN = /^[\x20-\x7e\u00a0-\u00ac\u00ae-\u02ff\u0400-\u0482\u048a-\u052f\u2010-\u2027\u2116]*$/;

let segmenter: Intl.Segmenter | null = null;

/** What a reader takes for one character, one by one. */
export function graphemesOf(text: string): Iterable<{ readonly segment: string }> {
  segmenter ??= new Intl.Segmenter();
  return segmenter.segment(text);
}

/** Our own colours and weights, which take no column; a stranger's are made visible before. */
const PAINT = /\u001b\[[\d;]*m/g;

/** Columns that a text takes. */
export function widthOf(painted: string): number {
  const text = painted.includes('\u001b') ? painted.replace(PAINT, '') : painted;
  if (PLAIN.test(text)) return text.length;
  let columns = 0;
  for (const { segment } of graphemesOf(text)) columns += columnsOf(segment);
  return columns;
}

function columnsOf(grapheme: string): number {
  // What is drawn; before it may stand what only steers (marks of direction, joiners).
  const start = grapheme.search(
    /[^\p{Default_Ignorable_Code_Point}\p{Control}\p{Format}\p{Nonspacing_Mark}\p{Enclosing_Mark}\p{Surrogate}]/u,
  );
  if (start < 0) return 0;
  if (isEmoji(grapheme)) return 2;
  const [first = '', ...rest] = grapheme.slice(start);
  let columns = columnsOfOne(first);
  for (const character of rest) {
    // The marks that take a place of their own, half-width voice marks, and each further leading part of a Korean syllable.
    if (/[\p{Spacing_Mark}\uff00-\uffef\u1100-\u115e\ua960-\ua97c]/u.test(character))
      columns += columnsOfOne(character);
  }
  return columns;
}

function columnsOfOne(character: string): number {
  return eastAsianWidth(character.codePointAt(0) ?? 0);
}

function isEmoji(grapheme: string): boolean {
  if (
    /^(?:(?!\p{Regional_Indicator})\p{Emoji_Presentation}|(?![\d#*])\p{Emoji}\ufe0f|[\d#*]\ufe0f?\u20e3|\p{Emoji_Modifier_Base}\p{Emoji_Modifier}|\p{Regional_Indicator}{2})/u.test(
      grapheme,
    )
  )
    return true;
  return grapheme.includes('\u200d') && (grapheme.match(/\p{Extended_Pictographic}/gu) ?? []).length > 1;
}
