/**
 * The part of a lesson's proof that needs no conversation: a wrong turn names what it is about, and each wrong answer that is spelled
 * out gets its own reason.
 */

import { join } from 'node:path';
import { playAnswers } from '../../pure/lessons/index.ts';
import type { Condition, LessonProblemCode } from '../../pure/lessons/index.ts';
import type { LessonOnDisk } from './lesson-files.ts';

export type Report = (file: string, line: number, code: LessonProblemCode, detail: string) => void;

/** Commands out of order: which one is missing, or is there already, only the reply's words tell. */
const BAD_ORDER = 503;

/** A near case about a refusal names its codes, and of 503 the words: a reply of the same class or code may have quite another reason. */
export function proveNears({ lesson, folder }: LessonOnDisk, report: Report): void {
  for (const { checks } of lesson.steps)
    for (const { near, fileLine } of checks)
      for (const { id, when } of near)
        if (
          repliesIn(when).some(
            ({ class: first, code, enhanced, text }) =>
              (first !== null && first > 3 && code === null && enhanced === null) ||
              (code === BAD_ORDER && text === null),
          )
        )
          report(join(folder, 'lesson.md'), fileLine, 'near-vague', id);
}

function repliesIn(condition: Condition): readonly Extract<Condition, { kind: 'reply' }>[] {
  if (condition.kind === 'not') return repliesIn(condition.condition);
  if ('conditions' in condition) return condition.conditions.flatMap(repliesIn);
  return condition.kind === 'reply' ? [condition] : [];
}

/** Gives each wrong answer that is spelled out to its question; steps and near cases that have been tried so. */
export function proveAnswers(
  { lesson, folder }: LessonOnDisk,
  report: Report,
): readonly (readonly [step: string, near: string])[] {
  const tried: (readonly [string, string])[] = [];
  for (const step of lesson.steps)
    for (const check of step.checks)
      for (const near of check.near) {
        const played = playAnswers(check, near);
        if (played.length > 0) tried.push([step.id, near.id]);
        for (const { answer, came } of played) {
          if (came === near.id) continue;
          const passes = came === 'passed';
          report(
            join(folder, 'lesson.md'),
            check.fileLine,
            passes ? 'wrong-passes' : 'wrong-feedback',
            passes ? `${near.id}: ${answer}` : `${near.id}: ${answer}: ${came}`,
          );
        }
      }
  return tried;
}
