/** The way to a server: names resolved by the user or a named resolver, a local port, in every command that talks. */

import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { dnsServer } from '../../support/dns-server.ts';
import { runInside } from '../../support/run-inside.ts';
import { scriptedServer } from '../../support/scripted-server.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A server, and from which ports it was connected to. */
async function server(): Promise<{ readonly port: number; readonly from: readonly (number | undefined)[] }> {
  const from: (number | undefined)[] = [];
  const scripted = await scriptedServer(
    (socket) => {
      from.push(socket.remotePort);
      socket.write('220 mx\r\n');
    },
    {
      EHLO: '250 mx\r\n',
      MAIL: '250 fine\r\n',
      RCPT: '550 no\r\n',
      RSET: '250 fine\r\n',
      QUIT: '221 bye\r\n',
    },
  );
  closing.push(scripted.close);
  return { port: scripted.port, from };
}

const STAGE = ['--stop-after', 'ehlo', '--tls', 'off'];

describe('--resolve', () => {
  it.each(['mail.example.com:127.0.0.1', 'Mail.Example.COM:[127.0.0.1]'])(
    '%s is where that host is, and its name stays in all else',
    async (pair) => {
      const { port } = await server();
      const argv = ['send', '-s', `mail.example.com:${port}`, '--resolve', pair, ...STAGE];
      const { code, out } = await runInside([...argv, '--json']);
      expect(code).toBe(0);
      expect(out).toContain('"host":"mail.example.com"');
      expect(out).toContain('"address":"127.0.0.1"');
    },
  );

  it('tries several addresses of a host in turn', async () => {
    const { port } = await server();
    const pairs = ['--resolve', 'mail.example.com:[::2]', '--resolve', 'mail.example.com:127.0.0.1'];
    const { code } = await runInside(['send', '-s', `mail.example.com:${port}`, ...pairs, ...STAGE, '-q']);
    expect(code).toBe(0);
  });

  it.each([
    ['mail.example.com'],
    ['mail.example.com:other.example'],
    ['127.0.0.1:127.0.0.2'],
    [':127.0.0.1'],
  ])('%s is refused', async (pair) => {
    const { code, err } = await runInside(['send', '-s', 'mail.example.com', '--resolve', pair, ...STAGE]);
    expect(code).toBe(2);
    expect(err).toContain('HOST:ADDRESS');
  });

  it('says that a proxy looks names up itself', async () => {
    const { code, err } = await runInside([
      ...['send', '-s', 'mail.example.com', '--resolve', 'mail.example.com:127.0.0.1', ...STAGE],
      ...['--proxy', 'socks5h://127.0.0.1:9'],
    ]);
    expect(code).toBe(2);
    expect(err).toContain('--tls-servername');
  });
});

describe('--dns', () => {
  it.each(['send', 'connect', 'replay'])('is asked by %s', async (name) => {
    const { port } = await server();
    const dns = await dnsServer({ 'mail.example.com': { a: ['127.0.0.1'] } });
    closing.push(dns.close);
    const to = ['-s', `mail.example.com:${port}`, '--dns', dns.resolver, '--tls', 'off'];
    const argv = {
      send: ['send', ...to, '--stop-after', 'ehlo'],
      connect: ['connect', ...to],
      replay: ['replay', ...to, 'lessons/sessions/relay-is-closed.smtp'],
    }[name];
    const { out } = await runInside([...(argv ?? []), '--json'], 'EHLO me\nQUIT\n');
    expect(dns.asked).toContain('a mail.example.com');
    expect(out).toContain('"address":"127.0.0.1"');
  });
});

describe('--local-port', () => {
  it('is where the connection comes from', async () => {
    const probe = createServer();
    await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
    const free = (probe.address() as AddressInfo).port;
    await new Promise((resolve) => probe.close(resolve));
    const { port, from } = await server();
    const argv = ['send', '-s', `127.0.0.1:${port}`, '--local-port', String(free), ...STAGE, '-q'];
    const { code } = await runInside(argv);
    expect({ code, from }).toEqual({ code: 0, from: [free] });
  });

  it('that is used already is told as a fault on this side', async () => {
    const { port } = await server();
    const used = createServer();
    await new Promise<void>((resolve) => used.listen(0, '127.0.0.1', resolve));
    closing.push(() => new Promise((resolve) => used.close(() => resolve())));
    const local = String((used.address() as AddressInfo).port);
    const { code, out } = await runInside([
      'send',
      '-s',
      `127.0.0.1:${port}`,
      '--local-port',
      local,
      ...STAGE,
    ]);
    expect(code).toBe(3);
    expect(out).toContain(`The local port ${local} cannot be used.`);
    expect(out).not.toContain('No route');
    expect(out).toContain(`Port ${local} of --local-port`);
    expect(out).toContain('The server was not asked');
  });
});

describe('--proxy', () => {
  it('knows socks5h, as curl calls it where the proxy resolves names', async () => {
    const { code, out } = await runInside([
      ...['send', '-s', 'mail.example.com', '--proxy', 'socks5h://127.0.0.1:1', ...STAGE],
    ]);
    expect(code).toBe(3);
    expect(out).toContain('socks5://127.0.0.1:1');
  });
});

describe('several servers', () => {
  it('are each named by what is said of them', async () => {
    const asking = async (rcpt: string): Promise<number> => {
      const one = await scriptedServer('220 mx\r\n', {
        EHLO: '250 mx\r\n',
        MAIL: '250 ok\r\n',
        RCPT: rcpt,
        QUIT: '221 bye\r\n',
      });
      closing.push(one.close);
      return one.port;
    };
    const first = await asking('550 5.1.1 not here\r\n');
    const second = await asking('554 5.7.1 relay access denied\r\n');
    const pairs = ['--resolve', 'one.example:127.0.0.1', '--resolve', 'two.example:127.0.0.1'];
    const to = ['-s', `one.example:${first}`, '-s', `two.example:${second}`, ...pairs, '--tls', 'off'];
    const { code, out } = await runInside(['send', ...to, '-f', 'a@example.com', '-t', 'b@example.com']);
    expect(code).toBe(9);
    expect(out).toContain('one.example answered 550');
    expect(out).toContain('two.example answered 554');
  });
});
