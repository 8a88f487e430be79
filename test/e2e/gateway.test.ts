/** `smtp-lab gateway` as a program: what it says on the screen and as JSON, what it records, how it ends. */

import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPracticeServer } from '../../src/io/practice-server/index.ts';
import type { PracticeServer } from '../../src/io/practice-server/index.ts';
import { DEFAULT_SCENARIO } from '../../src/pure/practice/index.ts';
import { rawClient } from '../support/gateway.ts';
import { eventually } from '../support/patience.ts';
import { runHere } from '../support/run-inside.ts';

let folder = '';
let server: PracticeServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'smtp-lab-test-'));
  server = await startPracticeServer({ tls: 'starttls' });
  writeFileSync(join(folder, 'ca.pem'), await server.authority());
});

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const env = (): Record<string, string> => ({ LANG: 'C.UTF-8', SMTP_LAB_HOME: folder });

/** Starts a gateway before the practice server; what it said in the end comes with `ended`. */
async function gateway(...args: readonly string[]) {
  return gatewayTo(server.port, ...args);
}

async function gatewayTo(behind: number, ...args: readonly string[]) {
  let heard = '';
  let stop: (signal: 'SIGINT' | 'SIGTERM') => void = () => undefined;
  const to = ['--server', `127.0.0.1:${behind}`, '--tls-ca', join(folder, 'ca.pem')];
  const ended = runHere(['gateway', '--listen', '0', ...to, ...args], {
    env: env(),
    watch: (out, kill) => {
      heard = out;
      stop = kill;
    },
  });
  const port = await eventually('its address', () =>
    /127\.0\.0\.1:(\d+)\s|"port":(\d+)\}/.exec(heard)?.slice(1).find(Boolean),
  );
  return { port: Number(port), ended, kill: (signal: 'SIGINT' | 'SIGTERM') => stop(signal) };
}

const send = (port: number, ...args: readonly string[]) =>
  runHere(
    [
      'send',
      '--server',
      `127.0.0.1:${port}`,
      '--from',
      'student@example.test',
      '--to',
      'teacher@example.test',
      ...args,
    ],
    { env: env() },
  );

