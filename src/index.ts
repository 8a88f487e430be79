/**
 * smtp-lab as a library: the same conversation, event log and practice server that the command line has, for test suites.
 *
 * ```ts
 * import { connect, playSession, sendLetter } from 'smtp-lab';
 *
 * const { outcome } = await sendLetter({
 *   server: 'localhost:2525',
 *   from: 'a@example.test',
 *   to: 'b@example.test',
 *   letter: 'Subject: Hello\n\nIt works.\n',
 * });
 * const { passed, expectations } = await playSession({ file: 'relay-is-closed.smtp' }, { server: 'localhost:2525' });
 * const { conversation, close } = await connect({ server: 'localhost:2525' });
 * const reply = await conversation.send('VRFY postmaster');
 * await close();
 * ```
 *
 * Errors are `LabError`s: `code` is a row of `ProblemDetails`, `detail` its data, `message` one line of it, and `explainProblem` says
 * in English or Russian what happened, what it means and what to try. A wrong argument is a `UsageError`. Times are milliseconds, sizes octets.
 */

export {
  connect,
  matchers,
  playSession,
  practiceServer as startPracticeServer,
  sendLetter,
} from './io/library/index.ts';
export type {
  LetterOptions,
  Live,
  MatcherResult,
  PlayedSession,
  PlayOptions,
  ServerOptions,
} from './io/library/index.ts';
export { Conversation } from './io/client/index.ts';
export type { ConversationOptions, Outgoing } from './io/client/index.ts';
export type { PracticeServer, PracticeServerOptions, ReceivedMail } from './io/practice-server/index.ts';
export { createEventLog, createRedactor, outcomeOf, toNdjson } from './pure/events/index.ts';
export type * from './pure/events/index.ts';
export { EXIT, exitCodeOf, LabError, UsageError } from './pure/problems/index.ts';
export type { ExitName, Problem, ProblemCode, ProblemDetails } from './pure/problems/index.ts';
export { explainProblem } from './pure/explain/index.ts';
export type { ExplainedProblem } from './pure/explain/index.ts';
export { DEFAULT_SCENARIO, PRACTICE_ACCOUNT, scenarioWith } from './pure/practice/index.ts';
export type { BriefRule, Scenario } from './pure/practice/index.ts';
export { parseSession, printSession, Recorder } from './pure/sessions/index.ts';
export type {
  Expectation,
  MatchLevel,
  ParsedSession,
  SessionFile,
  SessionProblem,
} from './pure/sessions/index.ts';
export {
  decodeText,
  encodeText,
  hasKeyword,
  LetterDecoder,
  LetterEncoder,
  LineReader,
  makeVisible,
  parseCapabilities,
  parseCommand,
  parseEnhancedCode,
  parseMailbox,
  ReplyReader,
  Secret,
} from './pure/protocol/index.ts';
export type {
  Capabilities,
  Command,
  EnhancedCode,
  MalformedReply,
  Reply,
  ReplyClass,
  ReplyResult,
  SessionState,
  TooLongReply,
} from './pure/protocol/index.ts';
