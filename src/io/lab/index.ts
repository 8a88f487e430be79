/** What a user can do, a function each, with no terminal in sight. */
export { playTour } from './tour.ts';
export type { TourResult } from './tour.ts';
export { send } from './send.ts';
export type { SendPlan } from './send.ts';
export type { TlsMode } from '../client/index.ts';
export { openReadyLetter } from './ready-letter.ts';
export type { ReadyLetter } from './ready-letter.ts';
export { isLoopback, parseServer, targetOf } from './target.ts';
export type { NamedResult, NamedServer, ServerFault } from './target.ts';
export { addressResolver, findMailServers, isResolver } from './dns.ts';
export type { DnsOptions, MailServers } from './dns.ts';
