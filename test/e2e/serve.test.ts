/** `smtp-lab serve` as a program: what it says, what it stores, how it ends. */

import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/patience.ts';
import { PROGRAM } from '../support/run-cli.ts';
import { runHere } from '../support/run-inside.ts';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'smtp-lab-test-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

interface Serving {
  readonly port: number;
  /** Everything that it said, once it has ended, and its exit code. */
  readonly ended: Promise<{ readonly out: string; readonly err: string; readonly code: number | null }>;
  readonly kill: (signal: 'SIGINT' | 'SIGTERM') => void;
}

const env = (): Record<string, string> => ({ LANG: 'C.UTF-8', SMTP_LAB_LANG: '', SMTP_LAB_HOME: folder });

/** Where it says that it listens. */
const portIn = (out: string): string | undefined => {
  const found = /127\.0\.0\.1:(\d+)|"port":(\d+)/.exec(out);
  return found?.[1] ?? found?.[2];
};

/** Starts it and waits until it says where it listens. */
async function serving(...args: readonly string[]): Promise<Serving> {
  let heard = '';
  let stop: Serving['kill'] = () => undefined;
  const ended = runHere(['serve', '--port', '0', ...args], {
    env: env(),
    watch: (out, kill) => {
      heard = out;
      stop = kill;
    },
  });
  let early: string | null = null;
  void ended.then(({ out, err }) => (early = out + err));
  const port = await eventually('its address', () => portIn(heard) ?? (early === null ? null : '0'));
  if (port === '0') throw new Error(`it ended: ${String(early)}`);
  return { port: Number(port), ended, kill: (signal) => stop(signal) };
}

