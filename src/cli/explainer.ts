/**
 * The explainer for a command that talks: the knowledge base of the reader's language, and what the person can type, so that
 * advice names nothing that does not exist.
 */

import type { Command } from 'commander';
import { createExplainer } from '../pure/explain/index.ts';
import type { Explainer } from '../pure/explain/index.ts';
import { loadCore } from '../pure/knowledge/index.ts';
import { COMMAND_NAMES } from './commands/names.ts';
import { loadProblemWords } from '../pure/phrases/index.ts';
import type { CliContext } from './context.ts';

/** A server as it is named: a host, a socket, a program. */
type Named =
  | { readonly host: string; readonly port?: number }
  | { readonly path: string }
  | { readonly command: string };

/** Loads what is needed; `server` is what the user named, null for the practice server and for none. */
export async function openExplainer(
  command: Command,
  context: Pick<CliContext, 'lang' | 'program'>,
  server: Named | null,
): Promise<Explainer> {
  const [core, words] = await Promise.all([loadCore(context.lang), loadProblemWords(context.lang)]);
  return createExplainer(core, {
    lang: context.lang,
    words,
    program: context.program,
    command: command.name(),
    host: server !== null && 'host' in server ? server.host : '',
    ...(server !== null && 'port' in server && server.port !== undefined ? { port: server.port } : {}),
    pipe: server !== null && 'command' in server ? server.command : '',
    options: command.options
      .filter(({ hidden }) => !hidden)
      .flatMap(({ long, short }) => [long ?? '', short ?? ''])
      .filter((flag) => flag !== ''),
    commands: COMMAND_NAMES,
    given: givenOptions(command),
    ...serverArgument(command),
    signsIn: namesUser(command),
  });
}

/** Whether a user is named: by the option, a variable or a profile, or within the URL of a server. */
function namesUser(command: Command): boolean {
  const user: unknown = command.getOptionValue('user');
  const servers: readonly unknown[] = [command.getOptionValue('server'), ...command.args];
  return (
    user !== undefined ||
    servers.some((server) => typeof server === 'string' && /^[a-z+]+:\/\/[^/@]+@/i.test(server))
  );
}

/** The server, where the command takes it as an argument and it was given so. */
function serverArgument({ registeredArguments: [first], args: [server] }: Command): { argument?: string } {
  return first?.name() === 'SERVER' && server !== undefined ? { argument: server } : {};
}

/** The options that were typed, with their values. */
function givenOptions(command: Command): readonly string[] {
  return command.options
    .filter((option) => command.getOptionValueSource(option.attributeName()) === 'cli')
    .map((option) => {
      const value: unknown = command.getOptionValue(option.attributeName());
      return typeof value === 'string' || typeof value === 'number'
        ? `${option.long ?? ''} ${value}`
        : (option.long ?? '');
    });
}

/** An explainer for each of several servers, of which the one whose turn it is speaks: advice names the server that it is about. */
export async function openExplainers(
  command: Command,
  context: Pick<CliContext, 'lang' | 'program'>,
  servers: readonly { readonly typed: string | undefined; readonly server: Named | null }[],
  turn: () => number,
): Promise<Pick<Explainer, 'command' | 'reply' | 'remark' | 'advice'>> {
  const all: Explainer[] = [];
  for (const { typed, server } of servers) {
    if (servers.length > 1) command.setOptionValueWithSource('server', typed, 'cli');
    all.push(await openExplainer(command, context, server));
  }
  const [only] = all;
  if (only === undefined) throw new TypeError('there is no server to speak of');
  if (all.length === 1) return only;
  const current = (): Explainer => all[turn()] ?? only;
  return {
    command: (event) => current().command(event),
    reply: (event) => current().reply(event),
    remark: (remark) => current().remark(remark),
    advice: (problem) => current().advice(problem),
  };
}
