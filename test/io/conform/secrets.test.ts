/** A password given to `conform` goes to no server whose certificate does not verify, and TLS that was asked for is not done without. */

import { createServer as createPlainServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:tls';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { testCertificate } from '../../support/lab-certificates.ts';
import type { TestCertificate } from '../../support/lab-certificates.ts';
import { runInside } from '../../support/run-inside.ts';

let foreign: TestCertificate;
const closers: (() => unknown)[] = [];

beforeAll(async () => {
  foreign = await testCertificate(['127.0.0.1']);
});
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const PASSWORD = 'wonder-land';
const IN_BASE64 = [PASSWORD, `\0ann\0${PASSWORD}`].map((text) => Buffer.from(text).toString('base64'));
const isSecret = (line: string): boolean =>
  line.includes(PASSWORD) || IN_BASE64.some((text) => line.includes(text.replace(/=+$/, '')));

function answer(line: string): string {
  const verb = line.split(' ')[0]?.toUpperCase() ?? '';
  if (verb === 'EHLO') return '250-mx.example.com\r\n250 AUTH PLAIN LOGIN\r\n';
  if (verb === 'AUTH') return line.split(' ').length > 2 ? '235 2.7.0 ok\r\n' : '334 \r\n';
  if (verb === 'MAIL') return '530 5.7.0 Authentication required\r\n';
  return verb === 'QUIT' ? '221 bye\r\n' : '235 2.7.0 ok\r\n';
}

/** A server that wants a sign-in, in TLS from the start or without any; what it read. */
async function server(tls: boolean) {
  const lines: string[] = [];
  const serve = (socket: Socket): void => {
    socket.on('error', () => socket.destroy());
    socket.write('220 mx.example.com ESMTP\r\n');
    socket.on('data', (chunk: Buffer) => {
      for (const line of chunk.toString().split('\r\n').slice(0, -1)) {
        lines.push(line);
        socket.write(answer(line));
      }
    });
  };
  const listening = tls
    ? createServer({ cert: foreign.cert, key: foreign.key }, serve)
    : createPlainServer(serve);
  listening.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  closers.push(() => listening.close());
  return { place: `127.0.0.1:${(listening.address() as AddressInfo).port}`, lines };
}

const ACCOUNT = ['--user', 'ann', '--password', PASSWORD, '--rcpt', 'bob@example.com', '--patience', '2'];

describe('the password of conform', () => {
  it.each([['sign-in'], ['rset'], ['second-auth']])(
    'is kept from a server whose certificate does not verify, in %s',
    async (only) => {
      const { place, lines } = await server(true);
      await runInside(['conform', '--server', place, '--tls', 'implicit', '--only', only, ...ACCOUNT]);
      expect(lines.filter(isSecret)).toEqual([]);
    },
  );

  it('goes there once the user says so', async () => {
    const { place, lines } = await server(true);
    const tls = ['--tls', 'implicit', '--insecure'];
    await runInside(['conform', '--server', place, ...tls, '--only', 'sign-in', ...ACCOUNT]);
    expect(lines.filter(isSecret).length).toBeGreaterThan(0);
  });

  it('is no reason to go on without TLS that was asked for, nor is anything else', async () => {
    for (const mode of ['starttls', 'verify']) {
      const { place, lines } = await server(false);
      const { code } = await runInside([
        'conform',
        '--server',
        place,
        '--tls',
        mode,
        '--only',
        'rset',
        ...ACCOUNT,
      ]);
      expect([mode, code, lines.filter(isSecret)]).toEqual([mode, 6, []]);
      expect(lines.filter((line) => /^(?:MAIL|RSET|AUTH)/.test(line))).toEqual([]);
    }
  });
});
