/** `explain` of what others wrote, as the program is called: files, pipes, JSON, a long log, a letter followed. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'smtp-lab-test-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const REFUSED = (id: string, to: string): string =>
  `Jan 12 10:00:0${id.slice(-1)} mx postfix/smtp[7]: ${id}: to=<${to}>, relay=mx.example.com[192.0.2.1]:25, delay=1, delays=0.1/0.2/0.3/0.4, dsn=5.1.1, status=bounced (host mx.example.com[192.0.2.1] said: 550 5.1.1 <${to}>: User unknown (in reply to RCPT TO command))\n`;
const SENT =
  'Jan 12 10:00:09 mx postfix/smtp[7]: 4F1A2B9: to=<ken@example.com>, relay=mx.example.com[192.0.2.1]:25, delay=2, delays=1/0.2/0.3/0.5, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 77AA1)\n';

const FIELDS = [
  ...['term', 'kind', 'title', 'text', 'next', 'source', 'cause', 'code', 'enhanced', 'recipient', 'queueId'],
  ...['peer', 'reporter', 'stage', 'side', 'duty', 'retry', 'lines', 'findings', 'count'],
];

function objects(out: string): readonly Record<string, unknown>[] {
  return out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('explain of a log', () => {
  it('folds what is alike, says how often, and ends with a table of causes [f-23]', async () => {
    const input = `${REFUSED('4F1A2B1', 'bob@example.com')}${SENT}${REFUSED('4F1A2B2', 'eve@example.com')}Jan 12 10:00:10 mx sshd[1]: hello\n`;
    const { code, out } = await runCli(['explain', '--lang', 'en'], { input });
    expect(code).toBe(0);
    expect(out).toContain('bob@example.com, eve@example.com, lines 1–3');
    expect(out).toContain('2 times');
    expect(out).toContain('4 lines, 3 of them understood');
    expect(out).toMatch(/ 2 {2}No such mailbox +2 /);
    expect(out).toMatch(/ 1 {2}\S.* 1 {2}Jan 12 10:00:09/);
    expect(out).toContain('Written by Postfix.');
    expect(out).toContain('before the queue 1.00 s');
  });

  it('gives one JSON object a kind of answer, with the fields of the contract', async () => {
    const input = REFUSED('4F1A2B1', 'bob@example.com');
    const { out } = await runCli(['explain', '--json'], { input });
    const [first] = objects(out);
    expect(Object.keys(first ?? {})).toEqual(FIELDS);
    expect(first).toMatchObject({
      ...{ kind: 'log', cause: 'unknown-user', code: 550, enhanced: '5.1.1', recipient: 'bob@example.com' },
      ...{
        queueId: '4F1A2B1',
        stage: 'rcpt',
        side: 'theirs-refused-us',
        duty: 'sender',
        retry: 'no',
        lines: [1, 1],
        count: 1,
      },
    });
  });

  it('speaks Russian, and shows no control characters of a log', async () => {
    const input = REFUSED('4F1A2B1', 'bob@example.com').replace('User unknown', 'User unknown\u001b[2J');
    const { out } = await runCli(['explain', '--lang', 'ru', '--explain', 'full'], { input });
    expect(out).toContain('Такого ящика нет');
    expect(out).not.toContain('\u001b');
  });

  it('takes a line that never ends, and one that ends nowhere', async () => {
    const input = `${REFUSED('4F1A2B1', 'bob@example.com')}${'x'.repeat(3_000_000)}`;
    const { code, out } = await runCli(['explain', '--lang', 'en'], { input });
    expect(code).toBe(0);
    expect(out).toContain('bob@example.com');
  });
});

describe('explain --follow', () => {
  it('tells the way of a letter through two logs in order', async () => {
    const first = join(folder, 'a.log');
    const second = join(folder, 'b.log');
    writeFileSync(
      first,
      'Jan 12 10:00:00 a postfix/cleanup[8]: 4F1A2B3C: message-id=<x1@example.net>\nJan 12 10:00:02 a postfix/smtp[9]: 4F1A2B3C: to=<bob@example.com>, relay=b.example.com[192.0.2.1]:25, delay=1, delays=0/0/0/0, dsn=2.0.0, status=sent (250 OK id=1rAbCd-0001Ab-2C)\nJan 12 10:00:02 a postfix/qmgr[9]: 5F1A2B3C: removed\n',
    );
    writeFileSync(
      second,
      '2026-01-12 10:00:03 1rAbCd-0001Ab-2C ** bob@example.com R=x T=y H=c.example.com [192.0.2.3]: SMTP error from remote mail server after RCPT TO:<bob@example.com>: 550 5.1.1 no such user\n',
    );
    const { code, out } = await runCli(['explain', '--follow', '4F1A2B3C', first, second, '--lang', 'en']);
    expect(code).toBe(0);
    expect(out).toMatch(/→ .* as 1rAbCd-0001Ab-2C/);
    const [first250, first550] = [out.indexOf('250 2.0.0'), out.indexOf('550 5.1.1')];
    expect(out.indexOf('message-id')).toBeLessThan(first250);
    expect(first250).toBeLessThan(first550);
    expect(out).not.toContain('5F1A2B3C');
    const json = await runCli(['explain', '--json', '--follow', 'x1@example.net', first, second]);
    expect(objects(json.out)).toHaveLength(3);
    expect((await runCli(['explain', '--follow', 'NOSUCH1', first])).code).toBe(2);
    expect((await runCli(['explain', '--follow', '4F1A2B3C'])).code).toBe(2);
    expect((await runCli(['explain', '--follow', '4F1A2B3C', join(folder, 'none')])).code).toBe(2);
  });
});

describe('explain of what is given as an argument', () => {
  it.each([
    ['a line of a log', REFUSED('4F1A2B1', 'bob@example.com').trim(), 'bob@example.com'],
    [
      'a sentence with a reply',
      'The response was: 550 5.1.1 <bob@example.com>: no such user',
      'bob@example.com',
    ],
    ['two words of a program', 'net/smtp: EOF', 'EOF'],
  ])('reads %s as it does from standard input', async (_name, text, part) => {
    const typed = await runCli(['explain', '--json', '--', text]);
    const piped = await runCli(['explain', '--json'], { input: `${text}\n` });
    expect(typed.code).toBe(0);
    expect(typed.out).toContain(part);
    expect(typed.out).toBe(piped.out);
  });

  it('reads standard input for a dash', async () => {
    const { code, out } = await runCli(['explain', '-', '--lang', 'en'], { input: '550\n' });
    expect(code).toBe(0);
    expect(out).toContain('550: Refused');
  });

  it('knows the words of the other language', async () => {
    const russian = await runCli(['explain', 'серые', 'списки', '--lang', 'en']);
    expect(russian.out).toContain('Greylisting (term)');
    const english = await runCli(['explain', 'greylisting', '--lang', 'ru']);
    expect(english.out).toMatch(/термин/);
  });
});

describe('explain of anything else', () => {
  it('says what it knows where a text has no kind, with exit code 2', async () => {
    const { code, out, err } = await runCli(['explain', '--lang', 'en'], {
      input: 'I bought 550 apples.\nAnd 421 pears.\n',
    });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('Postfix');
    const letter = await runCli(['explain', '--lang', 'en'], {
      input: 'From: ann@example.com\nTo: bob@example.org\nSubject: 550 5.1.1 User unknown\n\nHello.\n',
    });
    expect(letter.code).toBe(2);
    expect(letter.err).toContain('reports nothing about another letter');
  });

  it('reads a dialogue, explains what was refused in it, and says where it can be judged', async () => {
    const input =
      'S: 220 mx\nC: EHLO pc\nS: 250 mx\nC: MAIL FROM:<a@example.com>\nS: 250 ok\nC: RCPT TO:<b@example.org>\nS: 550 5.7.1 relaying denied\nC: DATA\nS: 503 need RCPT\nC: QUIT\nS: 221 bye\n';
    const { code, out, err } = await runCli(['explain', '--json'], { input });
    expect(code).toBe(0);
    expect(objects(out)).toHaveLength(1);
    expect(objects(out)[0]).toMatchObject({
      kind: 'transcript',
      cause: 'relaying',
      recipient: 'b@example.org',
      stage: 'rcpt',
      lines: [7, 7],
    });
    expect(err).toContain('replay --judge');
  });

  it('takes error texts and names of errors as arguments [f-20]', async () => {
    expect((await runCli(['explain', '--lang', 'en', 'ECONNREFUSED'])).out).toContain(
      'No connection: refused',
    );
    expect((await runCli(['explain', '--lang', 'en', "(550, b'relay access denied')"])).out).toContain(
      '550: Relaying denied',
    );
    expect((await runCli(['explain', '--lang', 'en', 'SELF_SIGNED_CERT_IN_CHAIN'])).code).toBe(0);
  });

  it('finds terms as people write them: a port in Russian, e for ё', async () => {
    expect((await runCli(['explain', '--lang', 'ru', 'порт 587'])).code).toBe(0);
    expect((await runCli(['explain', '--lang', 'en', 'open', 'relay'])).out).toContain('passes on');
  });
});
