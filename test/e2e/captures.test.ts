/** Captures of packets as the program is given them: a film, a verdict, a table, what `explain` says; secrets stay secret. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connection, pcap, pcapng, SESSION } from '../support/packets.ts';
import type { Talk } from '../support/packets.ts';
import { runCli } from '../support/run-cli.ts';

const PASSWORD = 'correct-horse';
const SIGN_IN: Talk = [
  ['S', '220 mx.example.com ESMTP\r\n'],
  ['C', 'EHLO client.example.org\r\n'],
  ['S', '250-mx.example.com\r\n250 AUTH PLAIN LOGIN\r\n'],
  ['C', 'AUTH LOGIN\r\n'],
  ['S', '334 VXNlcm5hbWU6\r\n'],
  ['C', `${Buffer.from('ann').toString('base64')}\r\n`],
  ['S', '334 UGFzc3dvcmQ6\r\n'],
  ['C', `${Buffer.from(PASSWORD).toString('base64')}\r\n`],
  ['S', '235 2.7.0 Ok\r\n'],
  ['C', 'RCPT TO:<bob@example.com>\r\n'],
  ['S', '503 5.5.1 MAIL first\r\n'],
  ['C', 'QUIT\r\n'],
  ['S', '221 2.0.0 Bye\r\n'],
];
const HTTP: Talk = [
  ['C', 'GET / HTTP/1.1\r\n\r\n'],
  ['S', 'HTTP/1.1 200 OK\r\n\r\n'],
];

let folder = '';
const file = (name: string): string => join(folder, name);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'smtp-lab-test-'));
  const second = connection(SIGN_IN, { clientPort: 40_001, begin: 1_700_000_100_000 });
  writeFileSync(file('letter.pcap'), pcap(connection(SESSION, { link: 'ethernet' }), { link: 'ethernet' }));
  writeFileSync(file('sign-in.pcapng'), pcapng(second));
  writeFileSync(file('two.pcap'), pcap([...connection(SESSION), ...second]));
  writeFileSync(file('http.pcap'), pcap(connection(HTTP, { serverPort: 80 })));
  writeFileSync(file('gap.pcap'), pcap(connection(SESSION).filter((_, at) => at !== 4)));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function objects(out: string): readonly Record<string, unknown>[] {
  return out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('replay of a capture', () => {
  it('is a film with its two sides, and waits as long as the packets say', async () => {
    const { code, out } = await runCli(['replay', file('letter.pcap'), '--lang', 'en']);
    expect(code).toBe(0);
    expect(out).toContain('192.0.2.1:40000 → 192.0.2.25:25, from packet 4');
    expect(out).toContain('550 5.1.1 <eve@example.com>: User unknown');
    expect(out).toContain('..two dots');
    const redacted = await runCli(['replay', '--redact', file('letter.pcap'), '--lang', 'en']);
    expect(redacted.code).toBe(0);
    expect(redacted.out).toContain('@after 1501ms\nS: 250 2.0.0 Ok: queued as 77AA1');
  });

  it('is judged: packets instead of lines, a table of all conversations, 15 where a rule is broken', async () => {
    const fine = await runCli(['replay', '--judge', file('letter.pcap'), '--json']);
    expect(fine.code).toBe(0);
    const rows = objects(fine.out);
    expect(rows.find(({ type }) => type === 'stream')).toMatchObject({
      ...{ client: '192.0.2.1:40000', server: '192.0.2.25:25', missing: { client: 0, server: 0 } },
    });
    expect(rows.find(({ type }) => type === 'cause')).toMatchObject({
      ...{ code: 550, recipient: 'eve@example.com', cause: 'unknown-user' },
    });
    expect(rows.filter(({ type }) => type === 'fault')).toEqual([]);
    const two = await runCli(['replay', '--judge', file('two.pcap'), '--lang', 'en']);
    expect(two.code).toBe(15);
    expect(two.out).toMatch(/packet +connection +TLS +letter +refused +rules broken/);
    expect(two.out).toMatch(/192\.0\.2\.1:40000 → 192\.0\.2\.25:25 +accepted +550\n/);
    expect(two.out).toMatch(/192\.0\.2\.1:40001 → 192\.0\.2\.25:25 .* 503 +[1-9]/);
  });

  it('tells with --timing where the time went, as JSON too', async () => {
    const { out } = await runCli(['replay', '--timing', file('letter.pcap'), '--lang', 'en']);
    expect(out).toMatch(/greeting +▇+ +2003 ms/);
    expect(out).toMatch(/final reply +▇+ +1501 ms/);
    const rows = objects((await runCli(['replay', '--timing', '--json', file('letter.pcap')])).out);
    const { spans } = rows.find(({ type }) => type === 'timing') ?? {};
    expect(spans).toContainEqual(expect.objectContaining({ step: 'final' }));
  });

  it('accuses nobody of what is not in it', async () => {
    const { code, out } = await runCli(['replay', '--judge', file('gap.pcap'), '--lang', 'en']);
    expect(code).toBe(0);
    expect(out).toMatch(/Octets .*: 25 .* client, 0 .* server/);
  });

  it('shows no password, and takes it out', async () => {
    const encoded = Buffer.from(PASSWORD).toString('base64');
    for (const args of [
      ['replay', file('sign-in.pcapng')],
      ['replay', '--judge', file('sign-in.pcapng')],
      ['replay', '--json', '--judge', file('sign-in.pcapng')],
      ['replay', '--redact', file('sign-in.pcapng')],
      ['explain', '--file', file('sign-in.pcapng')],
      ['explain', '--json', '--file', file('sign-in.pcapng')],
    ]) {
      const { out, err } = await runCli(args);
      expect(out).not.toBe('');
      for (const secret of [PASSWORD, encoded]) expect(out + err).not.toContain(secret);
    }
    const { code, err } = await runCli(['replay', '--redact', '--check', file('sign-in.pcapng')]);
    expect(code).toBe(15);
    expect(err).not.toContain(encoded);
  });

  it('without mail in it says what it has, exit code 2', async () => {
    const { code, err } = await runCli(['replay', file('http.pcap'), '--lang', 'en']);
    expect(code).toBe(2);
    expect(err).toContain('No SMTP conversation was found in this capture');
  });
});

describe('explain of a capture', () => {
  it('says what is in it, the outcome of each letter, and explains refusals', async () => {
    const { code, out } = await runCli(['explain', '--file', file('two.pcap'), '--lang', 'en']);
    expect(code).toBe(0);
    const text = out.replace(/\s+/g, ' ');
    expect(text).toContain('2 TCP connections, 2 SMTP conversations');
    expect(text).toContain('Letter from <ann@example.org> to <bob@example.com>: accepted (250).');
    expect(text).toContain('eve@example.com, packet 8');
    expect(text).toContain('No such mailbox');
  });

  it('comes by standard input, and as JSON', async () => {
    const input = Buffer.from(pcap(connection(SESSION)));
    const { code, out } = await runCli(['explain', '--json'], { input });
    expect(code).toBe(0);
    const [capture, conversation, refusal] = objects(out);
    expect(capture).toMatchObject({ kind: 'capture', streams: 1, conversations: 1, damage: null });
    expect(conversation).toMatchObject({
      kind: 'conversation',
      letters: [{ outcome: 'accepted', code: 250 }],
    });
    expect(refusal).toMatchObject({
      kind: 'capture',
      code: 550,
      recipient: 'eve@example.com',
      lines: [8, 8],
    });
  });

  it('without mail in it is exit code 2', async () => {
    const { code, out } = await runCli(['explain', '--file', file('http.pcap'), '--lang', 'ru']);
    expect(code).toBe(2);
    expect(out).toContain('Разговоров с почтовым сервером не найдено');
  });
});
