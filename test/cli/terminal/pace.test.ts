/** The pace of a film: whose keys and whose clock decide when it goes on. The clock is a false one. */

import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openPace } from '../../../src/cli/terminal/index.ts';
import type { PaceOptions } from '../../../src/cli/terminal/index.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
});

afterEach(() => {
  vi.useRealTimers();
});

const HOUR = 3_600_000;

/** A pace, its keys, and what became of each wait so far. */
function film(options: PaceOptions) {
  const stdin = new PassThrough();
  const stop = new AbortController();
  const pace = openPace(options, { stdin: stdin as unknown as NodeJS.ReadStream, signal: stop.signal });
  const went: string[] = [];
  return {
    went,
    stop,
    pace,
    stdin,
    wait: (milliseconds?: number): void => {
      void pace.next(milliseconds).then((where) => went.push(where));
    },
    /** Presses keys, and lets what follows from them happen. */
    press: async (keys: string): Promise<void> => {
      stdin.write(keys);
      await turn();
    },
  };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function pass(milliseconds: number): Promise<void> {
  vi.advanceTimersByTime(milliseconds);
  await turn();
}

const [LEFT, RIGHT, UP, DOWN] = ['\u001b[D', '\u001b[C', '\u001b[A', '\u001b[B'];

describe('a film at a terminal', () => {
  it('goes on when the time of the line is over, divided by the speed', async () => {
    const shown = film({ speed: 4 });
    shown.wait(2000);
    await pass(499);
    expect(shown.went).toEqual([]);
    await pass(1);
    expect(shown.went).toEqual(['on']);
    shown.pace.stop();
  });

  it('waits no longer than the longest pause', async () => {
    const shown = film({ maxPause: 0.5 });
    shown.wait(60_000);
    await pass(499);
    expect(shown.went).toEqual([]);
    await pass(1);
    expect(shown.went).toEqual(['on']);
    shown.pace.stop();
  });

  it('stops for a space, for however long, and goes on with another', async () => {
    const shown = film({});
    shown.wait(100);
    await shown.press(' ');
    await pass(HOUR);
    expect(shown.went).toEqual([]);
    await shown.press(' ');
    expect(shown.went).toEqual(['on']);
    shown.pace.stop();
  });

  it('shows the next line at once for the right arrow or Enter', async () => {
    const shown = film({ step: true });
    for (const key of [RIGHT, '\r']) {
      shown.wait();
      await pass(HOUR);
      await shown.press(key ?? '');
    }
    expect(shown.went).toEqual(['on', 'on']);
    shown.pace.stop();
  });

  it('takes a line back for the left arrow, and stops there', async () => {
    const shown = film({});
    shown.wait(100);
    await shown.press(LEFT ?? '');
    expect(shown.went).toEqual(['back']);
    shown.wait(100);
    await pass(HOUR);
    expect(shown.went).toEqual(['back']);
    shown.pace.stop();
  });

  it('is faster and slower from the next line on for up and down', async () => {
    const shown = film({});
    shown.wait(100);
    await shown.press(UP ?? '');
    await pass(99);
    expect(shown.went).toEqual([]);
    await pass(1);
    shown.wait(300);
    await pass(199);
    expect(shown.went).toEqual(['on']);
    await pass(1);
    expect(shown.went).toEqual(['on', 'on']);
    await shown.press(DOWN ?? '');
    await shown.press(DOWN ?? '');
    shown.wait(100);
    await pass(149);
    expect(shown.went).toHaveLength(2);
    await pass(1);
    expect(shown.went).toHaveLength(3);
    shown.pace.stop();
  });

  it.each([
    ['q', 'q'],
    ['Ctrl-C', '\u0003'],
  ])('ends for %s, without waiting', async (_, key) => {
    const shown = film({ step: true });
    shown.wait();
    await shown.press(key);
    expect(shown.went).toEqual(['end']);
    shown.pace.stop();
  });

  it('ends where no key can come any more', async () => {
    const shown = film({ step: true });
    shown.wait();
    shown.stdin.end();
    await turn();
    await turn();
    expect(shown.went).toEqual(['end']);
    shown.pace.stop();
  });

  it('ends with the program', async () => {
    const shown = film({ step: true });
    shown.stop.abort('SIGTERM');
    shown.wait();
    await turn();
    expect(shown.went).toEqual(['end']);
    shown.pace.stop();
  });
});
