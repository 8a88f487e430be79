import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openWire } from '../../../src/io/wire/index.ts';
import type { ProxyTarget, Wire, WireOptions, WireTarget } from '../../../src/io/wire/index.ts';
import type { Untimed } from '../../../src/pure/events/index.ts';
import { encodeText, Secret } from '../../../src/pure/protocol/index.ts';
import { eventually, patience } from '../../support/patience.ts';
import { someTurns } from '../../support/turns.ts';

const closers: (() => Promise<unknown>)[] = [];
let told: Untimed[] = [];

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** Listens, and hands each connection to the test. */
async function listen(serve: (socket: Socket) => void, host = '127.0.0.1'): Promise<number> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    serve(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  closers.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

async function open(target: WireTarget, options: Partial<WireOptions> = {}): Promise<Wire> {
  told = [];
  const wire = await openWire(target, {
    milliseconds: patience(60),
    tell: (event) => told.push(event),
    ...options,
  });
  closers.push(() => Promise.resolve(wire.destroy()));
  return wire;
}

/** Everything that comes until the other side ends. */
function readAll(wire: Wire): Promise<string> {
  let text = '';
  return new Promise((resolve, reject) => {
    wire.listen({
      data: (chunk) => {
        text += Buffer.from(chunk).toString();
      },
      end: () => {
        resolve(text);
      },
      error: reject,
    });
  });
}

/** Everything that a server reads on its first connection, until it hangs up after `octets`. */
function heardBy(octets: number): {
  readonly text: Promise<string>;
  readonly serve: (socket: Socket) => void;
} {
  let hear: (text: string) => void = () => undefined;
  const text = new Promise<string>((resolve) => {
    hear = resolve;
  });
  const serve = (socket: Socket): void => {
    let heard = '';
    socket.on('data', (chunk: Buffer) => {
      heard += chunk.toString('latin1');
      if (heard.length < octets) return;
      hear(heard);
      socket.end();
    });
  };
  return { text, serve };
}

describe('a wire over TCP', () => {
  it('keeps what comes before somebody listens', async () => {
    const port = await listen((socket) => socket.end('220 mx\r\n'));
    const wire = await open({ host: '127.0.0.1', port });
    await someTurns();
    expect(await readAll(wire)).toBe('220 mx\r\n');
    expect(told).toEqual([
      {
        kind: 'connect',
        host: '127.0.0.1',
        port,
        address: '127.0.0.1',
        family: 4,
        practice: false,
        elapsed: expect.any(Number) as number,
        proxy: null,
      },
    ]);
  });

  it('looks a name up, and tries its addresses in turn until one answers', async () => {
    const port = await listen((socket) => socket.end('220 mx\r\n'));
    await open({ host: 'localhost', port });
    expect(told.map((event) => event.kind)).toEqual(['lookup', 'connect']);
    expect(told[0]).toMatchObject({ name: 'localhost', record: 'address', error: null });
    expect(told[1]).toMatchObject({ host: 'localhost', address: '127.0.0.1', family: 4 });
  });

  it('speaks IPv6, and the family that was asked for', async () => {
    const port = await listen((socket) => socket.end('220 mx\r\n'), '::1');
    await open({ host: '::1', port });
    expect(told[0]).toMatchObject({ kind: 'connect', address: '::1', family: 6 });
    await expect(open({ host: '127.0.0.1', port }, { family: 4 })).rejects.toMatchObject({
      code: 'connection-refused',
      detail: { host: '127.0.0.1', port, address: '127.0.0.1' },
    });
  });

  it('connects from the address that it is bound to', async () => {
    let remote = '';
    const port = await listen((socket) => {
      remote = String(socket.remoteAddress);
      socket.end();
    });
    const wire = await open({ host: '127.0.0.1', port }, { bind: '127.0.0.2' });
    await readAll(wire);
    expect(remote).toBe('127.0.0.2');
    expect(wire.localAddress).toBe('127.0.0.2');
  });

  it('says that a name does not exist', async () => {
    await expect(open({ host: 'no-such-host.invalid', port: 25 })).rejects.toMatchObject({
      code: expect.stringMatching(/^name-(?:not-found|lookup-failed)$/),
    });
    expect(told).toMatchObject([{ kind: 'lookup', answers: [], error: expect.any(String) }]);
  });

  it('gives up at once when it is told to', async () => {
    const stop = new AbortController();
    stop.abort('SIGINT');
    await expect(open({ host: '127.0.0.1', port: 9 }, { signal: stop.signal })).rejects.toMatchObject({
      code: 'interrupted',
      detail: { signal: 'SIGINT' },
    });
  });

  it('tells of an end once, and rejects what is written after it', async () => {
    const port = await listen((socket) => socket.end());
    const wire = await open({ host: '127.0.0.1', port });
    let ends = 0;
    await new Promise<void>((resolve) => {
      wire.listen({
        data: () => undefined,
        end: () => {
          ends++;
          void someTurns().then(resolve);
        },
        error: () => ends++,
      });
    });
    expect(ends).toBe(1);
    await expect(wire.write(encodeText('QUIT\r\n'))).rejects.toMatchObject({ code: 'connection-lost' });
  });
});

describe('a wire over a Unix socket', () => {
  it('connects to a path', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'wire-'));
    closers.push(() => rm(folder, { recursive: true }));
    const path = join(folder, 's');
    const server = createServer((socket) => socket.end('220 mx\r\n'));
    await new Promise<void>((resolve) => server.listen(path, resolve));
    closers.push(() => new Promise((resolve) => server.close(resolve)));
    const wire = await open({ kind: 'unix', path });
    expect(told).toMatchObject([{ kind: 'connect', host: path, port: null, family: 'unix' }]);
    expect(wire.localAddress).toBeNull();
    expect(await readAll(wire)).toBe('220 mx\r\n');
  });

  it('says that nobody listens there', async () => {
    await expect(open({ kind: 'unix', path: '/nonexistent/socket' })).rejects.toMatchObject({
      code: 'network-unreachable',
      detail: { host: '/nonexistent/socket', port: null, reason: 'ENOENT' },
    });
  });
});

