/**
 * `smtp-lab explain`: what a code, a whole reply, a command, a keyword, a mechanism, a port or a word means, offline. Without a
 * term it reads standard input, such as a log or a bounce, and explains the refusals in it.
 */

import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import {
  explainArguments,
  explainFoundReply,
  findRefusals,
  LISTED_KINDS,
  listEntries,
  nearestNames,
  searchEntries,
} from '../../pure/explain/index.ts';
import type { Answer, Entry } from '../../pure/explain/index.ts';
import { formatJson } from '../../pure/events/index.ts';
import { explainWords } from '../../pure/phrases/index.ts';
import type { ExplainWords } from '../../pure/phrases/index.ts';
import { EXIT, exitCodeOfSignal } from '../../pure/problems/index.ts';
import { makeVisible } from '../../pure/protocol/index.ts';
import { newCommand, readArguments } from '../command-line.ts';
import type { CliContext, CommandSetting } from '../context.ts';
import { allOf } from '../options/index.ts';
import { askFromMany, wrapProse } from '../terminal/index.ts';

/** As much of standard input as is looked at. */
const MOST_OCTETS = 4_194_304;

interface ExplainFlags {
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
  readArguments(command, args, context.lang);
  const flags: ExplainFlags = command.opts();
  const words = explainWords[context.lang];
  const options = { lang: context.lang, showSecrets: flags.showSecrets === true };
  if (flags.sasl !== undefined) {
    const { showSasl } = await import('../sasl-bench.ts');
    return showSasl(flags.sasl, flags, context);
  }
  if (flags.list !== undefined) return list(flags.list, context, words);
  if (flags.search !== undefined) {
    const found = await searchEntries(flags.search, context.lang);
    if (found.length === 0) context.err.line(words.nothingFound(makeVisible(flags.search)));
    printEntries(found, context);
    return found.length === 0 ? 2 : 0;
  }
  if (command.args.length === 0) {
    if (context.stdinIsTerminal) return pick(context, words);
    return explainInput(context, words);
  }
  let code = 0;
  for (const { term, answer } of await explainArguments(command.args, options)) {
    if (answer === null) {
      code = 2;
      context.err.line(words.unknown(makeVisible(term), await nearestNames(term, context.lang)));
      if (existsSync(term))
        context.err.line(makeVisible(words.whatIsIn(`${context.program} explain < ${term}`)));
    } else {
      print(answer, context, words);
    }
  }
  return code;
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

/** The refusals in a log or a bounce; a text that is one reply or one term is explained as such. */
async function explainInput(context: CliContext, words: ExplainWords): Promise<number> {
  const text = (await allOf(context.stdin)).subarray(0, MOST_OCTETS).toString();
  const options = { lang: context.lang, showSecrets: false };
  const refusals = findRefusals(text);
  for (const reply of refusals) {
    const said = [reply.code, reply.enhanced?.text, reply.text].filter(
      (part) => part !== null && part !== undefined,
    );
    print(await explainFoundReply(said.join(' '), reply, options), context, words);
  }
  if (refusals.length > 0) return 0;
  const [single] = text.trim() === '' ? [] : await explainArguments([text.trim()], options);
  if (single?.answer === null || single === undefined) {
    context.err.line(words.noRefusal);
    return EXIT.usage;
  }
  print(single.answer, context, words);
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

function print(answer: Answer, context: CliContext, words: ExplainWords): void {
  const { out, json, explain } = context;
  const { term, kind, title, text, next, source, more, findings } = answer;
  if (json) {
    out.line(formatJson({ term, kind, title, text, next, source }));
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
