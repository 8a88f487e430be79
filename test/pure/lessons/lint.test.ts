/** What is wrong with lessons as a whole, and lessons to begin with. */

import { describe, expect, it } from 'vitest';
import {
  freshTranslation,
  lintLessons,
  newLesson,
  parseLesson,
  realNamesIn,
  translate,
  untaught,
} from '../../../src/pure/lessons/index.ts';
import type { Lesson, LintedLesson, TaughtNames } from '../../../src/pure/lessons/index.ts';

const names: TaughtNames = {
  verb: new Set(['EHLO', 'MAIL']),
  code: new Set(['250', '550']),
  ext: new Set(['SIZE']),
  mech: new Set(['PLAIN']),
  port: new Set(['587']),
  rfc: new Set(['5321']),
};

function original(id: string): Lesson {
  const text = newLesson(id, 'en').find(({ path }) => path === 'lesson.md')?.text ?? '';
  const { lesson, problems } = parseLesson(text, 'lesson.md');
  expect(problems).toEqual([]);
  if (lesson === null) throw new Error('the skeleton is no lesson');
  return lesson;
}

function linted(id: string, change: Partial<Lesson> = {}, rest: Partial<LintedLesson> = {}): LintedLesson {
  const lesson = { ...original(id), ...change };
  return { lesson, file: `${id}/lesson.md`, scenario: 'default', texts: [], ...rest };
}

function codes(...lessons: readonly LintedLesson[]): readonly string[] {
  const isScenario = (name: string): boolean => name === 'default';
  return lintLessons(lessons, { names, isScenario }).map(
    ({ file, code, detail }) => `${file} ${code} ${detail}`,
  );
}

describe('lessons as a whole', () => {
  it('are fine where nothing is wrong', () => {
    expect(codes(linted('one'), linted('two', { needs: ['one'] }))).toEqual([]);
  });

  it.each([
    ['an id that stands twice', [linted('one'), linted('one')], 'one/lesson.md duplicate-id one'],
    [
      'a lesson that is needed and not there',
      [linted('one', { needs: ['none'] })],
      'one/lesson.md unknown-lesson none',
    ],
    ['a scenario that does not exist', [linted('one', {}, { scenario: 'x' })], 'one/lesson.md scenario x'],
    [
      'a name of something that nothing has',
      [linted('one', { teaches: ['verb.FROB'] })],
      'one/lesson.md unknown-teaches verb.FROB',
    ],
    [
      'a kind that does not exist',
      [linted('one', { teaches: ['word.x'] })],
      'one/lesson.md unknown-teaches word.x',
    ],
    [
      'an RFC that nobody knows',
      [linted('one', { teaches: ['rfc1.2'] })],
      'one/lesson.md unknown-teaches rfc1.2',
    ],
  ] as const)('are told of %s', (_, lessons, problem) => {
    expect(codes(...lessons)).toEqual([problem]);
  });

  it('are told of lines that are shown as they stand and are wider than the screen', () => {
    const wide = 'x'.repeat(79);
    const text = [
      `    ${wide}`,
      '',
      '```text',
      wide,
      '```',
      '```check',
      wide,
      '```',
      wide,
      `    ${'x'.repeat(78)}`,
    ].join('\n');
    const texts = [
      { file: 'one/lesson.md', text },
      { file: 'one/solution.smtp', text },
    ];
    expect(codes(linted('one', {}, { texts }))).toEqual([
      'one/lesson.md wide-line 79 > 78',
      'one/lesson.md wide-line 79 > 78',
    ]);
  });

  it('are told of lessons that need each other, over any way', () => {
    const found = codes(
      linted('a', { needs: ['b'] }),
      linted('b', { needs: ['c'] }),
      linted('c', { needs: ['a'] }),
    );
    expect(found).toEqual([
      'a/lesson.md needs-loop a',
      'b/lesson.md needs-loop b',
      'c/lesson.md needs-loop c',
    ]);
  });

  it('are told of real hosts, addresses and passwords, with the line', () => {
    const texts = [{ file: 'x/solution.smtp', text: 'C: EHLO a.example\nC: MAIL FROM:<joe@corp.org>\n' }];
    expect(codes(linted('one', {}, { texts }))).toEqual(['x/solution.smtp real-name joe@corp.org']);
  });
});

