/** `smtp-lab completion SHELL`: prints a script that completes our command line. Knows every command; makes no script itself. */

import { Argument } from 'commander';
import type { Command } from 'commander';
import { cliWords } from '../../pure/phrases/index.ts';
import { newCommand, readArguments } from '../command-line.ts';
import { completionScript, completionUse, knowCommand, SHELLS } from '../completion-script.ts';
import type { CliContext, CommandSetting } from '../context.ts';
import { COMMAND_NAMES } from './names.ts';

export function define(setting: CommandSetting): Command {
  const words = cliWords[setting.lang].completion;
  return newCommand('completion', words.about, setting).addArgument(
    new Argument('<SHELL>', words.argument).choices(SHELLS),
  );
}

export async function run(args: readonly string[], context: CliContext): Promise<number> {
  const command = define(context);
  readArguments(command, args, context);
  const shell = SHELLS.find((name) => name === command.args[0]) ?? 'bash';
  const words = cliWords[context.lang];
  const known = await Promise.all(
    COMMAND_NAMES.map(async (name) => {
      const module = await context.findCommand(name)?.();
      const own = name === 'help' ? COMMAND_NAMES : ((await module?.suggest?.()) ?? []);
      return knowCommand(name, words.summaries[name], module?.define?.(context), own);
    }),
  );
  context.out.line(`# ${words.completion.install} ${completionUse(shell, context.program)}`);
  context.out.line(completionScript(shell, known));
  return 0;
}