describe('a wire over a program', () => {
  it('talks to its standard input and output, and shows what it complains about', async () => {
    const wire = await open({
      kind: 'pipe',
      command: 'echo warned >&2; echo 220 mx; read line; echo "got $line"',
    });
    const all = readAll(wire);
    await wire.write(encodeText('EHLO c\n'));
    expect(await all).toBe('220 mx\ngot EHLO c\n');
    expect(told).toContainEqual({ kind: 'note', code: 'program-said', detail: { text: 'warned' } });
    expect(told).toContainEqual(expect.objectContaining({ kind: 'connect', family: 'pipe', port: null }));
  });

  it('says that it does not run, where it ends badly without a word', async () => {
    const wire = await open({ kind: 'pipe', command: 'exit 7' });
    await expect(readAll(wire)).rejects.toMatchObject({
      code: 'program-failed',
      detail: { command: 'exit 7', reason: 'exit 7' },
    });
  });

  it('ends the program and its children when it hangs up', async () => {
    const wire = await open({ kind: 'pipe', command: 'sleep 61 & echo $!; wait' });
    const pid = await new Promise<number>((resolve) => {
      wire.listen({
        data: (chunk) => {
          resolve(Number(Buffer.from(chunk).toString()));
        },
        end: () => undefined,
        error: () => undefined,
      });
    });
    wire.destroy();
    const alive = (): boolean => {
      try {
        process.kill(pid, 0);
        return true;
      } catch {
        return false;
      }
    };
    expect(await eventually('its end', () => !alive())).toBe(true);
  });
});

