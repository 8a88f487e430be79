/**
 * Transcripts that other programs and documents printed: `readTranscript` finds the dialogues in a text, whoever wrote it, and
 * `toSession` makes a session file of one.
 */
export { NOTATIONS } from './notations.ts';
export type { Notation } from './notations.ts';
export { readTranscript } from './read.ts';
export type { ReadTranscript } from './read.ts';
export { toSession } from './session.ts';
export type { Dialogue, FoundDialogues, Turn } from './turns.ts';
