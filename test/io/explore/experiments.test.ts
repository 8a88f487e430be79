/** A rule broken on purpose: the verdict is about what came, late replies among it, and what follows is answered by its own reply. */

import { afterAll, describe, expect, it } from 'vitest';
import { experimentVerdictOf } from '../../../src/pure/explorer/index.ts';
import { runInside } from '../../support/run-inside.ts';
import { scriptedServer } from '../../support/scripted-server.ts';
import type { ScriptedServer } from '../../support/scripted-server.ts';

const servers: ScriptedServer[] = [];

afterAll(async () => {
  for (const server of servers.splice(0)) await server.close();
});

const LATE_MILLISECONDS = 1000;

/** Types one experiment and a RSET; the server holds each 500 back for a second, as Postfix does. */
async function after(experiment: string, answers: Readonly<Record<string, string>>) {
  const late = (text: string) => (socket: { write: (text: string) => unknown }) =>
    setTimeout(() => socket.write(text), LATE_MILLISECONDS);
  const server = await scriptedServer('220 mx\r\n', {
    EHLO: '250 mx\r\n',
    RSET: '250 2.0.0 reset\r\n',
    QUIT: '221 bye\r\n',
    ...Object.fromEntries(
      Object.entries(answers).map(([word, text]) => [word, text.startsWith('5') ? late(text) : text]),
    ),
  });
  servers.push(server);
  const input = `EHLO x\n:violate ${experiment}\nRSET\nQUIT\n`;
  const { code, out } = await runInside(['connect', `127.0.0.1:${server.port}`, '--json'], input);
  const events = out
    .trim()
    .split('\n')
    .map((line): Record<string, unknown> => JSON.parse(line));
  const replies = events.filter(({ type }) => type === 'reply').map(({ to, code: said }) => [to, said]);
  return { code, replies: replies.slice(2), messages: events.map(({ message }) => message), events };
}

describe(':violate bare-lf', () => {
  it.concurrent('of a server that holds its error back does not shift the replies', async () => {
    // To this server LF is part of the line, so one reply comes: to the whole of it.
    const { code, replies, messages, events } = await after('bare-lf', { 'NOOP\n': '500 5.5.2 what\r\n' });
    expect(code).toBe(0);
    expect(replies).toEqual([
      ['NOOP', 500],
      ['RSET', 250],
      ['QUIT', 221],
    ]);
    expect(messages.filter((text) => /only after the CRLF/.test(String(text)))).toHaveLength(1);
    // That the line ends in LF alone is said; no reply is out of step.
    expect(events.filter(({ type }) => type === 'warning').map(({ code: what }) => what)).toEqual([
      'bare-line-end',
    ]);
  });

  it.concurrent(
    'of a server that says nothing gives no verdict, and what follows has its own reply',
    async () => {
      const { replies, messages } = await after('bare-lf', {});
      expect(replies).toEqual([
        ['RSET', 250],
        ['QUIT', 221],
      ]);
      expect(messages.filter((text) => /shows nothing about the server/.test(String(text)))).toHaveLength(1);
    },
  );
  it.concurrent('is no line end to the practice server, which says so once', async () => {
    const { code, out } = await runInside(['connect'], 'EHLO x\n:violate bare-lf\nNOOP\nQUIT\n');
    expect(code).toBe(0);
    expect(out.match(/^S: \d{3} /gm)).toEqual(['S: 220 ', 'S: 250 ', 'S: 500 ', 'S: 250 ', 'S: 221 ']);
    expect(out.replace(/\s+/g, ' ')).toContain('only after the CRLF');
  });
});

describe(':violate wrong-order', () => {
  it.concurrent('waits for a late refusal', async () => {
    const { replies } = await after('wrong-order', { RCPT: '503 5.5.1 need MAIL\r\n' });
    expect(replies).toEqual([
      ['RSET', 250],
      ['RCPT', 503],
      ['RSET', 250],
      ['QUIT', 221],
    ]);
  });
});

describe('a verdict', () => {
  it.each([
    ['bare-lf', { early: 1, replies: 2, closed: false }, 'lf-ends'],
    // A reply that came too late to be seen before the CRLF.
    ['bare-lf', { early: 0, replies: 2, closed: false }, 'lf-ends'],
    ['bare-lf', { early: 0, replies: 1, closed: false }, 'lf-does-not-end'],
    ['bare-lf', { early: 0, replies: 0, closed: true }, 'nothing'],
    ['wrong-order', { early: 1, replies: 1, closed: false }, 'nothing'],
    ['wrong-order', { early: 1, replies: 2, closed: false }, 'by-code'],
    ['early-talk', { early: 0, replies: 0, closed: true }, 'by-code'],
  ] as const)('of %s with %o is %s', (name, observed, verdict) => {
    expect(experimentVerdictOf(name, observed)).toBe(verdict);
  });
});
