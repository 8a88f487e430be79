/**
 * The pace of a film at a terminal: it goes on by itself, a line after the other, as fast as the recording or a reader; the keys
 * steer it. Space stops it and lets it go on, the right arrow (or Enter) shows the next line at once, the left one takes the last line
 * back and stops, up and down are faster and slower, q ends it. Elsewhere there is no pace: everything is printed at once.
 */

import { emitKeypressEvents } from 'node:readline';
import type { CliContext } from '../context.ts';

export interface PaceOptions {
  /** How many times as fast. */
  readonly speed?: number;
  /** The longest wait, in seconds. */
  readonly maxPause?: number;
  /** Every line waits for a key. */
  readonly step?: boolean;
}

export interface Pace {
  /** Waits as long as a reader or the recording does; tells where the film goes then. */
  readonly next: (milliseconds?: number) => Promise<'on' | 'back' | 'end'>;
  readonly stop: () => void;
}

/** Between two lines of which nobody wrote down how long it took. */
const LINE_MILLISECONDS = 700;
const MAX_PAUSE_SECONDS = 3;
/** What one press of up or down changes. */
const FASTER = 1.5;

/** Who does not watch at a terminal gets everything at once. */
export const NO_PACE: Pace = { next: () => Promise.resolve('on'), stop: () => undefined };

/** The pace of a terminal, its keys read from now on until `stop`. */
export function openPace(
  { speed = 1, maxPause = MAX_PAUSE_SECONDS, step = false }: PaceOptions,
  { stdin, signal }: Pick<CliContext, 'stdin' | 'signal'>,
): Pace {
  let stopped = step;
  let ended = false;
  /** Keys that were pressed while nobody waited. */
  const moves: ('on' | 'back')[] = [];
  let factor = speed;
  /** Ends the wait that is under way. */
  let go: (() => void) | null = null;
  const onKey = (_: unknown, key: { readonly name?: string; readonly ctrl?: boolean } | undefined): void => {
    const name = key?.name ?? '';
    if (name === 'q' || name === 'escape' || (name === 'c' && key?.ctrl === true)) ended = true;
    else if (name === 'up') factor *= FASTER;
    else if (name === 'down') factor /= FASTER;
    else if (name === 'space') stopped = step || !stopped;
    else if (name === 'left') {
      moves.push('back');
      stopped = true;
    } else if (name === 'right' || name === 'return') moves.push('on');
    else return;
    // What was stopped waits for the next key; another speed holds from the next line on.
    const waits = (name === 'space' && stopped && !step) || name === 'up' || name === 'down';
    if (!waits) go?.();
  };
  // The terminal has gone; no key comes any more.
  const onEnd = (): void => {
    ended = true;
    go?.();
  };
  emitKeypressEvents(stdin);
  stdin.on('keypress', onKey);
  stdin.on('end', onEnd);
  if ('setRawMode' in stdin) stdin.setRawMode(true);
  stdin.resume();
  return {
    next: async (milliseconds = LINE_MILLISECONDS) => {
      const wait = Math.min(milliseconds / factor, maxPause * 1000);
      await new Promise<void>((resolve) => {
        const timer = setInterval(
          () => {
            if (!stopped) done();
          },
          Math.max(1, wait),
        );
        const done = (): void => {
          clearInterval(timer);
          go = null;
          resolve();
        };
        go = done;
        if (ended || signal.aborted || moves.length > 0) done();
      });
      if (ended || signal.aborted) return 'end';
      return moves.shift() ?? 'on';
    },
    stop: () => {
      stdin.off('keypress', onKey);
      stdin.off('end', onEnd);
      if ('setRawMode' in stdin) stdin.setRawMode(false);
      stdin.pause();
    },
  };
}
