/** What an event means, in the reader's language: notes in the margin. */
export type { Advice, Explanation, ReplyExplanation } from './explanation.ts';
export { commandNote, openMemory, replyNotes } from './side-note.ts';
export type { NoteMemory } from './side-note.ts';
export { describeProblem } from './describe-problem.ts';
export type { ProblemContext } from './describe-problem.ts';
export { createExplainer, explainReply } from './explainer.ts';
export type { Explainer } from './explainer.ts';
