/** What an event means, in the reader's language: notes in the margin. */
export type { Advice, Explanation, ReplyExplanation } from './explanation.ts';
export type { NoteMemory } from './side-note.ts';
export { describeProblem } from './describe-problem.ts';
export { explainProblem } from './explain-problem.ts';
export type { ExplainedProblem } from './explain-problem.ts';
export type { ProblemContext } from './describe-problem.ts';
export { createExplainer, explainReply } from './explainer.ts';
export type { Explainer } from './explainer.ts';
export type { Answer, AnswerKind } from './answer.ts';
export { LISTED_KINDS, listEntries, nearestNames, searchEntries } from './browse.ts';
export type { Entry } from './browse.ts';
export { explainArguments, explainReading, explainTerm } from './explain-term.ts';
export type { ExplainOptions } from './explain-term.ts';
export { judgeConversation } from './judge-conversation.ts';
export type { Conduct } from './judge-conversation.ts';
export { conversationVerdictOf } from './judge-verdict.ts';
export type { SeenEnding, SeenRefusal, ToldEnding, ConversationVerdict } from './judge-verdict.ts';
export type { ReadingAnswer } from './reading-answer.ts';
