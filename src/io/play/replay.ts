/**
 * `replay`: session files played, each by itself: against a server, against the practice server, or against itself with both sides
 * over loopback. What is needed of the world is fetched here.
 */

import { setTimeout } from 'node:timers/promises';
import { abortError } from '../wire/index.ts';
import type { Problem } from '../../pure/problems/index.ts';
import { EXIT, exitCodeOf, LabError } from '../../pure/problems/index.ts';
import { compile } from '../../pure/sessions/index.ts';
import type {
  Expectation,
  MatchLevel,
  Program,
  SessionFile,
  Span,
  Step,
  Variables,
} from '../../pure/sessions/index.ts';
import { MECHANISM_NAMES, Secret } from '../../pure/protocol/index.ts';
import { signIn } from '../client/index.ts';
import type { Conversation } from '../client/index.ts';
import { playServer } from '../scripted-server/index.ts';
import { listen, Observer, PeerQueue } from '../server/index.ts';
import { encryptAsPlanned, openConversation, openCrypto, openVenue } from '../plan/index.ts';
import { aimed, beginsInTls, untrustedPort } from './aim.ts';
import { playClient } from './play-client.ts';
import { FactLog } from './play-facts.ts';
import { skippedFile } from './played-file.ts';
import type { PlayedFile } from './played-file.ts';
import type { PlayLine } from './play-setting.ts';
import { checkLetters, readBeside } from './letters-beside.ts';
import { lackingOf } from './needs.ts';
import type { ReadSession } from './read-session.ts';
import { namesWanted } from './session-variables.ts';
import { passingFailure } from './tries.ts';
import type { FailedTry } from './tries.ts';
import type { RunSetting, ConversationPlan, Venue } from '../plan/index.ts';

export interface ReplayPlan {
  readonly talking: ConversationPlan;
  /** Whoever named the server named its port, too: the one of a file does not count. */
  readonly portNamed: boolean;
  readonly variables: (file: SessionFile) => Variables;
  readonly match: MatchLevel | null;
  readonly keepGoing: boolean;
  readonly told: (expectation: Expectation) => void;
  /** Is told before each further try. */
  readonly retried: (failed: FailedTry) => void;
}

/** Plays a file against the server of the plan, or skips it where what it needs is not there. Never rejects for what a server did. */
export async function replayFile(
  session: ReadSession,
  plan: ReplayPlan,
  setting: RunSetting,
): Promise<PlayedFile> {
  const { file, path } = session;
  const { front } = file;
  const variables = plan.variables(file);
  const talking = aimed(plan.talking, front, plan.portNamed);
  const names = namesWanted(file, { ...variables, get: () => undefined });
  const port = untrustedPort(file, plan.talking, plan.portNamed, variables, names);
  if (port !== null) {
    const problem: Problem = { code: 'port-of-file', detail: { file: path, port } };
    const about = { problem, at: null, tries: 0, milliseconds: 0, exitCode: exitCodeOf(problem) };
    return { path, title: front.title, refused: [], skipped: [], expectations: [], ...about };
  }
  const lacking = await lackingOf(front.needs, talking, variables, setting);
  return lacking.length > 0
    ? skippedFile(session, lacking)
    : playFile(session, { ...plan, talking }, setting);
}

async function playFile(session: ReadSession, plan: ReplayPlan, setting: RunSetting): Promise<PlayedFile> {
  const { file, path } = session;
  const started = performance.now();
  const over: Over = (expectations, problem, at = null) => ({
    at,
    refused: [],
    skipped: [],
    path,
    title: file.front.title,
    expectations,
    problem,
    tries: 1,
    milliseconds: performance.now() - started,
    exitCode: problem !== null ? exitCodeOf(problem) : expectations.every(({ ok }) => ok) ? 0 : EXIT.mismatch,
  });
  const program = compile(file);
  // A practice server takes what the file begins with.
  const { server, tls } = plan.talking;
  const implicit = server === null && program.startsEncrypted.size > 0;
  const talking: ConversationPlan = { ...plan.talking, tls: implicit ? 'implicit' : tls };
  let venue: Venue | null = null;
  try {
    await checkLetters(session);
    venue = await openVenue(talking);
    return await playTries(venue, { ...plan, talking }, { session, program, over }, setting);
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    return over([], error.problem);
  } finally {
    await venue?.close();
  }
}

type Over = (expectations: readonly Expectation[], problem: Problem | null, at?: Span | null) => PlayedFile;

/** A file that is played, its steps, and what becomes of it. */
interface Playing {
  readonly session: ReadSession;
  readonly program: Program;
  readonly over: Over;
}

