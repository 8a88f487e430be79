/** Faults by rule in a gateway: at their point, and nothing else; the server never has a letter that the rule refused. */

import { afterEach, describe, expect, it } from 'vitest';
import { startPracticeServer } from '../../../src/io/practice-server/index.ts';
import { parseRule } from '../../../src/pure/practice/index.ts';
import { rawClient, startGateway } from '../../support/gateway.ts';
import type { RawClient, RunningGateway } from '../../support/gateway.ts';
import { eventually } from '../../support/patience.ts';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function between(...rules: readonly string[]) {
  const server = await startPracticeServer({ tls: 'off' });
  ends.push(server.close);
  const rows = rules.map((text) => {
    const read = parseRule(text);
    if (!read.ok) throw new Error(`${text}: ${read.fault.code}`);
    return read.row;
  });
  const one = await startGateway(server.port, { rules: rows, seed: 'test' });
  ends.push(() => one.stop());
  return { server, one };
}

const acted = ({ events }: RunningGateway): readonly string[] =>
  events.flatMap((event) => (event.kind === 'note' && event.code === 'rule-acts' ? [event.detail.rule] : []));
const outcomes = ({ events }: RunningGateway): readonly string[] =>
  events.flatMap((event) => (event.kind === 'message' ? [event.outcome] : []));

/** Up to the 354, or to what came instead of it. */
async function begun(port: number): Promise<RawClient> {
  const client = await rawClient(port);
  await client.ask('EHLO client.example.com\r\n');
  await client.ask('MAIL FROM:<a@example.com>\r\nRCPT TO:<teacher@example.test>\r\nDATA\r\n', 3);
  return client;
}

const LETTER = 'Subject: x\r\n\r\nx\r\n.\r\n';

describe('a rule', () => {
  it('refuses a recipient so often, and the server hears nothing of it', async () => {
    const rule = 'RCPT TO:<teacher@*> [first 2] = 450 4.2.0 Later';
    const { server, one } = await between(rule);
    const client = await rawClient(one.port);
    await client.ask('EHLO a\r\n');
    await client.ask('MAIL FROM:<a@example.com>\r\n');
    expect(await client.ask('RCPT TO:<student@example.test>\r\n')).toMatch(/^250/);
    expect(await client.ask('RCPT TO:<teacher@example.test>\r\n')).toBe('450 4.2.0 Later\r\n');
    expect(await client.ask('rcpt to:<TEACHER@example.test> NOTIFY=NEVER\r\n')).toBe('450 4.2.0 Later\r\n');
    expect(await client.ask('RCPT TO:<teacher@example.test>\r\n')).toMatch(/^250/);
    expect(acted(one)).toEqual([rule, rule]);
    expect(server.open()).toBe(1);
  });

  it('refuses at the dot: the server has no letter, and the next one goes through', async () => {
    const { server, one } = await between('dot [first 1] = 451 4.3.0 Later');
    const client = await begun(one.port);
    expect(await client.ask(LETTER)).toBe('451 4.3.0 Later\r\n');
    expect(server.received).toHaveLength(0);
    await client.ask('MAIL FROM:<a@example.com>\r\nRCPT TO:<teacher@example.test>\r\nDATA\r\n', 3);
    expect(await client.ask(LETTER)).toMatch(/^250/);
    expect(server.received).toHaveLength(1);
    expect(outcomes(one)).toEqual(['rejected', 'accepted']);
  });

  it('refuses a chunk of the end alike', async () => {
    const { server, one } = await between('dot [first 1] = 451 4.3.0 Later');
    const client = await rawClient(one.port);
    await client.ask('EHLO a\r\n');
    for (const code of ['451', '250']) {
      await client.ask('MAIL FROM:<a@example.com>\r\nRCPT TO:<teacher@example.test>\r\n', 2);
      expect(await client.ask('BDAT 14\r\nSubject: x\r\n\r\n')).toMatch(/^250/);
      expect(await client.ask('BDAT 3 LAST\r\nx\r\n')).toMatch(new RegExp(`^${code}`));
    }
    expect(server.received).toHaveLength(1);
  });

  it('refuses a large letter, which the server never has whole', async () => {
    const { server, one } = await between('letter > 1KB = 552 5.3.4 Too big for me');
    const small = await begun(one.port);
    expect(await small.ask(LETTER)).toMatch(/^250/);
    const large = await begun(one.port);
    const said = await large.ask(`${'x'.repeat(70)}\r\n`.repeat(2000) + '.\r\n');
    expect(said).toMatch(/^552 5\.3\.4 Too big for me\r\n/);
    expect(server.received).toHaveLength(1);
    expect(outcomes(one)).toEqual(['accepted', 'rejected']);
  });

  it.each(['drop', 'reset'])(
    'at the dot with %s ends the connection, and the server has no letter',
    async (deed) => {
      const { server, one } = await between(`dot = ${deed}`);
      const client = await begun(one.port);
      client.write(LETTER);
      await eventually('the end', client.isOver);
      await eventually('the end behind', () => one.over() === 1);
      expect(client.said()).toMatch(/354 [^\r]*\r\n$/);
      expect(server.received).toHaveLength(0);
    },
  );

  it('with cut lets the server have the letter, and the client a part of the reply', async () => {
    const { server, one } = await between('dot = cut 5');
    const client = await begun(one.port);
    client.write(LETTER);
    await eventually('the end', client.isOver);
    expect(client.said()).toMatch(/\r\n250 2$/);
    expect(server.received).toHaveLength(1);
    expect(outcomes(one)).toEqual(['accepted']);
  });

  it('hides keywords, with those of one leg', async () => {
    const { one } = await between('EHLO [first 1] = hide SIZE CHUNKING');
    const client = await rawClient(one.port);
    const first = await client.ask('EHLO a\r\n');
    expect(first).not.toMatch(/SIZE|CHUNKING/);
    expect(first).toContain('250-PIPELINING\r\n');
    expect(await client.ask('EHLO a\r\n')).toMatch(/SIZE \d+/);
  });

  it('greets in its own way, before the server is asked', async () => {
    const { server, one } = await between('connect = 421 4.3.2 Later');
    const client = await rawClient(one.port);
    await eventually('the end', client.isOver);
    expect(client.said()).toBe('421 4.3.2 Later\r\n');
    expect(server.open()).toBe(0);
  });

  it('waits before it goes on, and not for a client that has left', async () => {
    const { one } = await between('NOOP = delay 50ms', 'RSET = delay 30m');
    const client = await rawClient(one.port);
    await client.ask('EHLO a\r\n');
    expect(await client.ask('NOOP\r\n')).toMatch(/^250/);
    client.write('RSET\r\n');
    await eventually('the wait', () => acted(one).length === 2);
    client.leave();
    await eventually('the end', () => one.over() === 1);
  });
});

