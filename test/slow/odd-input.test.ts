/** Every pause, question and guess of every lesson, and whatever people type there: nothing is silent, false, or sent as an answer. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { builtInLessons, loadCourse } from '../../src/io/learn/index.ts';
import { goingOn } from '../support/odd-input.ts';
import { newTally, walkOddly } from '../support/odd-walk.ts';
import { typedLines } from '../support/typed-lessons.ts';

const course = await loadCourse(builtInLessons(), 'en');
const tally = newTally();

afterAll(() => {
  console.log(
    `pauses ${tally.pauses}, questions ${tally.questions}, guesses ${tally.guesses}, odd lines ${tally.lines}`,
  );
});

describe.each(['en', 'ru'] as const)('in %s', (lang) => {
  it.each([...course.lessons.keys()])('%s answers whatever is typed', async (id) => {
    const folder = course.lessons.get(id)?.folder ?? '';
    const solution = typedLines(readFileSync(join(folder, 'solution.smtp'), 'utf8'));
    const faults: string[] = [];
    // Each way of going on has its turn at each pause.
    for (let turn = 0; turn < goingOn(lang).length; turn++)
      faults.push(...(await walkOddly({ id, lang, solution, turn, tally, questions: turn === 0 })));
    expect(faults).toEqual([]);
  });
});
