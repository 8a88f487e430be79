/**
 * Lessons: read from Markdown with every fault at once, translated without touching a check, taken step by step. What a check wants
 * is held against what happened; the tutor on top of it is in `cli`.
 */
export { playAnswers } from './answer-table.ts';
export { choiceMeant, formsOf, isAmong, namesPlace } from './answers.ts';
export { holds, leavesOf, nearCaseOf } from './check.ts';
export type { Run } from './check.ts';
export { LessonRun } from './course-run.ts';
export type { Feedback } from './course-run.ts';
export type * from './format.ts';
export { goalOf } from './goal.ts';
export type { GoalWords } from './goal.ts';
export {
  faultsOfHomework,
  formatHomework,
  MOST_TYPED_LINES,
  parseHomework,
  isOfSame,
  seedOfStudent,
  typedAgain,
  typedForReport,
} from './homework.ts';
export type { Homework, HomeworkFault } from './homework.ts';
export { lintLessons, realNamesIn, untaught } from './lint.ts';
export type { LintedLesson, TaughtNames } from './lint.ts';
export { parseLesson } from './parse.ts';
export type { OddAnswer } from './odd-answer.ts';
export type { ParsedLesson } from './parse.ts';
export { freshTranslation, newLesson } from './skeleton.ts';
export type { FreshTranslation } from './skeleton.ts';
export { formatTextPattern } from './text-pattern.ts';
export { argumentOf, readLetter, traceItemOf } from './trace.ts';
export type { Means, ReceivedLetter, TraceItem } from './trace.ts';
export { translate } from './translation.ts';
