/**
 * `smtp-lab explain`: what a code, a whole reply, a command, a keyword, a mechanism, a port or a word means, offline. Without a
 * term it reads standard input, such as a log or a bounce, and explains the refusals in it.
 */

import { statSync } from 'node:fs';
import type { Command } from 'commander';
import {
  explainArguments,
  LISTED_KINDS,
  listEntries,
  nearestNames,
  searchEntries,
} from '../../pure/explain/index.ts';
import type { Answer, Entry, ReadingAnswer } from '../../pure/explain/index.ts';
import { formatJson, hideSignIns } from '../../pure/events/index.ts';
import { explainWords, readingWords } from '../../pure/phrases/index.ts';
import type { ExplainWords } from '../../pure/phrases/index.ts';
import { EXIT, exitCodeOfSignal } from '../../pure/problems/index.ts';
import { makeVisible } from '../../pure/protocol/index.ts';
import { newCommand, readArguments } from '../command-line.ts';
import type { CliContext, CommandSetting } from '../context.ts';
import { askFromMany, wrapProse } from '../terminal/index.ts';

/** What may be an error text or a piece of a log: a code or a name by itself is none, nor is a reply. */
const SENTENCE =
  /^(?![2-5]\d\d(?:[ -]|$)).*(?:\s\S+\s|\()|^E(?:CONN|TIMED|HOST|NETUN|NOTFOUND|AI_|AUTH$|PIPE$)/;

interface ExplainFlags {
  readonly file?: string;
  readonly follow?: string;
  readonly list?: string | true;
  readonly search?: string;
  readonly showSecrets?: boolean;
  readonly sasl?: string;
  readonly user?: string;
  readonly passwordFile?: string;
  readonly exchange?: string;
}

export function define(setting: CommandSetting): Command {
  const words = explainWords[setting.lang];
  return newCommand('explain', words.about, setting)
    .argument('[TERM...]', words.argument)
    .option('--file <FILE>', readingWords[setting.lang].file)
    .option('--follow <WHAT>', readingWords[setting.lang].followOption)
    .option('--list [KIND]', words.list)
    .option('--search <WORD>', words.search)
    .option('--sasl <MECH>', words.sasl)
    .option('--user <NAME>', words.saslUser)
    .option('--password-file <FILE>', words.saslPasswordFile)
    .option('--exchange <FILE>', words.exchange)
    .option('--show-secrets', words.showSecrets);
}

export async function run(args: readonly string[], context: CliContext): Promise<number> {
  const command = define(context);
  readArguments(command, args, context);
  const flags: ExplainFlags = command.opts();
  const words = explainWords[context.lang];
  const options = { lang: context.lang, showSecrets: flags.showSecrets === true };
  if (flags.sasl !== undefined) {
    const { showSasl } = await import('../reading/index.ts');
    return showSasl(flags.sasl, flags, context);
  }
  if (flags.list !== undefined) return list(flags.list, context, words);
  if (flags.search !== undefined) {
    const found = await searchEntries(flags.search, context.lang);
    if (found.length === 0) context.err.line(words.nothingFound(makeVisible(flags.search)));
    printEntries(found, context);
    return found.length === 0 ? EXIT.usage : EXIT.done;
  }
  if (flags.follow !== undefined) {
    const { followLetter } = await import('../reading/index.ts');
    return followLetter(flags.follow, command.args, context);
  }
  if (flags.file !== undefined) return readFrom(flags.file, context, words);
  if (command.args.length === 1 && command.args[0] === '-') return readFrom('-', context, words);
  if (command.args.length === 0) {
    if (context.stdinIsTerminal) return pick(context, words);
    return readFrom('-', context, words);
  }
  const whole = command.args.join(' ');
  if (SENTENCE.test(whole)) {
    const { explainErrorText } = await import('../reading/index.ts');
    if (await explainErrorText(whole, context)) return 0;
  }
  const answers = await explainArguments(command.args, options);
  // No term, and perhaps what a program said in two or three words.
  if (answers.every(({ term, answer }) => answer === null && !isFile(term))) {
    const { explainErrorText } = await import('../reading/index.ts');
    if (await explainErrorText(whole, context)) return 0;
  }
  let code = 0;
  // SECURITY: what is shown of a term is no more than is needed to tell it from others.
  const shown = (term: string): string => (options.showSecrets ? term : hideSignIns(term));
  for (const { term, answer } of answers) {
    if (answer === null) {
      if (isFile(term)) {
        code = Math.max(code, await readFrom(term, context, words));
        continue;
      }
      code = EXIT.usage;
      context.err.line(words.unknown(makeVisible(shown(term)), await nearestNames(term, context.lang)));
    } else {
      print({ ...answer, term: shown(answer.term) }, context, words);
    }
  }
  return code;
}

/** What stands in a file, or comes by standard input. */
async function readFrom(name: string, context: CliContext, words: ExplainWords): Promise<number> {
  const { explainSource } = await import('../reading/index.ts');
  return explainSource(name, context, (answer) => {
    print(answer, context, words);
  });
}

function isFile(name: string): boolean {
  try {
    return statSync(name).isFile();
  } catch {
    return false;
  }
}

/** Lets the person search everything that is known, and explains what was chosen. */
async function pick(context: CliContext, words: ExplainWords): Promise<number> {
  if (!context.out.isTerminal) {
    context.err.line(words.whatToExplain);
    return EXIT.usage;
  }
  const entries = await listEntries(context.lang);
  const choices = entries.map(({ name, title }) => ({ name: `${name}  ${title}`, value: name }));
  const chosen = await askFromMany(context, words.pick, choices);
  if (chosen === null) return context.signal.aborted ? exitCodeOfSignal(context.signal.reason) : 0;
  for (const { answer } of await explainArguments([chosen], { lang: context.lang, showSecrets: false })) {
    if (answer !== null) print(answer, context, words);
  }
  return 0;
}

async function list(kind: string | true, context: CliContext, words: ExplainWords): Promise<number> {
  if (kind === true) {
    for (const known of LISTED_KINDS) context.out.line(`${known.padEnd(15)} ${words.kinds[known] ?? ''}`);
    return 0;
  }
  const known = LISTED_KINDS.filter((one) => one === kind);
  if (known.length === 0) {
    context.err.line(words.unknown(makeVisible(kind), LISTED_KINDS));
    return EXIT.usage;
  }
  printEntries(await listEntries(context.lang, known), context);
  return 0;
}

function printEntries(entries: readonly Entry[], { out, json }: CliContext): void {
  for (const { kind, name, title } of entries) {
    out.line(json ? formatJson({ kind, term: name, title }) : `${name.padEnd(20)} ${title}`);
  }
}

/** The codes and the cause of a reply that was given as a term. */
function readingOf({ reading, found }: ReadingAnswer): object {
  const { cause, code, enhanced, side, duty, retry } = reading;
  return { cause, code, enhanced, side, duty, retry, findings: found };
}

function print(answer: Answer, context: CliContext, words: ExplainWords): void {
  const { out, json, explain } = context;
  const { term, kind, title, text, next, source, more, findings } = answer;
  if (json) {
    const reading = 'reading' in answer ? readingOf(answer as ReadingAnswer) : {};
    out.line(formatJson({ term, kind, title, text, next, source, ...reading }));
    return;
  }
  const prose = (line: string): void => {
    for (const piece of wrapProse(makeVisible(line), out.columns)) out.line(piece);
  };
  prose(kind === 'reply' ? title : `${term}: ${title} (${words.kinds[kind] ?? kind})`);
  // A caret must stay under its place, so what fits is not touched.
  for (const finding of findings) {
    if (kind === 'command' && finding.length <= out.columns) out.line(makeVisible(finding));
    else if (kind === 'command') prose(finding);
    else prose(`! ${finding}`);
  }
  prose(text);
  if (next !== '') prose(`${words.next}${next}`);
  if (explain === 'full') {
    for (const line of more) prose(line);
    if (source !== '') prose(words.source(source));
  }
  out.line();
}
