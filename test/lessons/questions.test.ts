/**
 * Every question of the lessons that is answered in the learner's own words: the right answer is understood however it is dressed, any
 * other gets a reason of its own, and both in English and Russian.
 */

import { describe, expect, it } from 'vitest';
import { builtInLessons, loadCourse } from '../../src/io/learn/index.ts';
import { choiceMeant, holds, leavesOf, LessonRun, playAnswers } from '../../src/pure/lessons/index.ts';
import type { Check, Lesson, Step } from '../../src/pure/lessons/index.ts';
import { learnWords } from '../../src/pure/phrases/index.ts';

interface Question {
  readonly name: string;
  readonly lesson: Lesson;
  readonly step: Step;
  readonly check: Check;
  readonly right: string;
}

async function questions(lang: 'en' | 'ru'): Promise<readonly Question[]> {
  const { lessons } = await loadCourse(builtInLessons(), lang);
  return [...lessons.values()].flatMap(({ lesson }) =>
    lesson.steps.flatMap((step) =>
      step.checks.flatMap((check) => {
        const wanted = leavesOf(check.want).find((leaf) => leaf.kind === 'answer');
        if (wanted === undefined || check.choices.length > 0) return [];
        const right = wanted.accept.find((pattern) => pattern.kind === 'text');
        if (right?.kind !== 'text') return [];
        return [{ name: `${lesson.id} ${check.id}`, lesson, step, check, right: right.text }];
      }),
    ),
  );
}

const english = await questions('en');
const russian = await questions('ru');

/** What is said to an answer: 'right', or the sentence. */
function said({ lesson, step, check }: Question, answer: string, lang: 'en' | 'ru'): string {
  const only = { ...lesson, steps: [{ ...step, checks: [check] }] };
  for (const feedback of new LessonRun(only).notice(
    { kind: 'answer', check: check.id, text: answer },
    null,
  )) {
    if (feedback.kind === 'passed') return 'right';
    if (feedback.kind === 'near') return feedback.near.say;
    if (feedback.kind === 'not-that')
      return learnWords[lang].notThat(feedback.odd, check.choices.length, check.otherwise);
  }
  return '';
}

const DRESSES: readonly ((answer: string) => string)[] = [
  (answer) => `${answer}.`,
  (answer) => `"${answer}"`,
  (answer) => ` ${answer} `,
  (answer) => answer.toUpperCase(),
  (answer) => `it is ${answer}`,
  (answer) => `I think ${answer}`,
  (answer) => `I think it's ${answer}!`,
  (answer) => `думаю, ${answer}`,
  (answer) => `наверное ${answer}`,
  (answer) => `это ${answer}`,
  (answer) => `${answer}, because that is how it is`,
  (answer) => `${answer}, потому что так устроено`,
];

const ODD = {
  en: [
    'xyzzy',
    '?',
    '77',
    'forty',
    'EHLO',
    'QUIT',
    'yes',
    'no',
    'help',
    'a@b',
    'one or two',
    'the thing',
    '.',
    '-',
  ],
  ru: [
    'ыть',
    '?',
    '77',
    'сорок',
    'EHLO',
    'QUIT',
    'да',
    'нет',
    'не знаю',
    'a@b',
    'один или два',
    'эта штука',
    '.',
    '-',
  ],
} as const;

describe.each([
  ['en', english],
  ['ru', russian],
] as const)('the open questions, %s', (lang, all) => {
  it('are all there', () => {
    expect(all.length).toBeGreaterThanOrEqual(33);
  });

  it.each(all.map((one) => [one.name, one] as const))('%s understands its answer in any dress', (_, one) => {
    for (const dress of DRESSES) expect(said(one, dress(one.right), lang), dress(one.right)).toBe('right');
  });

  it.each(all.map((one) => [one.name, one] as const))('%s has a reason for any other answer', (_, one) => {
    for (const answer of ODD[lang]) {
      const reason = said(one, answer, lang);
      expect(reason, answer).not.toBe('');
      expect(reason, answer).not.toMatch(/^(?:No, not that|Нет, не то)\.?$/);
      // Where the answer is no plea for help and no command, the reason says where to look.
      expect(reason, answer).not.toMatch(/Everything you need is in the step|Всё нужное есть в тексте шага/);
    }
  });

  it.each(all.map((one) => [one.name, one] as const))('%s knows likely wrong answers', (_, { check }) => {
    const table = check.near.filter(({ when }) => when.kind === 'answer');
    expect(table.length).toBeGreaterThanOrEqual(2);
    for (const near of table)
      for (const { answer, came } of playAnswers(check, near)) expect(came, answer).toBe(near.id);
    expect(new Set(table.map(({ say }) => say)).size).toBe(table.length);
  });
});

it('a right answer is never one of the wrong ones of the same question', () => {
  for (const { check, name } of english) {
    for (const { when } of check.near)
      for (const leaf of leavesOf(when)) {
        if (leaf.kind !== 'answer') continue;
        for (const pattern of leaf.accept) {
          if (pattern.kind !== 'text') continue;
          const run = {
            items: [{ kind: 'answer', check: check.id, text: pattern.text } as const],
            state: null,
            mechanism: null,
          };
          expect(holds(check.want, run, check.id), `${name}: ${pattern.text}`).toBe(false);
        }
      }
  }
});

describe.each(['en', 'ru'] as const)('the questions with choices, %s', (lang) => {
  it('understand each choice by its words, number and letter', async () => {
    const { lessons } = await loadCourse(builtInLessons(), lang);
    let asked = 0;
    for (const { lesson } of lessons.values())
      for (const { want, choices, question } of lesson.steps.flatMap(({ checks }) => checks)) {
        if (want.kind !== 'answer' || choices.length === 0) continue;
        asked++;
        for (const [at, choice] of choices.entries())
          for (const answer of [
            choice,
            `${choice.toUpperCase()}.`,
            `"${choice}"`,
            `I think ${choice}`,
            String(at + 1),
            `${at + 1})`,
            'abcde'.charAt(at),
            `№ ${at + 1}`,
          ])
            expect(choiceMeant(answer, choices, want.choices, question), `${question} ${answer}`).toBe(at);
        for (const other of ['xyzzy', '9', 'something else', 'не знаю'])
          expect(choiceMeant(other, choices, want.choices, question), `${question} ${other}`).toBe(-1);
      }
    expect(asked).toBeGreaterThanOrEqual(36);
  });
});

it('says yes and no once: the screen puts them before what a check says', async () => {
  for (const lang of ['en', 'ru'] as const) {
    const { lessons } = await loadCourse(builtInLessons(), lang);
    const checks = [...lessons.values()].flatMap(({ lesson }) => lesson.steps.flatMap((step) => step.checks));
    expect(checks.length).toBeGreaterThan(100);
    for (const { id, pass, near } of checks) {
      expect(pass, id).not.toMatch(/^(?:yes|right|correct|no|верно|правильно|да|нет)[.,:!]/iu);
      for (const { say } of near)
        expect(say, id).not.toMatch(/^(?:no|not yet|wrong|нет|пока нет|неверно)[.,:!]/iu);
    }
  }
});
