/** The practice server without its sockets: scenarios as data, and the mind that answers by them. */
export { formatReply, Mind } from './mind.ts';
export type { Acceptance, Action } from './mind.ts';
export type { Account, Mailbox, Scenario } from './scenario.ts';
export { DEFAULT_SCENARIO, PRACTICE_ACCOUNT, TOUR_SCENARIO } from './scenarios.ts';
