/**
 * Real clients deliver through the practice server: what it received is what they meant, dots and all. A client that is not
 * installed is skipped and said so.
 */

import { spawn, spawnSync } from 'node:child_process';
import { afterEach, describe, expect, it } from 'vitest';
import { startPracticeServer } from '../../../src/io/server/index.ts';
import type { PracticeServer, ReceivedMail } from '../../../src/io/server/index.ts';

const installed = (command: string): boolean =>
  spawnSync(command, ['--version'], { stdio: 'ignore' }).error === undefined;

let server: PracticeServer | null = null;

afterEach(async () => {
  await server?.close();
  server = null;
});

/** Runs a client against a new server; what it printed and what arrived. */
async function deliver(
  command: string,
  args: (port: number) => readonly string[],
  input = '',
): Promise<{ code: number | null; out: string; mail: ReceivedMail[] }> {
  const mail: ReceivedMail[] = [];
  server = await startPracticeServer({ onReceived: (letter) => mail.push(letter) });
  const child = spawn(command, [...args(server.port)]);
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, out, mail };
}

const text = (mail: ReceivedMail | undefined): string => Buffer.from(mail?.content ?? []).toString();

describe('real clients at the practice server', () => {
  it.skipIf(!installed('swaks'))(
    'swaks signs in inside TLS and sends lines that begin with dots',
    async () => {
      const { code, out, mail } = await deliver('swaks', (port) => [
        ...[
          '--server',
          `127.0.0.1:${port}`,
          '--from',
          'student@example.test',
          '--to',
          'teacher@example.test',
        ],
        ...[
          '--tls',
          '--auth',
          'LOGIN',
          '--auth-user',
          'student',
          '--auth-password',
          'practice',
          '--pipeline',
        ],
        ...['--body', '.one\n..two\nthree'],
      ]);
      expect({ code, signedIn: out.includes('235 2.7.0') }).toEqual({ code: 0, signedIn: true });
      expect(mail[0]).toMatchObject({ from: 'student@example.test', to: ['teacher@example.test'] });
      expect(text(mail[0])).toContain('\r\n\r\n.one\r\n..two\r\nthree\r\n');
    },
  );

  it.skipIf(!installed('curl'))('curl sends a letter byte for byte over STARTTLS', async () => {
    const letter = 'Subject: dots\r\n\r\n.\r\n..\r\nend\r\n';
    const { code, mail } = await deliver(
      'curl',
      (port) => [
        ...['--silent', '--ssl-reqd', '--insecure', `smtp://127.0.0.1:${port}/client.example.test`],
        ...['--user', 'student:practice', '--mail-from', 'student@example.test'],
        ...['--mail-rcpt', 'teacher@example.test', '--upload-file', '-'],
      ],
      letter,
    );
    expect(code).toBe(0);
    expect(text(mail[0])).toBe(letter);
  });

  it.skipIf(!installed('swaks'))('a refused recipient and a wrong password are told as such', async () => {
    const to = (address: string, port: number): string[] => [
      ...['--server', `127.0.0.1:${port}`, '--from', 'student@example.test', '--to', address],
    ];
    const refused = await deliver('swaks', (port) => to('nobody@example.test', port));
    expect(refused.out).toContain('550 5.1.1 No such user');
    expect(refused.mail).toEqual([]);
    await server?.close();
    const wrong = await deliver('swaks', (port) => [
      ...to('teacher@example.test', port),
      ...['--tls', '--auth', 'PLAIN', '--auth-user', 'student', '--auth-password', 'wrong-one'],
    ]);
    expect(wrong.out).toContain('535 5.7.8');
    expect(wrong.mail).toEqual([]);
  });
});
