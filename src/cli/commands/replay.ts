/**
 * `smtp-lab replay`: a session file watched as a film, checked, or played: against a server, the practice server, or itself; a
 * transcript of another program read, judged, repaired, cleaned. Exit code 15 for a difference.
 */

import { Argument, Option } from 'commander';
import type { Command } from 'commander';
import { variablesFor } from '../../io/play/index.ts';
import type { Origin, ReadConversation } from '../../io/play/index.ts';
import { cliWords, dialogueWords, sessionWords } from '../../pure/phrases/index.ts';
import type { DialogueWords } from '../../pure/phrases/index.ts';
import { EXIT } from '../../pure/problems/index.ts';
import { isReportOf, PageLog, reportOf } from '../../pure/reports/index.ts';
import type { SuiteCase } from '../../pure/reports/index.ts';
import { filmOf, MATCH_LEVELS } from '../../pure/sessions/index.ts';
import { newCommand, readArguments } from '../command-line.ts';
import type { CliContext, CommandSetting } from '../context.ts';
import { openExplainer } from '../explainer.ts';
import {
  addConnectionOptions,
  checkReports,
  reportOption,
  several,
  usage,
  valueParsers,
  writeReports,
} from '../options/index.ts';
import {
  givenVariables,
  isBroken,
  ORIGINS,
  playAll,
  readAll,
  tellJudgement,
  tellLeftovers,
  tellStream,
  tellStreamTiming,
  tellProblems,
  tellRedacted,
  tellRepaired,
  tellUnreadable,
} from '../suite/index.ts';
import type { PlayingOptions } from '../suite/index.ts';
import { openPace, showFilm, veil, wrapProse } from '../terminal/index.ts';
import type { PaceOptions } from '../terminal/index.ts';

interface ReplayOptions extends PlayingOptions, PaceOptions {
  readonly check?: boolean;
  readonly from?: Origin;
  readonly conversation?: number;
  readonly grep?: string;
  /** True where its file stands elsewhere on the line. */
  readonly judge?: string | true;
  readonly against?: string;
  readonly repair?: boolean;
  readonly redact?: boolean;
  readonly anonymize?: boolean;
  readonly server?: string;
}

export function define(setting: CommandSetting): Command {
  const words = sessionWords[setting.lang];
  const foreign = dialogueWords[setting.lang];
  const { count, factor, seconds } = valueParsers(setting.lang);
  const command = newCommand('replay', words.about, setting)
    .addArgument(new Argument('[FILE...]', words.files))
    .addOption(new Option('--check', words.check))
    .addOption(new Option('--from <NOTATION>', foreign.from).choices(ORIGINS))
    .addOption(new Option('--conversation <N>', foreign.conversation).argParser(count))
    .addOption(judgeOption(foreign.judge))
    .addOption(new Option('--against <FILE>', foreign.against))
    .addOption(new Option('--repair', foreign.repair))
    .addOption(new Option('--redact', foreign.redact))
    .addOption(new Option('--anonymize', foreign.anonymize))
    .addOption(new Option('--practice', words.practice).conflicts('both'))
    .addOption(new Option('--both', words.both))
    .addOption(new Option('--match <LEVEL>', words.match).choices(MATCH_LEVELS))
    .addOption(new Option('--var <NAME=VALUE>', words.vars).argParser(several))
    .addOption(new Option('--vars-file <FILE>', words.varsFile))
    .addOption(new Option('--keep-going', words.keepGoing))
    .addOption(new Option('--jobs <N>', words.jobs).argParser(count))
    .addOption(new Option('--grep <WORD>', words.grep))
    .addOption(new Option('--bail', words.bail))
    .addOption(new Option('--update', words.update))
    .addOption(new Option('--speed <N>', words.speed).argParser(factor))
    .addOption(new Option('--max-pause <SECONDS>', words.maxPause).argParser(seconds))
    .addOption(new Option('--step', words.step))
    .addOption(reportOption(words));
  return addConnectionOptions(command, setting.lang);
}

/** Its file may stand behind other options too: `--judge --from auto -`. */
function judgeOption(text: string): Option {
  const option = new Option('--judge <TRANSCRIPT>', text);
  option.required = false;
  option.optional = true;
  return option;
}

