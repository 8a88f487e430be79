/** `send`: letters to a server, to the practice server or to the recipients' own servers; once, many times, or as a dry run. */

export { dryRun } from './dry-run.ts';
export type { ExchangeRoute } from './mx-delivery.ts';
export { send } from './send.ts';
export type { SendPlan } from './send.ts';
