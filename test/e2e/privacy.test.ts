/**
 * One gate and one mask for secrets, through every way that a client can take: nothing goes out in the clear unasked, and nothing that
 * is said in a sign-in is readable on the screen, as JSON, in a recording or a report, however it was said.
 */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { connect as connectTo, playSession } from '../../src/io/library/index.ts';
import { oddSignIns, SECRETS } from '../support/odd-sign-ins.ts';
import { runInside } from '../support/run-inside.ts';
import type { Said } from '../support/run-inside.ts';
import { scriptedServer } from '../support/scripted-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'smtp-lab-privacy-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const PASSWORD = 'w0nder-land.Rabbit';
const forms = (text: string): readonly string[] => [
  ...[
    text,
    text.toUpperCase(),
    Buffer.from(text).toString('base64'),
    Buffer.from(`\0ann\0${text}`).toString('base64'),
  ],
];

/** Reached by an address that is not loopback's, though it is this machine: what is said to it counts as leaving. */
const elsewhere = (port: number): string => `0.0.0.0:${port}`;

const offering = () =>
  scriptedServer('220 x\r\n', {
    EHLO: '250-x\r\n250 AUTH PLAIN LOGIN CRAM-MD5\r\n',
    AUTH: '235 ok\r\n',
    QUIT: '221 bye\r\n',
    VRFY: '252 maybe\r\n',
    MAIL: '250 ok\r\n',
    RCPT: '250 ok\r\n',
    DATA: '354 go\r\n',
    '.': '250 ok\r\n',
  });

describe('the gate', () => {
  const files: Readonly<Record<string, string>> = {
    '@auth by name': '@auth PLAIN user password',
    'a literal @auth': `@auth PLAIN ann ${PASSWORD}`,
    'a function': 'C: AUTH PLAIN {{plain user password}}\nS: 235',
    'a variable in another command': 'C: VRFY {{password}}\nS: 252',
    'a filter on a secret': 'C: VRFY {{password|upper}}\nS: 252',
    'a variable behind MAIL': 'C: MAIL FROM:<a@example.com> X={{password|base64}}\nS: 250',
    'a literal initial response': `C: AUTH PLAIN ${Buffer.from(`\0ann\0${PASSWORD}`).toString('base64')}\nS: 235`,
    'octets as they are': 'C| "VRFY {{password}}\\r\\n"\nS: 252',
    'a letter':
      'C: MAIL FROM:<a@example.com>\nS: 250\nC: RCPT TO:<b@example.com>\nS: 250\nC: DATA\nS: 354\nC: {{password}}\nC: .\nS: 250',
  };

  it.each(Object.keys(files))('refuses %s in a session file, and nothing of it is sent', async (name) => {
    const server = await offering();
    const file = join(folder, 'gate.smtp');
    writeFileSync(file, `S: 220\nC: EHLO x\nS: 250-x\nS: 250 AUTH PLAIN LOGIN CRAM-MD5\n${files[name]}\n`);
    const env = { SMTP_LAB_PASSWORD: PASSWORD };
    const args = ['replay', file, '--server', elsewhere(server.port), '--user', 'ann', '--tls', 'off'];
    const refused = await runInside(args, '', env);
    expect(refused.code).toBe(7);
    const sent = server.lines.join('\n');
    for (const form of forms(PASSWORD)) expect(sent).not.toContain(form);
    const asked = await runInside([...args, '--allow-plaintext-auth'], '', env);
    expect(asked.code).toBe(0);
    for (const form of forms(PASSWORD))
      expect(asked.out + asked.err + refused.out + refused.err).not.toContain(form);
    await server.close();
  });

  it('refuses :auth, the library and a file played by it', async () => {
    const server = await offering();
    const env = { SMTP_LAB_PASSWORD: PASSWORD };
    const args = ['connect', elsewhere(server.port), '--user', 'ann', '--tls', 'off'];
    const typed = await runInside(args, 'EHLO x\n:auth\nQUIT\n', env);
    expect(typed.code).toBe(7);
    const options = { server: elsewhere(server.port), user: 'ann', password: PASSWORD, tls: 'off' } as const;
    await expect(connectTo(options)).rejects.toMatchObject({ code: 'auth-needs-tls' });
    const text = 'S: 220\nC: EHLO x\nS: 250-x\nS: 250 AUTH\nC: AUTH PLAIN {{plain user password}}\nS: 235\n';
    const played = await playSession({ text }, options);
    expect([played.exitCode, played.problem?.code]).toEqual([7, 'auth-needs-tls']);
    expect(server.lines.filter((line) => line.startsWith('AUTH'))).toEqual([]);
    await server.close();
  });

  it('lets a typed line go as it was typed, and says that it can be read', async () => {
    const server = await offering();
    const blob = Buffer.from(`\0ann\0${PASSWORD}`).toString('base64');
    const { out, code } = await runInside(
      ['connect', elsewhere(server.port), '--tls', 'off', '--json'],
      `EHLO x\nAUTH PLAIN ${blob}\nQUIT\n`,
    );
    expect(code).toBe(0);
    expect(server.lines).toContain(`AUTH PLAIN ${blob}`);
    expect(out).toContain('"code":"plaintext-auth"');
    expect(out).not.toContain(blob);
    await server.close();
  });
});

