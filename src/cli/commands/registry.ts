/**
 * The commands that there are, each loaded only when it is asked for. A command is one file with one line here, and one
 * line in the help (`phrases/cli`).
 */

import type { CommandSummaries } from '../../pure/phrases/index.ts';
import type { CommandModule } from '../context.ts';

export type CommandName = keyof CommandSummaries;

/** In the order of the help. */
const COMMANDS: Readonly<Partial<Record<CommandName, () => Promise<CommandModule>>>> = {
  tour: () => import('./tour.ts'),
  learn: () => import('./learn.ts'),
  send: () => import('./send.ts'),
  connect: () => import('./connect.ts'),
  replay: () => import('./replay.ts'),
  serve: () => import('./serve.ts'),
  explain: () => import('./explain.ts'),
  completion: () => import('./completion.ts'),
  help: () => import('./help.ts'),
};

/** The names, in the order of the help. */
export const COMMAND_NAMES: readonly CommandName[] = Object.keys(COMMANDS).filter(isCommandName);

function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(COMMANDS, name);
}

/** How to load a command; null where there is none of that name. */
export function findCommand(name: string): (() => Promise<CommandModule>) | null {
  return isCommandName(name) ? (COMMANDS[name] ?? null) : null;
}
