/** Every lesson that ships is proved: its solution passes, each line of it is needed, each wrong answer gets its feedback; in both languages. */

import { describe, expect, it } from 'vitest';
import { builtInLessons, loadCourse, proveLesson } from '../../src/io/learn/index.ts';
import { goalOf, parseLesson } from '../../src/pure/lessons/index.ts';
import { learnWords } from '../../src/pure/phrases/index.ts';
import { sendPlan } from '../support/send-plan.ts';
import { patience } from '../support/patience.ts';

const folder = builtInLessons();
const course = await loadCourse(folder, 'en');
const russian = await loadCourse(folder, 'ru');
const plan = { ...sendPlan().talking, milliseconds: patience(60), finalMilliseconds: patience(60) };

describe('the lessons', () => {
  it('are read without a fault, in both languages, no translation stale', () => {
    expect(course.problems).toEqual([]);
    expect(russian.problems).toEqual([]);
    expect(course.lessons.size).toBeGreaterThanOrEqual(54);
  });

  it('all have their place on the path, and need only lessons that come before them', () => {
    const path = course.parts.flatMap(({ lessons }) => lessons);
    expect([...path].sort()).toEqual([...course.lessons.keys()].sort());
    for (const [at, id] of path.entries()) {
      for (const needed of course.lessons.get(id)?.lesson.needs ?? []) {
        expect(path.indexOf(needed), `${id} needs ${needed}`).toBeGreaterThanOrEqual(0);
        expect(path.indexOf(needed), `${id} needs ${needed}`).toBeLessThan(at);
      }
    }
  });

  it('speak Russian in the Russian translation', () => {
    for (const { lesson } of russian.lessons.values()) {
      for (const { title, prose, hints, checks } of lesson.steps) {
        for (const text of [prose, ...hints.slice(-1), ...checks.map(({ pass }) => pass)]) {
          expect(`${title}: ${text}`).toMatch(/[а-яё]/i);
        }
      }
    }
  });

  it('name only reserved hosts and addresses', () => {
    for (const { lesson } of [...course.lessons.values(), ...russian.lessons.values()]) {
      const text = JSON.stringify(lesson);
      for (const [, domain = ''] of text.matchAll(/@([\w.-]+\.[a-z]{2,})/g)) {
        expect(domain, lesson.id).toMatch(/(?:^|\.)example\.(?:test|com|net|org)$/);
      }
    }
  });

  it('say what is wanted in words without a gap, in both languages', () => {
    for (const lang of ['en', 'ru'] as const) {
      for (const { lesson } of course.lessons.values()) {
        for (const check of lesson.steps.flatMap(({ checks }) => checks)) {
          if (check.question !== '') continue;
          const goal = goalOf(check.want, learnWords[lang].goals);
          expect(goal, `${lesson.id} ${check.id}`).toMatch(/^\S+(?: \S+)*$/);
          expect(goal, `${lesson.id} ${check.id}`).not.toMatch(/ yz|undefined|null/);
        }
      }
    }
    const wanted = (want: object): string => {
      const text = `---\nformat: 1\nid: x\ntitle: X\nsummary: X.\nlevel: 1\nminutes: 5\n---\n\n## A {#a}\n\n\`\`\`check\nid: b\nwant: ${JSON.stringify(want)}\npass: Yes.\nrule: RFC 5321 §4.1\n\`\`\`\n\n### Hint 1\n\nx\n\n### Answer\n\nx\n`;
      const check = parseLesson(text, 'lesson.md').lesson?.steps[0]?.checks[0];
      return check === undefined ? '' : goalOf(check.want, learnWords.en.goals);
    };
    expect(wanted({ reply: { to: 'RCPT', enhanced: '5.1.1' } })).toBe('get a 5.1.1 to RCPT');
    expect(wanted({ reply: { to: 'RCPT', class: 4 } })).toBe('get a 4xx to RCPT');
    expect(wanted({ closed: 'server' })).toBe('make the server close the connection');
  });

  it.concurrent.each([...course.lessons.keys()])('%s is proved against the practice server', async (id) => {
    const lesson = course.lessons.get(id);
    expect(lesson === undefined ? ['no lesson'] : await proveLesson(lesson, plan)).toEqual([]);
  });
});