export async function run(args: readonly string[], context: CliContext): Promise<number> {
  const command = define(context);
  readArguments(command, args, context);
  const options: ReplayOptions = command.opts();
  const words = dialogueWords[context.lang];
  checkTogether(options, words);
  const foreign = options.judge !== undefined || options.repair === true;
  const from = options.from ?? (foreign ? 'auto' : 'native');
  if (options.judge !== undefined) return judge(options.judge, from, command, options, context);
  if (command.args.length === 0) throw usage('', sessionWords[context.lang].noFiles);
  const plays = options.practice === true || options.both === true || options.server !== undefined;
  // A verdict is in the exit code; else what is printed is wanted.
  const writes = options.repair === true || options.redact === true;
  if (options.check === true || (plays && !writes)) context.acts();
  const sessions = await readAll(command.args, { ...options, from }, context);
  const broken = sessions.filter(isBroken);
  if (broken.length > 0 && options.redact === true) return tellUnreadable(broken, context);
  // One bad file of a suite fails alone.
  const isSuite =
    plays && options.check !== true && sessions.length > broken.length && options.update !== true;
  if (broken.length > 0) {
    const code = tellProblems(options.check === true ? sessions : broken, context, from);
    if (!isSuite) return code;
  }
  if (options.redact === true && options.check === true) return tellLeftovers(sessions, context);
  if (options.check === true) return tellProblems(sessions, context, from);
  if (options.repair === true) return tellRepaired(sessions, context);
  if (options.redact === true)
    return tellRedacted(sessions, { anonymize: options.anonymize === true }, context);
  if (plays) return playAll(sessions, command, options, context);
  const reports = options.report ?? [];
  await checkReports(reports, isReportOf);
  await showFilms(sessions, command, options, context);
  if (reports.length === 0) return 0;
  const cases = await filmCases(sessions, command, context);
  const written = await writeReports(reports, (kind) => reportOf(kind, cases, context.lang), context);
  // Nothing else was wanted.
  return written ? 0 : EXIT.usage;
}

/** At a terminal the keys steer it; elsewhere it is printed at once. */
async function showFilms(
  sessions: readonly ReadConversation[],
  command: Command,
  options: ReplayOptions,
  context: CliContext,
): Promise<void> {
  const explainer = () => openExplainer(command, context, null);
  const watched = context.stdinIsTerminal && context.out.isTerminal && !context.json && !context.quiet;
  if (!watched) {
    for (const one of sessions) {
      tellStream(one, context);
      await showFilm(one.file, { context, explainer });
      tellStreamTiming(one, options.timing, context);
    }
    return;
  }
  for (const line of wrapProse(sessionWords[context.lang].keys, context.err.columns)) context.err.line(line);
  const pace = openPace(options, context);
  try {
    for (const one of sessions) {
      tellStream(one, context);
      if (!(await showFilm(one.file, { context, explainer, pace }))) return;
      tellStreamTiming(one, options.timing, context);
    }
  } finally {
    pace.stop();
  }
}

function checkTogether(options: ReplayOptions, words: DialogueWords): void {
  if (options.against !== undefined && options.judge === undefined)
    throw usage('--against', words.needs('--judge'));
  if (options.anonymize === true && options.redact !== true)
    throw usage('--anonymize', words.needs('--redact'));
  const one = ['judge', 'repair', 'redact', 'practice', 'both'] as const;
  const [first, second] = one.filter((name) => options[name] !== undefined && options[name] !== false);
  if (first !== undefined && second !== undefined)
    throw usage(`--${first}`, words.together(`--${first}`, `--${second}`));
}

/** What another program printed, and the session file that it should have followed. */
async function judge(
  named: string | true,
  from: Origin,
  command: Command,
  options: ReplayOptions,
  context: CliContext,
): Promise<number> {
  const [path, second] = named === true ? command.args : [named, ...command.args];
  if (path === undefined) throw usage('--judge', cliWords[context.lang].needsValue('--judge'));
  if (second !== undefined) throw usage('--judge', dialogueWords[context.lang].together('--judge', second));
  context.acts();
  const read = await readAll([path], { ...options, from }, context);
  const against = options.against === undefined ? [] : await readAll([options.against], {}, context);
  const broken = [...read, ...against].filter(isBroken);
  if (broken.length > 0) return tellProblems(broken, context, from);
  const given = await givenVariables(options, context, { password: null, token: null });
  const [wanted = null] = against;
  const plan = {
    read,
    ...(options.timing === undefined ? {} : { timing: options.timing }),
    against: wanted,
    level: options.match ?? null,
    variables: wanted === null ? null : variablesFor(wanted.file, given, context.env),
    explainer: () => openExplainer(command, context, null),
  };
  return tellJudgement(plan, context);
}

/** Films as cases of a report, in which nothing was tried. */
async function filmCases(
  sessions: readonly ReadConversation[],
  command: Command,
  context: CliContext,
): Promise<readonly SuiteCase[]> {
  const cases: SuiteCase[] = [];
  for (const { path, file, stream } of sessions) {
    const log = new PageLog(await openExplainer(command, context, null), context.lang);
    for (const scene of filmOf(file))
      if (scene.kind === 'event') log.event(veil(scene.event, context.sealed));
    const { title } = file.front;
    const watched = log.conversation();
    const conversation = stream === undefined ? watched : { ...watched, spans: stream.spans };
    cases.push({
      file: path,
      title,
      expectations: 0,
      failures: [],
      skipped: [],
      tries: 0,
      transcript: [],
      milliseconds: 0,
      conversation,
      tried: false,
    });
  }
  return cases;
}