/** A server that answers line by line as the dialogue has it, and repeats what it heard. */
async function parrot(
  dialogue: readonly string[],
): Promise<{ readonly port: number; readonly close: () => void }> {
  const server = createServer((socket) => {
    const answers = dialogue.filter(
      (line, at) => line.startsWith('S ') && at > 0 && dialogue[at - 1]?.startsWith('C '),
    );
    let held = '';
    socket.on('error', () => socket.destroy());
    socket.write('220 x\r\n');
    socket.on('data', (chunk: Buffer) => {
      held += chunk.toString();
      for (let end = held.indexOf('\r\n'); end >= 0; end = held.indexOf('\r\n')) {
        const line = held.slice(0, end);
        held = held.slice(end + 2);
        const [code = '500', ...text] = (answers.shift()?.slice(2) ?? '500')
          .replace('250-', '250 ')
          .split(' ');
        const echo = code === '334' ? text.join(' ') : `${text.join(' ')} ${line.toUpperCase()} ${line}`;
        socket.write(`${code} ${echo}\r\n`);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
}

const UPPER = SECRETS.map((secret) => secret.toUpperCase());
const leaks = (text: string): readonly string[] =>
  [...SECRETS, ...UPPER].filter((secret) => text.includes(secret));

describe('the mask', () => {
  // Every 97th of the odd sign-ins: all of them are judged in pure/protocol.
  const some = [...oddSignIns()].filter(
    ({ name }, at) => at % 97 === 0 && !name.startsWith('a challenge that nobody'),
  );

  it('hides odd sign-ins in connect: screen, JSON, recording; and what the server repeats of them', async () => {
    expect(some.length).toBeGreaterThan(30);
    const told: string[] = [];
    for (const { name, dialogue } of some) {
      const server = await parrot(dialogue);
      const typed = dialogue.filter((line) => line.startsWith('C ')).map((line) => line.slice(2));
      const record = join(folder, 'odd.smtp');
      const args = ['connect', `127.0.0.1:${server.port}`, '--tls', 'off', '--record', record];
      const runs: Said[] = [];
      for (const more of [[], ['--json']])
        runs.push(await runInside([...args, ...more], `${typed.join('\n')}\n`));
      server.close();
      const all = runs.map(({ out, err }) => out + err).join('') + readFileSync(record, 'utf8');
      for (const secret of leaks(all)) told.push(`${name}: ${secret}`);
    }
    expect(told).toEqual([]);
  });

  it('hides them in the film of a file, in --redact and in what --check quotes', async () => {
    const told: string[] = [];
    for (const { name, dialogue } of some) {
      const file = join(folder, 'film.smtp');
      const text = dialogue.map((line) => line.replace(/^(.) /, '$1: ')).join('\n');
      writeFileSync(file, `${text.replaceAll('S: 250-AUTH', 'S: 250 AUTH')}\n`);
      for (const args of [
        ['replay', file],
        ['replay', file, '--json'],
        ['replay', '--redact', file],
      ]) {
        const { out, err } = await runInside(args);
        for (const secret of leaks(out + err)) told.push(`${args.join(' ')} ${name}: ${secret}`);
      }
    }
    expect(told).toEqual([]);
  });
});
