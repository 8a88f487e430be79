/** The tutor of `learn`, at the explorer's desk: what a step asks for, what came of a typed line, pauses, and where the lesson is left. */
export { keeperOf, practicePlan, sitLesson, takeLesson } from './lesson-desk.ts';
export type { Sat, Sitting } from './lesson-desk.ts';
export type { AfterLesson } from './lesson-keyboard.ts';
export type { Taken } from './taken.ts';
export type { TutorOptions } from './tutor.ts';
