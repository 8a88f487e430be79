/** A gateway with a policy: scanners that answer, that stall, that break; lists; what is tagged, kept, refused, put off. */

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { startPracticeServer } from '../../../src/io/practice-server/index.ts';
import type { VerdictEvent } from '../../../src/pure/events/index.ts';
import type { Policy } from '../../../src/pure/policy/index.ts';
import { dnsServer } from '../../support/dns-server.ts';
import { rawClient, startGateway } from '../../support/gateway.ts';
import type { RawClient, RunningGateway } from '../../support/gateway.ts';
import { eventually } from '../../support/patience.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** A scanner that says this when it has heard `until`, or nothing at all. */
async function scanner(
  until: string,
  say: string | null,
): Promise<{ readonly at: string; readonly heard: () => string }> {
  let heard = '';
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk: Buffer) => {
      heard += chunk.toString('latin1');
      if (say !== null && heard.endsWith(until)) socket.end(say);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { at: `127.0.0.1:${(server.address() as AddressInfo).port}`, heard: () => heard };
}

async function between(policy: Policy) {
  const server = await startPracticeServer({ tls: 'off' });
  ends.push(server.close);
  const one = await startGateway(server.port, { policy: { name: 'gateway.example.com', ...policy } });
  ends.push(() => one.stop());
  return { server, one };
}

async function begun(port: number): Promise<RawClient> {
  const client = await rawClient(port);
  await client.ask('EHLO client.example.com\r\n');
  await client.ask('MAIL FROM:<a@example.com>\r\nRCPT TO:<teacher@example.test>\r\nDATA\r\n', 3);
  return client;
}

const LETTER = 'Subject: CHEAP PILLS\r\nX-Lab-Verdict: pass; -100\r\n\r\n..two\r\n.\r\n';
const verdictIn = ({ events }: RunningGateway): VerdictEvent | undefined =>
  events.find((event): event is VerdictEvent => event.kind === 'verdict');

describe('a letter', () => {
  it('goes on with its verdict in the header, and else octet for octet', async () => {
    const { server, one } = await between({ at: { tag: 5 } });
    const client = await begun(one.port);
    expect(await client.ask(LETTER)).toMatch(/^250 .*Queued/);
    const text = Buffer.from(server.received[0]?.content ?? []).toString();
    expect(text).toMatch(
      /^Received: from client\.example\.com \(\[127\.0\.0\.1\]\)\r\n\tby gateway\.example\.com with ESMTP id LAB1\.1\.\w+;\r\n\t\w{3}, .* \+0000\r\nX-Lab-Verdict: pass; 0, limit 5\r\nSubject: CHEAP PILLS\r\n\r\n\.two\r\n$/,
    );
    expect(verdictIn(one)).toMatchObject({ sum: 0, action: 'pass', points: [] });
  });

  it('of megabytes goes through the spool as it is', async () => {
    const { server, one } = await between({ at: { tag: 5 } });
    const client = await begun(one.port);
    const body = `${'x'.repeat(997)}\r\n`.repeat(3000);
    expect(await client.ask(`Subject: big\r\n\r\n${body}.\r\n`)).toMatch(/^250/);
    const [mail] = server.received;
    const text = mail?.file === null || mail === undefined ? '' : readFileSync(mail.file, 'latin1');
    expect(text.slice(text.indexOf('Subject'))).toBe(`Subject: big\r\n\r\n${body}`);
  });

  it('is tagged, kept or refused by the points of its content', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'smtp-lab-test-'));
    ends.push(() => rmSync(folder, { recursive: true }));
    const content = [
      { name: 'pills', header: 'Subject', match: 'pills', points: 6 },
      { name: 'two', match: '^\\.two', points: 5 },
      { name: 'three', match: 'three', points: 5 },
    ];
    const policy = { content, at: { tag: 5, quarantine: 10, refuse: 15 }, quarantine: folder };
    const { server, one } = await between(policy);
    const client = await begun(one.port);
    const next = (): Promise<string> =>
      client.ask('MAIL FROM:<a@example.com>\r\nRCPT TO:<teacher@example.test>\r\nDATA\r\n', 3);
    expect(await client.ask('Subject: pills\r\n\r\none\r\n.\r\n')).toMatch(/^250 .*Queued/);
    await next();
    expect(await client.ask(LETTER)).toMatch(/^250 2\.0\.0 Kept here as \S+, not delivered/);
    await next();
    const refused = await client.ask('Subject: =?utf-8?q?pil?= =?utf-8?q?ls?=\r\n\r\n..two three\r\n.\r\n');
    expect(refused).toBe('550 5.7.1 Refused by policy: 16 points, the limit is 15\r\n');
    expect(server.received).toHaveLength(1);
    expect(Buffer.from(server.received[0]?.content ?? []).toString()).toContain(
      'X-Lab-Verdict: tag; 6, limit 5',
    );
    const [kept = ''] = readdirSync(join(folder, 'new'));
    expect(readFileSync(join(folder, 'new', kept), 'utf8')).toMatch(
      /^Return-Path: <a@example\.com>\r\nX-Lab-To: <teacher@example\.test>\r\nReceived: /,
    );
    const actions = one.events.flatMap((event) => (event.kind === 'verdict' ? [event.action] : []));
    expect(actions).toEqual(['tag', 'quarantine', 'refuse']);
    expect(one.events.flatMap((event) => (event.kind === 'message' ? [event.outcome] : []))).toEqual([
      'accepted',
      'not-sent',
      'rejected',
    ]);
  });

  it('larger than the server takes is refused, and nothing of it passed on', async () => {
    const server = await startPracticeServer({ tls: 'off', maxSize: 1000 });
    ends.push(server.close);
    const one = await startGateway(server.port, { policy: { at: {} } });
    ends.push(() => one.stop());
    const client = await begun(one.port);
    expect(await client.ask(`${'x'.repeat(70)}\r\n`.repeat(100) + '.\r\n')).toMatch(/^552/);
    await client.ask('MAIL FROM:<a@example.com>\r\nRCPT TO:<teacher@example.test>\r\nDATA\r\n', 3);
    expect(await client.ask('x\r\n.\r\n')).toMatch(/^250|^552/);
  });

  it('cannot come in chunks', async () => {
    const { one } = await between({ at: {} });
    const client = await rawClient(one.port);
    expect(await client.ask('EHLO a\r\n')).not.toContain('CHUNKING');
    await client.ask('MAIL FROM:<a@example.com>\r\nRCPT TO:<teacher@example.test>\r\n', 2);
    expect(await client.ask('BDAT 3 LAST\r\nx\r\n')).toMatch(/^502/);
  });

  it('whose client leaves before the dot is nowhere', async () => {
    const { server, one } = await between({ at: {} });
    const client = await begun(one.port);
    client.write('Subject: x\r\n');
    client.leave();
    await eventually('the end', () => one.over() === 1);
    expect(server.received).toHaveLength(0);
  });
});

