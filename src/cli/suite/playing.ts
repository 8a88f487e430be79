/**
 * Session files played: against a server, the practice server or themselves, several at once. Variables come from the command line,
 * a file, the environment; whatever is secret among them is guarded before anything is sent.
 */

import type { Command } from 'commander';
import {
  hasAccount,
  namesWanted,
  readVariables,
  refusedFile,
  replayBoth,
  replayFile,
  variablesFor,
} from '../../io/play/index.ts';
import type { RunSetting } from '../../io/plan/index.ts';
import type { ReadSession, Refusal, ReplayPlan } from '../../io/play/index.ts';
import { formatJson } from '../../pure/events/index.ts';
import { reportWords, sessionWords } from '../../pure/phrases/index.ts';
import { DEFAULT_SCENARIO } from '../../pure/practice/index.ts';
import { CaseTranscript, isReportOf, PageLog } from '../../pure/reports/index.ts';
import type { Expectation, MatchLevel, SessionFile, Variables } from '../../pure/sessions/index.ts';
import type { CliContext } from '../context.ts';
import { openExplainer } from '../explainer.ts';
import { checkReports, openKeptFiles, readConversationPlan, unreadable, usage } from '../options/index.ts';
import {
  askSecret,
  askText,
  createEventView,
  openTiming,
  showDifference,
  veil,
  wordFault,
} from '../terminal/index.ts';
import { tellable } from './reading.ts';
import { report, tellEnd, tellFile, tellRetry, tellVerdict } from './verdict.ts';
import { updateFiles } from './updating.ts';
import type { Reported } from './verdict.ts';

const JOBS = 8;

export interface PlayingOptions {
  readonly practice?: boolean;
  readonly both?: boolean;
  readonly match?: MatchLevel;
  readonly var?: readonly string[];
  readonly varsFile?: string;
  readonly keepGoing?: boolean;
  readonly jobs?: number;
  readonly bail?: boolean;
  readonly report?: readonly string[];
  readonly user?: string;
  readonly record?: string;
  readonly timing?: boolean;
  readonly showSecrets?: boolean;
  readonly log?: string;
  readonly saveChain?: string;
  readonly hex?: boolean;
  readonly update?: boolean;
}

/** Plays them; gives the exit code. */
export async function playAll(
  sessions: readonly ReadSession[],
  command: Command,
  options: PlayingOptions,
  context: CliContext,
): Promise<number> {
  const single = sessions.length === 1;
  for (const [option, given] of [
    ['--record', options.record !== undefined],
    ['--timing', options.timing === true],
  ] as const)
    if (given && !single) throw usage(option, reportWords[context.lang].oneFileOnly);
  const { plan: talking, portNamed } = await readConversationPlan(command, context, {
    serverFromOutside: false,
    userElsewhere: true,
  });
  const given = new Map(
    await givenVariables(options, context, {
      password: talking.credentials?.password?.reveal() ?? null,
      token: talking.credentials?.token?.reveal() ?? null,
    }),
  );
  const variables: ReplayPlan['variables'] = (file) =>
    guarded(variablesFor(file, given, context.env), options.showSecrets === true, context);
  const refused = new Map(sessions.map((session) => [session, faultsOf(session, context)] as const));
  if (options.both !== true)
    for (const session of sessions) {
      const { file } = session;
      if (options.practice === true) givePractice(file, variables(file), given);
      // Without an account it is skipped, and nobody is asked for one.
      const practice = options.practice === true;
      if (file.front.needs.includes('auth') && !practice && !hasAccount(variables(file))) continue;
      const missing = await askMissing(file, variables(file), given, context);
      if (missing === null) continue;
      // One of many fails alone.
      if (single) throw usage('', missing);
      refused.set(session, [...(refused.get(session) ?? []), { text: missing, span: null }]);
    }
  const started = performance.now();
  const now = (): number => performance.now() - started;
  const server = options.practice === true || options.both === true ? null : talking.server;
  const explainer = await openExplainer(command, context, server);
  const view = createEventView({
    context,
    explainer,
    showSecrets: options.showSecrets === true,
    hex: options.hex === true,
  });
  const told = (looked: Expectation): void => {
    const expectation = veil(looked, context.hide);
    if (context.json) {
      const { file, span, ok, wanted, came } = expectation;
      context.out.line(
        formatJson({ type: 'expectation', at: Math.round(now()), file, line: span.line, ok, wanted, came }),
      );
    } else if (!expectation.ok && single) {
      const complain = context.quiet ? context.err.line : context.out.line;
      for (const line of showDifference(expectation, context, options.update === true)) complain(line);
    }
  };
  const plan: ReplayPlan = {
    talking: { ...talking, server: options.practice === true ? null : talking.server },
    portNamed,
    variables,
    match: options.match ?? null,
    // All of a file's differences are wanted at once.
    keepGoing: options.keepGoing === true || options.update === true,
    told,
    retried: (failed) => {
      tellRetry(veil(failed, context.hide), Math.round(now()), context);
    },
  };
  const timing = openTiming(options.timing === true && single, context);
  const kept = await openKeptFiles(
    options,
    view.event,
    {
      command: 'replay',
      explainer: () => openExplainer(command, context, server),
      hex: options.hex === true,
    },
    context,
  );
  const reports = options.report ?? [];
  await checkReports(reports, isReportOf);
  const onPage = reports.some((report) => report.startsWith('html='));
  const play = options.both === true ? replayBoth : replayFile;
  const tell = ({ played: result }: Reported): void => {
    if ((!single || result.skipped.length > 0) && !context.json)
      tellFile(veil(result, context.hide), context, explainer);
  };
  const reported = await inParallel(sessions, options, tell, async (session) => {
    const begun = now();
    const transcript = new CaseTranscript();
    const page = onPage ? new PageLog(await openExplainer(command, context, server), context.lang) : null;
    const setting: RunSetting = {
      sink: (event) => {
        page?.event(veil(event, context.sealed));
        transcript.event(event);
        timing.event(event);
        // Of one file every line is shown; of a suite the results are.
        if (single) kept.sink(event);
      },
      now: () => now() - begun,
      // Of its own: Node warns of more than ten who hear of one.
      signal: AbortSignal.any([context.signal]),
    };
    const faults = refused.get(session) ?? [];
    const result = faults.length > 0 ? refusedFile(session, faults) : await play(session, plan, setting);
    return {
      played: result,
      conversation: page?.conversation() ?? null,
      transcript: transcript.lines(),
      server: transcript.server,
    };
  });
  view.stop();
  timing.show();
  await kept.finishAfter();
  const played = reported.map((one) => veil(one.played, context.hide));
  await report(reports, veil(reported, context.sealed), context, explainer);
  const [only] = played;
  if (single && only !== undefined) tellEnd(only, context, explainer);
  if (options.update === true)
    return updateFiles(
      sessions,
      reported.map((one) => one.played),
      context,
    );
  return tellVerdict(played, context, now());
}

