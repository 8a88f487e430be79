/**
 * Commander, made to speak both languages. `newCommand` gives a definition with translated help and the options that every
 * command has; `readArguments` parses by it, and turns what commander complains about into a `UsageError`. The only place
 * that knows commander's own sentences.
 */

import { Command, CommanderError, Help, Option } from 'commander';
import type { Argument } from 'commander';
import { cliWords } from '../pure/phrases/index.ts';
import type { CliWords, Lang } from '../pure/phrases/index.ts';
import { UsageError, nearestOf } from '../pure/problems/index.ts';
import type { CliContext, CommandSetting } from './context.ts';
import { COLOR_MODES, EXPLAIN_LEVELS, LANGUAGES } from './settings.ts';

/** A longer list of values is not printed: it would hide the rest of the help. */
const MOST_CHOICES_LISTED = 12;

/** A definition without arguments and options of its own; `name` is the command's, `about` the sentence over its help. */
export function newCommand(name: string, about: string, setting: CommandSetting): Command {
  const words = cliWords[setting.lang];
  const command = new Command(name)
    .description(about)
    .allowExcessArguments(false)
    .exitOverride()
    .helpOption(false)
    .configureOutput({
      writeOut: setting.out.write,
      // Complaints come back as errors, and are worded by `main.ts`.
      writeErr: () => undefined,
      getOutHelpWidth: () => Math.min(100, setting.out.columns),
    })
    .configureHelp({
      commandUsage: (described) => usageOf(described, setting.program, words),
      styleTitle: (title) => translatedTitle(title, words),
      optionTerm: (option) => option.flags.replace(/<([^>]+)>/, '$1'),
      optionDescription: (option) => describeOption(option, words),
      argumentDescription: (argument) => describeArgument(argument, words),
      groupItems: (all, visible, groupOf) => commonLast(all, visible, groupOf, words),
    });
  for (const option of commonOptions(words)) command.addOption(option);
  return command;
}

/**
 * Parses the arguments behind the command's name; afterwards `command.opts()` and `command.processedArgs` have them. Throws a
 * `UsageError` in the reader's language.
 */
export function readArguments(
  command: Command,
  args: readonly string[],
  { lang, quiet = false, err }: Pick<CliContext, 'lang'> & Partial<Pick<CliContext, 'quiet' | 'err'>>,
): void {
  // One conversation has one server: the first of two would be dropped without a word.
  const given = new Set<string>();
  const again = new Set<string>();
  for (const { long, parseArg } of command.options) {
    if (long === undefined || long === null) continue;
    const onlyOnce = ONLY_ONCE.includes(long) && parseArg === undefined;
    command.on(`option:${long.slice(2)}`, () => {
      if (given.has(long)) again.add(long);
      given.add(long);
      if (again.has(long) && onlyOnce)
        throw new UsageError('usage', { option: long, reason: cliWords[lang].onlyOnce(long) });
    });
  }
  try {
    command.parse(args, { from: 'user' });
  } catch (error) {
    throw error instanceof CommanderError ? asUsageError(error, lang) : error;
  }
  if (quiet) return;
  for (const option of command.options) {
    const long = option.long ?? '';
    const value: unknown = command.getOptionValue(option.attributeName());
    // One that would have been refused above is one that the command takes several times.
    const holdsOne = option.required && !Array.isArray(value) && !ONLY_ONCE.includes(long);
    if (holdsOne && again.has(long)) err?.line(cliWords[lang].lastCounts(long));
  }
}

/** What is refused where it is given twice, unless the command takes several. */
const ONLY_ONCE: readonly string[] = ['--server'];

/** What counts of a `CommanderError`. */
type Complaint = Pick<CommanderError, 'code' | 'message'>;

