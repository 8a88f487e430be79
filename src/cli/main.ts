/**
 * The front door: argv, environment, streams and signals are read here and nowhere else. Loads only the command that was
 * asked for, and is the only place that turns errors into words and exit codes: 2 for usage, the code of its problem for
 * what the world did, 1 for a fault of this program, 130 and 143 for a signal. Never shows a stack but with SMTP_LAB_DEBUG.
 */

import nodeModule from 'node:module';
import { isatty } from 'node:tty';
import { createRedactor } from '../pure/events/index.ts';
import { cliWords } from '../pure/phrases/index.ts';
import { LabError } from '../pure/problems/index.ts';
import { COMMAND_NAMES, findCommand } from './commands/registry.ts';
import type { CliContext, CommandModule, Output } from './context.ts';
import { openOutput } from './output.ts';
import { readSettings } from './settings.ts';
import type { Environment, Settings } from './settings.ts';

declare const SMTP_LAB_VERSION: string;

/** From a signal on, how long a command may take to say goodbye (RFC 5321 §4.1.1.10 wants a QUIT) before it is ended. */
const GOODBYE_MILLISECONDS = 10_000;
const SIGNAL_CODES: Readonly<Record<string, number>> = { SIGINT: 130, SIGTERM: 143 };

/** Runs the program; resolves to its exit code. */
export async function main(): Promise<number> {
  keepCompiledCode();
  const { env, stdout, stderr } = process;
  const argv = process.argv.slice(2);
  const redactor = createRedactor();
  const shell: Shell = {
    argv,
    env,
    settings: readSettings(argv, env),
    program: programName(process.argv[1] ?? '', env),
    out: openOutput(stdout, redactor.redact, crash),
    err: openOutput(stderr, redactor.redact, crash),
    guard: (secret) => {
      redactor.add(secret);
    },
    signal: listenForSignals(),
  };
  // A rejection that nobody waits for is a fault of ours like any other: words, no stack, exit code 1.
  process.on('uncaughtException', (error) => {
    process.exit(tellFault(error, shell));
  });
  try {
    return await answer(shell);
  } catch (error) {
    return await explainFailure(error, shell);
  }
}

interface Shell {
  readonly argv: readonly string[];
  readonly env: Environment;
  readonly settings: Settings;
  readonly program: string;
  readonly out: Output;
  readonly err: Output;
  readonly guard: (secret: string) => void;
  readonly signal: AbortSignal;
}

/** Answers what needs no command, else loads the command and runs it. */
async function answer(shell: Shell): Promise<number> {
  const { settings, out } = shell;
  if (settings.command === null) {
    if (settings.wants === 'version') return tellVersion(out);
    if (settings.fault !== null) return refuse(faultSentence(settings), shell);
    return tellHelp(shell);
  }
  const load = findCommand(settings.command);
  if (load === null) {
    if (settings.fault?.kind === 'before-command') return refuse(faultSentence(settings), shell, '--help');
    const { unknownCommand } = await import('./command-line.ts');
    return refuse(unknownCommand(settings.command, COMMAND_NAMES, settings.lang), shell, '--help');
  }
  return runCommand(await load(), shell);
}

async function runCommand(module: CommandModule, shell: Shell): Promise<number> {
  const { argv, env, program, out } = shell;
  const definition = module.define?.({ lang: shell.settings.lang, program, out });
  // Only the definition tells which options take a value; so argv is read again with it.
  const withValue = new Set<string>();
  for (const command of definition === undefined ? [] : [definition, ...definition.commands]) {
    for (const { required, short, long } of command.options) {
      if (required && short !== undefined) withValue.add(short);
      if (required && long !== undefined && long !== null) withValue.add(long);
    }
  }
  const settings = readSettings(argv, env, (flag) => withValue.has(flag));
  if (settings.wants === 'version') return tellVersion(out);
  if (settings.fault !== null) return refuse(faultSentence(settings), { ...shell, settings });
  if (settings.wants === 'help') {
    const described = definition?.commands.find((sub) => sub.name() === settings.args[0]) ?? definition;
    if (described === undefined) return module.run(['--help'], contextOf({ ...shell, settings }));
    out.write(described.helpInformation());
    return 0;
  }
  return module.run(settings.args, contextOf({ ...shell, settings }));
}

