/**
 * The lab for test suites: `connect` opens a conversation and leads it to where mail can be sent, `sendLetter` sends one, and
 * `playSession` plays a session file. Whom to talk to is one string, as after `--server`; what is left out is as on the command
 * line. Nothing is printed, nothing read from the environment. SECURITY: the refusals of the command line hold here too: no
 * password in a URL, none unencrypted to a host that is not this one, no certificate taken unverified where somebody signs in.
 */

import type { LabEvent, ResultEvent } from '../../pure/events/index.ts';
import { isScenarioName, scenarioOf, scenarioWith } from '../../pure/practice/index.ts';
import { UsageError } from '../../pure/problems/index.ts';
import type { Problem } from '../../pure/problems/index.ts';
import { encodeText, forbiddenIn, parseMailbox, Secret } from '../../pure/protocol/index.ts';
import type { Expectation, SessionProblem } from '../../pure/sessions/index.ts';
import type { Conversation } from '../client/index.ts';
import { letterOfOctets } from '../letters/index.ts';
import type { LetterOptions, PlayOptions, ServerOptions } from './known-options.ts';
import {
  checkOptions,
  LETTER_OPTIONS,
  PLAY_OPTIONS,
  PRACTICE_OPTIONS,
  SERVER_OPTIONS,
  SOURCE_KEYS,
} from './known-options.ts';
import {
  openReadyConversation,
  openVenue,
  parseServer,
  planFor,
  startClock,
  targetOf,
} from '../plan/index.ts';
import { startPracticeServer } from '../practice-server/index.ts';
import type { PracticeServer, PracticeServerOptions } from '../practice-server/index.ts';
import { namesWanted, replayFile, variablesFor } from '../play/index.ts';
import { send } from '../send/index.ts';
import type { ConversationPlan } from '../plan/index.ts';
import { readSource } from './play-source.ts';
import type { PlaySource } from './play-source.ts';

/** A conversation that can be gone on with. */
export interface Live {
  readonly conversation: Conversation;
  /** What happened so far, in order; it grows with the conversation. */
  readonly events: readonly LabEvent[];
  /** Says QUIT where that is still possible, disconnects, and stops the practice server. */
  readonly close: () => Promise<void>;
}

