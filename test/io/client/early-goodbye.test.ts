/** A server that says 221 to something else than QUIT: it is leaving, and that is a yes to nothing (RFC 5321 §4.2.2). */

import { afterEach, describe, expect, it } from 'vitest';
import { runInside } from '../../support/run-inside.ts';
import { scriptedServer } from '../../support/scripted-server.ts';
import type { ScriptedServer } from '../../support/scripted-server.ts';
import { NEVER_SECONDS } from '../../support/patience.ts';

let server: ScriptedServer | null = null;

afterEach(async () => {
  await server?.close();
  server = null;
});

const BYE = '221 2.0.0 Bye\r\n';
const POLITE = {
  EHLO: '250-mx.example.test\r\n250 AUTH PLAIN LOGIN\r\n',
  AUTH: '235 2.7.0 Welcome\r\n',
  MAIL: '250 ok\r\n',
  RCPT: '250 ok\r\n',
  DATA: '354 go\r\n',
  '.': '250 2.0.0 Kept\r\n',
  QUIT: BYE,
};

describe('a goodbye that nobody asked for', () => {
  it.each([
    ['EHLO', 14, 'AUTH'],
    ['AUTH', 14, 'MAIL'],
    ['MAIL', 14, 'RCPT'],
    ['RCPT', 14, 'DATA'],
    ['DATA', 14, '.'],
    ['.', 13, 'MAIL'],
  ])('is no yes to %s: exit code %i, and %s does not follow', async (step, code, next) => {
    server = await scriptedServer('220 mx.example.test\r\n', { ...POLITE, [step]: BYE });
    const said = await runInside([
      ...['send', '--server', `127.0.0.1:${server.port}`, '--tls', 'off', '--timeout', NEVER_SECONDS],
      ...['--user', 'student', '--password', 'practice', '--auth', 'PLAIN'],
      ...['--from', 'student@example.test', '--to', 'teacher@example.test'],
    ]);
    expect(said.code).toBe(code);
    const verbs = server.lines.map((line) => line.split(' ')[0]);
    expect(verbs.slice(verbs.indexOf(step) + 1)).not.toContain(next);
    expect(said.out + said.err).not.toMatch(/Accepted for/);
  });

  it.each([['221 2.0.0 Bye'], ['354 go on'], ['199 so far']])(
    'is no yes to a chunk of a letter, nor is any other reply that makes no sense there: %s',
    async (reply) => {
      const offer = '250-mx.example.test\r\n250 CHUNKING\r\n';
      server = await scriptedServer('220 mx.example.test\r\n', {
        ...POLITE,
        EHLO: offer,
        BDAT: `${reply}\r\n`,
      });
      const said = await runInside([
        ...[
          'send',
          '--server',
          `127.0.0.1:${server.port}`,
          '--tls',
          'off',
          '--timeout',
          NEVER_SECONDS,
          '--chunking',
        ],
        ...['--from', 'student@example.test', '--to', 'teacher@example.test'],
        ...['--body', 'a line of a long letter\n'.repeat(40_000)],
      ]);
      expect(said.code).toBe(14);
      expect(server.lines.filter((line) => line.startsWith('BDAT'))).toHaveLength(1);
      expect(said.out + said.err).not.toMatch(/Accepted for/);
    },
  );

  it('signs nobody in that leads a conversation by hand, and is answered with nothing', async () => {
    const answers = {
      ...POLITE,
      AUTH: '334 VXNlcm5hbWU6\r\n',
      [Buffer.from('student').toString('base64')]: BYE,
    };
    server = await scriptedServer('220 mx.example.test\r\n', answers);
    const said = await runInside(
      ['connect', `127.0.0.1:${server.port}`, '--json', '--timeout', NEVER_SECONDS],
      'EHLO client.example.test\nAUTH LOGIN\n=student\n',
    );
    expect(said.out).toContain('"code":221');
    expect(server.lines.filter((line) => line === 'QUIT')).toEqual([]);
    expect(said.code).toBe(0);
  });
});