describe('the practice server with the same rules', () => {
  it.each<readonly [rule: string, last: string, said: RegExp]>([
    ['dot = 451 4.3.0 Later', LETTER, /^451/],
    ['dot [from 2] = 451 4.3.0 Later', LETTER, /^250/],
    ['dot [every 2] = 451 4.3.0 Later', LETTER, /^250/],
    ['letter > 1KB = 552 5.3.4 Too big', LETTER, /^250/],
    ['letter > 1KB = 552 5.3.4 Too big', `${`${'x'.repeat(70)}\r\n`.repeat(20)}.\r\n`, /^552/],
  ])('%s', async (text, last, said) => {
    const read = parseRule(text);
    if (!read.ok) throw new Error(read.fault.code);
    const server = await startPracticeServer({ tls: 'off', scenario: [read.row] });
    ends.push(server.close);
    const client = await begun(server.port);
    expect(await client.ask(last)).toMatch(said);
  });

  it('hides keywords', async () => {
    const server = await startPracticeServer({ tls: 'off', scenario: [{ on: 'EHLO', hide: ['size'] }] });
    ends.push(server.close);
    const client = await rawClient(server.port);
    const said = await client.ask('EHLO a\r\n');
    expect(said).toContain('PIPELINING');
    expect(said).not.toContain('SIZE');
  });

  it('acts each so many times, over all connections', async () => {
    const server = await startPracticeServer({
      tls: 'off',
      scenario: [{ on: 'dot', every: 2, reply: '451 4.3.0 Later' }],
    });
    ends.push(server.close);
    const codes = [];
    for (let round = 0; round < 4; round++)
      codes.push((await (await begun(server.port)).ask(LETTER)).slice(0, 3));
    expect(codes).toEqual(['250', '451', '250', '451']);
  });
});
