/**
 * `smtp-lab conform`: a server tested against the standards, clause by clause; the catalogue listed, a case explained. Exit code 15 where
 * a MUST is broken.
 */

import { Option } from 'commander';
import type { Command } from 'commander';
import { conformanceWords } from '../../pure/phrases/index.ts';
import { newCommand, readArguments } from '../command-line.ts';
import { chooseCases, conform, loadCases, tellCase, tellList } from '../conformance/index.ts';
import type { ChoosingOptions, TryingOptions } from '../conformance/index.ts';
import type { CliContext, CommandSetting } from '../context.ts';
import { EXPLAIN_LEVELS } from '../settings.ts';
import { addConnectionOptions, reportOption, several, valueParsers } from '../options/index.ts';

interface ConformOptions extends ChoosingOptions, TryingOptions {
  readonly list?: boolean;
  readonly explain?: string;
}

/** Shared options that mean nothing here: a case says its own EHLO, takes its own time, and only its verdict is printed. */
const WITHOUT: readonly string[] = [
  'ehlo',
  'helo',
  'timeout',
  'final-timeout',
  'rfc-timeouts',
  'max-time',
  'record',
  'log',
  'hex',
  'show-chain',
  'save-chain',
  'timing',
  'show-secrets',
  'xclient',
];

export function define(setting: CommandSetting): Command {
  const { about, options: words, group, badReport } = conformanceWords[setting.lang];
  const { count, seconds } = valueParsers(setting.lang);
  const command = newCommand('conform', about, setting);
  const own = [
    new Option('--list', words.list),
    new Option('--only <PREFIX>', words.only).argParser(several),
    new Option('--level <LEVEL>', words.level).choices(['must', 'should', 'may']),
    new Option('--strict', words.strict),
    new Option('--rcpt <ADDRESS>', words.rcpt),
    new Option('--rcpt-bad <ADDRESS>', words.rcptBad),
    new Option('--rcpt-foreign <ADDRESS>', words.rcptForeign),
    new Option('--from <ADDRESS>', words.from),
    new Option('--no-letters', words.noLetters),
    new Option('--sink <HOST:PORT>', words.sink),
    new Option('--against <SERVER>', words.against),
    new Option('--patience <SECONDS>', words.patience).argParser(seconds),
    new Option('--pause <MS>', words.pause).argParser(count),
    new Option('--jobs <N>', words.jobs).argParser(count),
    reportOption({ report: words.report, badReport }),
  ];
  // Of every command it takes a level; here it takes the name of a case as well.
  const explain = command.options.find(({ long }) => long === '--explain');
  if (explain !== undefined) {
    explain.flags = '--explain <ID>';
    explain.description = words.explain;
    explain.argParser((value: string) => value);
    delete explain.argChoices;
  }
  for (const option of own) command.addOption(option.helpGroup(group));
  return addConnectionOptions(command, setting.lang, WITHOUT);
}

export async function run(args: readonly string[], context: CliContext): Promise<number> {
  const command = define(context);
  readArguments(command, args, context);
  const options: ConformOptions = command.opts();
  const cases = await loadCases();
  if (options.explain !== undefined && !EXPLAIN_LEVELS.some((level) => level === options.explain)) {
    await tellCase(options.explain, cases, context);
    return 0;
  }
  const chosen = chooseCases(cases, options, context);
  if (options.list === true) {
    tellList(chosen, context);
    return 0;
  }
  context.acts();
  return conform(chosen, command, options, context);
}