describe('smtp-lab gateway', () => {
  it('shows a line once where both legs say the same, and both where they differ', async () => {
    const { port, ended } = await gateway('--once', '--listen-tls', 'off');
    expect((await send(port, '--tls', 'off')).code).toBe(0);
    const { out, code } = await ended;
    expect(code).toBe(0);
    expect(out).toContain('→S STARTTLS');
    expect(out).toContain('with the server: TLS 1.3, certificate verified');
    expect(out).toContain('Not passed on to the client: REQUIRETLS, AUTH EXTERNAL.');
    expect(out.match(/MAIL FROM:<student@example.test>/g)).toHaveLength(1);
    expect(out.match(/Queued as/g)).toHaveLength(1);
    expect(out).toMatch(/\[1\] C→ RCPT TO:<teacher@example.test>/);
    expect(out).toMatch(/\[1\] S→ 354 /);
    expect(out).toMatch(/Letter 1: accepted/);
  });

  it('says the same in Russian', async () => {
    const { port, ended } = await gateway('--once', '--lang', 'ru');
    await send(port, '--insecure');
    const { out } = await ended;
    expect(out).toContain('с сервером: TLS 1.3');
    expect(out).toContain('с клиентом: TLS 1.3');
  });

  it('is JSON with the leg of each event, and begins with where it listens', async () => {
    const { port, ended } = await gateway('--once', '--json');
    await send(port, '--insecure');
    const { out } = await ended;
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines[0]).toEqual({
      type: 'listening',
      at: expect.any(Number) as number,
      host: '127.0.0.1',
      port,
    });
    const rows = lines.map(({ type, leg, verb }) => [type, leg, verb].join(' '));
    for (const row of [
      'connect client ',
      'connect server ',
      'tls client ',
      'tls server ',
      'command client MAIL',
      'command server MAIL',
    ])
      expect(rows).toContain(row);
    expect(lines.at(-1)).toMatchObject({ type: 'close', leg: 'client', connection: 1 });
    expect(lines.find(({ type }) => type === 'message')).toMatchObject({
      outcome: 'accepted',
      connection: 1,
    });
  });

  it('records what a client says as a session file that plays against the server', async () => {
    const plain = await startPracticeServer({ tls: 'off' });
    const file = join(folder, 'client.smtp');
    const { port, ended } = await gatewayTo(plain.port, '--once', '--record', file);
    await send(port, '--tls', 'off');
    await ended;
    expect(readFileSync(file, 'utf8')).toContain('C: RCPT TO:<teacher@example.test>');
    const played = await runHere(['replay', file, '--server', `127.0.0.1:${plain.port}`], { env: env() });
    await plain.close();
    expect(played.code, played.out + played.err).toBe(0);
    expect(plain.received).toHaveLength(2);
    expect(existsSync(join(folder, 'client-2.smtp'))).toBe(false);
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('ends by %s with %i, and a word to those who are there', async (signal, wanted) => {
    const { port, ended, kill } = await gateway('--quiet');
    const client = await rawClient(port);
    await client.ask('EHLO client.example.com\r\n');
    kill(signal);
    expect((await ended).code).toBe(wanted);
    await eventually('the end', client.isOver);
    expect(client.said()).toContain('\r\n421 4.3.2 ');
  });

  it('says in the words of `send` why a server cannot be reached', async () => {
    const other = await startPracticeServer();
    await other.close();
    const { port, ended } = await gatewayTo(other.port, '--once');
    await rawClient(port);
    const { out, code } = await ended;
    expect(out.replace(/\s+/g, ' ')).toMatch(/The connection to the server failed\. \S+/);
    expect(code).toBe(0);
  });

  it.each([
    ['no server', [], '--server'],
    ['itself', ['--server', 'localhost:2525'], 'the gateway itself'],
    ['accounts without a sign-in', ['--server', 'a.example.com', '--account', 'a:b'], '--user'],
    ['half a pair', ['--server', 'a.example.com', '--cert', 'x'], '--key'],
    ['no network', ['--server', 'a.example.com', '--relay-from', 'printer'], '192.0.2.0/24'],
    ['no domain', ['--server', 'a.example.com', '--relay-to', 'a b'], 'a domain'],
  ])('refuses %s, and says why', async (_what, args, said) => {
    const { code, err } = await runHere(['gateway', ...args], { env: env() });
    expect(code).toBe(2);
    expect(err).toContain(said);
  });

  it('refuses a certificate whose key is another', async () => {
    const file = join(folder, 'ca.pem');
    const { code, err } = await runHere(
      ['gateway', '--server', 'a.example.com', '--cert', file, '--key', file],
      { env: env() },
    );
    expect(code).toBe(2);
    expect(err).toContain('cannot be used together');
  });

  it('makes faults by rule, of the command line and of a file, and names the rule', async () => {
    const file = join(folder, 'faults.yaml');
    writeFileSync(file, '- { on: DATA, first: 1, reply: 451 4.3.0 Later }\n- QUIT = delay 1ms\n');
    const rule = 'RCPT TO:<teacher@*> [first 1] = 450 4.2.0 Later';
    const { port, ended, kill } = await gateway('--rule', rule, '--rules', file);
    const codes = [];
    for (let round = 0; round < 3; round++) codes.push((await send(port, '--insecure')).code);
    kill('SIGTERM');
    const { out } = await ended;
    expect(codes[2]).toBe(0);
    expect(codes.slice(0, 2)).not.toContain(0);
    expect(out.replace(/\s+/g, ' ')).toContain(
      'A rule acts here: RCPT TO:<teacher@*> [first 1] = 450 4.2.0 Later',
    );
    expect(out.replace(/\s+/g, ' ')).toContain('A rule acts here: DATA [first 1] = 451 4.3.0 Later');
  });

  it.each([
    [['--rule', 'RCPT'], 'WHEN [COUNT] = WHAT'],
    [['--rule', 'RCPT = 250 2.1.5 Yes'], 'a yes has to be the server'],
    [['--rule', 'STARTTLS = certificate old'], 'expired, not-yet-valid'],
  ])('refuses %j as a rule', async (args, said) => {
    const { code, err } = await runHere(['gateway', '--server', 'a.example.com', ...args], { env: env() });
    expect(code).toBe(2);
    expect(err.replace(/\s+/g, ' ')).toContain(said);
  });

  it('says which rule of a file is none', async () => {
    const file = join(folder, 'bad.yaml');
    writeFileSync(file, '- QUIT = drop\n- RCPT TO:<a> = 450x\n');
    const { code, err } = await runHere(['serve', '--port', '0', '--rules', file], { env: env() });
    expect(code).toBe(2);
    expect(err).toContain('Rule 2:');
    writeFileSync(file, '- "\n');
    expect((await runHere(['serve', '--port', '0', '--rules', file], { env: env() })).err).toContain('YAML');
  });

  it('shows every point of a policy, in both languages and as JSON', async () => {
    const policy = join(folder, 'policy.yaml');
    writeFileSync(
      policy,
      'name: gateway.example.com\nehlo: { literal: 1.5 }\ncontent: [{ name: pills, match: pills, points: 3 }]\nat: { tag: 1 }\n',
    );
    const said = [];
    for (const more of [[], ['--lang', 'ru'], ['--json']]) {
      const { port, ended } = await gateway('--once', '--policy', policy, ...more);
      expect((await send(port, '--insecure', '--ehlo', '[127.0.0.1]')).code).toBe(0);
      said.push((await ended).out.replace(/\s+/g, ' '));
    }
    expect(said[0]).toContain(
      '+1.5 EHLO has an address instead of a name ([127.0.0.1]) 0.0 pills: not found',
    );
    expect(said[0]).toContain('= 1.5, 1 or more: passed on, tagged');
    expect(said[1]).toContain('+1.5 в EHLO адрес вместо имени ([127.0.0.1]) 0.0 pills: не найдено');
    expect(said[2]).toContain('"type":"verdict"');
    expect(said[2]).toContain('"sum":1.5,"action":"tag","limit":1,"kept":null');
  });

  it('takes the policy of the lessons', async () => {
    const { port, ended, kill } = await gateway('--policy', 'lessons/gateway/policy.yaml', '--json');
    expect(port).toBeGreaterThan(0);
    kill('SIGTERM');
    expect((await ended).code).toBe(143);
    rmSync('quarantine', { recursive: true });
    rmSync('gateway-state.json', { force: true });
  });

  it.each([
    ['at: { reject: 5 }', 'at: unknown key "reject". Known: tag, quarantine, refuse'],
    ['lists: [{ zone: a b, points: x }]', 'the policy needs "at". lists[0].points must be a number.'],
    ['at: {}\nrelay: { networks: [1::/200] }', '192.0.2.0/24'],
    ['at: {}\ncontent: [{ name: odd, match: "(", points: 1 }]', 'The pattern of "odd"'],
    ['at: "', 'not YAML'],
  ])('says where a policy is wrong: %j', async (text, said) => {
    const file = join(folder, 'wrong.yaml');
    writeFileSync(file, text);
    const { code, err } = await runHere(
      ['gateway', '--listen', '0', '--server', 'a.example.com', '--policy', file],
      { env: env() },
    );
    expect(code).toBe(2);
    expect(err.replace(/\s+/g, ' ')).toContain(said);
  });

  it('prints the schema of a policy', async () => {
    const { out } = await runHere(['help', '--schema', 'policy'], { env: env() });
    expect(JSON.parse(out)).toMatchObject({ type: 'object', required: ['at'], additionalProperties: false });
  });
});

describe('smtp-lab gateway train and try', () => {
  const letter = (text: string, type = 'utf-8'): Buffer =>
    Buffer.from(
      `Received: from client.example.com ([192.0.2.9]) by mx.example.com\r\nFrom: a@example.com\r\nTo: b@example.com\r\nSubject: x\r\nContent-Type: text/plain; charset=${type}\r\n\r\n${text}\r\n`,
    );
  const policy = (text: string): string => {
    const file = join(folder, 'try.yaml');
    writeFileSync(file, text);
    return file;
  };

  beforeAll(() => {
    for (const pile of ['good', 'spam']) mkdirSync(join(folder, pile, 'new'), { recursive: true });
    for (let at = 0; at < 3; at++) {
      writeFileSync(
        join(folder, 'good', 'new', `${at}`),
        letter(`lunch at noon ${at}`, at === 0 ? 'koi8-r' : 'utf-8'),
      );
      writeFileSync(join(folder, 'spam', 'new', `${at}`), letter(`cheap pills ${at}`));
    }
  });

  it('tell of a rule that hits the innocent before it is used', async () => {
    const file = policy(
      'content:\n  - { name: a Russian encoding, header: Content-Type, match: koi8-r, points: 4 }\n  - { name: pills, match: pills, points: 9 }\nat: { tag: 4, refuse: 9 }\n',
    );
    const args = [
      'gateway',
      'try',
      '--policy',
      file,
      '--ham',
      join(folder, 'good'),
      '--spam',
      join(folder, 'spam'),
    ];
    const { out, code } = await runHere(args, { env: env() });
    expect(code).toBe(15);
    expect(out).toContain(
      `A good letter would not pass: ${join(folder, 'good', 'new', '0')}\n   +4.0 a Russian encoding: found\n`,
    );
    expect(out).toMatch(/content pills +\+9\.0 +0 +3\n/);
    expect(out).toMatch(/content a Russian encoding +\+4\.0 +1 +0\n/);
    expect(out).toMatch(/passed on +2 +0\n/);
    expect(out).toMatch(/refused +0 +3\n/);
    const json = await runHere([...args, '--json'], { env: env() });
    expect(json.out.trim().split('\n')).toHaveLength(6);
    const spam = await runHere(['gateway', 'try', '--policy', file, '--spam', join(folder, 'spam')], {
      env: env(),
    });
    expect(spam.code).toBe(0);
    expect((await runHere([...args, '--lang', 'ru'], { env: env() })).out).toContain(
      'Хорошее письмо не прошло бы',
    );
  });

  it('learn words, and show those that decide', async () => {
    const state = join(folder, 'words.json');
    const file = policy(`bayes: { spam: 4, ham: -2, least: 3 }\nstate: ${state}\nat: { tag: 4 }\n`);
    const piles = ['--ham', join(folder, 'good'), '--spam', join(folder, 'spam')];
    const untrained = await runHere(['gateway', 'try', '--policy', file, ...piles, '--json'], { env: env() });
    expect(untrained.out).toContain('words-untrained');
    const trained = await runHere(['gateway', 'train', '--policy', file, ...piles], { env: env() });
    expect(trained).toMatchObject({ code: 0, err: '' });
    expect(trained.out).toBe(`Learnt from 3 good letters and 3 of spam; ${state} now knows 3 and 3.\n`);
    const tried = await runHere(['gateway', 'try', '--policy', file, ...piles], { env: env() });
    expect(tried.code).toBe(0);
    expect(tried.out).toMatch(/tagged +0 +3\n/);
    const json = await runHere(
      ['gateway', 'try', '--policy', file, '--spam', join(folder, 'spam'), '--json'],
      { env: env() },
    );
    expect(json.out).toMatch(/"detail":"0\.9\d \((?:cheap|pills) 0\.\d\d/);
  });

  it.each([
    [['try'], '--policy'],
    [['train', '--policy', 'POLICY', '--ham', '.'], 'needs bayes'],
    [['try', '--policy', 'POLICY'], '--ham DIR'],
    [['try', '--policy', 'POLICY', '--ham', 'nowhere'], 'nowhere'],
    [['--server', 'a.example.com', '--ham', '.'], 'for train and try'],
  ])('refuse %j, and say why', async (args, said) => {
    const file = policy('at: {}\n');
    const given = args.map((arg) => (arg === 'POLICY' ? file : arg));
    const { code, err } = await runHere(['gateway', ...given], { env: env() });
    expect(code).toBe(2);
    expect(err).toContain(said);
  });
});

describe('smtp-lab serve', () => {
  it('shows the certificate that a rule wants', async () => {
    const faulty = await startPracticeServer({
      scenario: [{ on: 'STARTTLS', certificate: 'expired', first: 1 }],
    });
    writeFileSync(join(folder, 'faulty.pem'), await faulty.authority());
    const to = ['--tls', 'starttls', '--tls-ca', join(folder, 'faulty.pem'), '--stop-after', 'starttls'];
    const first = await send(faulty.port, ...to);
    const second = await send(faulty.port, ...to);
    await faulty.close();
    expect([first.code, second.code]).toEqual([6, 0]);
  });

  it('names in its help the addresses that it refuses', async () => {
    const { out } = await runHere(['help', 'serve'], { env: env() });
    const refused = DEFAULT_SCENARIO.mailboxes.filter(({ code }) => code >= 400);
    const names = refused.map(({ address }) => `${address.split('@')[0] ?? ''}@`);
    expect(names.filter((name) => !out.includes(name))).toEqual([]);
  });
});