describe('a wire behind a proxy', () => {
  const proxyOf = (kind: ProxyTarget['kind'], port: number): ProxyTarget => ({
    kind,
    host: '127.0.0.1',
    port,
    user: 'ann',
    password: new Secret('pr0xy-word'),
    url: `${kind}://ann@127.0.0.1:${port}`,
  });

  it('asks an HTTP proxy with CONNECT, and loses nothing that came with its answer', async () => {
    let asked = '';
    const port = await listen((socket) => {
      socket.on('data', (chunk: Buffer) => {
        asked += chunk.toString();
        if (asked.includes('\r\n\r\n')) socket.end('HTTP/1.1 200 go\r\n\r\n220 mx\r\n');
      });
    });
    const wire = await open({ host: 'mx.example.test', port: 25 }, { proxy: proxyOf('http', port) });
    expect(await readAll(wire)).toBe('220 mx\r\n');
    expect(asked).toMatch(/^CONNECT mx\.example\.test:25 HTTP\/1\.1\r\n/);
    expect(asked.toLowerCase()).toContain(
      `basic ${Buffer.from('ann:pr0xy-word').toString('base64')}`.toLowerCase(),
    );
    expect(told).toMatchObject([
      { kind: 'connect', host: 'mx.example.test', port: 25, proxy: `http://ann@127.0.0.1:${port}` },
    ]);
  });

  it('says what an HTTP proxy answered instead', async () => {
    const port = await listen((socket) => {
      socket.on('data', () => socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n'));
    });
    const failing = open({ host: 'mx.example.test', port: 25 }, { proxy: proxyOf('http', port) });
    await expect(failing).rejects.toMatchObject({
      code: 'proxy-failed',
      detail: { reason: 'forbidden', said: '403 Forbidden' },
    });
    await failing.catch((error: unknown) => {
      expect(JSON.stringify(error)).not.toContain('pr0xy-word');
    });
  });

  /** Enough of RFC 1928 and RFC 1929 to let one connection through, or to refuse it with `answer`. */
  const socksServer = (answer: number, seen: string[]) => (socket: Socket) => {
    let step = 0;
    socket.on('data', (chunk: Buffer) => {
      seen.push(chunk.toString('latin1'));
      step++;
      if (step === 1) socket.write(Buffer.from([5, 2]));
      else if (step === 2) socket.write(Buffer.from([1, 0]));
      else if (step === 3) {
        socket.write(Buffer.from([5, answer, 0, 1, 127, 0, 0, 1, 0, 25]));
        if (answer === 0) void someTurns().then(() => socket.end('220 mx\r\n'));
      }
    });
  };

  it('asks a SOCKS5 proxy, and lets it resolve the name', async () => {
    const seen: string[] = [];
    const port = await listen(socksServer(0, seen));
    const wire = await open({ host: 'mx.example.test', port: 25 }, { proxy: proxyOf('socks5', port) });
    expect(await readAll(wire)).toBe('220 mx\r\n');
    expect(seen[2]).toContain('mx.example.test');
  });

  it('says why a proxy refused, and keeps its password to itself', async () => {
    const port = await listen(socksServer(5, []));
    const failing = open({ host: 'mx.example.test', port: 25 }, { proxy: proxyOf('socks5', port) });
    await expect(failing).rejects.toMatchObject({
      code: 'proxy-failed',
      detail: { reason: 'target-refused' },
    });
    await failing.catch((error: { detail: unknown }) => {
      expect(JSON.stringify(error.detail)).not.toContain('pr0xy-word');
    });
  });

  it('says that the proxy itself is not there', async () => {
    const port = await listen(() => undefined);
    for (const close of closers.splice(0)) await close();
    for (const kind of ['http', 'socks5'] as const) {
      await expect(
        open({ host: 'mx.example.test', port: 25 }, { proxy: proxyOf(kind, port) }),
      ).rejects.toMatchObject({ code: 'proxy-failed', detail: { reason: 'connection-refused' } });
    }
  });
});

describe('the header of the PROXY protocol', () => {
  it('is the first that the server reads', async () => {
    const { text, serve } = heardBy(50);
    const port = await listen(serve);
    const source = { address: '192.0.2.7', port: 4711 };
    const wire = await open({ host: '127.0.0.1', port }, { proxyHeader: { version: 1, source } });
    await wire.write(encodeText('EHLO client.example.com\r\n'));
    expect(await text).toBe(`PROXY TCP4 192.0.2.7 127.0.0.1 4711 ${port}\r\nEHLO client.example.com\r\n`);
  });
});
