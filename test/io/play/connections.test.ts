/** Session files with a second connection: played by both sides, checked, shown, compared, cleaned; and every way in which it can be missing. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { playSession } from '../../../src/index.ts';
import {
  compareSessions,
  compile,
  filmOf,
  parseSession,
  printSession,
  redactSession,
} from '../../../src/pure/sessions/index.ts';
import { runHere, runInside } from '../../support/run-inside.ts';
import { scriptedServer } from '../../support/scripted-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'smtp-lab-connections-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const two = (text: string, more = ''): string => `---\nconnections: 2\n${more}---\n${text}`;
const faults = (text: string) => parseSession(text, 'a.smtp').problems.map(({ fault }) => fault.code);

const TALK = two(`S: 220 {{host}} ...
C: EHLO one.example.test
S: 250 ...
S2: 220 {{host}} ...
C2: EHLO two.example.test
S2: 250-{{host}} ...
S2: 250 SIZE ...
C: MAIL FROM:<student@example.test>
S: 250 ...
C2: MAIL FROM:<teacher@example.test>
S2: 250 ...
C: RCPT TO:<teacher@example.test>
S: 250 ...
C: DATA
S: 354 ...
C: Subject: one
C2: RCPT TO:<student@example.test>
S2: 250 ...
C: .
S: 250 ...
? roundTrips == 5
C2: QUIT
S2: 221 ...
? roundTrips == 4
C: QUIT
S: 221 ...
`);

describe('two connections in one file', () => {
  it('print as they were read', () => {
    const { file: parsed, problems } = parseSession(TALK, 'a.smtp');
    expect(problems).toEqual([]);
    expect(printSession(parsed)).toBe(TALK);
    for (const line of [
      'C2| "QUIT\\r\\n"',
      'C2< a.eml',
      'S2? 250 x',
      'S2* 250-x',
      'S2! 250-x',
      '@literal\nC2: x\nC2: .',
    ])
      expect(printSession(parseSession(two(`${line}\n`), 'a').file)).toBe(two(`${line}\n`));
  });

  it('are folded each by itself: a line of a letter on one is a command on the other', () => {
    const steps = compile(parseSession(TALK, 'a.smtp').file).steps.filter(({ act }) => act !== 'reply');
    expect(steps.slice(-7).map(({ act, connection }) => [act, connection])).toEqual([
      ['letter-line', 1],
      ['command', 2],
      ['letter-line', 1],
      ['assert', 1],
      ['command', 2],
      ['assert', 2],
      ['command', 1],
    ]);
  });

  it('are two connections to the server, each with its own counts', async () => {
    const played = await playSession({ text: TALK });
    expect(played.expectations.filter(({ ok }) => !ok)).toEqual([]);
    expect(played).toMatchObject({ passed: true, problem: null });
    const connected = played.events.filter(({ kind }) => kind === 'connect');
    expect(connected.map(({ connection }) => connection)).toEqual([1, 2]);
    const closed = played.events.filter(({ kind }) => kind === 'close').map(({ connection }) => connection);
    expect(closed.sort()).toEqual([1, 2]);
  });

  it('go on in the order of the file, on the wire too', async () => {
    const server = await scriptedServer('220 mail.example.test x\r\n', {
      EHLO: '250-mail.example.test\r\n250 SIZE\r\n',
      MAIL: '250 x\r\n',
      RCPT: '250 x\r\n',
      DATA: '354 x\r\n',
      '.': '250 x\r\n',
      QUIT: '221 x\r\n',
    });
    const played = await playSession({ text: TALK }, { server: `127.0.0.1:${server.port}` });
    expect(played.passed).toBe(true);
    expect(server.lines).toEqual([
      'EHLO one.example.test',
      'EHLO two.example.test',
      'MAIL FROM:<student@example.test>',
      'MAIL FROM:<teacher@example.test>',
      'RCPT TO:<teacher@example.test>',
      'DATA',
      'Subject: one',
      'RCPT TO:<student@example.test>',
      '.',
      'QUIT',
      'QUIT',
    ]);
    await server.close();
  });

  it('are played by both sides, and by serve --script', async () => {
    const path = file('both.smtp', TALK);
    const both = await runInside(['replay', '--both', path]);
    expect([both.code, both.out]).toEqual([0, expect.stringContaining('1 passed, 0 failed')]);
    let client: Promise<unknown> | null = null;
    const said = await runHere(['serve', '--script', path, '--port', '0', '--json'], {
      watch: (out) => {
        const port = /"port":(\d+)/.exec(out)?.[1];
        if (port === undefined || client !== null) return;
        client = playSession({ text: TALK }, { server: `127.0.0.1:${port}` });
      },
    });
    expect(await client).toMatchObject({ passed: true });
    expect(said.code).toBe(0);
  });

  it('begin in TLS where the target says so', async () => {
    const text = two(TALK.split('---\n')[2] ?? '', 'target: { tls: implicit }\n');
    const played = await playSession({ text });
    expect(played.events.filter(({ kind }) => kind === 'tls').map(({ connection }) => connection)).toEqual([
      1, 2,
    ]);
    expect(played.passed).toBe(true);
  });

  it('have their number in the film, in the report, and in JSON', async () => {
    const scenes = filmOf(parseSession(TALK, 'a.smtp').file);
    const numbers = new Set(scenes.map((scene) => (scene.kind === 'event' ? scene.event.connection : 0)));
    expect([...numbers].sort()).toEqual([1, 2]);
    const path = file('film.smtp', TALK);
    expect((await runInside(['replay', path])).out).toMatch(/\[2\].*EHLO two\.example\.test/);
    const wrong = file('wrong.smtp', TALK.replace('S2: 221', 'S2: 250'));
    const { out } = await runInside(['replay', '--practice', wrong, '--report', 'json=-', '--quiet']);
    expect(JSON.parse(out)).toMatchObject({
      files: [
        {
          transcript: expect.arrayContaining(['C2: QUIT', 'S2: 221 2.0.0 Bye']),
        },
      ],
    });
  });

  it('are judged, and compared, each by itself', async () => {
    const path = file('judged.smtp', TALK);
    const judged = await runInside(['replay', '--judge', path, '--against', path]);
    expect(judged.code).toBe(0);
    const { file: wanted } = parseSession(TALK, 'wanted.smtp');
    const setting = {
      level: 'code',
      regex: null,
      variables: {
        get: () => undefined,
        isSecret: () => false,
        uuid: () => '',
        now: () => '',
        cramMd5: null,
      },
    } as const;
    const wrong = (text: string) =>
      compareSessions(wanted, parseSession(text, 'came.smtp').file, setting)
        .filter(({ ok }) => !ok)
        .map(({ wanted: want, came }) => [want, came]);
    expect(wrong(TALK)).toEqual([]);
    expect(wrong(TALK.replace('C2: QUIT', 'C2: RSET'))).toEqual([['QUIT', 'RSET']]);
    expect(wrong(TALK.replaceAll(/^[CS]2: .*\n/gm, '').replace('connections: 2', 'connections: 1'))).toEqual([
      ['220 {{host}} ...', ''],
    ]);
    expect(wrong(`${TALK}C2: NOOP\nS2: 250 x\n`)).toEqual([['', 'NOOP']]);
  });

  it('are cleaned: a sign-in on one, with lines of the other between', () => {
    const secret = Buffer.from('\0student\0not-so-secret-at-all').toString('base64');
    const text = two(
      `S: 220 x\nS2: 220 x\nC2: EHLO a\nS2: 250 AUTH PLAIN\nC2: AUTH PLAIN\nS2: 334\nC: NOOP\nS: 250 x\nC2: ${secret}\nS2: 235 x\nC: QUIT\nS: 221 x\n`,
    );
    const cleaned = redactSession(parseSession(text, 'a').file, { anonymize: false }).text;
    expect(cleaned).not.toContain(secret);
    expect(cleaned).toContain('C2: {{plain user password}}');
    expect(cleaned).toContain('C: NOOP\nS: 250 x\n');
    expect(faults(cleaned)).toEqual([]);
  });
});

describe('a second connection that is missing', () => {
  it.each([
    ['C2: NOOP\n', ['unknown-connection']],
    [two('S: 220 x\nC: QUIT\nS: 221 x\n'), ['connection-unused']],
    ['---\nconnections: 0\n---\nS: 220 x\n', ['front-matter-value']],
    ['---\nconnections: many\n---\nS: 220 x\n', ['front-matter-value']],
    [two('S: 220 x\n@if 220\nS2: 220 x\n@end\n'), ['connection-in-branch']],
    [two('S: 220-x\nS2: 220 x\nS: 220 x\n'), []],
    [two('S: 220-x\nS2: 220 x\n'), ['unfinished-reply']],
    [two('S: 220 x\nS2: 220 x\nC2: DATA\nS2: 354 x\nC2: text\nC: NOOP\n'), ['letter-not-ended']],
  ])('is told: %s', (text, codes) => {
    expect(faults(text)).toEqual(codes);
  });

  it('is told where a client never opens it', async () => {
    const path = file('alone.smtp', two('S: 220 x\nC: NOOP\nS: 250 x\nS2: 220 x\nC2: QUIT\nS2: 221 x\n'));
    let client: Promise<unknown> | null = null;
    const said = await runHere(['serve', '--script', path, '--port', '0', '--json'], {
      watch: (out, stop) => {
        const port = /"port":(\d+)/.exec(out)?.[1];
        if (port === undefined || client !== null) return;
        const text = 'S: 220 ...\nC: NOOP\nS: 250 ...\n';
        client = playSession({ text }, { server: `127.0.0.1:${port}` }).finally(() => {
          stop('SIGTERM');
        });
      },
    });
    await client;
    expect(said.out).toContain('"wanted":"connections: 2"');
    expect(said.code).toBe(143);
  });

  it('is told where the server does not take it', async () => {
    let connections = 0;
    const server = await scriptedServer(
      (socket) => {
        if (++connections === 1) socket.write('220 x\r\n');
        else socket.destroy();
      },
      { QUIT: '221 x\r\n' },
    );
    const text = two('S: 220 ...\nS2: 220 ...\nC2: QUIT\nS2: 221 ...\nC: QUIT\nS: 221 ...\n');
    const played = await playSession({ text }, { server: `127.0.0.1:${server.port}` });
    expect(played).toMatchObject({ passed: false, exitCode: 12, problem: { code: 'connection-lost' } });
    await server.close();
  });
});
