/** The practice server: its mind is `pure/practice`, this is what it hears, says and keeps. */
export { startPracticeServer } from './practice-server.ts';
export type { PracticeServer, PracticeServerOptions, ReceivedMail } from './practice-server.ts';
