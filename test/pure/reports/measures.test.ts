/** Times of many letters: quantiles that are near the true ones, and stages that are what the events say. */

import { describe, expect, it } from 'vitest';
import type { LabEvent } from '../../../src/pure/events/index.ts';
import { Measures } from '../../../src/pure/reports/index.ts';
import { Quantiles } from '../../../src/pure/reports/quantiles.ts';

describe('quantiles', () => {
  it.each([1, 2, 19, 20, 21, 100, 10_000])('of %d values are at most half a percent off', (count) => {
    const times = new Quantiles();
    const all: number[] = [];
    let seed = 7;
    for (let at = 0; at < count; at++) {
      seed = (seed * 48_271) % 2_147_483_647;
      const value = 0.01 * Math.exp((seed / 2_147_483_647) * 14);
      all.push(value);
      times.add(value);
    }
    all.sort((one, other) => one - other);
    expect(times.count).toBe(count);
    expect(times.least).toBe(all[0]);
    expect(times.greatest).toBe(all.at(-1));
    for (const part of [0.5, 0.95, 0.99]) {
      const exact = all[Math.ceil(part * count) - 1] ?? 0;
      expect(Math.abs(times.at(part) / exact - 1)).toBeLessThan(0.005);
    }
  });

  it('keep buckets, not values', () => {
    const times = new Quantiles();
    for (let at = 0; at < 1_000_000; at++) times.add(1 + (at % 1000) / 1000);
    expect(times.at(0.5)).toBeGreaterThan(1.49);
    expect(times.at(0.5)).toBeLessThan(1.51);
  });
});

const command = (at: number, verb: string, connection = 1): LabEvent => ({
  kind: 'command',
  at,
  verb,
  line: verb,
  hidden: false,
  bytes: 6,
  grouped: false,
  connection,
});
const reply = (at: number, to: string, elapsed: number, connection = 1): LabEvent => ({
  kind: 'reply',
  at,
  to,
  command: null,
  code: 250,
  class: 2,
  enhanced: null,
  lines: ['x'],
  phase: 'ready',
  elapsed,
  quirks: [],
  encrypted: false,
  connection,
});
const letter = (at: number, connection = 1): readonly LabEvent[] => [
  command(at, 'MAIL', connection),
  reply(at + 1, 'MAIL', 1, connection),
  command(at + 1, 'DATA', connection),
  reply(at + 2, 'DATA', 1, connection),
  { kind: 'letter', at: at + 2, wire: new Uint8Array(3), connection },
  {
    kind: 'data',
    at: at + 4,
    bytes: 3,
    lines: 1,
    stuffed: 0,
    repaired: 0,
    closed: false,
    via: 'DATA',
    connection,
  },
  reply(at + 9, 'DATA', 5, connection),
];

describe('the stages of a run', () => {
  it('are counted over all connections, each letter from its MAIL to its last reply', () => {
    const measures = new Measures();
    const events = [
      ...letter(0, 1),
      ...letter(100, 2),
      ...letter(10, 1),
      command(20, 'QUIT'),
      reply(22, 'QUIT', 2),
    ];
    for (const event of events) measures.event(event);
    for (const connection of [1, 2])
      measures.event({ kind: 'close', at: 120, by: 'client', clean: true, connection });
    measures.event({
      kind: 'result',
      at: 2000,
      outcome: 'accepted',
      exitCode: 0,
      stage: 'quit',
      accepted: [],
      rejected: [],
      unknown: [],
      queueId: null,
      retryable: false,
      problem: null,
      totals: { letters: 3, accepted: 3, failed: 0, notTried: 0, milliseconds: 2000 },
    });
    const { stages, accepted, perSecond } = measures.measured();
    expect(accepted).toBe(3);
    expect(perSecond).toBeCloseTo(1.5);
    expect(stages.map(({ stage, count }) => [stage, count])).toEqual([
      ['MAIL', 3],
      ['DATA', 3],
      ['upload', 3],
      ['final', 3],
      ['letter', 3],
      ['QUIT', 1],
    ]);
    const of = (name: string) => stages.find(({ stage }) => stage === name);
    expect(of('final')).toMatchObject({ min: 5, max: 5 });
    expect(of('letter')).toMatchObject({ min: 9, max: 9 });
    expect(of('upload')).toMatchObject({ min: 2, max: 2 });
  });

  it('have no letter where none was accepted or refused at its end', () => {
    const measures = new Measures();
    for (const event of letter(0).slice(0, 4)) measures.event(event);
    measures.event({ kind: 'close', at: 5, by: 'server', clean: false, connection: 1 });
    expect(measures.measured().stages.map(({ stage }) => stage)).toEqual(['MAIL', 'DATA']);
  });
});
