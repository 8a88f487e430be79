/** TLS from the client's side: what is wrong here is told before anything is sent, what is wrong there by its name. */

import { generateKeyPairSync } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:tls';
import type { TlsOptions as ServerTls } from 'node:tls';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { send } from '../../../src/io/send/index.ts';
import { startPracticeServer } from '../../../src/io/practice-server/index.ts';
import { scenarioOf } from '../../../src/pure/practice/index.ts';
import { checkTlsSettings } from '../../../src/io/wire/index.ts';
import type { LabEvent } from '../../../src/pure/events/index.ts';
import { testCertificate } from '../../support/lab-certificates.ts';
import type { TestCertificate } from '../../support/lab-certificates.ts';
import { runInside } from '../../support/run-inside.ts';
import { sendPlan } from '../../support/send-plan.ts';
import type { Wishes } from '../../support/send-plan.ts';

let ours: TestCertificate;
const closers: (() => unknown)[] = [];

beforeAll(async () => {
  ours = await testCertificate(['127.0.0.1', '::1']);
});

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const ANSWERS: Readonly<Record<string, string>> = {
  EHLO: '250-mx\r\n250-REQUIRETLS\r\n250 AUTH EXTERNAL\r\n',
  AUTH: '235 ok\r\n',
  MAIL: '250 ok\r\n',
  RCPT: '250 ok\r\n',
  DATA: '354 go\r\n',
  '.': '250 ok\r\n',
  QUIT: '221 bye\r\n',
};

/** A server in TLS from the start that takes everything; what it read. */
async function tlsServer(options: ServerTls = {}) {
  const lines: string[] = [];
  const server = createServer({ cert: ours.cert, key: ours.key, ...options }, (socket) => {
    socket.on('error', () => socket.destroy());
    socket.write('220 mx\r\n');
    socket.on('data', (chunk: Buffer) => {
      for (const line of chunk.toString().split('\r\n').slice(0, -1)) {
        lines.push(line);
        socket.write(ANSWERS[line.split(' ')[0] ?? ''] ?? '');
      }
    });
  });
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => server.close());
  return { port: (server.address() as AddressInfo).port, lines };
}

async function sendTo(port: number, wishes: Wishes = {}) {
  const events: LabEvent[] = [];
  const plan = sendPlan({
    ...wishes,
    talking: {
      server: { host: '127.0.0.1', port },
      tls: 'implicit',
      tlsOptions: { authorities: [ours.authority] },
      ...wishes.talking,
    },
  });
  const result = await send(plan, (event) => events.push(event));
  return { result, events };
}

describe('a certificate for an address', () => {
  it('is checked against the addresses in it', async () => {
    const { port } = await tlsServer();
    const { result, events } = await sendTo(port);
    expect(result.problem).toBeNull();
    expect(events).toContainEqual(expect.objectContaining({ kind: 'tls', authorized: true, error: null }));
  });

  it('that has another address is not for this one', async () => {
    const other = await testCertificate(['192.0.2.1', 'localhost']);
    const { port } = await tlsServer({ cert: other.cert, key: other.key });
    const { result } = await sendTo(port, { talking: { tlsOptions: { authorities: [other.authority] } } });
    expect(result).toMatchObject({
      exitCode: 6,
      problem: {
        code: 'certificate',
        detail: { check: 'ERR_TLS_CERT_ALTNAME_INVALID', wanted: '127.0.0.1' },
      },
    });
  });
});

