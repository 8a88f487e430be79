/** What is told where a server or a command line is odd: the right words on the screen, and the same facts in JSON. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { runInside } from '../support/run-inside.ts';
import { scriptedServer } from '../support/scripted-server.ts';
import type { Say, ScriptedServer } from '../support/scripted-server.ts';

let server: ScriptedServer | null = null;

afterEach(async () => {
  await server?.close();
  server = null;
});

const YES: Readonly<Record<string, Say>> = {
  EHLO: '250 mx.example.com\r\n',
  HELO: '250 mx.example.com\r\n',
  LHLO: '250 mx.example.com\r\n',
  MAIL: '250 ok\r\n',
  RCPT: '250 ok\r\n',
  DATA: '354 go\r\n',
  '.': '250 2.0.0 Ok: queued as A1B2\r\n',
  QUIT: (socket) => void socket.end('221 bye\r\n'),
};

async function to(answers: Readonly<Record<string, Say>>, args: readonly string[], input = '') {
  server ??= await scriptedServer('220 mx.example.com ESMTP\r\n', { ...YES, ...answers });
  const [command = '', ...rest] = args.map((one) => one.replace('PORT', String(server?.port)));
  return runInside([command, ...rest], input);
}

const LETTER = ['-f', 'a@example.com', '-t', 'b@example.com', '--body', 'x'];
const objects = (out: string): readonly Record<string, unknown>[] =>
  out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
const oneLine = (text: string): string => text.replace(/\s+/g, ' ');

describe('the name of a server', () => {
  it.each([
    ['smtp://mail.example.com:25/path', /^--server: SMTP has no paths/],
    ['smtps://h:p/x', /^--server: SMTP has no paths/],
    ['lmtp+unix:/path', /three slashes before the path: lmtp\+unix:\/\/\/path/],
    ['mail.example.com:smtp', /^--server: The port must be a whole number/],
  ])('%s is refused for what is wrong', async (name, words) => {
    const { code, err } = await runInside(['send', '-s', name, ...LETTER]);
    expect(code).toBe(2);
    expect(oneLine(err)).toMatch(words);
  });

  it.each([
    ['-4', '[::1]:25', 'IPv6'],
    ['-6', '127.0.0.1:25', 'IPv4'],
    ['--bind=127.0.0.1', '[::1]:25', 'IPv6'],
  ])('%s and %s do not go together', async (option, name, family) => {
    const { code, err } = await runInside(['send', option, '-s', name, ...LETTER]);
    expect(code).toBe(2);
    expect(err).toContain(`is an ${family} address.`);
  });
});

describe('what became of letters', () => {
  it('says which of several was refused before it was sent', async () => {
    let mails = 0;
    const MAIL: Say = (socket) => void socket.write(++mails === 4 ? '421 enough\r\n' : '250 ok\r\n');
    const { code, out } = await to({ MAIL }, ['send', '-s', '127.0.0.1:PORT', '--count', '4', ...LETTER]);
    expect(code).toBe(8);
    expect(out).toContain('Letter 4 was not sent.');
    expect(out).not.toContain('No letter was sent');
  });

  it('advises each of mixed refusals of LMTP by its kind', async () => {
    const end = '250 2.1.5 a\r\n452 4.2.2 full\r\n550 5.1.1 no\r\n';
    const { out } = await to({ '.': end }, [
      ...['send', '-s', 'lmtp://127.0.0.1:PORT', '-f', 'a@example.com'],
      ...['-t', 'b@example.com,c@example.com,d@example.com', '--body', 'x'],
    ]);
    expect(oneLine(out)).toContain('Refused for now: 1; try these again later. Refused for good: 1;');
    expect(out).not.toContain('The same may work later');
  });

  it('names each recipient that a size limit keeps from the letter, with the reason', async () => {
    const EHLO = '250-mx\r\n250 SIZE 10\r\n';
    const { code, out } = await to({ EHLO }, ['send', '--json', '-s', '127.0.0.1:PORT', ...LETTER]);
    expect(code).toBe(11);
    expect(objects(out).at(-1)).toMatchObject({
      outcome: 'rejected',
      rejected: [{ address: 'b@example.com', code: 0, retryable: false }],
    });
    expect(JSON.stringify(objects(out).at(-1)?.['rejected'])).toMatch(/too large/i);
  });

  it('takes a refused connection for temporary', async () => {
    server = await scriptedServer('', {});
    const { port } = server;
    await server.close();
    server = null;
    const { code, out } = await runInside(['send', '--json', '-s', `127.0.0.1:${port}`, ...LETTER]);
    expect(code).toBe(3);
    expect(objects(out).at(-1)).toMatchObject({ type: 'result', retryable: true });
  });

  it('has the advice of the screen in JSON', async () => {
    const args = ['send', '-s', '127.0.0.1:PORT', ...LETTER];
    const RCPT = '550 5.1.1 no such user\r\n';
    const screen = oneLine((await to({ RCPT }, args)).out);
    const json = objects((await to({ RCPT }, [...args, '--json'])).out).at(-1);
    const advice = json?.['advice'] as {
      happened: string[];
      means: string[];
      tries: { what: string; command?: string }[];
    };
    expect(advice.happened.length * advice.means.length * advice.tries.length).toBeGreaterThan(0);
    for (const text of [...advice.happened, ...advice.means, ...advice.tries.map(({ what }) => what)])
      expect(screen).toContain(oneLine(text));
  });
});

describe('what is asked for with a letter', () => {
  it("has each parameter once, the user's before ours, and takes --dsn-ret in capitals", async () => {
    const EHLO = '250-mx\r\n250-DSN\r\n250 SIZE 1000000\r\n';
    const args = ['send', '-s', '127.0.0.1:PORT', ...LETTER, '--dsn-ret', 'HDRS', '--mail-param', 'size=5'];
    const { code, out } = await to({ EHLO }, args);
    expect(code).toBe(0);
    expect(out).toMatch(/C: MAIL FROM:<a@example\.com> RET=HDRS size=5 /);
    expect((await to({ EHLO }, ['send', ...LETTER, '--dsn-notify', 'SUCCESS,SUCCESS'])).code).toBe(2);
  });

  it('attaches a letter as a file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'told-'));
    writeFileSync(join(folder, 'x.eml'), 'Subject: x\n\nhi\n');
    const { out } = await to({}, [
      ...['send', '-s', '127.0.0.1:PORT', ...LETTER, '--show-data', '90'],
      ...['--attach', join(folder, 'x.eml')],
    ]);
    expect(out).toContain('C: Content-Disposition: attachment; filename=x.eml');
    const dir = await to({}, ['send', '-s', '127.0.0.1:PORT', ...LETTER, '--attach', folder]);
    expect(dir.code).toBe(2);
    rmSync(folder, { recursive: true });
  });

  it('says what a profile is where it has no options', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'told-'));
    const config = (await runInside(['send', ...LETTER, '--profile', 'x'], '', { SMTP_LAB_HOME: folder }))
      .err;
    const file = oneLine(config).match(/: (\/\S+) does not exist/)?.[1] ?? '';
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, 'work: just text\nlist:\n  - a\nnothing:\n');
    for (const [name, code] of [
      ['work', 2],
      ['list', 2],
      ['nothing', 0],
    ] as const) {
      const said = await runInside(['send', '-t', 'teacher@example.test', '--profile', name], '', {
        SMTP_LAB_HOME: folder,
      });
      expect(said.code, name).toBe(code);
      if (code === 2) expect(oneLine(said.err)).toContain('has no options: it must be a section');
    }
    rmSync(folder, { recursive: true });
  });
});

describe('notes', () => {
  it('says that HELO names no extensions', async () => {
    const { code, out } = await to({ EHLO: '502 no\r\n' }, [
      ...['send', '-s', '127.0.0.1:PORT', '--user', 'ann', '--password', 'x', ...LETTER],
    ]);
    expect(code).toBe(7);
    expect(oneLine(out)).toContain('was greeted with HELO, and the reply to HELO lists no extensions');
    expect(out).not.toContain('did not list AUTH');
  });

  it('explains a code that nobody defined, and each line of a list', async () => {
    const EXPN = '250-<ann@example.com>\r\n250-<bob@example.com>\r\n250 <carl@example.com>\r\n';
    const answers = { XYZZY: '299 what\r\n', EXPN };
    const args = ['connect', '127.0.0.1:PORT'];
    const input = 'EHLO x\nXYZZY\nEXPN staff\nQUIT\n';
    const { out } = await to(answers, args, input);
    expect(out).toMatch(/299 what +2xx yes: done/);
    expect(out).toMatch(/250-<bob@example\.com> +another member of the list/);
    expect(out).toMatch(/250 <carl@example\.com> +space: last line; the last member/);
    const { out: json } = await to(answers, [...args, '--json'], input);
    const replies = objects(json).filter(({ type }) => type === 'reply');
    expect(replies.find(({ code }) => code === 299)).toMatchObject({
      explanation: { title: expect.stringMatching(/^2xx/) },
    });
    expect(replies.find(({ to: verb }) => verb === 'EXPN')).toMatchObject({
      notes: [expect.any(String), 'another member of the list', 'space: last line; the last member'],
    });
  });

  it('has decoded challenges and names in JSON, and the queue id of a letter typed by hand', async () => {
    const AUTH = '334 VXNlcm5hbWU6\r\n';
    const answers = { AUTH, YW5u: '334 UGFzc3dvcmQ6\r\n', 'c2VjcmV0LXdvcmQ=': '235 ok\r\n' };
    const input =
      'EHLO x\nAUTH LOGIN\nYW5u\nc2VjcmV0LXdvcmQ=\nMAIL FROM:<a@example.com>\nRCPT TO:<b@example.com>\nDATA\nhi\n.\nQUIT\n';
    const { out } = await to(answers, ['connect', '--json', '127.0.0.1:PORT'], input);
    const all = objects(out);
    expect(all.filter(({ code }) => code === 334)).toMatchObject([
      { challenge: 'Username:' },
      { challenge: 'Password:' },
    ]);
    expect(all).toContainEqual(expect.objectContaining({ type: 'command', line: 'YW5u', decoded: 'ann' }));
    expect(all.at(-1)).toMatchObject({ type: 'result', queueId: 'A1B2', accepted: ['b@example.com'] });
    expect(out).not.toMatch(/c2VjcmV0|secret-word/);
  });

  it('takes no answer for a name that may be a password', async () => {
    const AUTH = '334 UGFzc3dvcmQ6\r\n';
    const { out } = await to(
      { AUTH, 'c2VjcmV0LXdvcmQ=': '235 ok\r\n' },
      ['connect', '127.0.0.1:PORT'],
      'EHLO x\nAUTH LOGIN\nc2VjcmV0LXdvcmQ=\n:state\nQUIT\n',
    );
    expect(out).toContain('235 ok');
    expect(out).not.toMatch(/c2VjcmV0|secret-word/);
  });

  it.each([
    ['a challenge as it was typed', (line: string) => `334 ${line}`],
    ['a challenge with more around it', (line: string) => `334 ${base64(`x ${clear(line)} y`)}`],
    ['a refusal, decoded', (line: string) => `535 5.7.8 no ${clear(line)} ${line}`],
    ['the next reply, decoded', (line: string) => `535 5.7.8 ${clear(line).split('\0').at(-1)}`],
  ])('hides what a server repeats in %s', async (_where, echo) => {
    const secret = 'secret-word-7';
    for (const typed of [base64(secret), base64(`\0ann\0${secret}`), secret]) {
      const say: Say = (socket) => void socket.write(`${echo(typed)}\r\n`);
      const answers = { AUTH: '334 UGFzc3dvcmQ6\r\n', [typed]: say, '*': '501 cancelled\r\n' };
      for (const json of [[], ['--json'], ['--explain', 'full']]) {
        const { out, err } = await to(
          answers,
          ['connect', '127.0.0.1:PORT', ...json],
          `EHLO x\nAUTH LOGIN\n${typed}\n*\nQUIT\n`,
        );
        expect(out).toMatch(/334|535/);
        expect(out + err).not.toContain(secret);
        expect(out + err).not.toContain(base64(secret).slice(0, 16));
        expect(out + err).not.toContain(typed);
      }
      await server?.close();
      server = null;
    }
  });
});

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

function clear(line: string): string {
  return Buffer.from(line, 'base64').toString();
}

describe(':auth with more than a mechanism', () => {
  it.each([':auth PLAIN student open-sesame-7', ':auth open-sesame-7', ':auth LOGIN open-sesame-7'])(
    '%s is not repeated',
    async (line) => {
      const answers = { EHLO: '250-mx.example.com\r\n250 AUTH PLAIN LOGIN\r\n' };
      const said = await to(answers, ['connect', '127.0.0.1:PORT'], `EHLO x\n${line}\nQUIT\n`);
      expect(said.out + said.err).not.toContain('open-sesame');
      expect(oneLine(said.out)).toContain(':auth takes the name of a mechanism and nothing else');
    },
  );

  it('says which mechanism it does not know', async () => {
    const answers = { EHLO: '250-mx.example.com\r\n250 AUTH PLAIN LOGIN\r\n' };
    const said = await to(answers, ['connect', '127.0.0.1:PORT'], 'EHLO x\n:auth GSSAPI\nQUIT\n');
    expect(oneLine(said.out)).toContain('The mechanism GSSAPI is not supported here.');
  });
});

describe('a password that stands where none is taken', () => {
  it.each([
    [['--pasword=open-sesame-7'], /Unknown option "--pasword"/],
    [['-p', 'open-sesame-7'], /--port: It must be a whole number/],
    [['--user', 'student:open-sesame-7'], /--user: It takes the name alone/],
  ])('%j is refused without being repeated', async (args, words) => {
    const said = await runInside(['send', '-s', '127.0.0.1', ...LETTER, ...args]);
    expect([said.code, said.out + said.err]).toEqual([2, expect.not.stringContaining('open-sesame')]);
    expect(oneLine(said.err)).toMatch(words);
  });

  it('a name with a colon is one where the password comes from elsewhere', async () => {
    const answers = { EHLO: '250-mx.example.com\r\n250 AUTH PLAIN\r\n', AUTH: '235 welcome\r\n' };
    const args = ['send', '-s', '127.0.0.1:PORT', ...LETTER, '--user', 'x:y', '--password', 'open-sesame-7'];
    expect((await to(answers, args)).code).toBe(0);
  });
});
