/**
 * One case tried at a server: a connection of its own, whose EHLO names the case; led to where the case begins, played, judged. A
 * connection of its own costs a greeting, and keeps what a server counts (errors, letters, time) from one case to the next.
 */

import { judge } from '../../pure/conformance/index.ts';
import type { CasePlay, ConformanceCase, Judged } from '../../pure/conformance/index.ts';
import { LabError } from '../../pure/problems/index.ts';
import type { Problem } from '../../pure/problems/index.ts';
import { hasKeyword, sizeLimit } from '../../pure/protocol/index.ts';
import { compile, isGivenNeed } from '../../pure/sessions/index.ts';
import type { Expectation, GivenNeed, SessionFile, Variables } from '../../pure/sessions/index.ts';
import { encryptAsPlanned, openConversation, openReadyConversation } from '../plan/index.ts';
import type { ConversationPlan, RunSetting, Venue } from '../plan/index.ts';
import { FactLog, pause, playClient, readBeside, signInAs } from '../play/index.ts';
import type { Facts, PlayLine } from '../play/index.ts';
import type { CaseOnDisk } from './catalogue.ts';
import { beginsInTls, needsNoProof } from './offer.ts';
import type { ServerOffer } from './offer.ts';
import type { Sink } from './sink.ts';

/** What is given for the cases: addresses, and what may be done. */
export interface ConformPlan {
  readonly talking: ConversationPlan;
  /** A mailbox that takes letters, one that does not exist, one of another domain; null for what was not given. */
  readonly rcpt: string | null;
  readonly rcptBad: string | null;
  readonly rcptForeign: string | null;
  readonly from: string | null;
  readonly letters: boolean;
  readonly sink: Sink | null;
  /** Values for a case: those that it is given here, and those that the command was given. */
  readonly variables: (file: SessionFile, given: ReadonlyMap<string, string>) => Variables;
  /** Sets this run apart from others in the letters. */
  readonly run: string;
  /** EHLO keywords that are not registered, of those that a server offers. */
  readonly unregistered: (keywords: readonly string[]) => readonly string[];
}

export type Tried = Judged & { readonly looked: readonly Expectation[] };

/** Plays a case and judges it. Never rejects for what a server did. */
export async function tryCase(
  onDisk: CaseOnDisk,
  plan: ConformPlan,
  venue: Venue,
  offer: ServerOffer,
  setting: RunSetting,
): Promise<Tried> {
  const { one } = onDisk;
  const without = notRun(one, plan, venue, offer);
  if (without !== null) return { ...without, looked: [] };
  const looked: Expectation[] = [];
  const over = (play: CasePlay): Tried => ({ ...judge(one, play), looked: play.looked });
  try {
    return over(await play(onDisk, plan, venue, offer, looked, setting));
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    const problem: Problem = error.problem;
    if (problem.code === 'starttls-not-offered') return { ...notOffered('STARTTLS'), looked };
    return over({ looked, problem, at: null });
  }
}

function notOffered(what: string): Judged {
  return { verdict: 'not-offered', reason: { kind: 'absent', what }, span: null };
}

/** Why a case is not played; null where it is. */
function notRun(one: ConformanceCase, plan: ConformPlan, venue: Venue, offer: ServerOffer): Judged | null {
  const given: Readonly<Record<GivenNeed, boolean>> = {
    mailbox: plan.rcpt !== null && offer.refusal === null,
    'bad-mailbox': plan.rcptBad !== null,
    foreign: plan.rcptForeign !== null,
    auth: plan.talking.credentials !== null,
    sink: plan.sink !== null,
    // SECURITY: what could harm others is tried at nobody's server but one that runs here, or that sends its letters to us.
    loopback: plan.sink !== null || venue.onThisMachine,
  };
  const needs = one.needs.filter((need) => isGivenNeed(need) && !given[need]);
  if (needs.length > 0) return { verdict: 'not-run', reason: { kind: 'needs', needs }, span: null };
  if (one.sendsLetter && !plan.letters)
    return { verdict: 'not-run', reason: { kind: 'no-letters' }, span: null };
  if (one.needs.includes('tls') && offer.encrypted === null && !hasKeyword(offer.hello, 'STARTTLS'))
    return notOffered('STARTTLS');
  const isClear = one.opens === 'own' || (one.opens === 'plain' && !signsIn(plan.talking, offer));
  const hello = isClear ? (offer.hello ?? offer.encrypted) : (offer.encrypted ?? offer.hello);
  // RFC 1870 §4: no number, or 0, is no limit.
  if (one.needs.includes('size-limit') && (hello === null || sizeLimit(hello) === null))
    return notOffered('SIZE');
  const lacking = keywordsOf(one).find(
    (keyword) => !hasKeyword(keyword === 'STARTTLS' ? offer.hello : hello, keyword),
  );
  return lacking === undefined ? null : notOffered(lacking);
}

