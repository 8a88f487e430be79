import { describe, expect, it } from 'vitest';
import type { LabEvent } from '../../../src/pure/events/index.ts';
import { MOST_SPANS, Timeline } from '../../../src/pure/reports/index.ts';
import type { TimeSpan } from '../../../src/pure/reports/index.ts';
import { replyEventOf as reply } from '../../support/events.ts';

function command(at: number, verb: string): LabEvent {
  return { kind: 'command', at, verb, line: verb, hidden: false, bytes: 6, grouped: false };
}

const letter = (at: number): LabEvent => ({ kind: 'letter', at, wire: new Uint8Array(3) });
const data = (at: number): LabEvent => ({
  kind: 'data',
  at,
  bytes: 1,
  lines: 1,
  stuffed: 0,
  repaired: 0,
  closed: false,
  via: 'DATA',
});

function spansOf(...events: readonly LabEvent[]): readonly TimeSpan[] {
  const timeline = new Timeline();
  for (const event of events) timeline.event(event);
  return timeline.spans();
}

describe('the timeline of a conversation', () => {
  it('gives lookup, connection and greeting the time since what was before them', () => {
    const spans = spansOf(
      { kind: 'lookup', at: 5, name: 'mail.example.test', record: 'address', answers: ['::1'], error: null },
      {
        kind: 'connect',
        at: 8,
        host: 'mail.example.test',
        port: 25,
        address: '::1',
        family: 6,
        practice: false,
        proxy: null,
      },
      reply(20, 'greeting', 220, 12),
    );
    expect(spans).toEqual([
      { step: 'lookup', label: 'mail.example.test', from: 0, to: 5 },
      { step: 'connect', label: '', from: 5, to: 8 },
      { step: 'greeting', label: '', from: 8, to: 20 },
    ]);
  });

  it('counts a command from when it was sent, so that pipelined ones overlap', () => {
    const spans = spansOf(
      command(10, 'MAIL'),
      command(10, 'RCPT'),
      reply(15, 'MAIL', 250, 5),
      reply(18, 'RCPT', 250, 8),
    );
    expect(spans.map(({ label, from, to }) => [label, from, to])).toEqual([
      ['MAIL', 10, 15],
      ['RCPT', 10, 18],
    ]);
  });

  it('makes one span of all steps of a sign-in', () => {
    const spans = spansOf(
      command(10, 'AUTH'),
      reply(12, 'AUTH', 334, 2),
      command(13, 'AUTH'),
      reply(19, 'AUTH', 235, 6),
    );
    expect(spans).toEqual([{ step: 'command', label: 'AUTH', from: 10, to: 19 }]);
  });

  it('tells the upload from the command before it and the final reply behind it', () => {
    const spans = spansOf(
      command(10, 'DATA'),
      reply(12, 'DATA', 354, 2),
      letter(13),
      letter(20),
      data(30),
      reply(70, 'DATA', 250, 40),
      command(70, 'QUIT'),
      reply(71, 'QUIT', 221, 1),
      command(72, 'DATA'),
      reply(73, 'DATA', 503, 1),
    );
    expect(spans.map(({ step, from, to }) => [step, from, to])).toEqual([
      ['command', 10, 12],
      ['upload', 13, 30],
      ['final', 30, 70],
      ['command', 70, 71],
      ['command', 72, 73],
    ]);
  });

  it('stays bounded: what comes after the hundredth span is summed up in the last', () => {
    const timeline = new Timeline();
    for (let at = 1; at <= 5000; at++) timeline.event(reply(at, 'NOOP', 250, 1));
    const spans = timeline.spans();
    expect(spans).toHaveLength(MOST_SPANS);
    expect(spans.at(-1)).toEqual({ step: 'rest', label: '', from: MOST_SPANS - 1, to: 5000 });
  });
});
