/**
 * The proof of a case: a server that holds its clauses, of which the case says `held`, and one that breaks exactly them, of which it
 * says `broken`. Servers are practice servers with a changed scenario, or the naive server of `naive-server.ts` with a flaw.
 */

import type { CaseOnDisk, CaseResult, RunPlan } from '../../src/io/conform/index.ts';
import { runCases } from '../../src/io/conform/index.ts';
import { planFor, startClock } from '../../src/io/plan/index.ts';
import type { ConversationPlan } from '../../src/io/plan/index.ts';
import { variablesFor } from '../../src/io/play/index.ts';
import { DEFAULT_SCENARIO, PRACTICE_ACCOUNT } from '../../src/pure/practice/index.ts';
import type { Deed, Rule, Scenario } from '../../src/pure/practice/index.ts';
import { Secret } from '../../src/pure/protocol/index.ts';
import { patience } from '../support/patience.ts';
import { startNaiveServer } from './naive-server.ts';
import type { Flaws } from './naive-server.ts';

/** What a case is given: the mailboxes of the practice server. */
function proofPlan(talking: Partial<ConversationPlan>, given: Partial<RunPlan> = {}): RunPlan {
  return {
    talking: planFor({ milliseconds: patience(20), finalMilliseconds: patience(20), ...talking }),
    rcpt: 'teacher@example.test',
    rcptBad: 'nobody@example.test',
    rcptForeign: 'someone@example.com',
    from: 'student@example.test',
    letters: true,
    sink: null,
    variables: (file, values) => variablesFor(file, values, {}),
    run: 'proof',
    unregistered: (keywords) => keywords.filter((keyword) => keyword === 'CONFORM'),
    jobs: 1,
    pause: 0,
    heard: () => undefined,
    tell: () => undefined,
    offered: () => undefined,
    ...given,
  };
}

const ACCOUNT = {
  user: PRACTICE_ACCOUNT.user,
  password: new Secret(PRACTICE_ACCOUNT.password),
};

/** Plays one case at a practice server with this scenario. */
export async function tryAt(
  onDisk: CaseOnDisk,
  scenario: Partial<Scenario>,
  given: Partial<RunPlan> = {},
  breaks = false,
): Promise<CaseResult | undefined> {
  const whole = { ...DEFAULT_SCENARIO, ...scenario };
  const credentials = onDisk.one.needs.includes('auth') ? ACCOUNT : null;
  const times = breaks ? timesOf(onDisk) : {};
  // Without a handshake in each probe it is twice as fast.
  const tls = ['own', 'plain'].includes(onDisk.one.opens) && credentials === null ? 'off' : 'auto';
  const plan = proofPlan({ scenario: whole, credentials, dialect: whole.dialect, tls, ...times }, given);
  const [result] = await runCases([onDisk], plan, { now: startClock() });
  return result;
}

/** What is broken by silence is waited for no longer than it takes to be sure. */
function timesOf({ one }: CaseOnDisk): Partial<ConversationPlan> {
  const silence = one.breaks.includes('silence');
  return silence ? { milliseconds: patience(1.5), finalMilliseconds: patience(1.5) } : {};
}

/** Plays one case at a server that is there. */
export async function tryBefore(
  onDisk: CaseOnDisk,
  server: { readonly host: string; readonly port: number },
  given: Partial<RunPlan>,
): Promise<CaseResult | undefined> {
  const [result] = await runCases([onDisk], proofPlan({ server, tls: 'off' }, given), { now: startClock() });
  return result;
}

/** Plays one case at the naive server with these flaws. */
export async function tryNaive(
  onDisk: CaseOnDisk,
  flaws: Flaws,
  given: Partial<RunPlan> = {},
): Promise<CaseResult | undefined> {
  const server = await startNaiveServer(flaws);
  const times = timesOf(onDisk);
  try {
    const { host, port } = server;
    const [result] = await runCases([onDisk], proofPlan({ server: { host, port }, ...times }, given), {
      now: startClock(),
    });
    return result;
  } finally {
    await server.close();
  }
}

/** A rule that gives a reply in place of the usual one, wherever it is asked for. */
export function says(on: string, text: string, given: Partial<Rule> = {}): Rule {
  const [first = ''] = text.split('\n');
  const lines = text.split('\n').map((line) => line.slice(4));
  return does(on, [{ kind: 'reply', reply: { code: Number(first.slice(0, 3)), lines } }], given);
}

export function does(on: string, deeds: readonly Deed[], given: Partial<Rule> = {}): Rule {
  return {
    match: null,
    first: 1,
    last: Number.MAX_SAFE_INTEGER,
    every: 1,
    over: null,
    wait: 0,
    count: 'connection',
    phase: null,
    encrypted: null,
    signedIn: null,
    chance: 1,
    ...given,
    on,
    deeds,
  };
}
