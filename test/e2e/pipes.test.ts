/** The program at the end, in the middle and at the start of a pipe, and under signals. */

import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';

const closers: (() => void)[] = [];

afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A server that greets and then never says a word; its port, and what it heard. */
async function silentServer(): Promise<{ readonly port: number; readonly heard: () => string }> {
  let heard = '';
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => (heard += chunk.toString('latin1')));
    socket.write('220 mail.example.test ESMTP\r\n');
    closers.push(() => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => server.close());
  return { port: (server.address() as AddressInfo).port, heard: () => heard };
}

const send = (port: number): readonly string[] => [
  'send',
  ...['--server', `127.0.0.1:${port}`, '--from', 'a@example.com', '--to', 'b@example.com', '--tls', 'off'],
];

describe('a pipe', () => {
  it('that is closed is no failure, for any text that the program prints', async () => {
    for (const args of [['tour'], ['tour', '--json'], ['help', 'send'], ['completion', 'bash']])
      expect(await runCli(args, { closeOutput: true })).toMatchObject({ code: 0, err: '' });
  });

  it('gets no escape, no spinner and no prompt', async () => {
    const { out, err } = await runCli(['tour'], { env: { TERM: 'xterm-256color' } });
    expect(out + err).not.toContain('\u001b');
  });

  it('gets colour where that is asked for, and only then', async () => {
    expect((await runCli(['tour', '--color', 'always'])).out).toContain('\u001b[');
    expect((await runCli(['tour'], { env: { FORCE_COLOR: '1' } })).out).toContain('\u001b[');
    expect((await runCli(['tour', '--color', 'never'], { env: { FORCE_COLOR: '1' } })).out).not.toContain(
      '\u001b',
    );
    expect((await runCli(['tour'], { env: { FORCE_COLOR: '1', NO_COLOR: '1' } })).out).not.toContain(
      '\u001b',
    );
  });
});

describe('a signal', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)(
    '%s ends a conversation that hangs, with exit code %i and no stack trace',
    async (signal, code) => {
      const { port } = await silentServer();
      // Once: a second signal ends the program at once, and its words may come in several pieces.
      let sent = false;
      const ended = await runCli(send(port), {
        watch: (out, child) => {
          if (!sent && out.includes('C: EHLO')) sent = child.kill(signal);
        },
      });
      expect(ended.code).toBe(code);
      expect(ended.out + ended.err).not.toMatch(/\n {4}at /);
    },
  );
});
