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
  readVariables,
} from '../../io/lab/index.ts';
import type { Expectation, ReadSession, ReplayPlan, RunSetting } from '../../io/lab/index.ts';
import { formatJson } from '../../pure/events/index.ts';
import { reportWords, sessionWords } from '../../pure/phrases/index.ts';
import { PageLog } from '../../pure/reports/index.ts';
import type { SuiteCase } from '../../pure/reports/index.ts';
import { filmOf, MATCH_LEVELS } from '../../pure/sessions/index.ts';
import type { MatchLevel, Variables } from '../../pure/sessions/index.ts';
import { makeVisible } from '../../pure/protocol/index.ts';
import { newCommand, readArguments } from '../command-line.ts';
import type { CliContext, CommandSetting } from '../context.ts';
import { openExplainer } from '../explainer.ts';
import {
  addTalkingOptions,
  openRecording,
  readTalkingPlan,
  several,
  unreadable,
  usage,
  valueParsers,
} from '../options/index.ts';
import { isReport, tellFile, tellVerdict, writeReports } from '../suite/index.ts';
import type { Reported } from '../suite/index.ts';
import {
  createEventView,
  describeSessionProblem,
  openTiming,
  showDifference,
  showFilm,
} from '../terminal/index.ts';

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
  readonly record?: string;
  readonly timing?: boolean;
  readonly showSecrets?: boolean;
}

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
          if (!isReport(value)) throw new InvalidArgumentError(words.badReport);
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
  const reports = options.report ?? [];
  if (reports.length > 0) await writeReports(reports, await filmCases(sessions, command, context), context);
  return 0;
}

/** Films as cases of a report, in which nothing was tried. */
async function filmCases(
  sessions: readonly ReadSession[],
  command: Command,
  context: CliContext,
): Promise<readonly SuiteCase[]> {
  const cases: SuiteCase[] = [];
  for (const { path, file } of sessions) {
    const log = new PageLog(await openExplainer(command, context, ''), context.lang);
    for (const scene of filmOf(file)) if (scene.kind === 'event') log.event(scene.event);
    const { title } = file.front;
    const conversation = log.conversation();
    cases.push({
      file: path,
      title,
      expectations: 0,
      failures: [],
      milliseconds: 0,
      conversation,
      tried: false,
    });
  }
  return cases;
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
  const single = sessions.length === 1;
  for (const [option, given] of [
    ['--record', options.record !== undefined],
    ['--timing', options.timing === true],
  ] as const)
    if (given && !single) throw usage(option, reportWords[context.lang].oneFileOnly);
  const { plan: talking } = await readTalkingPlan(command, context, { serverFromOutside: false });
  const given = await givenVariables(options, context, talking.credentials?.password?.reveal() ?? null);
  const variables: ReplayPlan['variables'] = (file) =>
    guarded(variablesFor(file, given, context.env), options.showSecrets === true, context);
  for (const { file } of sessions) {
    const missing = options.both === true ? [] : namesWanted(file, variables(file));
    if (missing.length > 0) throw usage('', words.missingVars(missing.join(', ')));
  }
  const started = performance.now();
  const now = (): number => performance.now() - started;
  const view = createEventView({
    context,
    explainer: await openExplainer(command, context, ''),
    showSecrets: options.showSecrets === true,
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
  const timing = openTiming(options.timing === true && single, context);
  const recording = openRecording(options.record, view.event, context);
  const reports = options.report ?? [];
  const onPage = reports.some((report) => report.startsWith('html='));
  const play = options.both === true ? replayBoth : replayFile;
  const reported = await inParallel(sessions, options, async (session) => {
    const begun = now();
    const page = onPage ? new PageLog(await openExplainer(command, context, ''), context.lang) : null;
    const setting: RunSetting = {
      sink: (event) => {
        page?.event(event);
        timing.event(event);
        // Of one file every line is shown; of a suite the results are.
        if (single) recording.sink(event);
      },
      now: () => now() - begun,
      signal: context.signal,
    };
    const result = await play(session, plan, setting);
    if (!single && !context.json && !context.quiet) tellFile(result, context);
    return { played: result, conversation: page?.conversation() ?? null };
  });
  view.stop();
  timing.show();
  await recording.finish();
  const played = reported.map((one) => one.played);
  await writeReports(reports, reported, context);
  return tellVerdict(played, context, now());
}

/** Plays so many at once; results in the order of the files. */
async function inParallel(
  sessions: readonly ReadSession[],
  { jobs = JOBS, bail }: ReplayOptions,
  play: (session: ReadSession) => Promise<Reported>,
): Promise<readonly Reported[]> {
  const results: (Reported | undefined)[] = [];
  let next = 0;
  let failed = false;
  const work = async (): Promise<void> => {
    for (;;) {
      const at = next++;
      const session = sessions[at];
      if (session === undefined || (bail === true && failed)) return;
      const result = await play(session);
      results[at] = result;
      failed ||= result.played.exitCode !== 0;
    }
  };
  await Promise.all(Array.from({ length: Math.min(jobs, sessions.length) }, work));
  return results.filter((result) => result !== undefined);
}

/** SECURITY: wherever a secret comes from, it is hidden from when it is first read: before anything is sent. */
function guarded(variables: Variables, onScreen: boolean, context: CliContext): Variables {
  return {
    ...variables,
    get: (name) => {
      const value = variables.get(name);
      if (value !== undefined && value !== '' && variables.isSecret(name)) {
        if (onScreen) context.guardInFiles(value);
        else context.guard(value);
      }
      return value;
    },
  };
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
  return given;
}