describe('a scanner', () => {
  it('that finds a virus has the letter refused', async () => {
    const clamd = await scanner('\0\0\0\0', 'stream: Lab.Eicar FOUND\0');
    const { server, one } = await between({ clamd: { at: clamd.at }, at: { refuse: 50 } });
    const client = await begun(one.port);
    expect(await client.ask(LETTER)).toMatch(/^550/);
    expect(server.received).toHaveLength(0);
    expect(clamd.heard()).toMatch(/^zINSTREAM\0/);
    expect(clamd.heard()).toContain('CHEAP PILLS');
    expect(verdictIn(one)?.points).toMatchObject([
      { rule: 'clamd', what: 'virus', detail: 'Lab.Eicar', points: 100 },
    ]);
  });

  it.each([
    ['later', /^451 4\.7\.1/],
    ['pass', /^250 .*Queued/],
  ] as const)('that says nothing means %s', async (stalled, said) => {
    const clamd = await scanner('', null);
    const { one } = await between({ clamd: { at: clamd.at, stalled, timeout: '100ms' }, at: {} });
    const client = await begun(one.port);
    expect(await client.ask(LETTER)).toMatch(said);
    expect(verdictIn(one)?.points).toMatchObject([{ what: 'scanner-stalled', detail: 'ETIMEDOUT' }]);
  });

  it('that is not there, or answers nonsense, has no points', async () => {
    const spamd = await scanner('two\r\n', 'HTTP/1.1 400 what\r\n\r\n');
    const gone = await scanner('', null);
    await ends.pop()?.();
    const { one } = await between({ spamd: { at: spamd.at }, rspamd: { at: gone.at }, at: { tag: 1 } });
    const client = await begun(one.port);
    expect(await client.ask(LETTER)).toMatch(/^250/);
    expect(verdictIn(one)?.points).toMatchObject([
      { rule: 'spamd', what: 'scanner-failed', points: 0 },
      { rule: 'rspamd', what: 'scanner-stalled', detail: 'ECONNREFUSED', points: 0 },
    ]);
  });

  it('has its own points, by its weight', async () => {
    const spamd = await scanner('two\r\n', 'SPAMD/1.1 0 EX_OK\r\nSpam: True ; 6.0 / 5.0\r\n\r\nA,B\r\n');
    const body = '{"score":4,"symbols":{"C":{}}}';
    const rspamd = await scanner(
      'two\r\n',
      `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    const { server, one } = await between({
      spamd: { at: spamd.at, weight: 0.5 },
      rspamd: { at: rspamd.at },
      at: { tag: 7 },
    });
    const client = await begun(one.port);
    expect(await client.ask(LETTER)).toMatch(/^250/);
    expect(verdictIn(one)).toMatchObject({ sum: 7, action: 'tag' });
    expect(Buffer.from(server.received[0]?.content ?? []).toString()).toContain(
      'X-Lab-Points: +3.0 spamd score;\r\n\t+4.0 rspamd score\r\n',
    );
    expect(rspamd.heard()).toContain(
      'Rcpt: teacher@example.test\r\nIp: 127.0.0.1\r\nHelo: client.example.com\r\n',
    );
  });
});

describe('names and lists', () => {
  it('give points to the address and the name of a stranger', async () => {
    const dns = await dnsServer({
      '2.0.0.127.block.example': { a: ['127.0.0.2'] },
      '1.0.0.127.gone.example': { a: ['192.0.2.1'] },
      '2.0.0.127.gone.example': { a: ['192.0.2.1'] },
      '2.0.0.127.slow.example': { silent: true },
      '1.0.0.127.slow.example': { silent: true },
    });
    ends.push(dns.close);
    const { one } = await between({
      dns: dns.resolver,
      listTimeout: '200ms',
      ehlo: { invalid: 2 },
      ptr: { missing: 1.2 },
      lists: ['block', 'gone', 'slow'].map((name) => ({ zone: `${name}.example`, points: 3 })),
      at: { tag: 5 },
    });
    const client = await begun(one.port);
    await client.ask(LETTER);
    expect(verdictIn(one)).toMatchObject({
      points: [
        { rule: 'ehlo', what: 'ehlo-fine', points: 0 },
        { rule: 'ptr', what: 'ptr-missing', points: 1.2 },
        { name: 'block.example', what: 'not-listed', points: 0 },
        { name: 'gone.example', what: 'list-broken', points: 0 },
        { name: 'slow.example', what: 'no-answer', points: 0 },
      ],
      sum: 1.2,
    });
  });

  it('know who is on a list', async () => {
    const dns = await dnsServer({ '2.0.0.127.block.example': { a: ['127.0.0.2'] } });
    ends.push(dns.close);
    const { DnsLists, openAsk } = await import('../../../src/io/policy/names.ts');
    const lists = new DnsLists(await openAsk(dns.resolver), () => 0);
    expect(await lists.judge('127.0.0.2', { zone: 'block.example', points: 3 })).toMatchObject({
      what: 'listed',
      points: 3,
    });
    expect(await lists.judge('192.0.2.1', { zone: 'block.example', points: 3 })).toMatchObject({
      what: 'not-listed',
    });
    expect(dns.asked.filter((asked) => asked === 'a 1.0.0.127.block.example')).toHaveLength(1);
  });
});

describe('memory', () => {
  async function remembering(policy: Omit<Policy, 'state'>) {
    const folder = mkdtempSync(join(tmpdir(), 'smtp-lab-test-'));
    ends.push(() => rmSync(folder, { recursive: true }));
    const state = join(folder, 'state.json');
    return { ...(await between({ ...policy, state })), state };
  }
  const codesIn = ({ events }: RunningGateway): readonly string[] =>
    events.flatMap((event) =>
      event.kind === 'note' && event.code === 'greylisted' ? [event.detail.what] : [],
    );

  it('puts off who comes first, lets in who comes again, and leaves alone who is excepted', async () => {
    const { one, state } = await remembering({
      greylist: { wait: '1s', except: ['example.org'] },
      at: {},
    });
    const rcpt = async (from: string): Promise<string> => {
      const client = await rawClient(one.port);
      await client.ask('EHLO a\r\n');
      await client.ask(`MAIL FROM:<${from}>\r\n`);
      return client.ask('RCPT TO:<teacher@example.test>\r\n');
    };
    expect(await rcpt('a@example.com')).toMatch(/^451 4\.7\.1 Greylisted, try again in 1 seconds/);
    expect(await rcpt('a@example.org')).toMatch(/^250/);
    await eventually('its turn', () => existsSync(state) || codesIn(one).length > 20 || null);
    expect(await rcpt('a@example.com')).toMatch(/^250/);
    expect(codesIn(one)).toEqual(['put-off', 'excepted', 'came-back']);
  });

  it('knows who was written to, over a restart too', async () => {
    const { one, state } = await remembering({ known: { points: -4 }, at: {} });
    const first = await begun(one.port);
    await first.ask(LETTER);
    const answer = async (port: number): Promise<void> => {
      const client = await rawClient(port);
      await client.ask('EHLO a\r\n');
      await client.ask('MAIL FROM:<Teacher@example.test>\r\nRCPT TO:<student@example.test>\r\nDATA\r\n', 3);
      await client.ask(LETTER);
    };
    await answer(one.port);
    const whats = ({ events }: RunningGateway): readonly (readonly string[])[] =>
      events.flatMap((event) => (event.kind === 'verdict' ? [event.points.map(({ what }) => what)] : []));
    expect(whats(one)).toEqual([['unknown-sender'], ['known-sender']]);
    await one.stop();
    expect(JSON.parse(readFileSync(state, 'utf8'))).toMatchObject({ version: 1 });
    const server = await startPracticeServer({ tls: 'off' });
    ends.push(server.close);
    const again = await startGateway(server.port, { policy: { known: { points: -4 }, at: {}, state } });
    await answer(again.port);
    await again.stop();
    expect(whats(again)).toEqual([['known-sender']]);
  });
});
