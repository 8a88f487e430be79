/** TLS to look at: the chain, a file of it, the key that is expected, secrets for captures, a folder of authorities, names apart. */

import { mkdtempSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { X509Certificate } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startPracticeServer } from '../../src/io/practice-server/index.ts';
import type { PracticeServer } from '../../src/io/practice-server/index.ts';
import { runInside } from '../support/run-inside.ts';
import { scriptedServer } from '../support/scripted-server.ts';

let folder = '';
let server: PracticeServer;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'smtp-lab-tls-'));
  server = await startPracticeServer({});
  writeFileSync(join(folder, 'ca.pem'), await server.authority());
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const send = (argv: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  runInside(['send', '-s', `localhost:${server.port}`, '--stop-after', 'starttls', ...argv], '', env);
const ca = (): readonly string[] => ['--tls-ca', join(folder, 'ca.pem')];
const pinOf = (out: string): string => /--tls-pin (sha256\/\/\S+)/.exec(out)?.[1] ?? '';

describe('--show-chain', () => {
  it('shows each certificate, the key exchange, and that nothing is stapled', async () => {
    const { code, out } = await send([...ca(), '--show-chain']);
    expect(code).toBe(0);
    expect(out).toMatch(/^ {6}0: mail\.example\.test$/m);
    expect(out).toMatch(/^ {6}1: smtp-lab practice authority$/m);
    expect(out).toMatch(/key: EC prime256v1/);
    expect(out).toMatch(/\(\d days? left\)/);
    expect(out).toMatch(/TLS_AES_\S+, (X25519|prime256v1)/i);
    expect(out).toContain('OCSP: no response is stapled');
    // What is to be copied is on one line.
    expect(pinOf(out)).toMatch(/^sha256\/\/[A-Za-z0-9+/]{43}=$/);
  });

  it('is in the JSON, without the certificates themselves', async () => {
    const { out } = await send([...ca(), '--show-chain', '--json']);
    expect(out).toContain('"chain":[{"subject":"mail.example.test"');
    expect(out).toContain('"ocspOctets":0');
    expect(out).not.toContain('BEGIN CERTIFICATE');
  });
});

it('--save-chain writes the chain as PEM, the certificate of the server first', async () => {
  const file = join(folder, 'chain.pem');
  expect((await send([...ca(), '--save-chain', file])).code).toBe(0);
  const blocks = readFileSync(file, 'utf8').match(/-----BEGIN[^]*?END CERTIFICATE-----/g) ?? [];
  expect(blocks.length).toBe(2);
  expect(new X509Certificate(blocks[0] ?? '').subjectAltName).toContain('mail.example.test');
});

describe('--tls-pin', () => {
  it('lets the key pass that it names, and no other, whatever else is let pass', async () => {
    const pin = pinOf((await send([...ca(), '--show-chain'])).out);
    expect((await send([...ca(), '--tls-pin', pin])).code).toBe(0);
    const other = `sha256//${Buffer.alloc(32, 7).toString('base64')}`;
    const refused = await send([...ca(), '--insecure', '--tls-pin', other]);
    expect(refused.code).toBe(6);
    expect(refused.out).toContain('another key than the one of --tls-pin');
    expect(refused.out).toContain(`--tls-pin ${pin}`);
    expect((await send([...ca(), '--tls-pin', other, '--tls-pin', pin])).code).toBe(0);
  });

  it('that is none is a usage error', async () => {
    expect((await send(['--tls-pin', 'sha256//abc'])).code).toBe(2);
  });
});

it('--tls-keylog and SSLKEYLOGFILE write the secrets for their owner alone, and say so', async () => {
  const file = join(folder, 'keys');
  const { out } = await send([...ca(), '--tls-keylog', file]);
  expect(out).toContain('can decrypt a capture');
  expect(readFileSync(file, 'utf8')).toMatch(/^CLIENT_HANDSHAKE_TRAFFIC_SECRET [\da-f]{64} [\da-f]+$/m);
  expect(statSync(file).mode & 0o077).toBe(0);
  const second = join(folder, 'keys2');
  await send(ca(), { SSLKEYLOGFILE: second });
  expect(readFileSync(second, 'utf8')).toContain('TRAFFIC_SECRET');
});

describe('--tls-ca', () => {
  it('takes a folder of certificates', async () => {
    const authorities = join(folder, 'authorities');
    mkdirSync(authorities);
    writeFileSync(join(authorities, 'readme.txt'), 'none');
    expect((await send(['--tls-ca', authorities])).code).toBe(2);
    writeFileSync(join(authorities, 'one.pem'), await server.authority());
    expect((await send(['--tls', 'verify', '--tls-ca', authorities])).code).toBe(0);
  });

  it('that holds no certificate which can be read is our fault, and said so', async () => {
    const file = join(folder, 'bad.pem');
    writeFileSync(file, '-----BEGIN CERTIFICATE-----\nabc\n-----END CERTIFICATE-----\n');
    const { code, out, err } = await send(['--tls-ca', file]);
    expect(code).toBe(2);
    expect(out + err).toContain('--tls-ca');
  });
});

it('--tls-sni asks for one name, and another is checked', async () => {
  const { code, out } = await send([...ca(), '--tls', 'verify', '--tls-sni', 'other.example', '--json']);
  expect(code).toBe(0);
  expect(out).toContain('"servername":"localhost"');
});

describe('--tls verify', () => {
  it('wants encryption, and a certificate that verifies', async () => {
    expect((await send(['--tls', 'verify'])).code).toBe(6);
    expect((await send([...ca(), '--tls', 'verify'])).code).toBe(0);
    const plain = await scriptedServer('220 mx\r\n', { EHLO: '250 mx\r\n', QUIT: '221 bye\r\n' });
    const argv = [
      'send',
      '-s',
      `127.0.0.1:${plain.port}`,
      '--tls',
      'verify',
      '-f',
      'a@example.com',
      '-t',
      'b@example.com',
    ];
    expect((await runInside(argv)).code).toBe(6);
    expect((await runInside([...argv, '--insecure'])).code).toBe(2);
    await plain.close();
  });
});
