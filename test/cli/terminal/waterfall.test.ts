import { describe, expect, it } from 'vitest';
import { openTiming, withTiming } from '../../../src/cli/terminal/index.ts';
import { replyEventOf } from '../../support/events.ts';
import type { LabEvent } from '../../../src/pure/events/index.ts';
import { openScreen } from '../../support/screen.ts';

const RESULT: LabEvent = {
  kind: 'result',
  at: 100,
  outcome: 'accepted',
  exitCode: 0,
  stage: 'quit',
  accepted: [],
  rejected: [],
  unknown: [],
  queueId: null,
  retryable: false,
  problem: null,
};

function settingOf(columns: number, changes: { json?: boolean; quiet?: boolean; lang?: 'en' | 'ru' } = {}) {
  const out = openScreen(columns);
  return { out, lang: 'en' as const, color: false, json: false, quiet: false, ...changes };
}

describe('the waterfall of --timing', () => {
  it('shows a row for each span, the bars one behind the other, within the columns of the screen', () => {
    const context = settingOf(60);
    const timing = openTiming(true, context);
    timing.event(replyEventOf(50, 'greeting', 220, 50));
    timing.event(replyEventOf(100, 'EHLO', 250, 50));
    timing.show();
    const [, head = '', greeting = '', ehlo = ''] = context.out.lines();
    expect(head).toBe('Where the time went (0.10 s)');
    expect(greeting).toMatch(/^ {2}greeting {2}▇+ +50 ms$/);
    expect(ehlo).toMatch(/^ {2}EHLO {6} +▇+ +50 ms$/);
    expect(greeting.lastIndexOf('▇')).toBe(ehlo.indexOf('▇') - 1);
    for (const line of context.out.lines()) expect(line.length).toBeLessThanOrEqual(60);
  });

  it('speaks Russian', () => {
    const context = settingOf(80, { lang: 'ru' });
    const timing = openTiming(true, context);
    timing.event(replyEventOf(7.5, 'greeting', 220, 7.5));
    timing.show();
    expect(context.out.text()).toContain('На что ушло время (0,01 с)');
    expect(context.out.text()).toMatch(/приветствие .* 7,5 мс/);
  });

  it('makes visible what a server put into a name', () => {
    const context = settingOf(80);
    const timing = openTiming(true, context);
    timing.event({
      kind: 'connect',
      at: 1,
      host: 'h',
      port: 1,
      address: 'a',
      family: 4,
      practice: false,
      proxy: null,
    });
    timing.event(replyEventOf(9, 'X\u001B[2J', 500, 1));
    timing.show();
    expect(context.out.text()).not.toContain('\u001B');
  });

  it('stands before the result in JSON, which stays the last line, and behind it on a screen', () => {
    for (const json of [true, false]) {
      const context = settingOf(80, { json });
      const sink = withTiming((event) => context.out.line(event.kind), true, context);
      sink(replyEventOf(5, 'greeting', 220, 5));
      sink(RESULT);
      const lines = context.out.lines();
      if (json) {
        expect(lines.at(-1)).toBe('result');
        expect(JSON.parse(lines[1] ?? '')).toEqual({
          type: 'timing',
          at: 100,
          spans: [{ step: 'greeting', label: '', from: 0, to: 5 }],
        });
      } else {
        expect(lines.indexOf('result')).toBeLessThan(lines.findIndex((line) => line.startsWith('Where')));
      }
    }
  });

  it('says nothing where it is not wanted, or with --quiet', () => {
    for (const [wanted, quiet] of [
      [false, false],
      [true, true],
    ] as const) {
      const context = settingOf(80, { quiet });
      const timing = openTiming(wanted, context);
      timing.event(replyEventOf(5, 'greeting', 220, 5));
      timing.show();
      expect(context.out.text()).toBe('');
    }
  });
});
