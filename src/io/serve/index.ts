/** `serve`: a server of ours for other programs, the practice server or one that follows session files. */

export { LifetimeClock } from './lifetime.ts';
export type { Lifetime } from './lifetime.ts';
export { serveScripts } from './serve-script.ts';
export { serve } from './serve.ts';
export type { ListeningPlace, ServeEars, ServePlan } from './serve.ts';
export type { ReceivedMail } from '../practice-server/index.ts';
