/** What is written about the notation of session files: its examples can be played, and nothing of the notation is left out. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { FACTS } from '../../src/pure/sessions/assert.ts';
import { FILTERS, FUNCTIONS, MATCH_LEVELS, NO_FRONT_MATTER, OPERATORS } from '../../src/pure/sessions/ast.ts';
import { BAD_CERTIFICATES } from '../../src/pure/sessions/ast.ts';
import { DIRECTIVES } from '../../src/pure/sessions/directive.ts';
import { ROOT } from '../support/house.ts';
import { runHere } from '../support/run-inside.ts';

const folder = mkdtempSync(join(tmpdir(), 'smtp-lab-notation-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe.each(['README.md', 'README.ru.md'])('lessons/sessions/%s', (name) => {
  const text = readFileSync(join(ROOT, 'lessons/sessions', name), 'utf8');
  const examples = [...text.matchAll(/^```smtp\n([\s\S]*?)^```$/gm)].map(([, example = '']) => example);

  it('has examples that are without fault and play against themselves', async () => {
    expect(examples.length).toBeGreaterThan(1);
    for (const example of examples) {
      const path = join(folder, 'example.smtp');
      writeFileSync(path, example);
      const checked = await runHere(['replay', '--check', path]);
      expect(checked).toMatchObject({ code: 0, err: '' });
      const played = await runHere(['replay', '--both', path]);
      expect({ code: played.code, out: played.out }).toMatchObject({ code: 0 });
    }
  });

  it.each([
    ['directives', DIRECTIVES.map((directive) => `@${directive}`)],
    ['certificates', BAD_CERTIFICATES],
    ['filters', FILTERS],
    ['functions', FUNCTIONS],
    ['operators', OPERATORS],
    ['facts', FACTS],
    ['levels', MATCH_LEVELS],
    ['keys', Object.keys(NO_FRONT_MATTER)],
  ])('names all %s', (_, words) => {
    expect(words.filter((word) => !text.includes(word))).toEqual([]);
  });
});
