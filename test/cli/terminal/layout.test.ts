import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { widthOf } from '../../../src/cli/terminal/columns.ts';
import { breakLine, indentProse, padTo, withNote, wrapProse } from '../../../src/cli/terminal/layout.ts';

const more = (characters: number): string => `and ${characters} more`;

describe('prose', () => {
  it('is broken between words at the width of the screen', () => {
    expect(wrapProse('one two three four', 9)).toEqual(['one two', 'three', 'four']);
    expect(wrapProse('', 9)).toEqual(['']);
  });

  it('counts columns, not characters: wide ones take two, combining ones none', () => {
    expect(widthOf('почта')).toBe(5);
    expect(widthOf('信')).toBe(2);
    expect(widthOf('e\u0301')).toBe(1);
    expect(wrapProse('信信信 信信', 6)).toEqual(['信信信', '信信']);
    expect(padTo('信', 4)).toBe('信  ');
  });

  it('cuts a word that is longer than a line, and never loses a character or overflows', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 120 }),
        fc.integer({ min: 8, max: 40 }),
        (text, width) => {
          const lines = wrapProse(text, width);
          for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(width);
          expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
        },
      ),
    );
  });

  it('is indented on every line', () => {
    expect(indentProse('one two three four five six', 4, 24)).toEqual([
      '    one two three four',
      '    five six',
    ]);
  });
});

describe('a line of a conversation', () => {
  it('stays as it is where it fits', () => {
    expect(breakLine('S: 250 ok', 80, more)).toEqual(['S: 250 ok']);
  });

  it('goes on behind a mark that no server can write at the margin', () => {
    const rows = breakLine(`S: 250 ${'x'.repeat(80)}S: 250 all is well`, 80, more);
    expect(rows.length).toBe(2);
    expect(rows[1]).toMatch(/^ {3}… x+S: 250 all is well$/);
    for (const row of rows) expect(widthOf(row)).toBeLessThanOrEqual(80);
  });

  it('is shown on a few rows and counted from there on', () => {
    const line = `S: 250 ${'y'.repeat(5000)}`;
    const rows = breakLine(line, 80, more);
    expect(rows.length).toBeLessThanOrEqual(8);
    const shown = rows.join('').replaceAll(/[^y]/g, '').length;
    expect(rows.at(-1)).toBe(`   … and ${5000 - shown} more`);
  });
});

describe('a note', () => {
  const asIs = (text: string): string => text;

  it('stands beside its line where both fit, at one column', () => {
    expect(withNote('C: DATA', 7, 'the letter', 80, asIs)).toEqual([`C: DATA${' '.repeat(32)}the letter`]);
  });

  it('stands below its line where they do not fit', () => {
    const note = 'a note of more than forty columns, that goes below';
    expect(withNote('C: DATA', 7, note, 80, asIs)).toEqual(['C: DATA', `      ${note}`]);
    expect(withNote('C: DATA', 7, note, 200, asIs)).toEqual([`C: DATA${' '.repeat(32)}${note}`]);
  });

  it('leaves its line alone where there is none', () => {
    expect(withNote('C: DATA', 7, '', 80, asIs)).toEqual(['C: DATA']);
  });
});
