/** Columns of a terminal: as the package that the prompts and the spinner measure with, and in a few milliseconds. */

import { describe, expect, it } from 'vitest';
import stringWidth from 'string-width';
import { widthOf } from '../../../src/cli/terminal/columns.ts';
import { codePoints, differing } from '../../support/columns.ts';

describe('the columns of a text', () => {
  it('are those of the package for the code points of most writing', () => {
    expect(differing(codePoints(0, 0x33ff))).toEqual([]);
    expect(differing(codePoints(0xf900, 0xffff))).toEqual([]);
    expect(differing(codePoints(0x1f000, 0x1faff))).toEqual([]);
  });

  it('are those of the package for letters with marks, and for emoji with a style or a skin', () => {
    for (const mark of ['\u0301', '\u20dd', '\u200d', '\u{e0067}'])
      expect(differing(codePoints(0x20, 0x2fff, mark))).toEqual([]);
    expect(differing(codePoints(0xa0, 0x33ff, '\ufe0f'))).toEqual([]);
    expect(differing(codePoints(0x1f300, 0x1faff, '\ufe0f'))).toEqual([]);
    expect(differing(codePoints(0x1f300, 0x1faff, '\u{1f3fb}'))).toEqual([]);
  });

  it.each([
    ['', 0],
    ['Привет, мир', 11],
    ['日本語', 6],
    ['Ünïcödé', 7],
    ['e\u0301te\u0301', 3],
    ['👨‍👩‍👧', 2],
    ['🇩🇪', 2],
    ['🇩', 1],
    ['1️⃣', 2],
    ['👩🏽‍💻!', 3],
    ['🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}', 2],
    ['\u1112\u1161\u11ab\u1100\u1173\u11af', 4],
    ['\u1100\u1100\u1161', 4],
    ['नि', 2],
    ['カﾞ', 3],
    ['a\u00adb\u200b\ufeff', 2],
    ['\u202eabc', 3],
    ['\u001b[36mS:\u001b[39m 220 \u001b[1;2mготов\u001b[22m', 12],
  ])('%j takes %d', (text, columns) => {
    expect(widthOf(text)).toBe(columns);
    expect(stringWidth(text)).toBe(columns);
  });
});
