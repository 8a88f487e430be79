/** Rows for a loop: CSV as RFC 4180 has it, and what is none. */

import { describe, expect, it } from 'vitest';
import { readRows } from '../../../src/pure/sessions/index.ts';

const rows = (text: string) => {
  const read = readRows(text);
  return read.ok ? read.rows.map((row) => Object.fromEntries(row)) : read;
};

describe('rows of a file', () => {
  it.each([
    [
      'a,b\n1,2\n3,4\n',
      [
        { a: '1', b: '2' },
        { a: '3', b: '4' },
      ],
    ],
    ['a,b\r\n1,2', [{ a: '1', b: '2' }]],
    ['a\n"x, ""y""\nz"\n', [{ a: 'x, "y"\nz' }]],
    ['a,b\n,\n', [{ a: '', b: '' }]],
    ['a,b\n\n1,\n', [{ a: '1', b: '' }]],
    ['\uFEFFa\n1\n', [{ a: '1' }]],
    ['a\n', []],
    ['a b\n1\n', { ok: false, line: 1, found: 'a b' }],
    ['a,b\n1,2\n3\n', { ok: false, line: 3, found: '3' }],
    ['', { ok: false, line: 1, found: '' }],
  ])('%j', (text, wanted) => {
    expect(rows(text)).toEqual(wanted);
  });

  it.each(['a\n"x\n', 'a\n"x"y\n', 'a\nx"y\n'])('are none where a quote is wrong: %j', (text) => {
    expect(rows(text)).toMatchObject({ ok: false });
  });
});
