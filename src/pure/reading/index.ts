/** What others wrote, read: recognised first, then answered from its places (reports, bounces, logs, error texts). */
export { CaptureFold, lettersOf, spansOf } from './captures/index.ts';
export type {
  CaptureDocument,
  CapturedConversation,
  CapturedLetter,
  CapturedSpan,
  ConversationPiece,
  EncryptedStream,
} from './captures/index.ts';
export { causeOf } from './cause-of.ts';
export type { RefusalFacts, FoundCause } from './cause-of.ts';
export { isDialogue, readDialogueTurns } from './dialogue-reading.ts';
export { findingsOf } from './findings.ts';
export { LogFollow } from './logs/follow.ts';
export type { FollowedLine } from './logs/follow.ts';
export { readLogLine } from './logs/log-line.ts';
export { LogFold } from './logs/log-fold.ts';
export type { LogGroup, LogSummary } from './logs/log-fold.ts';
export { isLogText, readText } from './read-text.ts';
export type { ReadText } from './read-text.ts';
export type { FindingCode, Reading, ReadingKind, Side, Stage } from './reading.ts';
export { isCapture } from './recognise.ts';
export { readReplies } from './reply-reading.ts';
export { readReplyText } from './reply-text.ts';
export type { SaidReply } from './reply-text.ts';
export type { TextKind } from './recognise.ts';