describe('names of the real world', () => {
  it.each(['mail.corp.com', 'joe@corp.museum', '8.8.8.8', 'smtp://a:b@mail.example.test/'])(
    '%s is one',
    (text) => {
      expect(realNamesIn(`see ${text} there`).length).toBeGreaterThan(0);
    },
  );

  it.each([
    'mail.example.com',
    'a@b.test',
    '192.0.2.7',
    '127.0.0.1',
    'RFC 5321 §4.1.1.1',
    'lesson.md',
    'e.g. this',
  ])('%s is none', (text) => {
    expect(realNamesIn(`see ${text} there`)).toEqual([]);
  });
});

describe('what no lesson teaches', () => {
  it('is what is in no list, sections with their subsections', () => {
    const lesson = { ...original('one'), teaches: ['verb.EHLO', 'rfc5321.4.1.1.1'] };
    const left = untaught([lesson], names, ['rfc5321.4.1.1', 'rfc5321.4.1.11']);
    expect(left).toMatchObject({ verb: ['MAIL'], code: ['250', '550'], section: ['rfc5321.4.1.11'] });
  });
});

describe('a translation', () => {
  const lesson = original('one');

  it('that was just made lacks nothing and is not stale', () => {
    const { text, missing } = freshTranslation(lesson, null, false);
    expect(missing).toEqual(['title', 'summary', 'hello']);
    expect(translate(lesson, text, 'x').problems).toEqual([]);
    expect(freshTranslation(lesson, text, false)).toEqual({ text, missing: [], stale: [] });
  });

  it('keeps what is translated when the original changes, and says what to look at', () => {
    const before = freshTranslation(lesson, null, false).text.replace('Say hello', 'Поздоровайтесь');
    const step = lesson.steps[0];
    if (step === undefined) throw new Error('no step');
    const check = step.checks[0];
    if (check === undefined) throw new Error('no check');
    const near = [...check.near, { ...check.near[0], id: 'other', say: 'Something else.' }];
    const changed = {
      ...lesson,
      steps: [{ ...step, prose: 'New.', checks: [{ ...check, near }] }],
    } as Lesson;
    const fresh = freshTranslation(changed, before, false);
    expect(fresh).toMatchObject({ missing: ['hello: other'], stale: ['hello'] });
    expect(fresh.text).toContain('## Поздоровайтесь {#hello}');
    expect(fresh.text).toContain('other: "Something else."');
    const codesOf = (text: string): readonly string[] =>
      translate(changed, text, 'x').problems.map(({ code }) => code);
    expect(codesOf(fresh.text)).toEqual(['stale-unit']);
    expect(codesOf(freshTranslation(changed, fresh.text, true).text)).toEqual([]);
  });

  it('is refreshed where its fingerprint was left empty, or a sentence holds a dollar', () => {
    const made = freshTranslation(lesson, null, false).text;
    const empty = made
      .replace(/^of: .*$/m, 'of: ""')
      .replace(/^greeted: .*$/m, () => 'greeted: "It costs $& nothing."');
    expect(translate(lesson, empty, 'x').problems.map(({ code }) => code)).toEqual(['stale-unit']);
    const { text } = freshTranslation(lesson, empty, true);
    expect(text.match(/^of:/gm)).toHaveLength(1);
    expect(text).toContain('It costs $& nothing.');
    expect(translate(lesson, text, 'x').problems).toEqual([]);
  });

  it('whose block is no YAML is told so, with its line, and not what it lacks', () => {
    const broken = freshTranslation(lesson, null, false).text.replace(/^of: .*$/m, 'of: "1" "2"');
    const { problems } = translate(lesson, broken, 'x');
    expect(problems).toMatchObject([{ code: 'yaml', severity: 'error' }]);
    expect(broken.split('\n')[(problems[0]?.line ?? 0) - 1]).toContain('of: "1"');
  });
});
