/**
 * The front door: argv, environment, streams and signals are read here and nowhere else. Answers what needs no command, else
 * loads the one that was asked for and runs it. What a command throws is for `failure.ts` to word; the exit code is the
 * command's.
 */

import { createRedactor } from '../pure/events/index.ts';
import { cliWords } from '../pure/phrases/index.ts';
import { EXIT, SIGNAL_CODES } from '../pure/problems/index.ts';
import { COMMAND_NAMES, findCommand } from './commands/registry.ts';
import type { CliContext, CommandModule, Output } from './context.ts';
import type { RunChosen } from './menu.ts';
import { refuse, tellFault } from './failure.ts';
import { gather, openOutput } from './output.ts';
import type { TextStream } from './output.ts';
import { readSettings } from './settings.ts';
import type { Environment, Settings } from './settings.ts';
import { isTerminal, openTextStream } from './streams.ts';

declare const SMTP_LAB_VERSION: string;

/** From a signal on, how long a command may take to say goodbye (RFC 5321 §4.1.1.10 wants a QUIT) before it is ended. */
const GOODBYE_MILLISECONDS = 10_000;
/** The same from the second signal on. */
const HURRY_MILLISECONDS = 1500;

const DESCRIPTORS = [0, 1, 2] as const;

/** Runs the program; resolves to its exit code. */
export async function main(): Promise<number> {
  const { env } = process;
  const argv = process.argv.slice(2);
  const redactor = createRedactor();
  const ofFiles = createRedactor();
  const { out, err, flush } = standardStreams();
  const complaints = openOutput(err, redactor.redactProse, () => undefined);
  const lost = (error: NodeJS.ErrnoException): void => {
    complaints.line(cliWords[settings.lang].outputLost(error.code ?? error.message));
    outputLost = true;
  };
  let outputLost = false;
  const shell: Shell = {
    argv,
    env,
    program: programName(process.argv[1] ?? '', env),
    out: openOutput(out, redactor.redactProse, lost),
    // Where there is nobody left to tell, nobody is told.
    err: complaints,
    guard: (secret) => {
      redactor.add(secret);
      ofFiles.add(secret);
    },
    guardInFiles: (secret) => {
      ofFiles.add(secret);
    },
    hide: redactor.redact,
    sealed: ofFiles.redact,
    sealedProse: ofFiles.redactProse,
    signal: listenForSignals(),
  };
  const settings = readSettings(argv, env);
  const terminals = DESCRIPTORS.filter(isTerminal);
  process.on('exit', () => {
    if (!terminals.every(isTerminal)) hangUp();
  });
  // An error that nobody waits for is a fault of ours like any other: words, no stack, exit code 1.
  process.on('uncaughtException', (error) => {
    process.exit(tellFault(error, { context: contextOf(shell, settings), version: version() }));
  });
  const code = await answer(shell, settings);
  flush();
  // A delivery has its own code; whatever else was to be read was not.
  return outputLost && code === 0 && settings.command !== 'send' ? EXIT.usage : code;
}

/** Standard output and error. What goes to a file or a pipe is gathered; what is said on the other stream keeps its place in it. */
function standardStreams(): {
  readonly out: TextStream;
  readonly err: TextStream;
  readonly flush: () => void;
} {
  const stdout = openTextStream(1);
  const stderr = openTextStream(2);
  if (stdout.isTTY === true) return { out: stdout, err: stderr, flush: () => undefined };
  const out = gather(stdout);
  process.on('exit', out.flush);
  const err: TextStream = {
    isTTY: stderr.isTTY === true,
    get columns() {
      return stderr.columns ?? 0;
    },
    on: (event, listener) => stderr.on(event, listener),
    write: (text) => {
      out.flush();
      return stderr.write(text);
    },
  };
  return { out, err, flush: out.flush };
}

/** What there is whatever was asked for. */
interface Shell {
  readonly argv: readonly string[];
  readonly env: Environment;
  readonly program: string;
  readonly out: Output;
  readonly err: Output;
  readonly guard: (secret: string) => void;
  readonly guardInFiles: (secret: string) => void;
  readonly hide: (text: string) => string;
  readonly sealed: (text: string) => string;
  readonly sealedProse: (text: string) => string;
  readonly signal: AbortSignal;
}

