/**
 * What became of several letters, counted as it is known, and told as one result: which letter the first refusal was about, and how many
 * were never tried.
 */

import type { Outcome, ResultEvent } from '../../pure/events/index.ts';
import { notSent } from '../client/index.ts';
import type { Delivered } from '../client/index.ts';
import type { RunSetting } from '../plan/index.ts';

export interface Sent {
  readonly delivered: Delivered;
  readonly totals?: NonNullable<ResultEvent['totals']>;
}

/** What became of the letters, counted as it is known. */
export interface Tally {
  readonly done: (index: number, delivered: Delivered) => void;
  readonly accepted: () => number;
  readonly sent: () => Sent;
}

export function openTally(count: number, setting: RunSetting): Tally {
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
