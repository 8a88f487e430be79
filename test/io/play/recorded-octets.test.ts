/** A reply is played back octet for octet, whatever it was made of: a legacy charset, control characters, our own marks. */

import { connect } from 'node:net';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { serveScripts } from '../../../src/io/serve/serve-script.ts';
import { parseSession } from '../../../src/pure/sessions/index.ts';
import { runInside } from '../../support/run-inside.ts';
import { scriptedServer } from '../../support/scripted-server.ts';
import type { ScriptedServer } from '../../support/scripted-server.ts';

const servers: ScriptedServer[] = [];
const stop = new AbortController();

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

const latin = (text: string) => (socket: { write: (bytes: Buffer) => unknown }) =>
  socket.write(Buffer.from(text, 'latin1'));

/** Records what a server says to two commands. */
async function recorded(reply: string): Promise<string> {
  const server = await scriptedServer('220 mx ready\r\n', {
    NOOP: latin(reply),
    QUIT: '221 bye\r\n',
  });
  servers.push(server);
  const file = join(mkdtempSync(join(tmpdir(), 'recorded-')), 'a.smtp');
  const { code } = await runInside(['connect', `127.0.0.1:${server.port}`, '--record', file], 'NOOP\nQUIT\n');
  expect(code).toBe(0);
  return readFileSync(file, 'utf8');
}

/** What a server that plays the file says to a NOOP. */
async function played(text: string): Promise<string> {
  const { file, problems } = parseSession(text, 'a.smtp');
  expect(problems).toEqual([]);
  const said = await new Promise<Buffer>((resolve, reject) => {
    const serving = serveScripts(
      {
        sessions: [{ path: 'a.smtp', file, problems, regex: null, sources: new Map() }],
        ...{ host: '127.0.0.1', port: 0, loop: false, implicitTls: false, showSecrets: false },
        ...{ seed: 's', authorityFile: null },
        ...{ once: false, idleMilliseconds: null },
        variables: () => ({
          get: () => undefined,
          isSecret: () => false,
          uuid: () => '',
          now: () => '',
          cramMd5: null,
        }),
      },
      {
        listening: ({ port }) => {
          const chunks: Buffer[] = [];
          // The tests' own client knows nothing of the program.
          const socket = connect(port, '127.0.0.1', () => socket.write('NOOP\r\nQUIT\r\n'));
          socket.on('data', (chunk) => chunks.push(chunk));
          socket.on('close', () => {
            resolve(Buffer.concat(chunks));
          });
        },
        event: () => undefined,
        expectation: () => undefined,
        played: () => undefined,
        over: () => undefined,
      },
      stop.signal,
    );
    serving.catch(reject);
  });
  const lines = said.toString('latin1').split('\r\n');
  return lines.slice(1, -2).join('\r\n');
}

describe('a recorded reply', () => {
  it.each([
    ['octets that are no UTF-8', '535 5.7.8 acc\xe8s refus\xe9\r\n'],
    ['them on each of several lines', '250-\xff\xfe\r\n250-plain\r\n250 caf\xe9 {{x}} ...\r\n'],
    ['the marks that we show them by', '250 \\xff\\xfe\r\n'],
    ['both', '250 \\xff \xff\r\n'],
    ['control characters', '250 a\x07b\x00c\x1b[31m\r\n'],
  ])('has %s as they were', async (_what, reply) => {
    expect(`${await played(await recorded(reply))}\r\n`).toBe(reply);
  });

  it('is still held against its code alone', async () => {
    const text = await recorded('250 caf\xe9\r\n');
    expect(text).toContain('S: 250 caf{{hex e9}}');
    const server = await scriptedServer('220 mx\r\n', { NOOP: '250 other\r\n', QUIT: '221 bye\r\n' });
    servers.push(server);
    const file = join(mkdtempSync(join(tmpdir(), 'recorded-')), 'b.smtp');
    writeFileSync(file, text);
    const { code, out } = await runInside(['replay', file, '-s', `127.0.0.1:${server.port}`, '--tls', 'off']);
    expect(code, out).toBe(0);
  });
});
