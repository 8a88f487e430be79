/**
 * The commands that there are, each loaded only when it is asked for. A command is one file with one line here, one in
 * `names.ts`, and one in the help (`phrases/cli`). Commands get `findCommand` by their context: none imports this file.
 */

import type { CommandModule } from '../context.ts';
import { isCommandName } from './names.ts';
import type { CommandName } from './names.ts';

const COMMANDS: Readonly<Record<CommandName, () => Promise<CommandModule>>> = {
  tour: () => import('./tour.ts'),
  learn: () => import('./learn.ts'),
  send: () => import('./send.ts'),
  sendmail: () => import('./sendmail.ts'),
  connect: () => import('./connect.ts'),
  replay: () => import('./replay.ts'),
  serve: () => import('./serve.ts'),
  gateway: () => import('./gateway.ts'),
  conform: () => import('./conform.ts'),
  explain: () => import('./explain.ts'),
  completion: () => import('./completion.ts'),
  help: () => import('./help.ts'),
};

/** How to load a command; null where there is none of that name. */
export function findCommand(name: string): (() => Promise<CommandModule>) | null {
  return isCommandName(name) ? COMMANDS[name] : null;
}
