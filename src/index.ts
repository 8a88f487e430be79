/**
 * smtp-lab as a library: the same conversation, event log and practice server that the command line has, for test suites.
 *
 * ```ts
 * import { Conversation, startPracticeServer } from 'smtp-lab';
 *
 * const server = await startPracticeServer();
 * const events = [];
 * const conversation = await Conversation.open(
 *   { host: server.host, port: server.port },
 *   {
 *     sink: (event) => events.push(event),
 *     now: () => performance.now(),
 *     practice: true,
 *     milliseconds: 5000,
 *     finalMilliseconds: 5000,
 *   },
 * );
 * const greeting = await conversation.greeting();
 * await conversation.quit();
 * await server.close();
 * ```
 *
 * Errors are `LabError`s: `code` is a row of `ProblemDetails`, `detail` its data; messages are made by nobody but the
 * command line. Times are milliseconds, sizes octets.
 */

export { Conversation } from './io/client/index.ts';
export type { ConversationOptions, Outgoing } from './io/client/index.ts';
export { startPracticeServer } from './io/server/index.ts';
export type { PracticeServer, PracticeServerOptions, ReceivedMail } from './io/server/index.ts';
export { createEventLog, createRedactor, exitCodeOf, outcomeOf, toNdjson } from './pure/events/index.ts';
export type * from './pure/events/index.ts';
export { LabError } from './pure/problems/index.ts';
export type { Problem, ProblemCode, ProblemDetails } from './pure/problems/index.ts';
export { DEFAULT_SCENARIO, PRACTICE_ACCOUNT } from './pure/practice/index.ts';
export type { Scenario } from './pure/practice/index.ts';
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
