/** Greetings that begin and never end: what came of them is told, in the error itself, so in JSON too. */

import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { runHere } from '../../support/run-inside.ts';

async function sendTo(banner: string, ...options: readonly string[]) {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.write(banner);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const letter = ['-f', 'ann@example.com', '-t', 'bob@example.com', '--body', 'x', '--timeout', '1'];
  const ended = await runHere(['send', '-s', `127.0.0.1:${port}`, ...letter, ...options]);
  server.close();
  return ended;
}

describe.concurrent('a greeting that is not finished in time', () => {
  it('of another protocol is that protocol, quoted on the screen and in JSON', async () => {
    const json = await sendTo('SSH-2.0-Example_1.0', '--json');
    expect(json.code).toBe(14);
    const result = JSON.parse(json.out.trim().split('\n').at(-1) ?? '') as Record<string, unknown>;
    expect(result).toMatchObject({ problem: 'not-smtp' });
    expect(json.out).toContain('"text":"SSH-2.0-Example_1.0"');
    expect((await sendTo('SSH-2.0-Example_1.0')).out).toContain('SSH-2.0-Example_1.0');
  });

  it.each([
    ['220-wait a moment\r\n', '220-wait a moment'],
    ['220 mail.exa', '220 mail.exa'],
  ])('is not called silence: %j', async (banner, shown) => {
    const { code, out } = await sendTo(banner);
    expect(code).toBe(12);
    expect(out.replace(/\s+/g, ' ')).toContain(`sent "${shown}"`);
    expect(out).not.toContain('sent nothing');
  });

  it('is silence where nothing came', async () => {
    const { code, out } = await sendTo('');
    expect(code).toBe(12);
    expect(out).toContain('sent nothing');
  });
});