/** Connects, greets, encrypts and signs in. Rejects with a `LabError` that says why it could not. */
export async function connect(options: ServerOptions = {}): Promise<Live> {
  checkOptions(options, SERVER_OPTIONS, 'connect(options)');
  const plan = planOf(options);
  const events: LabEvent[] = [];
  const venue = await openVenue(plan);
  let conversation: Conversation | null = null;
  const close = async (): Promise<void> => {
    await conversation?.quit();
    await venue.close();
  };
  try {
    const talk = await openReadyConversation(plan, venue, {
      sink: (event) => {
        events.push(event);
        options.onEvent?.(event);
      },
      now: startClock(),
      reached: () => undefined,
      opened: (opened) => {
        conversation = opened;
      },
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
    return { conversation: talk.conversation, events, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Sends a letter. Resolves to the result, whatever the server said: `outcome` and `exitCode` tell the truth as the command's
 * last line does. Rejects with a `LabError` where an address or the server's name cannot be read.
 */
export async function sendLetter(options: LetterOptions): Promise<ResultEvent> {
  checkOptions(options, LETTER_OPTIONS, 'sendLetter(options)', ['from', 'to', 'letter']);
  const recipients = typeof options.to === 'string' ? [options.to] : options.to;
  for (const [option, address] of [
    ['from', options.from],
    ...recipients.map((one) => ['to', one] as const),
  ] as const)
    checkAddress(option, address);
  const octets = typeof options.letter === 'string' ? encodeText(options.letter) : options.letter;
  return send(
    {
      talking: planOf(options),
      letter: await letterOfOctets(octets, false),
      envelope: {
        from: options.from,
        recipients,
        dsn: { notify: null, ret: null, envid: null },
        requireTls: false,
        mailParameters: [],
        rcptParameters: [],
        extensions: { size: true, eightBitMime: true, smtpUtf8: true, pipelining: true, chunking: false },
      },
      stop: null,
      exchange: null,
      remarks: [],
      count: 1,
      connections: 1,
      interval: null,
      untilAccepted: false,
      tempfailExit: null,
    },
    options.onEvent ?? (() => undefined),
    options.signal,
  );
}

/** Starts a practice server. Rejects with a `UsageError` where an option is none, or cannot be what it is. */
export async function practiceServer(options: PracticeServerOptions = {}): Promise<PracticeServer> {
  checkOptions(options, PRACTICE_OPTIONS, 'startPracticeServer(options)');
  const { scenario } = options;
  if (typeof scenario === 'string' && !isScenarioName(scenario))
    throw new UsageError('usage', { option: 'scenario', reason: String(scenario) });
  return startPracticeServer(options);
}

/** What became of a session file that was played. */
export interface PlayedSession {
  /** Whether everything was as the file says. */
  readonly passed: boolean;
  /** What was looked at, in order; `ok` says whether it was as wanted. */
  readonly expectations: readonly Expectation[];
  /** What is wrong with the file itself; nothing was played where one of them is an error. */
  readonly faults: readonly SessionProblem[];
  /** What ended it early; null where nothing did. */
  readonly problem: Problem | null;
  /** What its `needs` name and was not there: it was not played then, and has not passed. */
  readonly skipped: readonly string[];
  /** How often it was played: more than once where its `retry` asks for it; 0 where it was not. */
  readonly tries: number;
  readonly events: readonly LabEvent[];
  readonly exitCode: number;
}

const BROKEN_FILE = 2;

/** Plays the client's side of a session file against a server. Rejects where the file cannot be read, or lacks a variable. */
export async function playSession(source: PlaySource, options: PlayOptions = {}): Promise<PlayedSession> {
  const first = 'the first argument of playSession(source, options)';
  checkOptions(source, SOURCE_KEYS, first);
  if (Object.keys(source).length !== 1)
    throw new UsageError('usage', { option: 'file', reason: `either file or text, in ${first}` });
  checkOptions(options, PLAY_OPTIONS, 'the second argument of playSession(source, options)');
  const session = await readSource(source);
  const events: LabEvent[] = [];
  const { problems: faults } = session;
  if (faults.some(({ severity }) => severity === 'error'))
    return {
      passed: false,
      expectations: [],
      faults,
      problem: null,
      skipped: [],
      tries: 0,
      events,
      exitCode: BROKEN_FILE,
    };
  const given = new Map(Object.entries(options.vars ?? {}));
  if (options.user !== undefined) given.set('user', options.user);
  if (options.password !== undefined) given.set('password', options.password);
  const missing = namesWanted(session.file, variablesFor(session.file, given, {}));
  if (missing.length > 0) throw new UsageError('usage', { option: 'vars', reason: missing.join(', ') });
  // Who signs in stands in the file; the options only lend it their values.
  const { user: _user, password: _password, token: _token, ...rest } = options;
  const played = await replayFile(
    session,
    {
      talking: planOf(rest),
      variables: (file) => variablesFor(file, given, {}),
      match: options.match ?? null,
      keepGoing: options.keepGoing === true,
      portNamed: namesPort(options.server),
      told: () => undefined,
      retried: () => undefined,
    },
    {
      sink: (event) => {
        events.push(event);
        options.onEvent?.(event);
      },
      now: startClock(),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    },
  );
  const { expectations, problem, skipped, tries, exitCode } = played;
  const passed = exitCode === 0 && skipped.length === 0;
  return { passed, expectations, faults, problem, skipped, tries, events, exitCode };
}

function namesPort(server: string | undefined): boolean {
  const named = server === undefined ? null : parseServer(server);
  return named?.ok === true && named.value.place.kind === 'tcp' && named.value.place.port !== null;
}

function checkAddress(option: string, address: string): void {
  if (address === '' && option === 'from') return;
  const parsed = parseMailbox(address);
  if (!parsed.ok)
    throw new UsageError('bad-address', {
      option,
      value: address,
      offset: parsed.problem.offset,
      wanted: parsed.problem.wanted,
    });
}

/** Rejects where a value would end the line that it goes into; the channel would, too, and without its name. */
function refuseControls(options: ServerOptions): void {
  const { server, servername, ehlo, user, password, token } = options;
  for (const [option, value] of Object.entries({ server, servername, ehlo, user, password, token })) {
    const found = value === undefined ? null : forbiddenIn(value);
    if (found !== null) throw new UsageError('forbidden-characters', { option, found });
  }
}

function planOf(options: ServerOptions): ConversationPlan {
  refuseControls(options);
  const { server, tls = 'auto', scenario, timeout } = options;
  const named = server === undefined ? null : parseServer(server);
  if (named?.ok === false) {
    if (named.fault === 'password-in-url') throw new UsageError('password-in-url', { option: 'server' });
    throw new UsageError('usage', { option: 'server', reason: named.fault });
  }
  const mode = named?.value.implicitTls === true ? 'implicit' : tls;
  const user = options.user ?? named?.value.user ?? null;
  const target =
    named === null ? null : targetOf(named.value, { port: null, tls: mode, user: user !== null });
  if (target?.ok === false) throw new UsageError('usage', { option: 'server', reason: target.fault });
  if (typeof scenario === 'string' && !isScenarioName(scenario))
    throw new UsageError('usage', { option: 'scenario', reason: scenario });
  return planFor({
    server: target?.value ?? null,
    dialect: named?.value.dialect ?? 'smtp',
    tls: mode,
    tlsOptions: {
      authorities: options.ca === undefined ? [] : [options.ca],
      ...(options.servername === undefined ? {} : { servername: options.servername }),
    },
    insecure: options.insecure === true,
    allowPlaintextAuth: options.allowPlaintextAuth === true,
    mechanisms: options.mechanisms ?? [],
    ehlo: options.ehlo ?? null,
    scenario:
      typeof scenario === 'string'
        ? isScenarioName(scenario)
          ? scenarioOf(scenario)
          : null
        : scenario === undefined || 'name' in scenario
          ? (scenario ?? null)
          : scenarioWith(scenario),
    credentials:
      user === null
        ? null
        : {
            user,
            ...(options.password === undefined ? {} : { password: new Secret(options.password) }),
            ...(options.token === undefined ? {} : { token: new Secret(options.token) }),
          },
    ...(timeout === undefined ? {} : { milliseconds: timeout, finalMilliseconds: timeout }),
  });
}
