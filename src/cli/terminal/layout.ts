/**
 * Where text goes on the screen. Everything here takes plain text, without colour, and is painted afterwards.
 */

import { graphemesOf, widthOf } from './columns.ts';

/** Column of the note, where the line leaves room for it. */
const NOTE_COLUMN = 39;
/** How far what stands below a line is indented. */
export const BELOW = 6;
/** Rows that one line of a conversation may take; the rest is counted. */
const MOST_ROWS = 6;
/** Starts a row that goes on with the line above: no text of a server can stand at the margin and look like a reply. */
const CONTINUED = '   … ';

/** The text with blanks behind it up to a width. */
export function padTo(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

/** Breaks prose into lines of at most `width` columns, between words; a word that is longer is cut. */
export function wrapProse(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/ +/)) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (widthOf(joined) <= width) {
      line = joined;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = cutInto(word, width);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? '';
  }
  return line === '' && lines.length > 0 ? lines : [...lines, line];
}

/** Prose with the same indentation before each line. */
export function indentProse(text: string, indent: number, columns: number): readonly string[] {
  const width = Math.max(20, columns - indent);
  return wrapProse(text, width).map((line) => `${' '.repeat(indent)}${line}`.trimEnd());
}

/**
 * Breaks a line of a conversation that is wider than the screen, keeping every character. `more` words how many characters
 * are left out where it would take too many rows.
 */
export function breakLine(
  line: string,
  columns: number,
  more: (characters: number) => string,
): readonly string[] {
  if (widthOf(line) <= columns) return [line];
  const [first = ''] = cutInto(line, columns, 1, true);
  const rest = cutInto(line.slice(first.length), columns - CONTINUED.length, MOST_ROWS, true);
  const shown = rest.slice(0, MOST_ROWS - 1);
  const left = line.length - first.length - shown.join('').length;
  const rows = [first, ...shown.map((row) => `${CONTINUED}${row}`)];
  return left > 0 ? [...rows, `${CONTINUED}${more(left)}`] : rows;
}

/** Pieces of at most `width` columns, cut between characters as they are seen; no more than `most` pieces are looked for. */
function cutInto(text: string, width: number, most = Infinity, atWords = false): readonly string[] {
  const pieces: string[] = [];
  let rest = text;
  // Measuring is slow: what is so long is taken to be wide.
  while (pieces.length < most && (rest.length > width * 8 || widthOf(rest) > width)) {
    let piece = '';
    // A window is enough: a piece has no more graphemes than columns, but for those that take none.
    for (const { segment } of graphemesOf(rest.slice(0, width * 4))) {
      if (widthOf(piece + segment) > width) break;
      piece += segment;
    }
    // A character wider than the whole width still has to go somewhere.
    if (piece === '') piece = rest.slice(0, 2);
    // A word that fits on a line of its own is not cut: the blank before it stays at the end of this one.
    const blank = piece.lastIndexOf(' ');
    if (atWords && blank > width / 3 && rest.charAt(piece.length) !== ' ') piece = rest.slice(0, blank + 1);
    pieces.push(piece);
    rest = rest.slice(piece.length);
  }
  return pieces.length < most && rest !== '' ? [...pieces, rest] : pieces.length === 0 ? [rest] : pieces;
}

/** A line with its note: beside it where both fit, else below it. `line` comes painted, `width` is what it takes. */
export function withNote(
  line: string,
  width: number,
  note: string,
  columns: number,
  paint: (text: string) => string,
): readonly string[] {
  if (note === '') return [line];
  const column = Math.max(NOTE_COLUMN, width + 2);
  if (column + widthOf(note) <= columns) return [`${line}${' '.repeat(column - width)}${paint(note)}`];
  return [line, ...indentProse(note, BELOW, columns).map(paint)];
}
