import { createServer as createPlainServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { createServer, TLSSocket } from 'node:tls';
import type { TlsOptions as ServerOptions } from 'node:tls';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { labCertificate } from '../../../src/io/server/certificates.ts';
import { openWire } from '../../../src/io/wire/index.ts';
import type { TlsFacts, TlsOptions, Wire } from '../../../src/io/wire/index.ts';
import { encodeText } from '../../../src/pure/protocol/index.ts';
import { testCertificate } from '../../support/lab-certificates.ts';
import type { TestCertificate } from '../../support/lab-certificates.ts';
import { patience } from '../../support/patience.ts';
import { someTurns } from '../../support/turns.ts';

const KINDS = ['good', 'expired', 'not-yet-valid', 'wrong-name', 'self-signed', 'unknown-issuer'] as const;

let certificate: TestCertificate;
const closers: (() => unknown)[] = [];
let servernames: unknown[] = [];

beforeAll(async () => {
  certificate = await testCertificate(['mail.example.com', 'mx.example.com']);
});

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function tlsServer(serve: (socket: TLSSocket) => void, options: ServerOptions = {}): Promise<number> {
  servernames = [];
  const server = createServer({ cert: certificate.cert, key: certificate.key, ...options }, (socket) => {
    servernames.push(socket.servername);
    socket.on('error', () => socket.destroy());
    serve(socket);
  });
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

async function plainServer(serve: (socket: Socket) => void): Promise<number> {
  const server = createPlainServer((socket) => {
    socket.on('error', () => socket.destroy());
    serve(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

async function connect(port: number): Promise<Wire> {
  const wire = await openWire({ host: '127.0.0.1', port }, { milliseconds: patience(60) });
  closers.push(() => wire.destroy());
  return wire;
}

function start(wire: Wire, options: Partial<TlsOptions> = {}): Promise<TlsFacts> {
  return wire.startTls(
    { host: 'mail.example.com', port: 465 },
    {
      servername: 'mail.example.com',
      authorities: [certificate.authority],
      milliseconds: patience(60),
      ...options,
    },
    'implicit',
  );
}

interface Heard {
  readonly text: string;
  readonly clean: boolean;
}

function readAll(wire: Wire): Promise<Heard> {
  let text = '';
  return new Promise((resolve, reject) => {
    wire.listen({
      data: (chunk) => {
        text += Buffer.from(chunk).toString();
      },
      end: (clean) => {
        resolve({ text, clean });
      },
      error: reject,
    });
  });
}

describe('TLS on a wire', () => {
  it('tells protocol, cipher and certificate, and checks the name that was asked for [case-016]', async () => {
    const port = await tlsServer((socket) => {
      socket.write('220 mx\r\n');
      void someTurns().then(() => socket.end());
    });
    const wire = await connect(port);
    const facts = await start(wire);
    expect(facts).toMatchObject({
      protocol: 'TLSv1.3',
      servername: 'mail.example.com',
      authorized: true,
      error: null,
      certificate: {
        subject: 'mail.example.com',
        issuer: 'Test authority',
        altNames: ['DNS:mail.example.com', 'DNS:mx.example.com'],
        issuers: ['Test authority'],
      },
    });
    expect(facts.certificate?.validTo).toMatch(/^\d{4}-\d\d-\d\dT/);
    expect(facts.channelBinding).toHaveLength(32);
    expect(await readAll(wire)).toEqual({ text: '220 mx\r\n', clean: true });
    expect(servernames).toEqual(['mail.example.com']);
  });

  it('gives both sides the same channel binding', async () => {
    let theirs = '';
    const port = await tlsServer((socket) => {
      theirs = socket.exportKeyingMaterial(32, 'EXPORTER-Channel-Binding', Buffer.alloc(0)).toString('hex');
      socket.end('x');
    });
    const wire = await connect(port);
    const { channelBinding } = await start(wire);
    await readAll(wire);
    expect(Buffer.from(channelBinding ?? []).toString('hex')).toBe(theirs);
  });

  it('has no channel binding before TLS 1.3', async () => {
    const port = await tlsServer((socket) => socket.end('x'));
    const facts = await start(await connect(port), { maxVersion: 'TLSv1.2' });
    expect(facts).toMatchObject({ protocol: 'TLSv1.2', channelBinding: null });
  });

  it('asks for no name where an address stands for it, and finds the certificate to be for another [case-016]', async () => {
    const port = await tlsServer((socket) => socket.end());
    const wire = await connect(port);
    const facts = await start(wire, { servername: '127.0.0.1' });
    expect(facts).toMatchObject({ authorized: false, error: 'ERR_TLS_CERT_ALTNAME_INVALID' });
    await readAll(wire);
    expect(servernames).toEqual([false]);
  });

  it('says that nobody vouches for the issuer [case-016]', async () => {
    const port = await tlsServer((socket) => socket.end());
    const facts = await start(await connect(port), { authorities: [] });
    expect(facts.authorized).toBe(false);
    expect(facts.error).toMatch(/UNABLE_TO|SELF_SIGNED/);
  });

  it('says that a certificate has expired', async () => {
    const old = await testCertificate(['mail.example.com'], -1);
    const port = await tlsServer((socket) => socket.end(), { cert: old.cert, key: old.key });
    const facts = await start(await connect(port), { authorities: [old.authority] });
    expect(facts).toMatchObject({ authorized: false, error: 'CERT_HAS_EXPIRED' });
  });

  it('is as sure of an authority of its own process as OpenSSL is of one that it is told of', async () => {
    const names = { servername: 'mail.example.com' };
    const verdicts = new Map<string, readonly unknown[]>();
    for (const kind of KINDS) {
      const { cert, chain, key, authority } = labCertificate('mail.example.com', kind);
      const told = await tlsServer((socket) => socket.end(), { cert, key });
      const own = await tlsServer((socket) => socket.end(), { cert: chain, key });
      const wanted = await start(await connect(told), { ...names, authorities: [authority] });
      const facts = await start(await connect(own), { ...names, authorities: [], anchor: authority });
      expect({ ...facts, channelBinding: null }, kind).toEqual({ ...wanted, channelBinding: null });
      verdicts.set(kind, [facts.authorized, facts.error]);
    }
    expect(verdicts.get('good')).toEqual([true, null]);
    expect([...verdicts.values()].filter(([authorized]) => authorized === true)).toHaveLength(1);
  });

  it('does not take another authority for it, whatever it is called and whoever is sent with it', async () => {
    const { authority } = labCertificate('mail.example.com');
    const other = await testCertificate(['mail.example.com']);
    for (const sent of [
      [other.authority],
      [authority],
      [other.authority, authority],
      [authority, other.authority],
    ]) {
      const cert = [other.cert, ...sent].join('\n');
      const port = await tlsServer((socket) => socket.end(), { cert, key: other.key });
      for (const anchor of [authority, (await testCertificate(['mail.example.com'])).authority]) {
        const facts = await start(await connect(port), { authorities: [], anchor });
        expect(facts.authorized).toBe(false);
      }
    }
  });

  it('quotes the greeting of a server that speaks in clear [case-011]', async () => {
    const port = await plainServer((socket) => {
      socket.write('220 mx.example.com ');
      void someTurns().then(() => socket.write('ESMTP\r\n'));
    });
    await expect(start(await connect(port))).rejects.toMatchObject({
      code: 'plain-text-to-tls',
      detail: { host: 'mail.example.com', port: 465, greeting: '220 mx.example.com ESMTP' },
    });
  });

  it('quotes what it has where the line never ends', async () => {
    const port = await plainServer((socket) => socket.write('nonsense'));
    await expect(start(await connect(port))).rejects.toMatchObject({
      code: 'plain-text-to-tls',
      detail: { greeting: 'nonsense' },
    });
  });

  it('gives up in time on a server that says nothing', async () => {
    const port = await plainServer((socket) => socket.resume());
    await expect(start(await connect(port), { milliseconds: 100 })).rejects.toMatchObject({
      code: 'tls-failed',
      detail: { reason: 'timeout', mode: 'implicit' },
    });
  });

  it('says that the handshake failed where the server hangs up in it, by a close or a reset', async () => {
    for (const how of ['destroy', 'resetAndDestroy'] as const) {
      const port = await plainServer((socket) => socket.once('data', () => socket[how]()));
      await expect(start(await connect(port))).rejects.toMatchObject({ code: 'tls-failed' });
    }
  });

  it('says that the handshake failed where both have no version in common', async () => {
    const port = await tlsServer((socket) => socket.end(), { maxVersion: 'TLSv1.2' });
    await expect(start(await connect(port), { minVersion: 'TLSv1.3' })).rejects.toMatchObject({
      code: 'tls-failed',
      detail: { reason: expect.stringContaining('PROTOCOL_VERSION') },
    });
  });

  it('refuses settings that OpenSSL does not know, as a failure and not as a crash', async () => {
    const port = await tlsServer((socket) => socket.end());
    await expect(start(await connect(port), { ciphers: 'NO-SUCH-CIPHER' })).rejects.toMatchObject({
      code: 'tls-failed',
    });
    await expect(start(await connect(port), { cert: 'nonsense', key: 'x' })).rejects.toMatchObject({
      code: 'tls-failed',
    });
  });

  it('tells an end that was announced from a connection that was cut', async () => {
    for (const maxVersion of ['TLSv1.2', 'TLSv1.3'] as const) {
      const sockets: Socket[] = [];
      const server = createPlainServer((socket) => {
        sockets.push(socket);
        socket.on('error', () => socket.destroy());
        const secure = new TLSSocket(socket, {
          isServer: true,
          cert: certificate.cert,
          key: certificate.key,
          maxVersion,
        });
        secure.on('error', () => undefined);
        secure.on('data', () => undefined);
        secure.write('221 bye\r\n', () => void someTurns().then(() => socket.destroy()));
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      closers.push(() => server.close());
      const wire = await connect((server.address() as AddressInfo).port);
      await start(wire);
      const ended = await readAll(wire).catch(() => ({ text: '221 bye\r\n', clean: false }));
      expect(ended).toEqual({ text: '221 bye\r\n', clean: false });
    }
  });

  it('works over a program as over a socket, and writes both ways', async () => {
    const port = await tlsServer((socket) => socket.on('data', (chunk: Buffer) => socket.end(chunk)));
    const relay = `node -e "const s=require('net').connect(${port},'127.0.0.1');process.stdin.pipe(s);s.pipe(process.stdout)"`;
    const wire = await openWire({ kind: 'pipe', command: relay }, { milliseconds: patience(60) });
    closers.push(() => wire.destroy());
    await start(wire);
    const all = readAll(wire);
    await wire.write(encodeText('EHLO c\r\n'));
    expect((await all).text).toBe('EHLO c\r\n');
  });
});
