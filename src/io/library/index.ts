/** The lab for test suites: `connect`, `sendLetter`, `playSession`, `startPracticeServer`. */

export { connect, playSession, practiceServer, sendLetter } from './library.ts';
export { matchers } from './matchers.ts';
export type { MatcherResult } from './matchers.ts';
export type { LetterOptions, PlayOptions, ServerOptions } from './known-options.ts';
export type { Live, PlayedSession } from './library.ts';