function contextOf({ settings, env, program, out, err, guard, signal }: Shell): CliContext {
  return {
    lang: settings.lang,
    explain: settings.explain,
    json: settings.json,
    quiet: settings.quiet,
    color: settings.color === 'auto' ? out.isTerminal : settings.color === 'always',
    out,
    err,
    // Touching it opens it: only who reads it does.
    get stdin() {
      return process.stdin;
    },
    stdinIsTerminal: isatty(0),
    env,
    cwd: process.cwd(),
    program,
    signal,
    guard,
  };
}

function tellVersion(out: Output): number {
  out.line(version());
  return 0;
}

async function tellHelp(shell: Shell): Promise<number> {
  const { helpText } = await import('./help-text.ts');
  shell.out.line(helpText({ lang: shell.settings.lang, program: shell.program }));
  return 0;
}

/** Says what was wrong with the command line, and where the help is. */
function refuse(
  sentence: string,
  { settings, err, program }: Shell,
  help = settings.command === null || settings.command === 'help' ? '--help' : `help ${settings.command}`,
): number {
  err.line(sentence);
  err.line(cliWords[settings.lang].seeHelp(`${program} ${help}`));
  return 2;
}

function faultSentence({ fault, lang }: Settings): string {
  const words = cliWords[lang];
  if (fault === null) return '';
  if (fault.kind === 'needs-value') return words.needsValue(fault.option);
  if (fault.kind === 'before-command') return words.optionBeforeCommand(fault.option);
  return `${words.badValue(fault.option, fault.value)} ${words.allowed(fault.allowed.join(', '))}`;
}

/** Words an error that a command threw; resolves to the exit code. */
async function explainFailure(error: unknown, shell: Shell): Promise<number> {
  const { settings, env, err, signal } = shell;
  if (env['SMTP_LAB_DEBUG'] && error instanceof Error) err.line(error.stack);
  if (signal.aborted) return SIGNAL_CODES[String(signal.reason)] ?? 130;
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  if (!(error instanceof LabError) && typeof code === 'string' && code.startsWith('commander.')) {
    const { asUsageError } = await import('./command-line.ts');
    return explainFailure(asUsageError({ code, message: String(error) }, settings.lang), shell);
  }
  if (!(error instanceof LabError)) return tellFault(error, shell);
  if (error.code === 'usage' && 'reason' in error.detail) return refuse(error.detail.reason, shell);
  err.line(cliWords[settings.lang].failed(error.code));
  return 12;
}

/** A fault of this program: what it was, and how to report it. */
function tellFault(error: unknown, { settings, err, env }: Shell): number {
  const words = cliWords[settings.lang];
  err.line(words.internal(error instanceof Error ? error.message : String(error)));
  err.line(words.report(version(), process.versions.node));
  if (!env['SMTP_LAB_DEBUG']) err.line(words.debugHint);
  return 1;
}

/** An error of a stream of ours that is no closed pipe, such as a full disk behind `> file`. */
function crash(error: Error): void {
  throw error;
}

/** Ctrl-C and SIGTERM end what is under way in an orderly way; the second one, and patience, end it at once. */
function listenForSignals(): AbortSignal {
  const controller = new AbortController();
  for (const [name, code] of Object.entries(SIGNAL_CODES)) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(code);
      controller.abort(name);
      setTimeout(() => process.exit(code), GOODBYE_MILLISECONDS).unref();
    });
  }
  return controller.signal;
}

/** As the user called us: `npx smtp-lab` where npm started us, or a path to the file was typed. */
function programName(script: string, env: Environment): string {
  return env['npm_lifecycle_event'] !== undefined || script.endsWith('.js') ? 'npx smtp-lab' : 'smtp-lab';
}

function version(): string {
  return typeof SMTP_LAB_VERSION === 'string' ? SMTP_LAB_VERSION : '0.0.0';
}

/** Node 22 and later keep compiled code between runs; Node 20 has no such thing, and its types do not know it. */
function keepCompiledCode(): void {
  const enable: unknown = Reflect.get(nodeModule, 'enableCompileCache');
  if (typeof enable === 'function') enable.call(nodeModule);
}
