/** Lessons as values: the format of `lesson.md`, and whether what a learner did is what a check wants. */
export { holds, isRightGuess, meterOf, nearCaseOf } from './check.ts';
export type { Run } from './check.ts';
export type * from './format.ts';
export { fingerprint } from './hash.ts';
export { parseLesson } from './parse.ts';
export type { ParsedLesson } from './parse.ts';
export { formatTextPattern, matchesText, parseTextPattern } from './text-pattern.ts';
export { argumentOf, MAX_TRACE_ITEMS, readLetter, traceItemOf } from './trace.ts';
export type { ReceivedLetter, TraceItem } from './trace.ts';
