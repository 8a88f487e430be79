/**
 * When a letter may go: letters keep a distance in time, over all connections together. A letter that comes late does not make the
 * next ones hurry. A wait ends early where the user stops the run or its time is over.
 */

import type { RunSetting } from '../plan/index.ts';

/** Waits; resolves early where the signal stops it. */
export function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  if (milliseconds <= 0 || signal?.aborted === true) return Promise.resolve();
  return new Promise((resolve) => {
    const over = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', over);
      resolve();
    };
    const timer = setTimeout(over, milliseconds);
    signal?.addEventListener('abort', over);
  });
}

/** A function that resolves when the turn of the next letter has come. `interval` is in milliseconds; null for no distance. */
export function openPace(
  interval: number | null,
  end: number | null,
  { now, signal }: Pick<RunSetting, 'now' | 'signal'>,
): () => Promise<void> {
  if (interval === null) return () => Promise.resolve();
  let due = -Infinity;
  return () => {
    // The turn is taken before it is waited for: several connections ask at the same time.
    const turn = Math.max(due, now());
    due = turn + interval;
    return pause(Math.min(turn, end ?? Infinity) - now(), signal);
  };
}