/** Answers what needs no command, else loads the command and runs it. */
async function answer(shell: Shell, settings: Settings): Promise<number> {
  const { lang, command, fault } = settings;
  const context = contextOf(shell, settings);
  if (command === null) {
    if (settings.wants === 'version') return tellVersion(shell);
    if (fault !== null) return refuse(faultSentence(settings), context, null);
    if (
      context.stdinIsTerminal &&
      shell.out.isTerminal &&
      !settings.json &&
      !settings.quiet &&
      settings.wants === 'command'
    ) {
      return runMenu(context, (name, args, lang) =>
        answer(shell, { ...readSettings([name, ...args], shell.env), lang }),
      );
    }
    const { helpText } = await import('./help-text.ts');
    shell.out.line(helpText(context));
    return 0;
  }
  const load = findCommand(command);
  if (load !== null) return runCommand(await load(), command, shell, settings);
  if (fault?.kind === 'before-command') return refuse(faultSentence(settings), context, null);
  const { unknownCommand } = await import('./command-line.ts');
  return refuse(unknownCommand(command, COMMAND_NAMES, lang), context, null);
}

async function runMenu(context: CliContext, runCommandOf: RunChosen): Promise<number> {
  const { runMenu: run } = await import('./menu.ts');
  return run(context, runCommandOf);
}

async function runCommand(
  module: CommandModule,
  command: string,
  shell: Shell,
  first: Settings,
): Promise<number> {
  const definition = module.define?.({ lang: first.lang, program: shell.program, out: shell.out });
  // Only the definition tells which options take a value; so argv is read again with it.
  const withValue = new Set<string>();
  for (const described of definition === undefined ? [] : [definition, ...definition.commands]) {
    for (const { required, short, long } of described.options) {
      if (required && short !== undefined) withValue.add(short);
      if (required && long !== undefined) withValue.add(long);
    }
  }
  const settings = readSettings(shell.argv, shell.env, (flag) => withValue.has(flag));
  const context = contextOf(shell, settings);
  if (settings.wants === 'version') return tellVersion(shell);
  if (settings.fault !== null) return refuse(faultSentence(settings), context, command);
  try {
    if (settings.wants === 'command') return await module.run(settings.args, context);
    if (definition === undefined) return await module.run(['--help'], context);
  } catch (error) {
    const { tellFailure } = await import('./thrown.ts');
    return await tellFailure(error, { context, command, definition, version: version() });
  }
  const described = definition.commands.find((sub) => sub.name() === settings.args[0]) ?? definition;
  const { commandHelp } = await import('./command-help.ts');
  context.out.write(await commandHelp(command, described, context));
  return 0;
}

function contextOf(shell: Shell, settings: Settings): CliContext {
  const { env, program, out, err, guard, guardInFiles, hide, sealed, sealedProse, signal } = shell;
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
    stdinIsTerminal: isTerminal(0),
    env,
    cwd: process.cwd(),
    program,
    signal,
    guard,
    guardInFiles,
    hide,
    sealed,
    sealedProse,
  };
}

function tellVersion({ out }: Shell): number {
  out.line(version());
  return 0;
}

/** What is wrong with the common options. */
function faultSentence({ fault, lang }: Settings): string {
  const words = cliWords[lang];
  if (fault === null) return '';
  if (fault.kind === 'needs-value') return words.needsValue(fault.option);
  if (fault.kind === 'before-command') return words.optionBeforeCommand(fault.option);
  return `${words.badValue(fault.option, fault.value)} ${words.allowed(fault.allowed.join(', '))}`;
}

/** Ctrl-C and SIGTERM end what is under way in an orderly way; the second one, and patience, end it at once. */
function listenForSignals(): AbortSignal {
  const controller = new AbortController();
  for (const [name, code] of Object.entries(SIGNAL_CODES)) {
    process.on(name, () => {
      const again = controller.signal.aborted;
      controller.abort(name);
      // Somebody is in a hurry: what is under way may still say how it stands.
      setTimeout(() => process.exit(code), again ? HURRY_MILLISECONDS : GOODBYE_MILLISECONDS).unref();
    });
  }
  return controller.signal;
}

/**
 * Ends the program as a terminal that is closed ends any other. There is nobody left to tell; and Node wants to put that terminal
 * in order at its end, and breaks down (an assertion in its `ResetStdio`, a core file) where it cannot.
 */
function hangUp(): void {
  process.removeAllListeners('SIGHUP');
  process.kill(process.pid, 'SIGHUP');
}

/** As the user called us: `npx smtp-lab` where npm started us, or a path to the file was typed. */
function programName(script: string, env: Environment): string {
  return env['npm_lifecycle_event'] !== undefined || script.endsWith('.js') ? 'npx smtp-lab' : 'smtp-lab';
}

function version(): string {
  return typeof SMTP_LAB_VERSION === 'string' ? SMTP_LAB_VERSION : '0.0.0';
}
