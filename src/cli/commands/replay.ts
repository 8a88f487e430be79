/**
 * `smtp-lab replay`: a session file watched as a film, checked, or played: against a server, the practice server, or itself. A
 * difference is shown with its place, what was wanted and what came. Exit code 15 for a difference.
 */

import { Argument, InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import {
  findSessions,
  namesWanted,
  readSession,
  replayBoth,
  replayFile,
  variablesFor,
  writeReport,
  readVariables,
} from '../../io/lab/index.ts';
import type { Expectation, PlayedFile, ReadSession, ReplayPlan, RunSetting } from '../../io/lab/index.ts';
import { formatJson } from '../../pure/events/index.ts';
import { sessionWords } from '../../pure/phrases/index.ts';
import { REPORT_KINDS, reportOf } from '../../pure/reports/index.ts';
import type { ReportKind } from '../../pure/reports/index.ts';
import { MATCH_LEVELS } from '../../pure/sessions/index.ts';
import type { MatchLevel } from '../../pure/sessions/index.ts';
import { makeVisible } from '../../pure/protocol/index.ts';
import { newCommand, readArguments } from '../command-line.ts';
import type { CliContext, CommandSetting } from '../context.ts';
import { openExplainer } from '../explainer.ts';
import { SIGNAL_CODES } from '../failure.ts';
import {
  addTalkingOptions,
  readTalkingPlan,
  several,
  unreadable,
  usage,
  valueParsers,
} from '../options/index.ts';
import { createEventView, describeSessionProblem, showDifference, showFilm } from '../terminal/index.ts';

interface ReplayOptions {
  readonly check?: boolean;
  readonly practice?: boolean;
  readonly both?: boolean;
  readonly match?: MatchLevel;
  readonly var?: readonly string[];
  readonly varsFile?: string;
  readonly keepGoing?: boolean;
  readonly jobs?: number;
  readonly grep?: string;
  readonly bail?: boolean;
  readonly report?: readonly string[];
  readonly server?: string;
  readonly password?: string;
  readonly user?: string;
}

const MISMATCH = 15;
const JOBS = 8;

export function define(setting: CommandSetting): Command {
  const words = sessionWords[setting.lang];
  const { count } = valueParsers(setting.lang);
  const command = newCommand('replay', words.about, setting)
    .addArgument(new Argument('<FILE...>', words.files))
    .addOption(new Option('--check', words.check))
    .addOption(new Option('--practice', words.practice).conflicts('both'))
    .addOption(new Option('--both', words.both))
    .addOption(new Option('--match <LEVEL>', words.match).choices(MATCH_LEVELS))
    .addOption(new Option('--var <NAME=VALUE>', words.vars).argParser(several))
    .addOption(new Option('--vars-file <FILE>', words.varsFile))
    .addOption(new Option('--keep-going', words.keepGoing))
    .addOption(new Option('--jobs <N>', words.jobs).argParser(count))
    .addOption(new Option('--grep <WORD>', words.grep))
    .addOption(new Option('--bail', words.bail))
    .addOption(
      new Option('--report <KIND=FILE>', words.report).argParser(
        (value: string, before: readonly string[] | undefined) => {
          if (!/^(?:junit|tap|json|md)=.+$/.test(value)) throw new InvalidArgumentError(words.badReport);
          return several(value, before);
        },
      ),
    );
  return addTalkingOptions(command, setting.lang);
}

export async function run(args: readonly string[], context: CliContext): Promise<number> {
  const command = define(context);
  readArguments(command, args, context.lang);
  const options: ReplayOptions = command.opts();
  const sessions = await readAll(command.args, options, context);
  const broken = sessions.filter(({ problems }) => problems.some(({ severity }) => severity === 'error'));
  if (options.check === true || broken.length > 0)
    return tellProblems(options.check === true ? sessions : broken, context);
  const plays = options.practice === true || options.both === true || options.server !== undefined;
  if (plays) return playAll(sessions, command, options, context);
  const explainer = await openExplainer(command, context, '');
  for (const { file } of sessions) await showFilm(file, { context, explainer });
  return 0;
}

async function readAll(
  paths: readonly string[],
  { grep }: ReplayOptions,
  context: CliContext,
): Promise<readonly ReadSession[]> {
  const sessions: ReadSession[] = [];
  for (const given of paths) {
    try {
      for (const path of await findSessions([given])) sessions.push(await readSession(path));
    } catch (error) {
      if (!(error instanceof Error) || !('code' in error)) throw error;
      throw unreadable('FILE', given, error);
    }
  }
  const wanted =
    grep === undefined
      ? sessions
      : sessions.filter(({ path, file }) => `${path} ${file.front.title}`.includes(grep));
  if (wanted.length === 0) throw usage('', sessionWords[context.lang].noFiles);
  return wanted;
}

function tellProblems(sessions: readonly ReadSession[], context: CliContext): number {
  const words = sessionWords[context.lang];
  let failed = false;
  for (const { path, problems, file } of sessions) {
    for (const problem of problems) {
      for (const line of describeSessionProblem(problem, context)) context.err.line(line);
    }
    const bad = problems.some(({ severity }) => severity === 'error');
    failed ||= bad;
    if (!bad && !context.quiet) context.out.line(makeVisible(words.fine(path, file.lines.length)));
  }
  return failed ? 2 : 0;
}

async function playAll(
  sessions: readonly ReadSession[],
  command: Command,
  options: ReplayOptions,
  context: CliContext,
): Promise<number> {
  const words = sessionWords[context.lang];
  const { plan: talking } = await readTalkingPlan(command, context, { serverFromOutside: false });
  const given = await givenVariables(options, context, talking.credentials?.password?.reveal() ?? null);
  const variables: ReplayPlan['variables'] = (file) => variablesFor(file, given, context.env);
  for (const { file } of sessions) {
    const missing = options.both === true ? [] : namesWanted(file, variables(file));
    if (missing.length > 0) throw usage('', words.missingVars(missing.join(', ')));
  }
  const started = performance.now();
  const now = (): number => performance.now() - started;
  const single = sessions.length === 1;
  const view = createEventView({
    context,
    explainer: await openExplainer(command, context, ''),
    withoutConnect: false,
  });
  const told = (expectation: Expectation): void => {
    if (context.json) {
      const { file, span, ok, wanted, came } = expectation;
      context.out.line(
        formatJson({ type: 'expectation', at: Math.round(now()), file, line: span.line, ok, wanted, came }),
      );
    } else if (!expectation.ok && single)
      for (const line of showDifference(expectation, context)) context.out.line(line);
  };
  const plan: ReplayPlan = {
    talking: { ...talking, server: options.practice === true ? null : talking.server },
    variables,
    match: options.match ?? null,
    keepGoing: options.keepGoing === true,
    told,
  };
  const setting: RunSetting = {
    // Of one file every line is shown; of a suite the results are.
    sink: single ? view.event : () => undefined,
    now,
    signal: context.signal,
  };
  const play = options.both === true ? replayBoth : replayFile;
  const played = await inParallel(sessions, options, async (session) => {
    const result = await play(session, plan, setting);
    if (!single && !context.json && !context.quiet) tellFile(result, context);
    return result;
  });
  view.stop();
  return tellSummary(played, options, context, now());
}

/** Plays so many at once; results in the order of the files. */
async function inParallel(
  sessions: readonly ReadSession[],
  { jobs = JOBS, bail }: ReplayOptions,
  play: (session: ReadSession) => Promise<PlayedFile>,
): Promise<readonly PlayedFile[]> {
  const results: (PlayedFile | undefined)[] = [];
  let next = 0;
  let failed = false;
  const work = async (): Promise<void> => {
    for (;;) {
      const at = next++;
      const session = sessions[at];
      if (session === undefined || (bail === true && failed)) return;
      const result = await play(session);
      results[at] = result;
      failed ||= result.exitCode !== 0;
    }
  };
  await Promise.all(Array.from({ length: Math.min(jobs, sessions.length) }, work));
  return results.filter((result) => result !== undefined);
}

function whyFailed(
  { expectations, problem }: PlayedFile,
  context: Pick<CliContext, 'lang'>,
): readonly string[] {
  const words = sessionWords[context.lang];
  const wrong = expectations
    .filter(({ ok }) => !ok)
    .map(
      ({ span, wanted, came }) =>
        `${span.line}:${span.column} ${words.wanted} ${wanted}, ${words.came} ${came}`,
    );
  return problem === null || problem.code === 'mismatch' ? wrong : [...wrong, problem.code];
}

function tellFile(played: PlayedFile, context: CliContext): void {
  const words = sessionWords[context.lang];
  const line =
    played.exitCode === 0
      ? words.passedFile(played.path, played.expectations.length)
      : words.failedFile(played.path, whyFailed(played, context).join('; '));
  context.out.line(makeVisible(line));
}

async function tellSummary(
  played: readonly PlayedFile[],
  options: ReplayOptions,
  context: CliContext,
  milliseconds: number,
): Promise<number> {
  const words = sessionWords[context.lang];
  const failed = played.filter(({ exitCode }) => exitCode !== 0);
  const expectations = played.reduce((sum, one) => sum + one.expectations.length, 0);
  const passed = played.length - failed.length;
  if (context.json) {
    const counts = { files: played.length, passed, failed: failed.length, expectations };
    context.out.line(formatJson({ type: 'summary', at: Math.round(milliseconds), ...counts }));
  } else if (!context.quiet || failed.length > 0) {
    const line = words.summary(
      played.length,
      passed,
      failed.length,
      expectations,
      (milliseconds / 1000).toFixed(1),
    );
    (context.quiet ? context.err : context.out).line(line);
  }
  const cases = played.map((one) => ({
    file: one.path,
    title: one.title,
    expectations: one.expectations.length,
    failures: whyFailed(one, context),
    milliseconds: one.milliseconds,
  }));
  for (const wanted of options.report ?? []) {
    const [kind = '', ...file] = wanted.split('=');
    const known: ReportKind | undefined = REPORT_KINDS.find((one) => one === kind);
    const path = file.join('=');
    try {
      if (known !== undefined) await writeReport(path, reportOf(known, cases));
    } catch (error) {
      throw unreadable('--report', path, error);
    }
  }
  if (context.signal.aborted) return SIGNAL_CODES[String(context.signal.reason)] ?? 130;
  if (failed.length === 0) return 0;
  const strayed = failed.some(({ exitCode }) => exitCode === MISMATCH);
  return strayed ? MISMATCH : (failed[0]?.exitCode ?? MISMATCH);
}

async function givenVariables(
  options: ReplayOptions,
  context: CliContext,
  password: string | null,
): Promise<ReadonlyMap<string, string>> {
  const words = sessionWords[context.lang];
  const given = new Map<string, string>();
  if (options.varsFile !== undefined) {
    try {
      for (const [name, value] of await readVariables(options.varsFile)) given.set(name, value);
    } catch (error) {
      throw unreadable('--vars-file', options.varsFile, error);
    }
  }
  if (options.user !== undefined) given.set('user', options.user);
  if (password !== null) given.set('password', password);
  for (const text of options.var ?? []) {
    const at = text.indexOf('=');
    if (at < 1) throw usage('--var', words.badVar);
    given.set(text.slice(0, at), text.slice(at + 1));
  }
  for (const [name, value] of given)
    if (/pass|secret|token/i.test(name) && value !== '') context.guard(value);
  return given;
}
