/**
 * The front door: argv, environment, streams and signals are read here and nowhere else. Loads only the command that was
 * asked for. Exit codes: 0 done, 1 a fault of this program, 2 usage, 12 the practice conversation broke.
 */

import { LabError } from '../pure/problems/index.ts';
import { cliWords } from '../pure/phrases/index.ts';
import type { CommandModule, CliContext, Output } from './context.ts';
import { readSettings } from './settings.ts';

declare const SMTP_LAB_VERSION: string;

const COMMANDS: Readonly<Record<string, () => Promise<CommandModule>>> = {
  tour: () => import('./commands/tour.ts'),
};

/** Runs the program; resolves to its exit code. */
export async function main(): Promise<number> {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', quietOnClosedPipe);
  const { env, stdout, stderr, stdin } = process;
  const settings = readSettings(process.argv.slice(2), env, stdout.isTTY);
  const words = cliWords[settings.lang];
  const out = outputOf(stdout);
  const err = outputOf(stderr);
  const usage = (said: string): number => {
    err.line(said);
    err.line(words.seeHelp);
    return 2;
  };
  if (settings.wants === 'version') {
    out.line(SMTP_LAB_VERSION);
    return 0;
  }
  if (settings.fault !== null) {
    const { option, value } = settings.fault;
    return usage(value === null ? words.unknownOption(option) : words.badValue(option, value));
  }
  if (settings.wants === 'help' || settings.command === null || settings.command === 'help') {
    out.line(words.help);
    return 0;
  }
  const load = Object.hasOwn(COMMANDS, settings.command) ? COMMANDS[settings.command] : undefined;
  if (load === undefined) return usage(words.unknownCommand(settings.command));
  if (settings.args[0] !== undefined) return usage(words.unknownOption(settings.args[0]));
  const context: CliContext = {
    lang: settings.lang,
    explain: 'brief',
    json: false,
    quiet: false,
    color: settings.color,
    out,
    err,
    stdin,
    stdinIsTerminal: stdin.isTTY,
    env,
    cwd: process.cwd(),
    program: env['npm_lifecycle_event'] === undefined ? 'smtp-lab' : 'npx smtp-lab',
    signal: new AbortController().signal,
    guard: () => undefined,
  };
  try {
    return await (await load()).run(settings.args, context);
  } catch (error) {
    if (env['SMTP_LAB_DEBUG'] !== undefined && error instanceof Error) err.line(error.stack);
    if (error instanceof LabError) {
      err.line(words.failed(error.code));
      return 12;
    }
    err.line(words.internal(error instanceof Error ? error.message : String(error)));
    return 1;
  }
}

function outputOf(stream: NodeJS.WriteStream): Output {
  return {
    write: (text) => void stream.write(text),
    line: (text = '') => void stream.write(`${text}\n`),
    isTerminal: stream.isTTY,
    columns: stream.isTTY ? Math.max(40, stream.columns) : 80,
  };
}

/** `| head` closes the pipe: that is no failure of ours. */
function quietOnClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
