/** Servers on loopback: the practice server, with a certificate of its own lab authority. */
export { startPracticeServer } from './practice-server.ts';
export type { PracticeServer, PracticeServerOptions, ReceivedMail } from './practice-server.ts';
