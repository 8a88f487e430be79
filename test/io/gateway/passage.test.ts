/** What a gateway passes on, what it keeps, and what it says of it: a real client and server on either side, on loopback. */

import { afterEach, describe, expect, it } from 'vitest';
import { startPracticeServer } from '../../../src/io/practice-server/index.ts';
import type { PracticeServer, PracticeServerOptions } from '../../../src/io/practice-server/index.ts';
import { Secret } from '../../../src/pure/protocol/index.ts';
import { scriptedServer } from '../../support/scripted-server.ts';
import { rawClient, startGateway } from '../../support/gateway.ts';
import type { RunningGateway } from '../../support/gateway.ts';
import { eventually } from '../../support/patience.ts';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function practice(options: PracticeServerOptions = {}): Promise<PracticeServer> {
  const server = await startPracticeServer({ tls: 'off', ...options });
  ends.push(server.close);
  return server;
}

async function gateway(...args: Parameters<typeof startGateway>): Promise<RunningGateway> {
  const one = await startGateway(...args);
  ends.push(() => one.stop());
  return one;
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const oddIn = (one: RunningGateway): readonly unknown[] =>
  one.events.flatMap((event) =>
    event.kind === 'warning' && event.code === 'sign-in-odd' ? [event.detail.what] : [],
  );
const codesOf = (one: RunningGateway): readonly string[] =>
  one.events.flatMap((event) => (event.kind === 'warning' || event.kind === 'note' ? [event.code] : []));

describe('a letter', () => {
  it('goes through octet for octet, dots and all, in one group', async () => {
    const server = await practice();
    const one = await gateway(server.port);
    const client = await rawClient(one.port);
    await client.ask('EHLO client.example.com\r\n');
    const group =
      'MAIL FROM:<a@example.com> BODY=8BITMIME\r\nRCPT TO:<teacher@example.test>\r\nRCPT TO:<nobody@example.test>\r\nDATA\r\n';
    const replies = await client.ask(group, 4);
    expect(replies.match(/^\d{3}/gm)).toEqual(['250', '250', '550', '354']);
    const letter = 'Subject: x\r\n\r\n..two\r\n.\tone\r\n\u00e9\r\n';
    expect(await client.ask(`${letter}.\r\n`)).toMatch(/^250 .*Queued/);
    expect(await client.ask('QUIT\r\n')).toMatch(/^221/);
    const [mail] = server.received;
    expect(Buffer.from(mail?.content ?? []).toString()).toBe('Subject: x\r\n\r\n.two\r\n\tone\r\n\u00e9\r\n');
    expect(mail?.mailParameters).toEqual(['BODY=8BITMIME']);
    const told = one.events.filter(({ kind }) => kind === 'message');
    expect(told).toMatchObject([{ outcome: 'accepted', index: 1, connection: 1 }]);
  });

  it('in chunks stays in chunks, with octets that are no text', async () => {
    const server = await practice();
    const one = await gateway(server.port);
    const client = await rawClient(one.port);
    await client.ask('EHLO client.example.com\r\n');
    await client.ask('MAIL FROM:<a@example.com>\r\nRCPT TO:<teacher@example.test>\r\n', 2);
    expect(await client.ask('BDAT 12\r\nSubject: x\r\n')).toMatch(/^250/);
    const rest = Buffer.from([13, 10, 0, 255, 46, 13, 10]);
    expect(await client.ask(Buffer.concat([Buffer.from('BDAT 7 LAST\r\n'), rest]))).toMatch(/^250 .*Queued/);
    expect(server.received[0]?.via).toBe('BDAT');
    expect(Buffer.from(server.received[0]?.content ?? [])).toEqual(
      Buffer.concat([Buffer.from('Subject: x\r\n'), rest]),
    );
  });

  it('cannot bring a second one behind an end that only some servers see', async () => {
    const server = await practice();
    const one = await gateway(server.port);
    const client = await rawClient(one.port);
    await client.ask('EHLO client.example.com\r\n');
    await client.ask('MAIL FROM:<a@example.com>\r\nRCPT TO:<teacher@example.test>\r\nDATA\r\n', 3);
    await client.ask('Subject: x\r\n\r\none\n.\r\nMAIL FROM:<b@example.com>\n.\ntwo\r\n.\r\n');
    expect(server.received).toHaveLength(1);
    expect(Buffer.from(server.received[0]?.content ?? []).toString()).toBe(
      'Subject: x\r\n\r\none\r\n.\r\nMAIL FROM:<b@example.com>\r\n.\r\ntwo\r\n',
    );
    expect(codesOf(one)).toContain('letter-line-ends-made-crlf');
  });
});

describe('encryption', () => {
  it('is of each leg by itself: TLS to the server, none to the client', async () => {
    const server = await practice({ tls: 'starttls' });
    const one = await gateway(
      server.port,
      { tls: 'off' },
      {
        tls: 'starttls',
        tlsOptions: { authorities: [await server.authority()], servername: server.hostname },
      },
    );
    const client = await rawClient(one.port);
    expect(await client.ask('EHLO printer.example.com\r\n')).not.toMatch(/STARTTLS|REQUIRETLS|EXTERNAL/);
    expect(await client.ask('STARTTLS\r\n')).toMatch(/^502/);
    await client.ask('MAIL FROM:<a@example.com>\r\nRCPT TO:<teacher@example.test>\r\nDATA\r\n', 3);
    await client.ask('Subject: x\r\n\r\n.\r\n');
    expect(server.received[0]).toMatchObject({ encrypted: true, greetedName: 'printer.example.com' });
  });

  it('throws away what came unencrypted behind STARTTLS', async () => {
    const server = await practice();
    const one = await gateway(server.port, { tls: 'starttls' });
    const client = await rawClient(one.port);
    await client.ask('EHLO client.example.com\r\n');
    await client.ask('STARTTLS\r\nMAIL FROM:<a@example.com>\r\n');
    client.leave();
    await eventually('the end', () => one.over() === 1);
    expect(codesOf(one)).toContain('data-after-starttls');
    expect(one.events.some((event) => event.kind === 'command' && event.verb === 'MAIL')).toBe(false);
  });
});

describe('a sign-in', () => {
  /** A gateway before the practice server, encrypted to it. */
  async function encrypted(
    wishes: Parameters<typeof startGateway>[1] = {},
    talking: Parameters<typeof startGateway>[2] = {},
  ): Promise<{ readonly one: RunningGateway; readonly server: PracticeServer }> {
    const server = await practice({ tls: 'starttls' });
    const tlsOptions = { authorities: [await server.authority()], servername: server.hostname };
    return { server, one: await gateway(server.port, wishes, { tls: 'starttls', tlsOptions, ...talking }) };
  }

  it('of a printer with line feeds is told as that, and its password nowhere', async () => {
    const { one } = await encrypted();
    const client = await rawClient(one.port);
    await client.ask('EHLO printer\n');
    await client.ask('AUTH LOGIN\n');
    await client.ask(`${base64('student')}\n`);
    expect(await client.ask(`${base64('practice\n')}\n`)).toMatch(/^535/);
    expect(oddIn(one)).toEqual(['line-ends-in-lf', 'password-ends-in-line-feed']);
    await client.ask(`AUTH PLAIN ${base64('\0student\0practice')}\r\n`);
    expect(client.said()).toMatch(/^235/m);
    const told = JSON.stringify(one.events);
    for (const secret of ['practice\n', 'practice', '\0student\0practice'].map(base64))
      expect(told).not.toContain(secret);
  });

  it('that failed is known when it comes again, over another connection too', async () => {
    const { one } = await encrypted();
    for (let again = 0; again < 2; again++) {
      const client = await rawClient(one.port);
      await client.ask('EHLO client.example.com\r\n');
      await client.ask(`AUTH PLAIN ${base64('\0student\0wrong')}\r\n`);
      client.leave();
    }
    expect(oddIn(one)).toEqual(['same-wrong-one-again']);
  });

  it('by EXTERNAL goes no further: the server would take the client for us', async () => {
    const { one, server } = await encrypted();
    const client = await rawClient(one.port);
    await client.ask('EHLO client.example.com\r\n');
    expect(await client.ask('AUTH EXTERNAL =\r\n')).toMatch(/^504/);
    expect(
      one.events.filter(
        (event) => event.kind === 'command' && event.leg === 'server' && event.verb === 'AUTH',
      ),
    ).toEqual([]);
    expect(server.open()).toBe(1);
  });

  it('is judged here where we sign in to the server ourselves', async () => {
    const credentials = { user: 'student', password: new Secret('practice') };
    const accounts = [{ user: 'printer', password: 'paper' }];
    const { one, server } = await encrypted({ accounts }, { credentials });
    const client = await rawClient(one.port);
    expect(await client.ask('EHLO client.example.com\r\n')).toContain(
      'AUTH PLAIN LOGIN CRAM-MD5 SCRAM-SHA-1 SCRAM-SHA-256\r\n',
    );
    expect(await client.ask(`AUTH PLAIN ${base64('\0printer\0ink')}\r\n`)).toMatch(/^535/);
    expect(await client.ask(`AUTH PLAIN ${base64('\0printer\0paper')}\r\n`)).toMatch(/^235/);
    await client.ask('MAIL FROM:<a@example.com>\r\nRCPT TO:<teacher@example.test>\r\nDATA\r\n', 3);
    await client.ask('Subject: x\r\n\r\n.\r\n');
    expect(server.received[0]?.identity).toBe('student');
    expect(JSON.stringify(one.events)).not.toContain(base64('\0printer\0paper'));
  });

  it('is offered to nobody where we sign in and no account is named', async () => {
    const credentials = { user: 'student', password: new Secret('practice') };
    const { one } = await encrypted({ accounts: [] }, { credentials });
    const client = await rawClient(one.port);
    expect(await client.ask('EHLO client.example.com\r\n')).not.toContain('AUTH');
    expect(await client.ask(`AUTH PLAIN ${base64('\0student\0practice')}\r\n`)).toMatch(/^504/);
    expect(await client.ask('AUTH ANONYMOUS\r\n')).toMatch(/^504/);
  });

  it('does not go on to a server whose connection is not private', async () => {
    const server = await practice();
    // Another name of this machine that does not say so.
    const resolve = (): Promise<readonly { address: string; family: number }[]> =>
      Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
    const one = await gateway(
      server.port,
      { tls: 'starttls' },
      { server: { host: 'mail.example.com', port: server.port }, route: { resolve } },
    );
    const client = await rawClient(one.port);
    await client.ask('EHLO client.example.com\r\n');
    expect(await client.ask(`AUTH PLAIN ${base64('\0student\0practice')}\r\n`)).toMatch(/^538/);
    expect(codesOf(one)).toContain('sign-in-not-passed');
    expect(
      one.events.filter(
        (event) => event.kind === 'command' && event.leg === 'server' && event.verb === 'AUTH',
      ),
    ).toEqual([]);
    expect(await client.ask('NOOP\r\n')).toMatch(/^250/);
  });
});

describe('a line', () => {
  it('that is too long or has control characters is answered here', async () => {
    const server = await practice();
    const one = await gateway(server.port);
    const client = await rawClient(one.port);
    await client.ask('EHLO client.example.com\r\n');
    expect(await client.ask(`NOOP ${'x'.repeat(200_000)}\r\n`)).toMatch(/^500 5\.5\.2 Line too long/);
    expect(await client.ask('NOOP \u0007\r\n')).toMatch(/^500 5\.5\.2 Control/);
    expect(await client.ask('NOOP\r\n')).toMatch(/^250/);
  });

  it('whose octets are no text goes on as it is', async () => {
    const server = await scriptedServer('220 mx\r\n', { EHLO: '250 mx\r\n', VRFY: '252 perhaps\r\n' });
    ends.push(server.close);
    const one = await gateway(server.port);
    const client = await rawClient(one.port);
    await client.ask('EHLO a\r\n');
    expect(await client.ask(Buffer.from('VRFY gr\u00fc\u00df\r\n', 'latin1'))).toBe('252 perhaps\r\n');
    expect(server.lines.at(-1)).toBe('VRFY gr\u00fc\u00df');
  });

  it('of HTTP ends the connection: behind it comes what a web page made up', async () => {
    const server = await practice();
    const one = await gateway(server.port);
    const client = await rawClient(one.port);
    client.write('POST / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\nEHLO a\r\nMAIL FROM:<a@example.com>\r\n');
    await eventually('the end', client.isOver);
    expect(client.said()).toMatch(/\r\n421 4\.7\.0 This is SMTP, not HTTP\r\n$/);
    const passed = one.events.filter((event) => event.kind === 'command' && event.leg === 'server');
    expect(passed.map((event) => (event.kind === 'command' ? event.verb : ''))).toEqual(['QUIT']);
  });

  it('of XCLIENT is not for clients', async () => {
    const server = await practice();
    const one = await gateway(server.port);
    const client = await rawClient(one.port);
    await client.ask('EHLO a\r\n');
    expect(await client.ask('XCLIENT NAME=b\r\n')).toMatch(/^502/);
  });
});

describe('the end', () => {
  it('comes with a word to a client that waits, and with none after it', async () => {
    const server = await practice();
    const one = await startGateway(server.port);
    const client = await rawClient(one.port);
    await client.ask('EHLO a\r\n');
    await one.stop('SIGINT');
    await eventually('the end', client.isOver);
    expect(client.said()).toMatch(/\r\n421 4\.3\.2 [^\r]*\r\n$/);
  });

  it('of the server in a pause is told the client in the server’s words', async () => {
    const server = await practice();
    const one = await gateway(server.port);
    const client = await rawClient(one.port);
    await client.ask('EHLO a\r\n');
    await server.shutDown();
    await eventually('the end', client.isOver);
    expect(client.said()).toMatch(/\r\n421 [^\r]*\r\n$/);
    expect(client.said()).not.toContain('gateway');
  });

  it('is the beginning where the server cannot be reached', async () => {
    const server = await practice();
    await server.close();
    const one = await gateway(server.port);
    const client = await rawClient(one.port);
    await eventually('the end', client.isOver);
    expect(client.said()).toMatch(/^421 4\.4\.1 /);
    expect(codesOf(one)).toContain('server-leg-failed');
  });

  it('is the server’s refusal where it greets with one', async () => {
    const server = await scriptedServer('554 5.7.1 Not you\r\n', {});
    ends.push(server.close);
    const one = await gateway(server.port);
    const client = await rawClient(one.port);
    expect(client.said()).toBe('554 5.7.1 Not you\r\n');
  });
});
