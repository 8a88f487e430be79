/**
 * The built program and a real Postfix: five kinds of letters over both ways that a user signs in, and a conversation led by
 * hand through STARTTLS and AUTH LOGIN, from a pipe and at a terminal. What lies in the mailbox is compared with what was given.
 */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import type { Ended } from '../support/run-cli.ts';
import { hasTmux, openTerminal } from '../support/terminal.ts';
import { postfix } from './postfix.ts';
import { DOMAIN, HOST, PASSWORD, USER } from './server.ts';
import type { Place, Running } from './server.ts';
import { asStored, markedLetter } from './talk.ts';

const absent = postfix.missing() !== null && process.env['CI'] === undefined;
const TO = `alice@${DOMAIN}`;

let folder = '';
let running: Running | null = null;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'smtp-lab-test-'));
  if (!absent) running = await postfix.start();
});

afterAll(async () => {
  await running?.stop();
  rmSync(folder, { recursive: true });
});

function server(): Running {
  if (running === null) throw new Error('Postfix did not start');
  return running;
}

function place(name: 'submission' | 'implicit' | 'starttls'): Place {
  const found = server().places[name];
  if (found === undefined) throw new Error(`no place: ${name}`);
  return found;
}

const trust = (): readonly string[] => ['--tls-ca', server().authority, '--tls-servername', HOST];

/** Compares what is stored, from the mark on, with the letter. */
async function expectStored(mark: string, letter: Buffer): Promise<void> {
  const stored = await server().stored(mark);
  expect(stored.subarray(stored.indexOf(mark)).toString('latin1')).toBe(asStored(letter, postfix.eol));
}

const WAYS = [
  { way: 'STARTTLS with AUTH LOGIN', at: 'submission', mechanism: 'LOGIN' },
  { way: 'TLS from the start with AUTH PLAIN', at: 'implicit', mechanism: 'PLAIN' },
] as const;

describe.skipIf(absent).each(WAYS)('a letter to Postfix through $way', ({ at, mechanism }) => {
  function send(...args: readonly string[]): Promise<Ended> {
    const { server: address, tls } = place(at);
    return runCli([
      ...['send', '--server', address, '--tls', tls, ...trust(), '--from', `bob@${DOMAIN}`, '--to', TO],
      ...['--auth', mechanism, '--user', USER, '--password', PASSWORD, '--lang', 'en', ...args],
    ]);
  }

  it.each([
    ['plain text', 'A line.\r\nAnother.\r\n', 'A letter'],
    ['lines that begin with dots', '.\r\n..\r\n.hidden\r\n...\r\n.\r\nend\r\n', 'Dots'],
    ['bare LFs', 'one\n.\ntwo\nthree\n', 'LF'],
    ['Cyrillic text and header, with SMTPUTF8', 'Привет, Алиса!\r\n.\r\n', 'Письмо'],
  ])('is stored as it was given: %s', async (what, body, subject) => {
    const { mark, letter } = markedLetter(body, subject);
    const file = join(folder, 'letter.eml');
    writeFileSync(file, letter);
    const { code, out, err } = await send('--eml', file);
    expect({ code, said: code === 0 ? '' : out + err }).toEqual({ code: 0, said: '' });
    expect(out).toContain(`AUTH ${mechanism}`);
    expect(out).not.toContain(PASSWORD);
    if (what.includes('SMTPUTF8')) expect(out).toMatch(/MAIL FROM:\S+ .*SMTPUTF8/);
    await expectStored(mark, letter);
  });

  it('carries an attachment of 5 MB', async () => {
    const content = Buffer.alloc(5_000_000, 'smtp-lab attachment\n.\n');
    const file = join(folder, 'large.bin');
    writeFileSync(file, content);
    const mark = `X-Lab-Mark: large-${mechanism}`;
    const { code } = await send(
      '--header',
      mark,
      '--subject',
      'Вложение',
      '--body',
      'Смотрите файл.',
      '--attach',
      file,
    );
    expect(code).toBe(0);
    const mail = await PostalMime.parse(await server().stored(mark));
    expect([mail.subject, mail.text?.trim()]).toEqual(['Вложение', 'Смотрите файл.']);
    const bytes = mail.attachments[0]?.content;
    expect(bytes instanceof ArrayBuffer ? Buffer.from(bytes).equals(content) : bytes).toBe(true);
  });
});

