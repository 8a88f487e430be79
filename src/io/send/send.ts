/**
 * `send`: a letter to a server, to the practice server, or to the recipients' own mail servers; once or many times. Everything
 * that happens is in the events; the last of them is the result, which tells the truth about what became of the letter.
 */

import type { EventSink, LabEvent, Remark, ResultEvent, Stage } from '../../pure/events/index.ts';
import { EXIT, exitCodeOf, isTemporary, LabError } from '../../pure/problems/index.ts';
import { notSent } from '../client/index.ts';
import type { Delivered } from '../client/index.ts';
import { Consignment } from './consignment.ts';
import { openVenue, startClock } from '../plan/index.ts';
import { sendToExchangers } from './mx-delivery.ts';
import type { ExchangeRoute } from './mx-delivery.ts';
import { letterRemarks } from './letter-remarks.ts';
import { openPace } from './pace.ts';
import { openTally } from './tally.ts';
import type { Sent } from './tally.ts';
import { tryUntilAccepted } from './until-accepted.ts';
import { holdConversation, recipientsOf } from './conversation.ts';
import type { Sending } from './conversation.ts';
import type { RunSetting, Venue } from '../plan/index.ts';

export interface SendPlan extends Sending {
  /** What is said before anything happens. */
  readonly remarks: readonly Remark[];
  /** The recipients' own servers in place of the named one; null for that. */
  readonly exchange: ExchangeRoute | null;
  /** How often the letter is sent, and over how many connections at once. */
  readonly count: number;
  readonly connections: number;
  /** Milliseconds from the start of a letter to the start of the next; null for none. */
  readonly interval: number | null;
  /** Whether a letter that is refused for now is tried again, `interval` after it was. */
  readonly untilAccepted: boolean;
  /** The exit code where every refusal is temporary; null for the usual one. */
  readonly tempfailExit: number | null;
  /** What a caller that knows other exit codes is told; `code` is ours. */
  readonly exitCode?: (code: number, result: Pick<ResultEvent, 'outcome' | 'retryable'>) => number;
}

/** Sends; resolves to the result, which is also the last event. Never rejects for what a server did. */
export async function send(
  plan: SendPlan,
  sink: EventSink,
  signal?: AbortSignal,
  now: () => number = startClock(),
): Promise<ResultEvent> {
  let host: string | null = null;
  const listen: EventSink = (event) => {
    if (event.kind === 'connect') ({ host } = event);
    sink(event);
  };
  const setting: RunSetting = { sink: listen, now, ...(signal === undefined ? {} : { signal }) };
  for (const remark of [...plan.remarks, ...letterRemarks(plan.letter)])
    sink({ kind: isChoice(remark) ? 'note' : 'warning', at: now(), ...remark });
  const { delivered, totals } = await sentAsAsked(plan, setting);
  const retryable = isRetryable(delivered);
  const exitCode = exitCodeOf(delivered.problem);
  const known = plan.exitCode?.(exitCode, { outcome: delivered.outcome, retryable }) ?? exitCode;
  const result: ResultEvent = {
    kind: 'result',
    at: now(),
    ...delivered,
    exitCode:
      retryable && plan.tempfailExit !== null && exitCode < EXIT.interrupted ? plan.tempfailExit : known,
    retryable,
    host,
    ...(totals === undefined ? {} : { totals }),
  };
  sink(result);
  return result;
}

/** Once, or as long as that makes sense. */
async function sentAsAsked(plan: SendPlan, setting: RunSetting): Promise<Sent> {
  const { exchange } = plan;
  if (exchange !== null) return sentOrTried(plan, setting, (one) => routed(one, exchange, setting));
  let venue: Venue;
  try {
    // One for all tries: a practice server remembers who was here.
    venue = await openVenue(plan.talking);
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    return { delivered: notSent(error.problem, 'connect') };
  }
  try {
    return await sentOrTried(plan, setting, (one) => sendPile(one, venue, setting));
  } finally {
    await venue.close();
  }
}

