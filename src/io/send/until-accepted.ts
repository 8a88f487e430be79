/**
 * `--until-accepted`: a letter is tried again while what stands in its way is temporary (RFC 5321 §4.5.4.1), and only for the
 * recipients that are still without it. A permanent refusal, an unknown outcome, the user and the time of the run end it.
 */

import { isTemporary } from '../../pure/problems/index.ts';
import type { Delivered } from '../client/index.ts';
import type { RunSetting } from '../plan/index.ts';
import { merged } from './consignment.ts';
import type { Part } from './consignment.ts';
import { pause } from './pace.ts';

/** How often to try: `interval` and `end` are in milliseconds, `end` of the run's clock. */
export interface Patience {
  readonly interval: number;
  readonly end: number | null;
}

/** Tries until nothing is left to try. Resolves to what became of all recipients together. */
export async function tryUntilAccepted(
  everybody: readonly string[],
  { interval, end }: Patience,
  once: (recipients: readonly string[]) => Promise<Delivered>,
  { sink, now, signal }: RunSetting,
): Promise<Delivered> {
  const settled: Part[] = [];
  let recipients = everybody;
  for (let tries = 1; ; tries++) {
    const delivered = await once(recipients);
    const open = openRecipients(delivered, recipients);
    const all = merged([...settled, { recipients, delivered }]);
    if (open.length === 0 || signal?.aborted === true) return all;
    const seconds = interval / 1000;
    if (end !== null && now() + interval >= end) {
      sink({ kind: 'note', at: now(), code: 'tries-ended', detail: { tries, seconds: end / 1000 } });
      return all;
    }
    sink({
      kind: 'note',
      at: now(),
      code: 'tried-again',
      detail: { tries, seconds, recipients: open.length },
    });
    await pause(interval, signal);
    if (isStopped(signal)) return interrupted(all, signal);
    settled.push(...settledParts(delivered));
    recipients = open;
  }
}

/** Asked again after a wait, in which it may have changed. */
function isStopped(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}

/** Who may still get it. */
function openRecipients(
  { outcome, rejected, problem }: Delivered,
  asked: readonly string[],
): readonly string[] {
  if (outcome === 'unknown' || problem === null) return [];
  if (rejected.length > 0) return rejected.filter(({ retryable }) => retryable).map(({ address }) => address);
  return outcome === 'not-sent' && isTemporary(problem) && problem.code !== 'max-time' ? asked : [];
}

/** What is decided of a try: those who have it, and those who never will. */
function settledParts(delivered: Delivered): readonly Part[] {
  const { accepted, unknown } = delivered;
  const refused = delivered.rejected.filter(({ retryable }) => !retryable);
  const none = { ...delivered, accepted: [], rejected: [], unknown: [] };
  return [
    ...(unknown.length === 0
      ? []
      : [{ recipients: unknown, delivered: { ...none, unknown, outcome: 'unknown' as const } }]),
    ...(accepted.length === 0
      ? []
      : [
          {
            recipients: accepted,
            delivered: { ...none, accepted, outcome: 'accepted' as const, problem: null },
          },
        ]),
    ...(refused.length === 0
      ? []
      : [
          {
            recipients: refused.map(({ address }) => address),
            delivered: { ...none, rejected: refused, outcome: 'rejected' as const },
          },
        ]),
  ];
}

function interrupted(all: Delivered, signal: AbortSignal | undefined): Delivered {
  const detail = { signal: String(signal?.reason ?? 'SIGINT'), unknown: false };
  return {
    ...all,
    outcome: all.accepted.length > 0 ? 'partial' : 'not-sent',
    problem: { code: 'interrupted', detail },
  };
}
