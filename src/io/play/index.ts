/** `replay`: session files found, read, and played against a server, the practice server, or themselves. */

export { checkLetters, readBeside } from './letters-beside.ts';
export { hasAccount } from './needs.ts';
export { LetterCounter } from './play-lines.ts';
export type { PlayLine } from './play-setting.ts';
export { playClient } from './play-client.ts';
export { FactLog } from './play-facts.ts';
export type { Facts } from './play-facts.ts';
export { refusedFile } from './played-file.ts';
export type { PlayedFile, Refusal } from './played-file.ts';
export { pause, replayBoth, replayFile, signInAs } from './replay.ts';
export type { ReplayPlan } from './replay.ts';
export { findSessions, readConversations, readSession, readVariables } from './session-reading.ts';
export type { Origin, ReadConversation, ReadSession } from './read-session.ts';
export type { FailedTry } from './tries.ts';
export { accountWanted, namesWanted, variablesFor } from './session-variables.ts';