/** Plays it as often as its `retry` allows and its failures ask for. */
async function playTries(
  venue: Venue,
  plan: ReplayPlan,
  playing: Playing,
  setting: RunSetting,
): Promise<PlayedFile> {
  const { retry } = playing.session.file.front;
  if (retry === null) return playOn(venue, plan, playing, setting);
  const most = retry.times + 1;
  for (let tries = 1; ; tries++) {
    const isLast = tries === most;
    // What failed for now is not a failure yet; and what follows from a refusal says nothing about it.
    const told: Expectation[] = [];
    const keepGoing = plan.keepGoing && isLast;
    const own = { ...plan, keepGoing, told: (one: Expectation) => told.push(one) };
    const played = await playOn(venue, own, playing, setting);
    const said = isLast || played.exitCode === 0 ? null : passingFailure(played, retry);
    if (said === null) {
      for (const one of told) plan.told(one);
      return { ...played, tries };
    }
    const { milliseconds } = retry;
    plan.retried({ file: playing.session.path, next: tries + 1, most, milliseconds, said });
    if (venue.practice) venue.later(milliseconds);
    else await pause(milliseconds, setting.signal);
  }
}

async function playOn(
  venue: Venue,
  plan: ReplayPlan,
  { session: { file, path, regex }, program, over }: Playing,
  setting: RunSetting,
): Promise<PlayedFile> {
  const { talking } = plan;
  const opened: Conversation[] = [];
  const isNumbered = file.front.connections > 1;
  const open = async (connection: number): Promise<PlayLine> => {
    const facts = new FactLog();
    const conversation = await openConversation(talking, venue, {
      ...setting,
      sink: (event) => {
        facts.hear(event);
        setting.sink(isNumbered ? { ...event, connection } : event);
      },
    });
    opened.push(conversation);
    if (beginsInTls(talking) && !program.startsEncrypted.has(connection))
      await encryptAsPlanned(conversation, talking, venue, 'implicit');
    return {
      conversation,
      facts,
      encrypt: (mode) => encryptAsPlanned(conversation, talking, venue, mode),
      signIn: (mechanism, user, secret) => signInAs(conversation, mechanism, user, secret),
    };
  };
  try {
    const { expectations, problem, at } = await playClient(file, program, {
      open,
      variables: plan.variables(file),
      captures: new Map(),
      level: plan.match ?? file.front.match ?? 'code',
      regex,
      keepGoing: plan.keepGoing,
      readFile: (line) => readBeside(path, line),
      pause: (milliseconds) => pause(milliseconds, setting.signal),
      told: plan.told,
    });
    const idle = problem === null && expectations.length === 0 && !program.steps.some(mayFail);
    return over(expectations, idle ? { code: 'nothing-expected', detail: { file: path } } : problem, at);
  } finally {
    for (const conversation of opened) await conversation.quit();
  }
}

/** Besides what is expected: where these fail, the play ends. */
function mayFail({ act }: Step): boolean {
  return act === 'handshake' || act === 'sign-in';
}

/** Signs in by a mechanism of this name, or by the strongest where there is none of it. */
export async function signInAs(
  conversation: Parameters<typeof signIn>[0],
  mechanism: string,
  user: string,
  secret: string,
): Promise<void> {
  const { host, port } = conversation.peer;
  const binding = conversation.tls?.channelBinding ?? null;
  const name = MECHANISM_NAMES.find((one) => one === mechanism);
  await signIn(conversation, {
    credentials: { user, password: new Secret(secret), token: new Secret(secret) },
    wanted: name === undefined ? [] : [name],
    crypto: await openCrypto(),
    context: { host, port: port ?? 0, binding },
  });
}

/** Plays a file against itself: one side listens on loopback, the other connects. */
export async function replayBoth(
  session: ReadSession,
  plan: ReplayPlan,
  setting: RunSetting,
): Promise<PlayedFile> {
  const { file, path, regex } = session;
  const strays: Expectation[] = [];
  const others = new PeerQueue();
  let came = 0;
  const listening = await listen({}, (peer) => {
    if (came++ > 0) {
      others.add(peer);
      return;
    }
    void playServer(peer, others, file, {
      regex,
      variables: plan.variables(file),
      hostname: 'mail.example.test',
      // What names nobody is done by one of the two, not by both.
      player: 'client',
      seed: 'both',
      readFile: (line) => readBeside(path, line),
      told: (expectation) => {
        if (!expectation.ok) strays.push(expectation);
      },
      observer: (connection) => new Observer({ sink: () => undefined, now: setting.now, connection }),
    });
  });
  try {
    const talking: ConversationPlan = {
      ...plan.talking,
      server: { host: listening.host, port: listening.port },
      dialect: file.front.dialect,
      tls: 'off',
      insecure: true,
    };
    const played = await playFile(session, { ...plan, talking }, setting);
    const expectations = [...played.expectations, ...strays];
    return {
      ...played,
      expectations,
      exitCode: strays.length > 0 && played.exitCode === 0 ? EXIT.mismatch : played.exitCode,
    };
  } finally {
    others.close();
    await listening.close();
  }
}

/** Waits, and ends at once where the run is interrupted. */
export async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await setTimeout(milliseconds, undefined, signal === undefined ? {} : { signal });
  } catch (error) {
    throw signal?.aborted === true ? abortError(signal) : error;
  }
}
