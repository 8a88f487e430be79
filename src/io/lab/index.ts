/** What a user can do, a function each, with no terminal in sight. */
export { playTour } from './tour.ts';
export type { TourResult } from './tour.ts';
export { send } from './send.ts';
export type { SendPlan } from './send.ts';
export type { TlsMode } from '../client/index.ts';
export { openReadyLetter } from './ready-letter.ts';
export type { ReadyLetter } from './ready-letter.ts';
