/**
 * Two columns: the line of the conversation on the left, what it means on the right where both fit, else below it. Widths are
 * those of a terminal (wide and combining characters counted by a library).
 */

import stringWidth from 'string-width';

/** Column of the note, where the line leaves room for it. */
const NOTE_COLUMN = 39;
/** How far a note below its line is indented. */
const BELOW = 6;

/** The line with its note, one or two lines of text. Both must be safe to print. `paint` colours the note. */
export function withNote(
  line: string,
  note: string,
  columns: number,
  paint: (text: string) => string,
): string {
  if (note === '') return line;
  const width = stringWidth(line);
  const column = Math.max(NOTE_COLUMN, width + 2);
  if (column + stringWidth(note) <= columns) return `${line}${' '.repeat(column - width)}${paint(note)}`;
  return `${line}\n${' '.repeat(BELOW)}${paint(note)}`;
}