describe('our own side', () => {
  const locked = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' },
  }).privateKey;

  it.each([
    [
      'a key of another certificate',
      '--tls-key',
      'mismatch',
      async () => ({ cert: ours.cert, key: (await testCertificate(['x.example'])).key }),
    ],
    ['a locked key', '--tls-key', 'locked', () => ({ cert: ours.cert, key: locked })],
    [
      'a key in place of a certificate',
      '--tls-cert',
      'no-certificate',
      () => ({ cert: ours.key, key: ours.key }),
    ],
    ['a certificate in place of a key', '--tls-key', 'no-key', () => ({ cert: ours.cert, key: ours.cert })],
    ['a certificate without its key', '--tls-cert', 'without-key', () => ({ cert: ours.cert })],
    ['a key without its certificate', '--tls-key', 'without-certificate', () => ({ key: ours.key })],
    ['ciphers that nobody knows', '--tls-ciphers', 'no-cipher', () => ({ ciphers: 'NOSUCH' })],
    ['no ciphers at all', '--tls-ciphers', 'no-cipher', () => ({ ciphers: '' })],
    [
      'a minimum above the maximum',
      '--tls-min',
      'min-above-max',
      () => ({ minVersion: 'TLSv1.3', maxVersion: 'TLSv1.2' }) as const,
    ],
    [
      'a maximum below what is used unasked',
      '--tls-max',
      'below-usual',
      () => ({ maxVersion: 'TLSv1' }) as const,
    ],
  ])('%s is exit code 2 before anything is sent', async (_what, option, reason, options) => {
    const { port, lines } = await tlsServer();
    const { result, events } = await sendTo(port, {
      talking: { tlsOptions: { authorities: [ours.authority], ...(await options()) } },
    });
    expect(result).toMatchObject({
      exitCode: 2,
      problem: { code: 'tls-settings', detail: { option, reason } },
    });
    expect(events.map(({ kind }) => kind)).toEqual(['result']);
    expect(lines).toEqual([]);
  });

  it('is let pass where it can be used', async () => {
    await checkTlsSettings({ cert: ours.cert, key: ours.key, minVersion: 'TLSv1.2', maxVersion: 'TLSv1.3' });
    await checkTlsSettings({ ciphers: 'ECDHE-RSA-AES128-GCM-SHA256' });
    await checkTlsSettings({});
  });
});

describe('the other side', () => {
  it('that wants a certificate of ours in TLS 1.3 is heard, though the handshake succeeded', async () => {
    const { port } = await tlsServer({ requestCert: true, rejectUnauthorized: true, minVersion: 'TLSv1.3' });
    const { result, events } = await sendTo(port);
    expect(events).toContainEqual(expect.objectContaining({ kind: 'tls', protocol: 'TLSv1.3' }));
    expect(result).toMatchObject({
      outcome: 'not-sent',
      exitCode: 6,
      problem: { code: 'tls-failed', detail: { reason: 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED' } },
    });
  });

  it('without a certificate that verifies gets no letter with REQUIRETLS [RFC 8689 §4.2.1]', async () => {
    const { port, lines } = await tlsServer();
    const unverified = { tlsOptions: { authorities: [] }, insecure: true };
    const { result } = await sendTo(port, { talking: unverified, envelope: { requireTls: true } });
    expect(result).toMatchObject({
      exitCode: 6,
      problem: { code: 'requiretls-not-to-be-had', detail: { encrypted: true, verified: false } },
    });
    expect(lines.some((line) => line.startsWith('MAIL'))).toBe(false);
    const proven = await sendTo(port, { envelope: { requireTls: true } });
    expect(proven.result.outcome).toBe('accepted');
  });

  it('is told who to act as by EXTERNAL, where somebody is named [RFC 4422 appendix A]', async () => {
    const { port, lines } = await tlsServer();
    const mechanisms = ['EXTERNAL'] as const;
    await sendTo(port, { talking: { credentials: { user: 'ann@example.com' }, mechanisms } });
    await sendTo(port, { talking: { credentials: { user: '' }, mechanisms } });
    expect(lines.filter((line) => line.startsWith('AUTH'))).toEqual([
      `AUTH EXTERNAL ${Buffer.from('ann@example.com').toString('base64')}`,
      'AUTH EXTERNAL =',
    ]);
  });

  it.each(['certificate-expired', 'certificate-not-yet-valid'] as const)(
    '%s: host and date stand in the error itself, quiet and in JSON too',
    async (name) => {
      const server = await startPracticeServer({ scenario: scenarioOf(name) });
      closers.push(() => server.close());
      const ask = (...more: readonly string[]) =>
        runInside([
          ...[
            'send',
            '-s',
            `${server.host}:${server.port}`,
            '--tls',
            'starttls',
            '--tls-servername',
            server.hostname,
          ],
          ...['-f', 'a@example.com', '-t', 'teacher@example.test', ...more],
        ]);
      const quiet = await ask('-q');
      expect(quiet.code).toBe(6);
      const [headline = ''] = quiet.err.split('\n');
      expect(headline).toMatch(/127\.0\.0\.1.*\d{4}-\d\d-\d\d/);
      const { out } = await ask('--json');
      expect(out.trim().split('\n').at(-1)).toMatch(/"message":"[^"]*127\.0\.0\.1[^"]*\d{4}-\d\d-\d\d/);
    },
  );
});
