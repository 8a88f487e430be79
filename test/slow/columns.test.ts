/** Columns of a terminal: as the package counts them, for every single code point that is in use. */

import { expect, it } from 'vitest';
import { codePoints, differing } from '../support/columns.ts';

it('the columns of every code point are those of the package', () => {
  expect(differing(codePoints(0, 0x1ffff))).toEqual([]);
  expect(differing(codePoints(0x3ff00, 0x40100))).toEqual([]);
  expect(differing(codePoints(0xe0000, 0xe01ff))).toEqual([]);
});
