/**
 * `send`: a letter to a server, to the practice server, or to the recipients' own mail servers; once or many times. Everything
 * that happens is in the events; the last of them is the result, which tells the truth about what became of the letter.
 */

import type { EventSink, LabEvent, Outcome, Remark, ResultEvent } from '../../pure/events/index.ts';
import { EXIT, exitCodeOf, isTemporary, LabError } from '../../pure/problems/index.ts';
import { notSent } from '../client/index.ts';
import type { Delivered } from '../client/index.ts';
import { Consignment } from './consignment.ts';
import { addressResolver, openVenue, startClock } from '../plan/index.ts';
import { sendToExchangers } from './mx-delivery.ts';
import type { ExchangeRoute } from './mx-delivery.ts';
import { letterRemarks } from './letter-remarks.ts';
import { dnsOptions, holdConversation, recipientsOf } from './conversation.ts';
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
  /** The exit code where every refusal is temporary; null for the usual one. */
  readonly tempfailExit: number | null;
}

/** Sends; resolves to the result, which is also the last event. Never rejects for what a server did. */
export async function send(plan: SendPlan, sink: EventSink, signal?: AbortSignal): Promise<ResultEvent> {
  const now = startClock();
  let host: string | null = null;
  const listen: EventSink = (event) => {
    if (event.kind === 'connect') ({ host } = event);
    sink(event);
  };
  const setting: RunSetting = { sink: listen, now, ...(signal === undefined ? {} : { signal }) };
  for (const remark of [...plan.remarks, ...letterRemarks(plan.letter)])
    sink({ kind: isChoice(remark) ? 'note' : 'warning', at: now(), ...remark });
  const { delivered, totals } =
    plan.exchange === null ? await sendToVenue(plan, setting) : await routed(plan, plan.exchange, setting);
  const retryable = isRetryable(delivered);
  const exitCode = exitCodeOf(delivered.problem);
  const result: ResultEvent = {
    kind: 'result',
    at: now(),
    ...delivered,
    exitCode:
      retryable && plan.tempfailExit !== null && exitCode < EXIT.interrupted ? plan.tempfailExit : exitCode,
    retryable,
    host,
    ...(totals === undefined ? {} : { totals }),
  };
  sink(result);
  return result;
}

interface Sent {
  readonly delivered: Delivered;
  readonly totals?: NonNullable<ResultEvent['totals']>;
}

const NOTES: readonly Remark['code'][] = [
  ...([
    'practice-password',
    'front-removed',
    'bcc-removed',
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
  for (let index = 0; index < count && setting.signal?.aborted !== true; index++) {
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

async function sendToVenue(plan: SendPlan, setting: RunSetting): Promise<Sent> {
  let venue: Venue;
  try {
    venue = await openVenue(plan.talking);
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    return { delivered: notSent(error.problem, 'connect') };
  }
  const resolve = addressResolver(dnsOptions(plan, setting));
  const { resolver } = plan;
  const chosen = resolve === undefined || resolver === null ? {} : { resolve, resolver };
  const route = { ...plan.talking.route, ...chosen };
  try {
    return await sendPile({ ...plan, talking: { ...plan.talking, route } }, venue, setting);
  } finally {
    await venue.close();
  }
}

/** All letters, over as many connections as are asked for. */
async function sendPile(plan: SendPlan, venue: Venue, setting: RunSetting): Promise<Sent> {
  const { count } = plan;
  const tally = openTally(count, setting);
  let next = 0;
  const take = (): number | null => (next < count && setting.signal?.aborted !== true ? next++ : null);

  const work = async (connection: number): Promise<void> => {
    const sink = plan.connections > 1 ? numbered(setting.sink, connection) : setting.sink;
    // A server may take only so many letters on a connection: another is opened as long as each brings something.
    const consignment = new Consignment((index) => recipientsOf(plan, index), take, tally.done);
    let before: number;
    do {
      before = tally.accepted();
      await holdConversation(plan, venue, { ...setting, sink }, consignment);
    } while (plan.stop === null && (tally.accepted() > before || consignment.hasRest));
  };
  const workers = Math.min(plan.connections, count);
  await Promise.all(Array.from({ length: workers }, (_, at) => work(at + 1)));
  return tally.sent();
}

/** What became of the letters, counted as it is known. */
interface Tally {
  readonly done: (index: number, delivered: Delivered) => void;
  readonly accepted: () => number;
  readonly sent: () => Sent;
}

function openTally(count: number, setting: RunSetting): Tally {
  const started = setting.now();
  let accepted = 0;
  let tried = 0;
  let unknown = false;
  let first: Delivered | null = null;
  let failed: { readonly index: number; readonly delivered: Delivered } | null = null;
  const done = (index: number, delivered: Delivered): void => {
    if (index === 0) first = delivered;
    tried++;
    unknown ||= delivered.outcome === 'unknown';
    if (delivered.outcome === 'accepted') accepted++;
    else if (failed === null || index < failed.index) failed = { index, delivered };
    if (count === 1) return;
    const { outcome, queueId } = delivered;
    setting.sink({ kind: 'message', at: setting.now(), index: index + 1, outcome, queueId });
  };
  const sent = (): Sent => {
    const told: Delivered = failedOf(failed, count) ?? first ?? interruptedBefore(setting);
    if (count === 1) return { delivered: told };
    const milliseconds = Math.round((setting.now() - started) * 1000) / 1000;
    const totals = {
      letters: count,
      accepted,
      failed: tried - accepted,
      notTried: count - tried,
      milliseconds,
    };
    const delivered = broken(setting, tried - accepted > 0 || tried < count)
      ? { ...told, ...interruptedAt(setting, unknown ? 'unknown' : accepted > 0 ? 'partial' : 'not-sent') }
      : told;
    return { delivered, totals };
  };
  return { done, accepted: () => accepted, sent };
}

/** Whether the user ended it before everything was done. */
function broken({ signal }: RunSetting, unfinished: boolean): boolean {
  return signal?.aborted === true && unfinished;
}

/** What an interruption makes of the outcome of several letters. */
function interruptedAt({ signal }: RunSetting, outcome: Outcome): Pick<Delivered, 'outcome' | 'problem'> {
  const detail = { signal: String(signal?.reason ?? 'SIGINT'), unknown: outcome === 'unknown' };
  return { outcome, problem: { code: 'interrupted', detail } };
}

/** Of several letters it is said which one a refusal is about: others may have been accepted. */
function failedOf(
  failed: { readonly index: number; readonly delivered: Delivered } | null,
  count: number,
): Delivered | null {
  if (failed === null) return null;
  const { index, delivered } = failed;
  const { problem } = delivered;
  if (count === 1 || problem === null) return delivered;
  const letter = index + 1;
  if (problem.code === 'sender-refused')
    return { ...delivered, problem: { code: problem.code, detail: { ...problem.detail, letter } } };
  if (problem.code === 'recipients-refused')
    return { ...delivered, problem: { code: problem.code, detail: { ...problem.detail, letter } } };
  return delivered;
}

function interruptedBefore({ signal }: RunSetting): Delivered {
  return notSent(
    { code: 'interrupted', detail: { signal: String(signal?.reason ?? 'SIGINT'), unknown: false } },
    'connect',
  );
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