/** Why a file of a suite cannot be played; nothing where it can. */
function faultsOf(session: ReadSession, { lang }: CliContext): readonly Refusal[] {
  return tellable(session)
    .filter(({ severity }) => severity === 'error')
    .map(({ fault, span }) => ({ text: `${wordFault(fault, lang)} [${fault.code}]`, span }));
}

/** Against the practice server, without an account given, the sign-in is with the server's own, which is not a secret. */
function givePractice(file: SessionFile, variables: Variables, given: Map<string, string>): void {
  const [account] = DEFAULT_SCENARIO.accounts;
  const missing = namesWanted(file, variables);
  if (account === undefined || !missing.includes('password')) return;
  if (!missing.includes('user') && variables.get('user') !== account.user) return;
  given.set('user', account.user).set('password', account.password);
}

/** Asks for what has no value, once for all files, where there is a person to ask; else says how it is given. Null where nothing is missing. */
async function askMissing(
  file: SessionFile,
  variables: Variables,
  given: Map<string, string>,
  context: CliContext,
): Promise<string | null> {
  const words = sessionWords[context.lang];
  const missing = namesWanted(file, variables);
  if (missing.length === 0) return null;
  const asks = context.stdinIsTerminal && context.err.isTerminal && !context.json;
  for (const name of asks ? missing : []) {
    const ask = variables.isSecret(name) ? askSecret : askText;
    const answer = await ask(context, words.askVariable(name));
    if (answer === null) break;
    given.set(name, answer);
  }
  const left = missing.filter((name) => !given.has(name));
  if (left.length === 0) return null;
  const secret = left.some((name) => variables.isSecret(name)) || left.includes('user');
  const others = left.some((name) => !variables.isSecret(name) && name !== 'user');
  const advice = [...(secret ? [words.giveSecret] : []), ...(others ? [words.giveVars] : [])];
  return [words.missingVars(left.join(', '), file.name), ...advice].join(' ');
}

/** Plays so many at once; results are told and given in the order of the files. */
async function inParallel(
  sessions: readonly ReadSession[],
  { jobs = JOBS, bail }: PlayingOptions,
  tell: (result: Reported) => void,
  play: (session: ReadSession) => Promise<Reported>,
): Promise<readonly Reported[]> {
  const results: (Reported | undefined)[] = [];
  let next = 0;
  let told = 0;
  let failed = false;
  const work = async (): Promise<void> => {
    for (;;) {
      const at = next++;
      const session = sessions[at];
      if (session === undefined || (bail === true && failed)) return;
      const result = await play(session);
      results[at] = result;
      for (let ready = results[told]; ready !== undefined; ready = results[told]) {
        tell(ready);
        told++;
      }
      failed ||= result.played.exitCode !== 0;
    }
  };
  await Promise.all(Array.from({ length: Math.min(jobs, sessions.length) }, work));
  return results.filter((result) => result !== undefined);
}

/** SECURITY: wherever a secret comes from, it is hidden from when it is first read: before anything is sent. */
export function guarded(variables: Variables, onScreen: boolean, context: CliContext): Variables {
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
    made: (text) => {
      if (onScreen) context.guardInFiles(text);
      else context.guard(text);
    },
    learned: (name, value) => {
      if (variables.isSecret(name)) context.guard(value);
    },
  };
}

/** What was given to sign in with; null for what was not. */
interface GivenSecrets {
  readonly password: string | null;
  readonly token: string | null;
}

/** Variables of the command line and of a file, by name; what signs in is there under its own. */
export async function givenVariables(
  options: Pick<PlayingOptions, 'var' | 'varsFile' | 'user'>,
  context: CliContext,
  { password, token }: GivenSecrets,
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
  if (token !== null) given.set('token', token);
  for (const text of options.var ?? []) {
    const at = text.indexOf('=');
    if (at < 1) throw usage('--var', words.badVar);
    given.set(text.slice(0, at), text.slice(at + 1));
  }
  return given;
}
