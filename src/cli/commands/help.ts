/** `smtp-lab help [COMMAND]`: the help of the program, or of one command. Knows the register; leaves the words to phrases. */

import { policySchema } from '../../pure/policy/index.ts';
import { Option } from 'commander';
import type { Command } from 'commander';
import { formatJson, loadEventsSchema } from '../../pure/events/index.ts';
import { cliWords, exitWords } from '../../pure/phrases/index.ts';
import { EXIT, UsageError } from '../../pure/problems/index.ts';
import type { ExitName } from '../../pure/problems/index.ts';
import { commandHelp } from '../command-help.ts';
import { newCommand, readArguments, unknownCommand } from '../command-line.ts';
import type { CliContext, CommandSetting } from '../context.ts';
import { helpText } from '../help-text.ts';
import { addConnectionOptions } from '../options/index.ts';
import { wrapProse } from '../terminal/index.ts';
import { COMMAND_NAMES } from './names.ts';

export function define(setting: CommandSetting): Command {
  const words = cliWords[setting.lang];
  return newCommand('help', words.summaries.help, setting)
    .argument('[COMMAND]', words.help.argument)
    .argument('[SUBCOMMAND]', words.help.argument)
    .addOption(new Option('--schema <NAME>', words.help.schema).choices(['events', 'policy']));
}

export async function run(args: readonly string[], context: CliContext): Promise<number> {
  const command = define(context);
  readArguments(command, args, context);
  const [name, sub] = command.args;
  if (command.getOptionValue('schema') === 'events') {
    const schema = await loadEventsSchema();
    context.out.line(JSON.stringify(schema, null, 2));
    return 0;
  }
  if (command.getOptionValue('schema') === 'policy') {
    context.out.line(JSON.stringify(policySchema(), null, 2));
    return 0;
  }
  if (name === undefined) {
    context.out.line(helpText(context));
    return 0;
  }
  if (name === 'exit-codes') {
    tellExitCodes(context);
    return 0;
  }
  if (name === 'man') {
    await tellManual(context);
    return 0;
  }
  const module = await context.findCommand(name)?.();
  if (module === undefined) {
    throw new UsageError('usage', {
      option: '',
      reason: unknownCommand(name, COMMAND_NAMES, context.lang),
    });
  }
  const definition = module.define?.(context);
  if (definition === undefined) return module.run(['--help'], context);
  const described = definition.commands.find((candidate) => candidate.name() === sub) ?? definition;
  context.out.write(await commandHelp(name, described, context));
  return 0;
}

/** The manual page, as its source. */
async function tellManual(context: CliContext): Promise<void> {
  const { lang, out, findCommand } = context;
  const { manualPage } = await import('../manual-page.ts');
  const words = cliWords[lang];
  const bare = newCommand('', '', context);
  const commands = await Promise.all(
    COMMAND_NAMES.map(async (name) => ({
      name,
      summary: words.summaries[name],
      definition: (await findCommand(name)?.())?.define?.(context),
    })),
  );
  const conversation = addConnectionOptions(bare.createCommand(''), lang).options;
  const about = { commands, common: bare.options, conversation, date: new Date() };
  out.write(await manualPage(about, context));
}

/** The table of exit codes. */
function tellExitCodes({ lang, json, out }: CliContext): void {
  const { title, codes, several } = exitWords[lang];
  const rows = Object.entries(EXIT).map(([name, code]) => ({ code, text: codes[name as ExitName] }));
  if (json) {
    for (const row of rows) out.line(formatJson(row));
    return;
  }
  out.line(title);
  for (const { code, text } of rows) {
    const [first = '', ...more] = wrapProse(text, Math.max(30, out.columns - MARGIN));
    out.line(`${String(code).padStart(MARGIN - 2)}  ${first}`);
    for (const line of more) out.line(' '.repeat(MARGIN) + line);
  }
  out.line();
  for (const line of wrapProse(several, out.columns)) out.line(line);
}

/** Columns before the text of a code. */
const MARGIN = 7;
