/** What an event means, in the reader's language: notes in the margin. */
export type { Advice, Explanation, ReplyExplanation } from './explanation.ts';
export { commandNote, openMemory, replyNotes } from './side-note.ts';
export type { NoteMemory } from './side-note.ts';
