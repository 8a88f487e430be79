/** What can go wrong, as codes with data, and the base class of every error thrown on purpose. */
export type { Problem, ProblemCode, ProblemDetails, ProxyFault, WireStage } from './codes.ts';
export {
  EXIT,
  exitCodeOf,
  exitCodeOfRefusal,
  exitCodeOfSignal,
  exitNameOf,
  SIGNAL_CODES,
  sysexitOf,
} from './exit-codes.ts';
export type { ExitName } from './exit-codes.ts';
export { LabError } from './lab-error.ts';
export { lettersBetween, nearestOf } from './nearest.ts';
export { sentenceOfProblem } from './problem-sentence.ts';
export { reasonOf } from './system-code.ts';
export { isTemporary } from './temporary.ts';
export { tlsFaultOf } from './tls-faults.ts';
export type { TlsFault } from './tls-faults.ts';
export { UsageError } from './usage-error.ts';
export type { UsageCode } from './usage-error.ts';
export { makeVisible } from './visible.ts';
export type {
  SessionErrorDetails,
  SessionFault,
  SessionProblemCode,
  SessionProblemDetails,
  SessionWarningDetails,
  TranscriptRemarkDetails,
} from './session-codes.ts';
export type { ConductCode, ConductDetails, ConductFault } from './conduct-codes.ts';
