/** The names of the commands. How each is loaded is known to `registry.ts`; code that needs only the names loads none of them. */

import type { CommandSummaries } from '../../pure/phrases/index.ts';

export type CommandName = keyof CommandSummaries;

/** In the order of the help. */
const NAMES: Readonly<Record<CommandName, true>> = {
  tour: true,
  learn: true,
  send: true,
  sendmail: true,
  connect: true,
  replay: true,
  serve: true,
  gateway: true,
  conform: true,
  explain: true,
  completion: true,
  help: true,
};

/** In the order of the help. */
export const COMMAND_NAMES: readonly CommandName[] = Object.keys(NAMES).filter(isCommandName);

export function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(NAMES, name);
}