/** That there is no such command, with the nearest one that there is. */
export function unknownCommand(name: string, known: readonly string[], lang: Lang): string {
  const root = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
  for (const other of known) root.command(other);
  try {
    root.parse([name], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return asUsageError(error, lang).detail.reason;
    throw error;
  }
  return cliWords[lang].unknownCommand(name);
}

/** Items of the help in their groups; the options of every command, which are known soonest, come last. */
function commonLast<T extends Command | Option>(
  all: T[],
  visible: T[],
  groupOf: (item: T) => string,
  words: CliWords,
): Map<string, T[]> {
  const groups = new Help().groupItems(all, visible, groupOf);
  const common = groups.get(words.headings.common);
  if (common === undefined) return groups;
  groups.delete(words.headings.common);
  return groups.set(words.headings.common, common);
}

/** What commander complained about, as a usage error in the reader's language. */
export function asUsageError(error: Complaint, lang: Lang): UsageError<'usage'> {
  const words = cliWords[lang];
  const [first = '', second = ''] = [...error.message.matchAll(/'([^']*)'/g)].map((match) => match[1] ?? '');
  const suggested = /\(Did you mean (?:one of )?([^,?)]+)/.exec(error.message)?.[1];
  const hint = suggested === undefined ? '' : ` ${words.didYouMean(suggested)}`;
  const option = longFlag(first);
  switch (error.code) {
    case 'commander.unknownOption':
      // SECURITY: behind a misspelt --password= stands one.
      return usage(nameOf(first), `${words.unknownOption(nameOf(first))}${hint}`);
    case 'commander.unknownCommand':
      return usage('', `${words.unknownCommand(first)}${hint}`);
    case 'commander.optionMissingArgument':
      return usage(option, words.needsValue(option));
    case 'commander.invalidArgument': {
      const choices = /Allowed choices are (.*)\.$/.exec(error.message)?.[1];
      // Of an option its flags come first, of an argument its value.
      const [name, value] = error.message.startsWith('error: option') ? [option, second] : [second, first];
      const allowed = choices === undefined ? reasonBehind(error.message) : allowedOf(value, choices, words);
      // SECURITY: -p takes the password in other programs.
      if (name === '--port' && !/^\d/.test(value)) return usage(name, `${name}: ${allowed}`);
      return usage(name, `${words.badValue(name, value)} ${allowed}`.trimEnd());
    }
    case 'commander.missingArgument':
      return usage('', words.missingArgument(first));
    case 'commander.excessArguments':
      return usage('', words.tooManyArguments);
    case 'commander.conflictingOption':
      return usage(option, words.conflict(option, longFlag(second)));
    case 'commander.missingMandatoryOptionValue':
      return usage(option, words.missingOption(option));
    default:
      return usage('', error.message.replace(/^error: /, ''));
  }
}

/** An option without the value that is glued to it. */
function nameOf(option: string): string {
  return option.replace(/=.*$/s, '');
}

/** The values that there are; of a long list the nearest. */
function allowedOf(value: string, choices: string, words: CliWords): string {
  const all = choices.split(', ');
  if (all.length <= MOST_CHOICES_LISTED) return words.allowed(choices);
  const near = nearestOf(value, all);
  return `${near === '' ? '' : `${words.didYouMean(near)} `}${words.manyValues(all.length)}`;
}

function usage(option: string, reason: string): UsageError<'usage'> {
  return new UsageError('usage', { option, reason });
}

/** What an `InvalidArgumentError` of ours said, behind commander's own sentence. */
function reasonBehind(message: string): string {
  return /(?:is invalid|for argument '[^']*')\. ([\s\S]*)$/.exec(message)?.[1] ?? '';
}

/** `-s, --server <server>` → `--server`. */
function longFlag(flags: string): string {
  return /--[\w-]+/.exec(flags)?.[0] ?? flags;
}

function commonOptions(words: CliWords): readonly Option[] {
  const { common } = words;
  return [
    // Read by `readSettings`, which knows more names of a language than help has to list.
    new Option('--lang <LANG>', common.lang).choices(LANGUAGES).argParser(String),
    new Option('--color <WHEN>', common.color).choices(COLOR_MODES),
    new Option('--explain <LEVEL>', common.explain).choices(EXPLAIN_LEVELS),
    new Option('--json', common.json),
    new Option('-q, --quiet', common.quiet),
    new Option('-h, --help', common.help),
    new Option('-V, --version', common.version),
  ].map((option) => option.helpGroup(words.headings.common));
}

function usageOf(command: Command, program: string, words: CliWords): string {
  const names: string[] = [];
  for (let at: Command | null = command; at !== null; at = at.parent) names.unshift(at.name());
  const what = command.commands.length > 0 ? [words.commandWord] : [];
  const given = command.registeredArguments.map((argument) => argumentTerm(argument));
  return [program, ...names, ...what, words.optionsWord, ...given].join(' ');
}

function argumentTerm(argument: Argument): string {
  const name = `${argument.name()}${argument.variadic ? '...' : ''}`;
  return argument.required ? name : `[${name}]`;
}

function translatedTitle(title: string, words: CliWords): string {
  const { headings } = words;
  const own: Readonly<Record<string, string>> = {
    'Usage:': headings.usage,
    'Arguments:': headings.arguments,
    'Options:': headings.options,
    'Commands:': headings.commands,
  };
  return own[title] ?? title;
}

function describeOption(option: Option, words: CliWords): string {
  const isCommon = option.helpGroupHeading === words.headings.common;
  return withFacts(
    option.description,
    isCommon ? undefined : option.argChoices,
    option.required || option.optional ? option.defaultValue : undefined,
    option.defaultValueDescription,
    words,
  );
}

function describeArgument(argument: Argument, words: CliWords): string {
  const { description, argChoices, defaultValue, defaultValueDescription } = argument;
  return withFacts(description, argChoices, defaultValue, defaultValueDescription, words);
}

function withFacts(
  description: string,
  choices: readonly string[] | undefined,
  defaultValue: unknown,
  defaultDescription: string | undefined,
  words: CliWords,
): string {
  const facts: string[] = [];
  const isNamed = (choice: string): boolean =>
    ` ${description} `.replace(/[,:;()]/g, ' ').includes(` ${choice} `);
  // What the description names already is not said twice.
  if (choices !== undefined && choices.length <= MOST_CHOICES_LISTED && !choices.every(isNamed))
    facts.push(words.choices(choices.join(', ')));
  if (defaultDescription !== undefined) facts.push(words.defaultsTo(defaultDescription));
  else if (typeof defaultValue === 'string' || typeof defaultValue === 'number')
    facts.push(words.defaultsTo(String(defaultValue)));
  return facts.length === 0 ? description : `${description} (${facts.join('; ')})`.trimStart();
}