/** The same as a process of its own. */
async function servingAlone(...args: readonly string[]): Promise<Serving> {
  const child = spawn(process.execPath, [PROGRAM, 'serve', '--port', '0', ...args], {
    env: { PATH: process.env['PATH'], ...env() },
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const ended = new Promise<{ out: string; err: string; code: number | null }>((resolve) => {
    child.on('close', (code) => resolve({ out, err, code }));
  });
  const port = await eventually('its address', () => portIn(out));
  return { port: Number(port), ended, kill: (signal) => child.kill(signal) };
}

const sendTo = (port: number, ...args: readonly string[]) =>
  runHere([
    'send',
    ...['--server', `127.0.0.1:${port}`, '--from', 'student@example.test', '--to', 'teacher@example.test'],
    ...args,
  ]);

describe('smtp-lab serve', () => {
  it.each([
    ['DATA', []],
    ['BDAT', ['--chunking']],
  ])('explains its reply to the end of a letter by %s as that, in words and as JSON', async (_, more) => {
    for (const format of [[], ['--json']]) {
      const server = await serving('--once', ...format);
      expect(await sendTo(server.port, '--insecure', ...more)).toMatchObject({ code: 0 });
      const { out } = await server.ended;
      expect(out).toMatch(
        format.length === 0
          ? /Queued as \w+ +its duty now/
          : /Queued as \w+[^\n]*"title":"The letter is accepted/,
      );
    }
  });

  it('answers one address as it was told to, from the second time on, another late, and all else as usual [f-34]', async () => {
    const server = await serving(
      ...['--tls', 'off', '--rule', 'RCPT TO:<teacher@*> [from 2] = 452 4.2.2 Only today'],
      ...['--rule', 'MAIL FROM:<eve@*> = delay 40ms, 550 5.7.1 Not you'],
    );
    const [first, second, other] = [
      await sendTo(server.port, '--json'),
      await sendTo(server.port, '--json'),
      await sendTo(server.port, '--to', 'student@example.test', '--json'),
    ];
    expect(first.code).toBe(0);
    expect(second.code).not.toBe(0);
    expect(second.out).toContain('"code":452,"class":4,"enhanced":"4.2.2","lines":["4.2.2 Only today"]');
    expect(other.out).toMatch(/"rejected":\[[^\]]*teacher@[^\]]*\]/);
    expect(other.out).toMatch(/"accepted":\["student@example\.test"\]/);
    const eve = await sendTo(server.port, '--from', 'eve@example.test', '--json');
    const late = /"type":"reply"[^\n]*"to":"MAIL"[^\n]*"elapsed":([\d.]+)/.exec(eve.out)?.[1];
    expect(eve.out).toContain('Not you');
    expect(Number(late)).toBeGreaterThanOrEqual(39);
    server.kill('SIGTERM');
    await server.ended;
  });

  it('stores each letter as a file for nobody else to read, and ends after the first connection', async () => {
    const maildir = join(folder, 'letters');
    const authority = join(folder, 'ca.pem');
    const server = await serving('--once', '--maildir', maildir, '--ca-out', authority);
    const sent = await sendTo(
      server.port,
      ...['--tls', 'starttls', '--tls-ca', authority, '--tls-servername', 'mail.example.test'],
      ...['--user', 'student', '--password', 'practice', '--body', '.dot\nЗдравствуйте'],
    );
    expect(sent.code).toBe(0);
    const { out, code } = await server.ended;
    expect(code).toBe(0);
    expect(out).toContain('A client connected from 127.0.0.1');
    expect(out).toMatch(/Received: \d+ octets from <student@example\.test> to <teacher@example\.test>, in /);
    const [file = ''] = readdirSync(join(maildir, 'new'));
    const path = join(maildir, 'new', file);
    expect(statSync(path).mode & 0o077).toBe(0);
    const letter = readFileSync(path, 'utf8');
    expect(letter).toContain('To: teacher@example.test\r\n');
    expect(Buffer.from(letter.split('\r\n\r\n')[1] ?? '', 'base64').toString()).toBe('.dot\r\nЗдравствуйте');
    expect(readFileSync(authority, 'utf8')).toMatch(/^-----BEGIN CERTIFICATE-----/);
    expect(readFileSync(authority, 'utf8')).not.toContain('PRIVATE');
  });

  it('tells everything as JSON, an object a line, and never a password [case-020]', async () => {
    const server = await serving('--json', '--once', '--tls', 'off', '--account', 'ann:s3cret-word');
    expect((await sendTo(server.port, '--user', 'ann', '--password', 's3cret-word')).code).toBe(0);
    const { out } = await server.ended;
    const events = out
      .trim()
      .split('\n')
      .map((line): Record<string, unknown> => JSON.parse(line));
    expect(events[0]).toMatchObject({ type: 'listening', host: '127.0.0.1', port: server.port, tls: 'off' });
    expect(events.find(({ type }) => type === 'received')).toMatchObject({
      connection: 1,
      from: 'student@example.test',
      to: ['teacher@example.test'],
      file: null,
    });
    expect(events.filter(({ type }) => type === 'command').every(({ connection }) => connection === 1)).toBe(
      true,
    );
    for (const form of [
      's3cret-word',
      Buffer.from('s3cret-word').toString('base64'),
      Buffer.from('\0ann\0s3cret-word').toString('base64'),
    ]) {
      expect(out).not.toContain(form);
    }
  });

  it('ends by itself after a while without a client', async () => {
    const server = await serving('--idle-exit', '0.2');
    expect((await server.ended).code).toBe(0);
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('ends cleanly on %s', async (signal, code) => {
    const server = await servingAlone();
    server.kill(signal);
    const ended = await server.ended;
    expect(ended).toMatchObject({ code, err: '' });
  });

  it('behaves as its scenario says, and speaks LMTP or TLS from the start where asked', async () => {
    const scenario = await serving('--once', '--scenario', 'content-refusal');
    expect((await sendTo(scenario.port)).code).toBe(11);
    await scenario.ended;
    const implicit = await serving('--once', '--tls', 'implicit');
    expect((await sendTo(implicit.port, '--tls', 'implicit', '--insecure')).code).toBe(0);
    await implicit.ended;
    const lmtp = await serving('--once', '--lmtp');
    expect((await sendTo(lmtp.port, '--lmtp')).code).toBe(0);
    expect((await lmtp.ended).out).toContain('C: LHLO');
  });

  it('lists its scenarios in both languages within 80 columns', async () => {
    for (const lang of ['en', 'ru']) {
      const { code, out } = await runHere(['serve', '--list-scenarios', '--lang', lang]);
      expect(code).toBe(0);
      expect(out).toContain('greylisting');
      for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    }
  });

  it('says what is wrong: a port that is taken, an account that is none, a folder that cannot be', async () => {
    const server = await serving();
    const taken = await runHere(['serve', '--port', String(server.port)]);
    expect(taken.code).toBe(2);
    expect(taken.err).toContain(String(server.port));
    server.kill('SIGTERM');
    await server.ended;
    expect((await runHere(['serve', '--account', 'ann'])).code).toBe(2);
    const nowhere = await runHere(['serve', '--port', '0', '--maildir', '/dev/null/letters']);
    expect(nowhere.code).toBe(2);
    expect(nowhere.err).toContain('/dev/null/letters');
  });
});

describe('serve with little said', () => {
  it('takes accounts from a file, and tells the port that nobody chose with --quiet', async () => {
    const file = join(folder, 'accounts');
    writeFileSync(file, '# who may sign in\nann:w0nder:land\n\nbob:builder\n');
    const server = await serving('--quiet', '--account-file', file);
    const password = join(folder, 'password');
    writeFileSync(password, 'w0nder:land\n');
    const signIn = ['--user', 'ann', '--password-file', password, '--insecure'];
    expect((await sendTo(server.port, ...signIn)).code).toBe(0);
    writeFileSync(password, 'wrong-one\n');
    expect((await sendTo(server.port, ...signIn)).code).toBe(7);
    server.kill('SIGTERM');
    const { code, out } = await server.ended;
    expect([code, out]).toEqual([143, `127.0.0.1:${server.port}\n`]);
    const bad = await runHere(['serve', '--account-file', password]);
    expect([bad.code, bad.err.includes('wrong-one')]).toEqual([2, false]);
  });
});

describe('serve --record', () => {
  const PASSWORD = 's3cret-word';
  const FORMS = [
    PASSWORD,
    Buffer.from(PASSWORD).toString('base64'),
    Buffer.from(`\0ann\0${PASSWORD}`).toString('base64'),
  ];

  it.each(['PLAIN', 'LOGIN', 'CRAM-MD5', 'SCRAM-SHA-256'])(
    'writes what a client did with %s so that it can be played again, without its secret [case-020]',
    async (mechanism) => {
      const file = join(mkdtempSync(join(folder, 'record-')), 'session.smtp');
      const account = ['--account', `ann:${PASSWORD}`, '--tls', 'off'];
      const server = await serving('--once', '--record', file, ...account);
      const signIn = ['--user', 'ann', '--password', PASSWORD, '--auth', mechanism];
      expect((await sendTo(server.port, ...signIn, '--body', '.dot')).code).toBe(0);
      expect((await server.ended).err).toContain(`Recorded in ${file}.`);
      const text = readFileSync(file, 'utf8');
      expect(statSync(file).mode & 0o077).toBe(0);
      for (const form of FORMS) expect(text).not.toContain(form);
      expect(text).toContain('C: ..dot\n');
      const again = await serving('--once', ...account);
      const played = await runHere([
        ...['replay', file, '--server', `127.0.0.1:${again.port}`, '--tls', 'off'],
        ...['--var', 'user=ann', '--var', `password=${PASSWORD}`],
      ]);
      expect(played).toMatchObject({ code: 0 });
      again.kill('SIGTERM');
      await again.ended;
    },
  );

  it('gives each connection a file of its own', async () => {
    const place = mkdtempSync(join(folder, 'record-'));
    const server = await serving('--record', join(place, 'talk.smtp'));
    for (let count = 0; count < 3; count++) expect((await sendTo(server.port, '--tls', 'off')).code).toBe(0);
    server.kill('SIGTERM');
    await server.ended;
    expect(readdirSync(place).sort()).toEqual(['talk-2.smtp', 'talk-3.smtp', 'talk.smtp']);
    for (const name of readdirSync(place))
      expect(await runHere(['replay', '--both', join(place, name)])).toMatchObject({ code: 0 });
  });

  it('goes on where a file cannot be written any more, and says so at its end', async () => {
    const place = mkdtempSync(join(folder, 'record-'));
    const server = await serving('--idle-exit', '2', '--record', join(place, 'talk.smtp'));
    rmSync(place, { recursive: true });
    writeFileSync(place, 'no folder any more');
    for (let count = 0; count < 2; count++) expect((await sendTo(server.port, '--tls', 'off')).code).toBe(0);
    const { err, code } = await server.ended;
    expect(code).toBe(2);
    expect(err).toContain('--record: ');
    expect(err).not.toContain('bug in smtp-lab');
  });

  it('says before it listens that the file cannot be written', async () => {
    const { code, err } = await runHere(['serve', '--port', '0', '--record', join(folder, 'nowhere/x.smtp')]);
    expect(code).toBe(2);
    expect(err).toMatch(/--record: .* \(ENOENT\)\./);
  });
});

describe('serve --script', () => {
  it('takes variables, and shows and records no password that a client sends [case-020]', async () => {
    const place = mkdtempSync(join(folder, 'script-'));
    const script = join(place, 'server.smtp');
    const record = join(place, 'record.smtp');
    const secret = Buffer.from('\0ann\0s3cret-word').toString('base64');
    writeFileSync(
      script,
      'S: 220 {{name}} ready\nC: EHLO {{*}}\nS: 250-{{name}}\nS: 250 AUTH PLAIN LOGIN\nC: AUTH {{*}}\n' +
        'S: 235 in\nC: MAIL FROM:<{{sender}}>\nS: 250 ok\nC: QUIT\nS: 221 bye\n',
    );
    const vars = ['--var', 'name=mx.example.test', '--var', 'sender=student@example.test'];
    const server = await serving('--script', script, '--record', record, ...vars);
    const answers = await new Promise<string>((resolve) => {
      let heard = '';
      const lines = ['EHLO x', `AUTH PLAIN ${secret}`, 'MAIL FROM:<student@example.test>', 'QUIT'];
      const socket = connect(server.port, '127.0.0.1');
      socket.on('data', (chunk) => {
        heard += chunk.toString();
        if (!/^\d{3} .*\r\n$/m.test(chunk.toString())) return;
        const line = lines.shift();
        if (line !== undefined) socket.write(`${line}\r\n`);
      });
      socket.on('close', () => resolve(heard));
    });
    expect(answers).toContain('220 mx.example.test ready');
    const { code, out } = await server.ended;
    expect(code).toBe(0);
    expect(out).toContain('[1] C: AUTH PLAIN <hidden>');
    const text = readFileSync(record, 'utf8');
    expect(text).toContain('C: AUTH PLAIN {{plain user password}}\n');
    expect(text + out).not.toContain(secret);
  });

  it('shows no password of a client that strays, in words and as JSON', async () => {
    const script = join(mkdtempSync(join(folder, 'script-')), 'server.smtp');
    writeFileSync(
      script,
      'S: 220 ready\nC: EHLO {{*}}\nS: 250 AUTH LOGIN\nC: AUTH LOGIN\nS: 334 VXNlcm5hbWU6\n',
    );
    const secret = Buffer.from('\0ann\0s3cret-word').toString('base64');
    for (const more of [[], ['--json']]) {
      const server = await serving('--script', script, ...more);
      await new Promise((resolve) => {
        const socket = connect(server.port, '127.0.0.1');
        socket.once('data', () => {
          socket.write('EHLO x\r\n');
          socket.once('data', () => socket.write(`AUTH PLAIN ${secret}\r\n`));
        });
        socket.on('close', resolve);
        socket.on('error', () => undefined);
        socket.resume();
      });
      const { code, out } = await server.ended;
      expect(code).toBe(15);
      expect(out).toContain('AUTH PLAIN');
      expect(out).not.toContain(secret);
    }
  });

  const scripts = (files: Readonly<Record<string, string>>): string => {
    const place = mkdtempSync(join(folder, 'scripts-'));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(place, name), text);
    return place;
  };

  /** Says lines, each after a reply; what it heard until the server hung up, or after the last line. */
  const say = (port: number, ...lines: readonly string[]): Promise<string> =>
    new Promise((resolve) => {
      const left = [...lines];
      let heard = '';
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => undefined);
      socket.on('data', (chunk) => {
        heard += chunk.toString();
        if (!/^\d{3} .*\r\n$/m.test(chunk.toString())) return;
        const line = left.shift();
        if (line === undefined) socket.end();
        else socket.write(`${line}\r\n`);
      });
      socket.on('close', () => resolve(heard));
    });

  const HELLO = 'S: 220 ready\nC: EHLO {{*}}\nS: 250 fine\n';

  it('gives each connection the next file, of a folder too, and tells whom nobody came for', async () => {
    const place = scripts({
      'a.smtp': `${HELLO}C: QUIT\nS: 221 bye\n`,
      'b.smtp': `${HELLO}C: NOOP\nS: 250 yes\n`,
      'c.smtp': HELLO,
    });
    const server = await serving('--script', place, '--idle-exit', '1');
    await say(server.port, 'EHLO x', 'QUIT');
    await say(server.port, 'ehlo x', 'NOOP');
    const { code, out } = await server.ended;
    expect(code).toBe(15);
    expect(out).toContain('a.smtp: the client did everything as expected.');
    expect(out).toContain('b.smtp: the client did everything as expected.');
    expect(out).toContain('c.smtp: no client connected.');
    expect(out).toContain('[2] C: NOOP');
    expect(out).toMatch(/^3 files: 2 passed, 1 failed, 4 expectations/m);
  });

  it('wants a client for each time that a file is given', async () => {
    const path = join(scripts({ 'a.smtp': HELLO }), 'a.smtp');
    const server = await serving('--script', path, path, '--idle-exit', '1');
    await say(server.port, 'EHLO x');
    const { code, out } = await server.ended;
    expect(code).toBe(15);
    expect(out).toContain('a.smtp: no client connected.');
  });

  it('ends after the first connection where that is enough, and loops where it is told to', async () => {
    const place = scripts({ 'a.smtp': HELLO, 'b.smtp': HELLO });
    const once = await serving('--once', '--script', join(place, 'a.smtp'), join(place, 'b.smtp'));
    await say(once.port, 'EHLO x');
    expect(await once.ended).toMatchObject({ code: 0 });
    const loop = await serving('--loop', '--idle-exit', '1', '--script', join(place, 'a.smtp'));
    for (let n = 0; n < 3; n++) await say(loop.port, 'EHLO x');
    const { code, out } = await loop.ended;
    expect(code).toBe(0);
    expect(out).toMatch(/^1 file: 1 passed, 0 failed, 3 expectations/m);
  });

  it('points at what was wanted and what came, with what was said before it', async () => {
    const place = scripts({ 'a.smtp': `${HELLO}C: MAIL FROM:<ann@example.test>\nS: 250 ok\n` });
    const server = await serving('--script', place);
    await say(server.port, 'EHLO x', 'MAIL FROM:<bob@example.test>');
    const { code, out } = await server.ended;
    expect(code).toBe(15);
    expect(out).toContain(
      [
        `${join(place, 'a.smtp')}:4:1, after 250 fine`,
        '  expected  MAIL FROM:<ann@example.test>',
        '                       ^^^',
        '  got       MAIL FROM:<bob@example.test>',
        '                       ^^^',
      ].join('\n'),
    );
  });

  it('tells as JSON what the practice server would, each with its connection', async () => {
    const place = scripts({ 'a.smtp': `${HELLO}C: DATA\nS: 354 go\nC: Subject: {{*}}\nC: .\nS: 250 ok\n` });
    const server = await serving('--script', place, '--json');
    await say(server.port, 'EHLO x', 'DATA', 'Subject: x\r\n.');
    const { code, out } = await server.ended;
    expect(code).toBe(0);
    const events = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(events.map(({ type }) => type)).toEqual([
      ...[
        'listening',
        'connect',
        'reply',
        'command',
        'expectation',
        'reply',
        'command',
        'expectation',
        'reply',
      ],
      ...['expectation', 'data', 'expectation', 'reply', 'close', 'summary'],
    ]);
    expect(events.filter(({ connection }) => connection === 1)).toHaveLength(events.length - 2);
    expect(events.at(-1)).toMatchObject({ files: 1, passed: 1, failed: 0, expectations: 4 });
    expect(events.find(({ type }) => type === 'data')).toMatchObject({ bytes: 12, lines: 1, via: 'DATA' });
  });

  it.each([
    ['C: Subject: one\nC: .\n', 'Subject: one\r\n.', 0],
    ['C: Subject: one\nC: .\n', 'Subject: two\r\n.', 15],
    ['C: Subject: one\nC: .\n', 'Subject: one\n.\r\n.', 15],
    ['C: Date: ...\nC: .\n', 'Date: today\r\n.', 0],
    ['@literal\nC: Subject: {{one}} ...\nC: .\n', 'Subject: {{one}} ...\r\n.', 0],
    ['@literal\nC: Subject: {{one}} ...\nC: .\n', 'Subject: another\r\n.', 15],
    ['C< letter.eml\n', 'Subject: x\r\n\r\n..dot\r\n.', 0],
    ['C< letter.eml\n', 'Subject: x\r\n\r\n.dot\r\n.', 15],
    ['C: {{*}}\n', 'whatever\r\n.', 0],
  ])('holds a letter against %j', async (wanted, letter, exit) => {
    const place = scripts({
      'a.smtp': `S: 220 x\nC: DATA\nS: 354 go\n${wanted}S: 250 ok\n`,
      'letter.eml': 'Subject: x\n\n.dot\n',
    });
    const server = await serving('--script', join(place, 'a.smtp'));
    await say(server.port, 'DATA', letter);
    expect(await server.ended).toMatchObject({ code: exit });
  });

  it('knows an account that it is given, and learns a name that it is not', async () => {
    const script = `S: 220 x\nC: AUTH LOGIN\nS: 334 VXNlcm5hbWU6\nC: {{user|base64}}\nS: 334 UGFzc3dvcmQ6\nC: {{password|base64}}\nS: 235 hello {{user}}\n`;
    const place = scripts({ 'a.smtp': script });
    const answers = [
      'AUTH LOGIN',
      ...['ann', 's3cret-word'].map((word) => Buffer.from(word).toString('base64')),
    ];
    for (const [more, exit] of [
      [[], 0],
      [['--account', 'ann:s3cret-word'], 0],
      [['--account', 'ann:another-word'], 15],
    ] as const) {
      const server = await serving('--script', place, ...more);
      const heard = await say(server.port, ...answers);
      const { code, out, err } = await server.ended;
      expect(code).toBe(exit);
      if (exit === 0) expect(heard).toContain('235 hello ann');
      expect(out + err).not.toContain(answers[2]);
      expect(out + err).not.toContain('s3cret-word');
    }
  });

  it('lets a client in time, from the first octet in TLS, with a certificate to trust', async () => {
    const place = scripts({
      'a.smtp': `@tls\n${HELLO}`,
      'b.smtp': `S: 220 x\n@within 300ms\nC: NOOP\nS: 250 x\n`,
    });
    const authority = join(place, 'ca.pem');
    const server = await serving('--script', place, '--ca-out', authority);
    const sent = await runHere([
      ...['send', '--server', `127.0.0.1:${server.port}`, '--tls', 'implicit', '--tls-ca', authority],
      ...['--tls-servername', 'mail.example.test', '--stop-after', 'ehlo'],
      ...['--from', 'student@example.test', '--to', 'teacher@example.test'],
    ]);
    expect(sent.code).toBe(0);
    await say(server.port);
    const { code, out } = await server.ended;
    expect(code).toBe(15);
    expect(out).toContain('a.smtp: the client did everything as expected.');
    expect(out).toMatch(/expected {2}(@within 300ms|NOOP)/);
  });

  it('wants the account of a sign-in by rule before it listens, and checks it', async () => {
    const place = scripts({
      'a.smtp': 'S: 220 x\nC: EHLO {{*}}\nS: 250-x\nS: 250 AUTH CRAM-MD5\n@auth CRAM-MD5 user password\n',
    });
    const without = await runHere(['serve', '--port', '0', '--script', place]);
    expect(without.code).toBe(2);
    expect(without.err).toMatch(/has no\s+value\s+for:\s+user,\s+password\./);
    for (const [password, exit] of [
      ['s3cret-word', 0],
      ['another-word', 15],
    ] as const) {
      const server = await serving('--script', place, '--account', 'ann:s3cret-word');
      await runHere([
        ...['send', '--server', `127.0.0.1:${server.port}`, '--stop-after', 'auth', '--tls', 'off'],
        ...['--user', 'ann', '--password', password],
        ...['--from', 'student@example.test', '--to', 'teacher@example.test'],
      ]);
      const { code, out } = await server.ended;
      expect(code).toBe(exit);
      expect(out).not.toContain('s3cret-word');
    }
  });

  it.each([
    ['--lmtp'],
    ['--scenario', 'greylisting'],
    ['--maildir', 'letters'],
    ['--max-size', '1000'],
    ['--tls', 'off'],
    ['--account', 'a:b', '--account', 'c:d'],
  ])('takes no %s, which a file says itself', async (...more) => {
    const place = scripts({ 'a.smtp': HELLO });
    const { code, err } = await runHere(['serve', '--port', '0', '--script', place, ...more]);
    expect(code).toBe(2);
    expect(err).toContain(more[0]);
  });

  it('is where variables belong', async () => {
    const { code, err } = await runHere(['serve', '--port', '0', '--var', 'a=b']);
    expect(code).toBe(2);
    expect(err).toContain('--script');
  });
});
