/**
 * Answers a command line: what needs no command, else by the command that was asked for, loaded and run. It knows nothing of the
 * process, so that a test can ask as often as it likes. What a command throws is for `error-report.ts` to word; the exit code is the
 * command's.
 */

import { createRedactor } from '../pure/events/index.ts';
import { cliWords } from '../pure/phrases/index.ts';
import { COMMAND_NAMES } from './commands/names.ts';
import { version } from './version.ts';
import { findCommand } from './commands/registry.ts';
import type { CliContext, CommandModule, Output } from './context.ts';
import type { RunChosen } from './menu.ts';
import { refuse } from './failure.ts';
import { readSettings } from './settings.ts';
import type { Environment, Settings } from './settings.ts';

/** What every command can use, whatever was asked for. */
export interface Shell {
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
  readonly acts: () => void;
  /** Standard input, opened when it is first read. */
  readonly stdin: () => NodeJS.ReadStream;
  readonly stdinIsTerminal: boolean;
  readonly cwd: string;
}

/** Where secrets are handed over, and what hides them; `filter` is for the streams to the person. */
export function secretGates(): Pick<Shell, 'guard' | 'guardInFiles' | 'hide' | 'sealed' | 'sealedProse'> & {
  readonly filter: (text: string) => string;
} {
  const redactor = createRedactor();
  const ofFiles = createRedactor();
  return {
    filter: redactor.redactProse,
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
  };
}

/** Answers what needs no command, else loads the command and runs it. */
export async function answer(shell: Shell, settings: Settings): Promise<number> {
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
  if (settings.fault !== null) {
    const refused = refuse(faultSentence(settings), context, command);
    return module.usageCode ?? refused;
  }
  try {
    if (settings.wants === 'command') return await module.run(settings.args, context);
    if (definition === undefined) return await module.run(['--help'], context);
  } catch (error) {
    const { tellFailure } = await import('./error-report.ts');
    return await tellFailure(error, {
      context,
      command,
      definition,
      args: settings.args,
      version: version(),
    });
  }
  const described = definition.commands.find((sub) => sub.name() === settings.args[0]) ?? definition;
  const { commandHelp } = await import('./command-help.ts');
  context.out.write(await commandHelp(command, described, context));
  return 0;
}

/** What a command is given. */
export function contextOf(shell: Shell, settings: Settings): CliContext {
  const { env, program, out, err, guard, guardInFiles, hide, sealed, sealedProse, signal, acts } = shell;
  const { stdinIsTerminal, cwd } = shell;
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
      return shell.stdin();
    },
    stdinIsTerminal,
    env,
    cwd,
    program,
    signal,
    acts,
    guard,
    guardInFiles,
    hide,
    sealed,
    sealedProse,
    findCommand,
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