/** Needs that a server meets by offering them. */
function keywordsOf({ needs }: ConformanceCase): readonly string[] {
  return needs.filter((need) => /^[A-Z0-9]/.test(need));
}

async function play(
  { one, regex }: CaseOnDisk,
  plan: ConformPlan,
  venue: Venue,
  offer: ServerOffer,
  looked: Expectation[],
  setting: RunSetting,
): Promise<CasePlay> {
  const talking = talkingFor(one, plan.talking, signsIn(plan.talking, offer));
  const conversation =
    one.opens === 'own'
      ? await openConversation(talking, venue, setting)
      : (await openReadyConversation(talking, venue, { ...setting, reached: () => undefined })).conversation;
  try {
    if (one.opens === 'own' && talking.tls === 'implicit')
      await encryptAsPlanned(conversation, talking, venue, 'implicit');
    const { state } = conversation;
    const given = valuesFor(one, plan);
    const moreFacts = async (name: string): Promise<Facts> => {
      const { capabilities } = conversation.state;
      if (name !== 'hello.unregistered')
        return (await plan.sink?.facts(name, given.get('marker') ?? '')) ?? {};
      if (capabilities === null) return {};
      return { 'hello.unregistered': plan.unregistered([...capabilities.keywords.keys()]).join(' ') };
    };
    const program = compile(one.file, {
      state,
      whole: one.opens === 'own',
      shows: { client: true, server: true },
    });
    const line: PlayLine = {
      conversation,
      facts: new FactLog(),
      encrypt: (mode) => encryptAsPlanned(conversation, talking, venue, mode),
      signIn: (mechanism, user, secret) => signInAs(conversation, mechanism, user, secret),
    };
    const { expectations, problem, at } = await playClient(one.file, program, {
      open: () => Promise.resolve(line),
      variables: plan.variables(one.file, given),
      captures: new Map(),
      level: 'code',
      regex,
      keepGoing: false,
      anyLines: true,
      moreFacts,
      readFile: (line) => readBeside(one.path, line),
      pause: (milliseconds) => pause(milliseconds, setting.signal),
      told: (expectation) => {
        looked.push(expectation);
      },
    });
    return { looked: expectations, problem, at };
  } finally {
    await conversation.quit();
  }
}

function signsIn({ credentials }: ConversationPlan, { wantsSignIn }: ServerOffer): boolean {
  return credentials !== null && wantsSignIn;
}

/** How to lead there: unencrypted unless the user or the case has it otherwise; signed in where the server wants that. */
function talkingFor(one: ConformanceCase, plan: ConversationPlan, signIn: boolean): ConversationPlan {
  const implicit = beginsInTls(plan);
  const insecure = needsNoProof(plan, signIn || usesAccount(one));
  const named = { ...plan, ehlo: `${one.id}.conform.test`, helo: false, insecure };
  if (one.opens === 'own') return { ...named, tls: implicit ? 'implicit' : 'off', credentials: null };
  if (one.opens === 'tls') return { ...named, tls: implicit ? 'implicit' : 'starttls', credentials: null };
  if (one.opens === 'best') return { ...named, tls: implicit ? 'implicit' : 'auto', credentials: null };
  const tls = implicit ? 'implicit' : plan.tls === 'starttls' || signIn ? plan.tls : 'off';
  return signIn ? { ...named, tls } : { ...named, tls, credentials: null };
}

/** Whether the case itself signs in with the user's account. */
function usesAccount({ needs }: ConformanceCase): boolean {
  return needs.includes('auth');
}

/** The names that cases have for what was given. */
function valuesFor(one: ConformanceCase, plan: ConformPlan): ReadonlyMap<string, string> {
  const { rcpt, rcptBad, rcptForeign } = plan;
  const domain = rcpt === null ? 'example.test' : rcpt.slice(rcpt.lastIndexOf('@') + 1);
  const local = rcpt === null ? 'postmaster' : rcpt.slice(0, rcpt.lastIndexOf('@'));
  return new Map([
    ['ehlo', `${one.id}.conform.test`],
    ['from', plan.from ?? rcpt ?? ''],
    ['rcpt', rcpt ?? ''],
    ['rcpt-bad', rcptBad ?? ''],
    ['rcpt-foreign', rcptForeign ?? ''],
    ['domain', domain],
    ['local', local],
    ['marker', `conform-${plan.run}-${one.id}`],
    // SECURITY: no case has the password but one that says that it signs in.
    ...(usesAccount(one) ? accountIn(plan.talking) : []),
  ]);
}

/** The account that the user gave, for cases that sign in. SECURITY: its password was handed to the guard where it was read. */
function accountIn({ credentials }: ConversationPlan): readonly (readonly [string, string])[] {
  if (credentials === null) return [];
  const password = credentials.password?.reveal();
  return [['user', credentials.user], ...(password === undefined ? [] : [['password', password] as const])];
}
