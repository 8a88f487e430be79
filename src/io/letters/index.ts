/**
 * Letters from the world: `openReadyLetter` reads one from a file or a pipe, `composeFromParts` makes one of texts and
 * attachments. Both give a `Letter`, whose octets are streamed.
 */
export { completedLetter } from './completed-letter.ts';
export { filledTo } from './filled-letter.ts';
export { untilDot } from './until-dot.ts';
export { readAsReader } from './as-read.ts';
export type { LetterAsRead } from './as-read.ts';
export { composeFromParts } from './composed.ts';
export type { Attachment, ComposeOptions, Composition, Source } from './composed.ts';
export { LetterError } from './letter.ts';
export type { Letter, LetterFacts } from './letter.ts';
export { readForRules } from './for-rules.ts';
export type { LetterForRules } from './for-rules.ts';
export { letterOfOctets, openReadyLetter } from './ready-letter.ts';
export type { ReadyLetterOptions } from './ready-letter.ts';
