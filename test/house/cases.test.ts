/** The table of cases tells the truth: each case has a test of its number where the table says, and each number has its row. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../support/house.ts';

const rows = readFileSync(join(ROOT, 'test/cases.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| case-'))
  .map((line) => {
    const [, name = '', , files = ''] = line.split('|').map((cell) => cell.trim());
    return { name, files: [...files.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '') };
  });

/** Numbers in square brackets at the end of a test's name. */
function tagsOf(file: string): ReadonlySet<string> {
  const tags = readFileSync(join(ROOT, file), 'utf8').matchAll(/\[(case-\d{3}(?:, case-\d{3})*)\]/g);
  return new Set([...tags].flatMap((match) => (match[1] ?? '').split(', ')));
}

describe('the table of cases', () => {
  it.each(rows.map((row) => [row.name, row] as const))('%s is tested where it says', (name, { files }) => {
    expect(files).not.toEqual([]);
    expect(files.filter((file) => !tagsOf(file).has(name))).toEqual([]);
  });

  it('has a row for every number in the tests, in order', () => {
    const tested = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.test.ts'))
      .flatMap((file) => [...tagsOf(join('test', file))]);
    const names = rows.map(({ name }) => name);
    expect([...new Set(tested)].filter((tag) => !names.includes(tag))).toEqual([]);
    expect(names).toEqual([...names].sort());
  });
});