async function sentOrTried(
  plan: SendPlan,
  setting: RunSetting,
  once: (plan: SendPlan) => Promise<Sent>,
): Promise<Sent> {
  if (!plan.untilAccepted) return once(plan);
  const { pile = null } = plan;
  const tryFor = async (recipients: readonly string[]): Promise<Delivered> => {
    const envelope = { ...plan.envelope, recipients };
    const only =
      pile === null
        ? null
        : { ...pile, envelope: (index: number) => ({ ...pile.envelope(index), recipients }) };
    return (await once({ ...plan, envelope, pile: only, interval: null })).delivered;
  };
  const patience = { interval: plan.interval ?? RETRY_MILLISECONDS, end: plan.talking.maxMilliseconds };
  return { delivered: await tryUntilAccepted(recipientsOf(plan, 0), patience, tryFor, setting) };
}

/** Between two tries. */
const RETRY_MILLISECONDS = 30_000;

const NOTES: readonly Remark['code'][] = [
  ...([
    'practice-password',
    'front-removed',
    'bcc-removed',
    'fields-added',
    'options-unused',
    'line-ends-repaired',
    'last-line-closed',
  ] as const),
];

/** Remarks of a plan that are no reason to worry. */
function isChoice({ code }: Remark): boolean {
  return NOTES.includes(code);
}

async function routed(plan: SendPlan, exchange: ExchangeRoute, setting: RunSetting): Promise<Sent> {
  const { pile = null, count } = plan;
  const tally = openTally(count, setting);
  const turn = openPace(plan.interval, plan.talking.maxMilliseconds, setting);
  for (let index = 0; index < count && setting.signal?.aborted !== true; index++) {
    await turn();
    if (isStopped(setting)) break;
    const letter = pile === null ? plan.letter : await pile.letter(index);
    const envelope = { ...plan.envelope, ...pile?.envelope(index) };
    // A composed letter has another Message-ID each time.
    const one = { ...letter, content: () => letter.content(index) };
    tally.done(
      index,
      await sendToExchangers({ ...plan, pile: null, letter: one, envelope }, exchange, setting),
    );
    await pile?.release?.(index);
  }
  return tally.sent();
}

/** All letters, over as many connections as are asked for. */
async function sendPile(plan: SendPlan, venue: Venue, setting: RunSetting): Promise<Sent> {
  const { count } = plan;
  const tally = openTally(count, setting);
  let next = 0;
  const turn = openPace(plan.interval, plan.talking.maxMilliseconds, setting);
  const take = async (): Promise<number | null> => {
    if (next >= count) return null;
    await turn();
    return next < count && !isStopped(setting) ? next++ : null;
  };

  const work = async (connection: number): Promise<void> => {
    const sink = plan.connections > 1 ? numbered(setting.sink, connection) : setting.sink;
    // A server may take only so many letters on a connection: another is opened as long as each brings something.
    let last: Delivered | null = null;
    const consignment = new Consignment(
      (index) => recipientsOf(plan, index),
      take,
      (index, delivered) => {
        last = delivered;
        tally.done(index, delivered);
      },
    );
    let before: number;
    do {
      before = tally.accepted();
      last = null;
      await holdConversation(plan, venue, { ...setting, sink }, consignment);
    } while (plan.stop === null && (tally.accepted() > before || consignment.hasRest || goesOn(plan, last)));
  };
  const workers = Math.min(plan.connections, count);
  await Promise.all(Array.from({ length: workers }, (_, at) => work(at + 1)));
  return tally.sent();
}

/** Who measures wants to know of each letter. What fails for all of them, such as a refused password, is not tried again. */
function goesOn({ interval, perConnection = null }: SendPlan, last: Delivered | null): boolean {
  if (last === null || (interval === null && perConnection === null)) return false;
  return IN_TRANSACTION.includes(last.stage) || (isRetryable(last) && last.problem?.code !== 'max-time');
}

const IN_TRANSACTION: readonly Stage[] = ['mail', 'rcpt', 'data', 'message', 'quit'];

function isStopped({ signal }: RunSetting): boolean {
  return signal?.aborted === true;
}

function numbered(sink: EventSink, connection: number): EventSink {
  return (event: LabEvent) => {
    sink({ ...event, connection });
  };
}

/** Whether the same may be taken later: every refusal is temporary, or the reply that ended it was 4yz. */
function isRetryable({ rejected, problem, outcome }: Delivered): boolean {
  if (outcome === 'unknown') return false;
  if (rejected.length > 0) return rejected.every(({ retryable }) => retryable);
  return problem !== null && isTemporary(problem);
}
