/** `smtp-lab connect` from a pipe: one line, one reply; the exit code; nothing secret anywhere. */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { startPracticeServer } from '../../src/io/practice-server/index.ts';
import type { PracticeServer } from '../../src/io/practice-server/index.ts';
import { runHere } from '../support/run-inside.ts';
import type { Said } from '../support/run-inside.ts';
import { scriptedServer } from '../support/scripted-server.ts';
import type { ScriptedServer } from '../support/scripted-server.ts';
import { NEVER_SECONDS } from '../support/patience.ts';

let practice: PracticeServer | null = null;
let scripted: ScriptedServer | null = null;

afterEach(async () => {
  await practice?.close();
  await scripted?.close();
  practice = null;
  scripted = null;
});

const SESSION = [
  ...[
    'EHLO client.example.com',
    'MAIL FROM:<student@example.test>',
    'RCPT TO:<teacher@example.test>',
    'DATA',
  ],
  ...['Subject: x', '', '.dot', 'MAIL FROM:<not-a-command@example.com>', '.', 'QUIT'],
];

function typed(lines: readonly string[], ...args: readonly string[]): Promise<Said> {
  return runHere(['connect', ...args], { input: `${lines.join('\n')}\n` });
}

describe('smtp-lab connect', () => {
  it('says why it broke off where octets come in clear behind the 220 to STARTTLS', async () => {
    const script = ['EHLO client.example.com', 'STARTTLS', 'EHLO client.example.com'];
    const { code, out, err } = await typed(script, '--scenario', 'starttls-injected', '--lang', 'en');
    expect(code).toBe(6);
    expect(out.match(/EHLO client/g)).toHaveLength(1);
    expect(err).toContain('data was injected before encryption');
  });

  it('says so too where the lab was asked to encrypt', async () => {
    const script = ['EHLO client.example.com', ':tls'];
    const { err } = await typed(script, '--scenario', 'starttls-injected', '--lang', 'en');
    expect(err.match(/data was injected/g)).toHaveLength(1);
  });

  it.each([
    ['LF', SESSION.join('\n')],
    ['CRLF', SESSION.join('\r\n')],
    ['a byte-order mark', `\ufeff${SESSION.join('\n')}\n`],
  ])('delivers a session that is piped in, with %s [case-033]', async (_name, input) => {
    practice = await startPracticeServer({ scenario: 'strict-turns' });
    const { code, out } = await runHere(['connect', `127.0.0.1:${practice.port}`], { input });
    expect(code).toBe(0);
    expect(out).toContain('Queued as');
    const [mail] = practice.received;
    expect(Buffer.from(mail?.content ?? []).toString()).toBe(
      'Subject: x\r\n\r\n.dot\r\nMAIL FROM:<not-a-command@example.com>\r\n',
    );
  });

  it.each(['503 5.5.1 no', '250 ok'])(
    'never sends a letter as commands where DATA is answered %s [case-033]',
    async (answer) => {
      const yes = { EHLO: '250 mx\r\n', MAIL: '250 ok\r\n', RCPT: '250 ok\r\n', QUIT: '221 bye\r\n' };
      scripted = await scriptedServer('220 mx\r\n', { ...yes, DATA: `${answer}\r\n` });
      const { code, out } = await typed(
        SESSION,
        `127.0.0.1:${scripted.port}`,
        '--fail',
        '--timeout',
        NEVER_SECONDS,
      );
      expect(scripted.lines.filter((line) => /Subject|not-a-command|^\.$/.test(line))).toEqual([]);
      expect(scripted.lines).toContain('QUIT');
      if (answer.startsWith('5')) expect(code).toBe(11);
      expect(out).toMatch(/were not sent: 4/);
    },
  );

  it('exits 0 with a refusal in it, and with --fail the code of its step', async () => {
    const lines = ['EHLO x', 'MAIL FROM:<student@example.test>', 'RCPT TO:<nobody@example.test>', 'QUIT'];
    expect((await typed(lines)).code).toBe(0);
    expect((await typed(lines, '--fail')).code).toBe(9);
  });

  it('says goodbye at the end of its input, and drops a letter that had no end', async () => {
    const early = await typed(['EHLO x']);
    expect(early.code).toBe(0);
    expect(early.out).toContain('C: QUIT');
    practice = await startPracticeServer();
    const half = await typed(SESSION.slice(0, 6), `127.0.0.1:${practice.port}`);
    expect(half.code).toBe(12);
    expect(practice.received).toEqual([]);
  });

  it('exits 12 where the server hangs up first, 6 where TLS fails, 3 where nobody is there', async () => {
    const gone = await typed(['EHLO x', 'NOOP'], '--scenario', 'drop-ehlo');
    expect(gone.code).toBe(12);
    expect(gone.err).not.toContain('    at ');
    expect((await typed(['EHLO x', 'STARTTLS'], '--scenario', 'starttls-broken')).code).toBe(6);
    expect((await typed(['EHLO x'], '127.0.0.1:1')).code).toBe(3);
  });

  it('signs in by hand inside TLS, decodes what is asked, and shows no password in any form [case-020]', async () => {
    const secret = Buffer.from('\0student\0practice').toString('base64');
    const sessions = [
      ['EHLO x', 'STARTTLS', 'EHLO x', 'AUTH LOGIN', '=student', '=practice', 'QUIT'],
      ['EHLO x', 'STARTTLS', 'EHLO x', 'AUTH LOGIN', 'c3R1ZGVudA==', 'cHJhY3RpY2U=', 'QUIT'],
      ['EHLO x', 'STARTTLS', 'EHLO x', `aUtH plain ${secret}`, 'QUIT'],
    ];
    for (const lines of sessions) {
      for (const args of [[], ['--json']]) {
        const { code, out, err } = await typed(lines, ...args);
        expect(code).toBe(0);
        expect(out).toContain('235');
        for (const form of ['=practice', 'cHJhY3RpY2U=', secret]) expect(out + err).not.toContain(form);
      }
    }
    const { out } = await typed(sessions[0] ?? []);
    expect(out).toContain('"Username:"');
    expect(out).toContain('send EHLO again');
  });

  it('signs in by itself with :auth, shows the ledger with :caps, and the certificate with :cert', async () => {
    const { code, out } = await typed([
      'EHLO x',
      ':tls',
      ':auth CRAM-MD5',
      ':caps',
      ':cert',
      ':state',
      ':quit',
    ]);
    expect(code).toBe(0);
    expect(out).toContain('AUTH CRAM-MD5');
    expect(out).toMatch(/new: .*AUTH PLAIN/s);
    expect(out).toMatch(/gone: .*STARTTLS/s);
    expect(out).toContain('Signed in as student');
    expect(out).toContain('smtp-lab practice authority');
  });

  it('says why it did not sign in where nobody can, or not by that mechanism', async () => {
    const clear = await typed(['EHLO x', ':auth', 'QUIT'], '--lang', 'en');
    expect(clear.out).toMatch(/Encrypt first,\s+with\s+:tls/);
    expect(clear.out).not.toContain('AUTH LOGIN');
    scripted = await scriptedServer('220 mail.example.test ESMTP\r\n', {
      EHLO: '250-mail.example.test\r\n250 AUTH GSSAPI\r\n',
      NOOP: '250 ok\r\n',
      QUIT: '221 bye\r\n',
    });
    const session = ['EHLO x', ':auth', 'NOOP', ':state', 'QUIT'];
    const args = [`127.0.0.1:${scripted.port}`, '--user', 'anna', '--password-file', '/dev/null'];
    const { code, err } = await typed(session, ...args, '--lang', 'en');
    expect(code).toBe(0);
    expect(err.match(/no mechanism/gi), err).toHaveLength(1);
    expect(err).toContain('GSSAPI');
  });

  it('ends an open letter before it encrypts, which has no place within one', async () => {
    const { out } = await typed(
      ['EHLO x', 'MAIL FROM:<student@example.test>', ':tls', ':state', 'QUIT'],
      '--lang',
      'en',
    );
    expect(out).toMatch(/C: RSET[^]*S: 250 [^]*C: STARTTLS[^]*S: 220 /);
    expect(out).toContain('State: ready, encrypted');
  });

  it('calls itself in EHLO after STARTTLS as it was called before', async () => {
    const { out } = await typed(['EHLO pupil.example.test', ':tls', 'QUIT']);
    expect(out).toContain('C: EHLO pupil.example.test');
  });

  it('reads a reply for each recipient where LHLO was typed and taken, behind the dot and behind the last chunk', async () => {
    const envelope = ['LHLO x', 'MAIL FROM:<student@example.test>', 'RCPT TO:<teacher@example.test>'];
    const two = [...envelope, 'RCPT TO:<full@example.test>'];
    for (const letter of [
      ['DATA', 'Subject: x', '', 'hi', '.'],
      ['BDAT 4 LAST', 'hi'],
    ]) {
      const { out } = await typed([...two, ...letter, 'NOOP', 'QUIT'], '--scenario', 'lmtp', '--json');
      const events = out
        .trim()
        .split('\n')
        .map((line): Record<string, unknown> => JSON.parse(line));
      const ends = events.filter(({ type, recipient }) => type === 'reply' && recipient !== undefined);
      expect(ends.map(({ recipient, code }) => [recipient, code]).slice(-2)).toEqual([
        ['teacher@example.test', 250],
        ['full@example.test', 452],
      ]);
      expect(events.filter(({ type }) => type === 'warning')).toEqual([]);
      expect(events.find(({ type, to }) => type === 'reply' && to === 'NOOP')).toMatchObject({ code: 250 });
      expect(events.at(-1)).toMatchObject({ type: 'result', accepted: ['teacher@example.test'] });
    }
  });

  it('lays its lists out in two columns', async () => {
    const { out } = await typed([':help', ':violate', 'QUIT'], '--lang', 'en');
    expect(out).toMatch(/^ {3}:help {5,}this list$/m);
    expect(out).toMatch(/^ {5}bare-lf {3,}ends a command with LF alone$/m);
  });

  it('points out slips, and what an answer that is no base64 is', async () => {
    const { out } = await typed(['EHLO x', 'MAIL FROM:a@example.test', 'state', 'УРДЩ x', 'QUIT']);
    expect(out).toContain('<a@example.test>');
    expect(out).toContain(':state');
    expect(out).toContain('EHLO x');
    const answer = await typed(['EHLO x', ':tls', 'AUTH LOGIN', 'not base64!', 'QUIT']);
    expect(answer.out).toContain('That is not base64');
  });

  it('breaks rules on purpose, and says how to read what came', async () => {
    for (const [name, code] of [
      ['wrong-order', '503'],
      ['illegal-pipelining', '250'],
      ['long-line', '500'],
      ['unoffered-extension', '555'],
      ['early-talk', '220'],
    ] as const) {
      const { out } = await typed(['EHLO x', `:violate ${name}`, 'QUIT']);
      expect(out, name).toContain(`S: ${code}`);
      expect(out, name).toMatch(/This breaks RFC \d+ §/);
    }
  });

  it('gives events as JSON, its own remarks among them, the result last', async () => {
    const { out, code } = await typed([...SESSION.slice(0, 9), ':b64 student', 'QUIT'], '--json');
    expect(code).toBe(0);
    const events = out
      .trim()
      .split('\n')
      .map((line): Record<string, unknown> => JSON.parse(line));
    expect(events.some(({ type, message }) => type === 'note' && message === 'c3R1ZGVudA==')).toBe(true);
    expect(events.at(-1)).toMatchObject({
      type: 'result',
      outcome: 'accepted',
      exitCode: 0,
      accepted: ['teacher@example.test'],
    });
  });

  it('shows chunks that are typed behind their BDAT, and records them so that they can be sent again', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'smtp-lab-connect-'));
    const record = join(folder, 'typed.smtp');
    const chunks = ['BDAT 12', 'Subject: a', 'BDAT 6 LAST', '', 'abcd', 'QUIT'];
    try {
      const { out } = await typed([...SESSION.slice(0, 3), ...chunks], '--record', record);
      expect(out).toMatch(
        /BDAT 12\nC: Subject: a\nS: 250[^]*BDAT 6 LAST\nC: .*\nC: abcd\nS: 250.*its duty now/,
      );
      expect(readFileSync(record, 'utf8')).toContain('C: BDAT 6 LAST\nC:\nC| "abcd"\n');
      practice = await startPracticeServer();
      const at = ['--server', `127.0.0.1:${practice.port}`, '--tls', 'off'];
      expect(await runHere(['replay', record, ...at, '-q'])).toMatchObject({ code: 0 });
      expect(Buffer.from(practice.received[0]?.content ?? []).toString()).toBe('Subject: a\r\n\r\nabcd');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('sends a letter by BDAT that was typed with its length', async () => {
    practice = await startPracticeServer();
    const lines = [...SESSION.slice(0, 3), 'BDAT 15 LAST', 'Subject: x', '', '.', 'QUIT'];
    const { code } = await typed(lines, `127.0.0.1:${practice.port}`);
    expect(code).toBe(0);
    expect(Buffer.from(practice.received[0]?.content ?? []).toString()).toBe('Subject: x\r\n\r\n.');
  });
});