describe.skipIf(absent)('a conversation with Postfix by hand', () => {
  const hello = 'EHLO client.example.test';
  const signIn = ['AUTH LOGIN', `=${USER}`, `=${PASSWORD}`];
  const envelope = [`MAIL FROM:<bob@${DOMAIN}>`, `RCPT TO:<${TO}>`, 'DATA'];
  const connect = (): readonly string[] => [
    'connect',
    place('submission').server,
    ...trust(),
    '--lang',
    'en',
  ];

  it('from a pipe: STARTTLS, AUTH LOGIN, a letter, QUIT', async () => {
    const { mark, letter } = markedLetter('..\r\n.dots\r\nПривет\r\n');
    // As it is meant: the explorer doubles the dots.
    const typed = letter.toString().replaceAll('\r\n', '\n');
    const script = [hello, 'STARTTLS', hello, ...signIn, ...envelope].join('\n');
    const { code, out, err } = await runCli(connect(), { input: `${script}\n${typed}.\nQUIT\n` });
    expect({ code, said: code === 0 ? '' : out + err }).toEqual({ code: 0, said: '' });
    for (const reply of ['S: 220 ', 'S: 334 ', 'S: 235 ', 'S: 354 ', 'S: 221 ']) expect(out).toContain(reply);
    expect(out + err).not.toContain(PASSWORD);
    expect(out + err).not.toContain(Buffer.from(PASSWORD).toString('base64'));
    await expectStored(mark, letter);
  });

  it('with a rule broken: MAIL before the login is 530, RCPT before MAIL is 503', async () => {
    const script = [
      hello,
      `MAIL FROM:<bob@${DOMAIN}>`,
      'STARTTLS',
      hello,
      ...signIn,
      `RCPT TO:<${TO}>`,
      'QUIT',
    ];
    const { code, out } = await runCli(connect(), { input: `${script.join('\n')}\n` });
    expect(code).toBe(0);
    expect(out).toContain('S: 530 5.7.0');
    expect(out).toContain('S: 503 5.5.1');
  });

  it.skipIf(!hasTmux)('at a terminal, keystroke by keystroke', async () => {
    const { mark, letter } = markedLetter('By hand.\r\n');
    const screen = openTerminal([...connect()], { env: { SMTP_LAB_HOME: folder } });
    try {
      const say = async (line: string, wanted: string): Promise<void> => {
        screen.type(line, 'Enter');
        await screen.until(wanted);
      };
      await screen.until('greeted clear>');
      await say(hello, 'ready clear>');
      await say('STARTTLS', 'send EHLO again');
      await say(hello, 'ready TLS>');
      await say('AUTH LOGIN', '"Username:"');
      await say(`=${USER}`, '"Password:"');
      await say(`=${PASSWORD}`, '235 ');
      await say(envelope[0] ?? '', 'mail TLS>');
      await say(envelope[1] ?? '', 'rcpt TLS>');
      await say('DATA', '354 ');
      for (const line of letter.toString().trimEnd().split('\r\n')) screen.type(line, 'Enter');
      await say('.', 'queued as');
      await say('QUIT', 'EXIT 0');
      expect(screen.text()).not.toContain(PASSWORD);
      await expectStored(mark, letter);
    } finally {
      screen.close();
    }
  });
});

describe.skipIf(absent).each(['LOGIN', 'CRAM-MD5', 'SCRAM-SHA-256'])(
  'a session recorded with Postfix through STARTTLS and AUTH %s',
  (mechanism) => {
    it('holds no secret, is played again with the secrets given, and tells where the server changed [case-020]', async () => {
      const { server: address } = place('submission');
      const recorded = join(folder, `recorded-${mechanism}.smtp`);
      const way = [
        '--server',
        address,
        '--tls',
        'starttls',
        ...trust(),
        '--user',
        USER,
        '--password',
        PASSWORD,
      ];
      const sent = await runCli([
        ...['send', ...way, '--auth', mechanism, '--from', `bob@${DOMAIN}`, '--to', TO, '--lang', 'en'],
        ...['--no-pipelining', '--body', 'Recorded.', '--record', recorded],
      ]);
      expect({ code: sent.code, said: sent.code === 0 ? '' : sent.out + sent.err }).toEqual({
        code: 0,
        said: '',
      });
      const text = readFileSync(recorded, 'utf8');
      for (const form of [
        PASSWORD,
        Buffer.from(PASSWORD).toString('base64'),
        Buffer.from(PASSWORD).toString('hex'),
      ])
        expect(text).not.toContain(form);
      const again = await runCli(['replay', recorded, ...way, '--lang', 'en']);
      expect({ code: again.code, said: again.code === 0 ? '' : again.out + again.err }).toEqual({
        code: 0,
        said: '',
      });
      // The same file and a server that behaves otherwise: here, for somebody whom it does not know.
      const changed = join(folder, `changed-${mechanism}.smtp`);
      writeFileSync(changed, text.replace(`RCPT TO:<${TO}>`, `RCPT TO:<nobody@${DOMAIN}>`));
      const differs = await runCli(['replay', changed, ...way, '--lang', 'en']);
      expect(differs.code).toBe(15);
      expect(differs.out).toMatch(/changed-[^:]+\.smtp:\d+:1, after RCPT TO:<nobody@/);
      expect(differs.out).toMatch(/expected +250[^]*got +550/);
    });
  },
);
