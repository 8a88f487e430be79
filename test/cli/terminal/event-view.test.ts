import type { Explainer } from '../../../src/pure/explain/index.ts';
import { describe, expect, it } from 'vitest';
import { createEventView } from '../../../src/cli/terminal/index.ts';
import type { LabEvent, ResultEvent } from '../../../src/pure/events/index.ts';
import { openScreen } from '../../support/screen.ts';

const explainer: Explainer = {
  command: () => 'note',
  reply: () => ({ sides: [''], explanation: { title: 'Go on', text: 'Text.', next: 'Next.' } }),
  remark: ({ code }) => `about ${code}`,
  advice: () => ({ headline: 'It failed.', happened: ['This.'], means: ['That.'], tries: [], closing: [] }),
};

const hello: LabEvent = {
  kind: 'command',
  at: 1,
  verb: 'EHLO',
  line: 'EHLO pupil.example.test',
  hidden: false,
  bytes: 25,
  grouped: false,
};
const success: ResultEvent = {
  kind: 'result',
  at: 2,
  outcome: 'accepted',
  exitCode: 0,
  stage: 'quit',
  accepted: ['a@example.com'],
  rejected: [],
  unknown: [],
  queueId: null,
  retryable: false,
  problem: null,
};
const failure: ResultEvent = {
  ...success,
  outcome: 'not-sent',
  exitCode: 12,
  accepted: [],
  problem: { code: 'no-reply', detail: { to: 'RCPT', seconds: 3 } },
};

function view(events: readonly LabEvent[], wish: { json?: boolean; quiet?: boolean } = {}) {
  const [out, err] = [openScreen(80, false), openScreen(80, false)];
  const { json = false, quiet = false } = wish;
  const hide = (text: string): string => text.replaceAll('s3cret', '<hidden>');
  const context = { lang: 'en', explain: 'brief', color: false, out, err, json, quiet, hide } as const;
  const { event, stop } = createEventView({ context, explainer });
  for (const happened of events) event(happened);
  stop();
  return { out: out.lines(), err: err.lines() };
}

describe('the events of a conversation', () => {
  it('are lines on the screen', () => {
    expect(view([hello, success])).toEqual({
      out: [`C: EHLO pupil.example.test${' '.repeat(13)}note`, '', 'Accepted for a@example.com.'],
      err: [],
    });
  });

  it('are JSON with --json, words and outcome in it', () => {
    const { out, err } = view([hello, failure], { json: true });
    expect(err).toEqual([]);
    expect(out.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { type: 'command', line: 'EHLO pupil.example.test' },
      { type: 'result', outcome: 'not-sent', exitCode: 12, message: 'It failed.' },
    ]);
  });

  it('are silent with --quiet but for a failure, which goes to standard error', () => {
    expect(view([hello, success], { quiet: true })).toEqual({ out: [], err: [] });
    expect(view([hello, failure], { quiet: true })).toEqual({
      out: [],
      err: ['It failed. (exit 12)', '  Happened  This.', '  Means     That.'],
    });
  });
});
