import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startPracticeServer } from '../../src/io/practice-server/index.ts';
import type { PracticeServer, ReceivedMail } from '../../src/io/practice-server/index.ts';
import { runHere } from '../support/run-inside.ts';
import type { Said } from '../support/run-inside.ts';
import { scriptedServer } from '../support/scripted-server.ts';

function run(args: readonly string[], env: Record<string, string> = {}, input = ''): Promise<Said> {
  return runHere(args, { env, input });
}

let folder = '';
let practice: PracticeServer;
let received: ReceivedMail[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'smtp-lab-test-'));
  received = [];
  practice = await startPracticeServer({ onReceived: (mail) => received.push(mail) });
  writeFileSync(join(folder, 'ca.pem'), await practice.authority());
});

afterEach(async () => {
  await practice.close();
  rmSync(folder, { recursive: true });
});

const envelope = ['--from', 'student@example.test', '--to', 'teacher@example.test'];
const named = (): string[] => [
  'send',
  '--server',
  `localhost:${practice.port}`,
  '--tls-ca',
  join(folder, 'ca.pem'),
  ...envelope,
];
const textOf = (mail: ReceivedMail | undefined): string => Buffer.from(mail?.content ?? []).toString();

describe('smtp-lab send', () => {
  it('without a server goes to the practice server, and says so', async () => {
    const { code, out, err } = await run(['send']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('nothing leaves this computer');
    expect(out).toContain('C: ..A line that begins with a dot');
    expect(out).toContain('as LAB1');
  });

  it('signs in inside TLS with a password from a file, and shows it nowhere [case-020]', async () => {
    writeFileSync(join(folder, 'password'), 'practice\n');
    const { code, out, err } = await run([
      ...named(),
      '--user',
      'student',
      '--password-file',
      join(folder, 'password'),
    ]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/C: AUTH \S+ <hidden>/);
    for (const form of ['cHJhY3RpY2U', 'AHN0dWRlbnQAcHJhY3RpY2U']) expect(out).not.toContain(form);
    expect(received).toHaveLength(1);
  });

  it('sends a ready letter byte for byte, from a file and from a pipe [case-021, case-025]', async () => {
    const letter = 'Subject: dots\r\nBcc: x@example.com\r\n\r\n.\r\n..\r\nBcc: text\r\n';
    writeFileSync(join(folder, 'letter.eml'), letter);
    expect((await run([...named(), '--eml', join(folder, 'letter.eml')])).code).toBe(0);
    expect((await run([...named(), '--eml', '-'], {}, letter)).code).toBe(0);
    for (const mail of received) expect(textOf(mail)).toBe('Subject: dots\r\n\r\n.\r\n..\r\nBcc: text\r\n');
    expect(received).toHaveLength(2);
  });

  it('keeps blind recipients out of the letter [case-025]', async () => {
    await run([...named(), '--bcc', 'student@example.test', '--subject', 'x']);
    expect(received[0]?.to).toEqual(['teacher@example.test', 'student@example.test']);
    expect(textOf(received[0])).not.toMatch(/bcc/i);
    expect(textOf(received[0])).not.toContain('student@example.test>,');
  });

  it('takes the null sender, and names with commas [case-027]', async () => {
    const server = ['send', '--server', `localhost:${practice.port}`, '--tls', 'off'];
    await run([
      ...server,
      '--from',
      '<>',
      '--to',
      '"Doe, Jane" <teacher@example.test>, <student@example.test>',
    ]);
    expect(received[0]).toMatchObject({ from: '', to: ['teacher@example.test', 'student@example.test'] });
  });

  it.each([
    ['--to', 'b@example.com>\r\nRCPT TO:<evil@example.net'],
    ['--from', 'a@example.com\nDATA'],
    ['--ehlo', 'host.example.com\r\nMAIL FROM:<x@example.net>'],
    ['--subject', 'Hi\r\nBcc: evil@example.net'],
    ['--header', 'X-A\r\nX-B: 1'],
    ['--to', 'a b@example.com'],
    ['--server', 'user:password@mail.example.com'],
    ['--eml', '/does/not/exist.eml'],
    ['--auth', 'ROT13'],
    ['--timeout', '0'],
  ])('refuses %s %j before it connects, and names the option [case-024, case-026]', async (option, value) => {
    const { code, out, err } = await run([...named(), option, value]);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(option);
    expect(received).toEqual([]);
  });

  it('asks for both ends of the envelope where a server is named', async () => {
    expect(await run(['send', '--server', 'localhost'])).toMatchObject({ code: 2, out: '' });
  });

  it('fails at once where a password is missing and nobody can be asked [case-020]', async () => {
    expect(await run([...named(), '--user', 'student'])).toMatchObject({ code: 2, out: '' });
  });

  it('refuses a certificate of an unknown issuer where a password would go out [case-016]', async () => {
    const { code, out } = await run(
      ['send', '--server', `localhost:${practice.port}`, ...envelope, '--user', 'student'],
      {
        SMTP_LAB_PASSWORD: 'practice',
      },
    );
    expect(code).toBe(6);
    expect(out).not.toContain('AUTH PLAIN <');
    expect(received).toEqual([]);
  });

  it('exits by the table: 9 refused, 10 in part, 3 nobody there', async () => {
    expect((await run([...named().slice(0, -1), 'nobody@example.test'])).code).toBe(9);
    expect((await run([...named(), '--cc', 'busy@example.test'])).code).toBe(10);
    const gone = await scriptedServer('', {});
    await gone.close();
    expect((await run(['send', '--server', `127.0.0.1:${gone.port}`, ...envelope])).code).toBe(3);
  });

  it('lets no server drive the terminal [case-004]', async () => {
    const hostile = await scriptedServer(
      '220 \u001b[2J\u001b[32mall good \u0007 \u001b]0;title\u0007 \u009b2J \u202e\r\n',
      {
        EHLO: '250-mx\u001b[1A\r\n250 X-\u001b]52;c;QQ==\u0007\r\n',
        MAIL: '550 denied\r250 accepted\r\n',
        QUIT: '221 bye\r\n',
      },
    );
    const { code, out, err } = await run(['send', '--server', `127.0.0.1:${hostile.port}`, ...envelope], {
      NO_COLOR: '1',
    });
    await hostile.close();
    expect(code).toBe(8);
    expect(out + err).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    expect(out).toContain('\\x1b[2J');
  });

  it('does not tell whoever signed in that they have not, however the user was named [f-31]', async () => {
    const to = ['--to', 'bob@example.net', '--lang', 'en'];
    const relay = async (args: readonly string[], env: Record<string, string> = {}): Promise<string> => {
      const { code, out } = await run(['send', '--scenario', 'relay-denied', ...to, ...args], env);
      expect(code).toBe(9);
      return out.replace(/\s+/g, ' ');
    };
    expect(await relay([])).toContain('you have not signed in');
    const password = { SMTP_LAB_PASSWORD: 'practice' };
    for (const out of [
      await relay(['--user', 'student'], password),
      await relay([], { ...password, SMTP_LAB_USER: 'student' }),
    ]) {
      expect(out).toContain('235 2.7.0');
      expect(out).toContain('this account may not send there');
      expect(out).not.toContain('you have not signed in');
    }
  });

  it('says of a run that was to end early what became of the letter, and no more than that', async () => {
    const said = async (...args: readonly string[]): Promise<string> => {
      const { code, out } = await run(['send', ...args, '--lang', 'en']);
      expect(code, args.join(' ')).toBe(0);
      return out;
    };
    for (const args of [
      ['--stop-after', 'rcpt'],
      ['--drop-after', 'data'],
    ])
      expect(await said(...args)).toMatch(/Stopped after (?:rcpt|data), as asked\. No letter was sent\.\n$/);
    const dropped = await said('--drop-after', 'message');
    expect(dropped).toContain('Outcome unknown for');
    expect(dropped).toContain('Whether the letter was accepted is unknown.');
    expect(dropped).not.toContain('No letter was sent');
  });
});

describe('the other dialect', () => {
  it.each([
    ['--scenario lmtp', '--lmtp'],
    ['--lmtp --scenario default', 'leave --lmtp out'],
  ])('is the advice where a server does not know how ours begins: %s', async (args, advice) => {
    const { code, err } = await run(['send', ...args.split(' '), '-q']);
    expect(code).toBe(5);
    expect(err).toContain(`:  ${advice}`);
  });
});
