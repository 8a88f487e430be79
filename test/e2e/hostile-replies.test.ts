/**
 * Hostile servers: whatever they say, at whatever pace, the program ends in bounded time and memory with a true outcome and an exit
 * code of the table, and nothing of theirs drives the terminal. Each is tried with `send` in plain text and as JSON.
 */

import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import type { Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { testCertificate } from '../support/lab-certificates.ts';
import { runInside } from '../support/run-inside.ts';
import type { Said } from '../support/run-inside.ts';
import { scriptedServer } from '../support/scripted-server.ts';
import type { Say, ScriptedServer } from '../support/scripted-server.ts';
import { NEVER_SECONDS } from '../support/patience.ts';
import { someTurns } from '../support/turns.ts';

/** Control and direction characters that must not reach a terminal; the line feed alone may. */
const RAW = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
/** The most that the program may say about any of them: a screenful of words, and never what it was flooded with. */
const MOST_SAID = 200_000;
/** Made before anything is measured: the server of these tests lives in the same process. */
const MILLION = Array.from({ length: 1000 }, (_, block) =>
  Buffer.from(Array.from({ length: 1000 }, (__, line) => `250-X${block * 1000 + line}\r\n`).join('')),
);
/** The most that the heap may grow while one of them is heard, in octets. */
const MOST_KEPT = 120 * 1_048_576;

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const WILLING: Readonly<Record<string, Say>> = {
  EHLO: '250 mx.example.org\r\n',
  HELO: '250 mx.example.org\r\n',
  MAIL: '250 OK\r\n',
  RCPT: '250 OK\r\n',
  DATA: '354 go ahead\r\n',
  '.': '250 queued as 4242\r\n',
  QUIT: '221 bye\r\n',
};

/** Writes `piece` for as long as the other side reads. */
function flood(piece: string | Buffer): Say {
  return (socket: Socket) => {
    const more = (): void => {
      while (!socket.destroyed && socket.write(piece));
      if (!socket.destroyed) socket.once('drain', more);
    };
    more();
  };
}

/** Writes one octet of `text` at a time, each after `milliseconds`, and begins again at its end. */
function drip(text: string, milliseconds: number): Say {
  return (socket) => {
    let at = 0;
    const timer = setInterval(() => {
      if (socket.destroyed) clearInterval(timer);
      else socket.write(text.charAt(at++ % text.length), 'latin1');
    }, milliseconds);
  };
}

const octets =
  (...bytes: readonly number[]): Say =>
  (socket) =>
    void socket.write(Buffer.from(bytes));

async function server(answers: Readonly<Record<string, Say>>, greeting: Say): Promise<ScriptedServer> {
  const made = await scriptedServer(greeting, { ...WILLING, ...answers });
  closing.push(made.close);
  return made;
}

async function sent(port: number, ...more: readonly string[]): Promise<Said> {
  return runInside([
    ...['send', '--server', `127.0.0.1:${String(port)}`, '--from', 'ann@example.org'],
    ...['--to', 'bob@example.net', ...more],
  ]);
}

/** For a server that makes us wait: the time for a reply, and for all of it, is soon over. */
const SHORT = ['--timeout', '1', '--final-timeout', '1', '--max-time', '4'];
/** For any other: whoever waits, waits longer than a test may take. */
const LONG = ['--timeout', NEVER_SECONDS, '--final-timeout', NEVER_SECONDS];

interface Case {
  readonly greeting?: Say;
  readonly answers?: Readonly<Record<string, Say>>;
  readonly more?: readonly string[];
  /** What the run may end with. */
  readonly codes: readonly number[];
  readonly says?: RegExp;
}

const everyControl = String.fromCharCode(
  ...Array.from({ length: 32 }, (_, code) => code).filter((code) => code !== 10 && code !== 13),
  0x7f,
  ...Array.from({ length: 32 }, (_, code) => 0x80 + code),
);

const CASES: Readonly<Record<string, Case>> = {
  'an endless greeting line': { greeting: flood('2'.repeat(65_536)), codes: [14] },
  'an endless greeting of many lines': { greeting: flood('220-welcome\r\n'.repeat(1000)), codes: [14] },
  'an endless reply line': { answers: { EHLO: flood(`250-${'x'.repeat(65_000)}`) }, codes: [14] },
  'a million keywords': {
    answers: {
      EHLO: (socket) => {
        for (const block of MILLION) socket.write(block);
        socket.write('250 END\r\n');
      },
    },
    codes: [14],
  },
  'a code that changes inside a reply': {
    answers: { MAIL: '250-fine\r\n550 not fine\r\n' },
    codes: [14],
  },
  'a code that changes after the dot': {
    answers: { '.': '250-queued\r\n550 refused\r\n' },
    codes: [13],
  },
  'a reply before the command': {
    answers: { EHLO: '250 mx.example.org\r\n250 sender ok\r\n250 recipient ok\r\n354 go\r\n250 queued\r\n' },
    codes: [0],
  },
  'replies out of step under PIPELINING': {
    answers: {
      EHLO: '250-mx.example.org\r\n250 PIPELINING\r\n',
      MAIL: '250 OK\r\n250 OK\r\n250 OK\r\n354 go\r\n250 OK\r\n',
    },
    codes: [14],
  },
  'a final reply that comes before the letter': {
    answers: { DATA: '354 go\r\n250 queued before I saw it\r\n', '.': '550 refused after all\r\n' },
    codes: [14],
  },
  'NUL in a reply': { answers: { MAIL: '250 O\u0000K\r\n' }, codes: [0] },
  'octets that are not UTF-8': {
    answers: { MAIL: octets(0x32, 0x35, 0x30, 0x20, 0xff, 0xfe, 0xc3, 0x28, 0x0d, 0x0a) },
    codes: [0],
  },
  'every C0 and C1 control': {
    answers: {
      MAIL: (socket) =>
        void socket.write(
          Buffer.concat([Buffer.from('250 '), Buffer.from(everyControl, 'utf8'), Buffer.from('\r\n')]),
        ),
    },
    codes: [0],
  },
  'the clipboard, the title and a link': {
    answers: {
      MAIL: '250 \u001b]52;c;ZXZpbA==\u0007 \u001b]0;title\u001b\\ \u001b]8;;http://x.example/\u001b\\link\u001b]8;;\u001b\\\r\n',
    },
    codes: [0],
    says: /52;c;ZXZpbA==/,
  },
  'text that runs from right to left': {
    answers: { RCPT: (socket) => void socket.write('550 \u202egnp.exe \u2066x\u2069\r\n', 'utf8') },
    codes: [9],
  },
  'a reply after the goodbye': { answers: { QUIT: '221 bye\r\n250 one more\r\n' }, codes: [0] },
  'replies without end that nobody asked for': {
    answers: { EHLO: flood('250 mx.example.org\r\n'.repeat(1000)) },
    codes: [14],
    says: /out of turn/,
  },
  'a flood after the goodbye': { answers: { QUIT: flood('221 bye\r\n'.repeat(1000)) }, codes: [0] },
  'a keyword of every kind of rubbish': {
    answers: {
      EHLO: '250-mx\r\n250-=====\r\n250-SIZE 99999999999999999999999999\r\n250-AUTH=\r\n250 AUTH = = =\r\n',
    },
    codes: [0],
  },
  'a challenge of three megabytes': {
    answers: {
      EHLO: '250-mx.example.org\r\n250 AUTH CRAM-MD5\r\n',
      AUTH: `334 ${'QUFB'.repeat(786_432)}\r\n`,
    },
    more: ['--user', 'ann', '--password', 'made-up', '--auth', 'cram-md5'],
    codes: [14],
  },
  'a challenge that is not base64': {
    answers: {
      EHLO: '250-mx.example.org\r\n250 AUTH CRAM-MD5\r\n',
      AUTH: '334 !!!!\u001b[2J\r\n',
      '*': '501 cancelled\r\n',
    },
    more: ['--user', 'ann', '--password', 'made-up', '--auth', 'cram-md5'],
    codes: [7],
  },
  'challenges without end': {
    answers: {
      EHLO: '250-mx.example.org\r\n250 AUTH LOGIN\r\n',
      AUTH: flood('334 VXNlcm5hbWU6\r\n'.repeat(1000)),
    },
    more: ['--user', 'ann', '--password', 'made-up', '--auth', 'login', '--allow-plaintext-auth'],
    codes: [7, 14],
  },
  'one octet at a time for ever': { greeting: drip('220 welcome ', 20), codes: [12] },
  'one reply line at a time for ever': { answers: { EHLO: drip('250-X\r\n', 5) }, codes: [12] },
  'STARTTLS with text behind it': {
    answers: {
      EHLO: '250-mx.example.org\r\n250 STARTTLS\r\n',
      STARTTLS: '220 go\r\n250 injected\r\n',
    },
    codes: [6],
  },
  'STARTTLS with rubbish in the place of TLS': {
    answers: {
      EHLO: '250-mx.example.org\r\n250 STARTTLS\r\n',
      STARTTLS: (socket) => {
        socket.write('220 go\r\n');
        void someTurns().then(() => socket.write(Buffer.alloc(70_000, 0x55)));
      },
    },
    more: ['--tls', 'starttls'],
    codes: [6],
  },
};

/** The same of all: an exit code of ours, no stack trace, nothing raw, and not more words than a screen has room for. */
function expectBounded(name: string, { code, out, err }: Said, codes: readonly number[]): void {
  const said = out + err;
  expect({
    name,
    code: codes.includes(code) ? 'as it should' : code,
    raw: RAW.exec(said)?.[0]?.codePointAt(0),
    stack: /^ {4}at /m.test(said),
    long: said.length > MOST_SAID,
  }).toEqual({ name, code: 'as it should', raw: undefined, stack: false, long: false });
}

describe('a hostile server', () => {
  it.each(Object.entries(CASES))('that sends %s costs a bounded amount', async (name, one) => {
    const { port } = await server(one.answers ?? {}, one.greeting ?? '220 mx.example.org\r\n');
    const before = process.memoryUsage().rss;
    const more = [...(one.codes.includes(12) ? SHORT : LONG), ...(one.more ?? [])];
    const said = await sent(port, ...more);
    const asJson = await sent(port, '--json', ...more);
    expectBounded(name, said, one.codes);
    expectBounded(name, asJson, one.codes);
    expect(asJson.code, name).toBe(said.code);
    const events = asJson.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string });
    expect(events.filter(({ type }) => type === 'result')).toHaveLength(1);
    if (one.says !== undefined) expect(said.out).toMatch(one.says);
    if (said.code !== 0) expect(said.out + said.err, name).toMatch(/\S/);
    expect(process.memoryUsage().rss - before, name).toBeLessThan(MOST_KEPT);
  });

  it('that reads an octet a second is given up when the time for the letter is over', async () => {
    const { port } = await server(
      { DATA: (socket) => void (socket.write('354 go\r\n'), socket.pause()) },
      '220 mx\r\n',
    );
    const said = await sent(port, ...SHORT, '--body', 'x'.repeat(8_000_000));
    expectBounded('a slow reader', said, [12]);
  });
});

/** A SCRAM server that does one thing wrong; it works its own arithmetic out from RFC 5802 §3. */
async function scramServer(iterations: number, signature: 'right' | 'wrong'): Promise<ScriptedServer> {
  const salt = Buffer.from('a salt that is made up');
  let bare = '';
  let first = '';
  const b64 = (text: string): string => Buffer.from(text).toString('base64');
  return server(
    {
      EHLO: '250-mx.example.org\r\n250 AUTH SCRAM-SHA-256\r\n',
    },
    (socket) => {
      socket.on('data', (chunk: Buffer) => {
        const line = chunk.toString('latin1').trim();
        if (line.startsWith('AUTH ')) {
          bare = Buffer.from(line.split(' ')[2] ?? '', 'base64')
            .toString()
            .replace(/^[^,]*,[^,]*,/, '');
          const nonce = /r=([^,]*)/.exec(bare)?.[1] ?? '';
          first = `r=${nonce}more,s=${salt.toString('base64')},i=${String(iterations)}`;
          socket.write(`334 ${b64(first)}\r\n`);
        } else if (bare !== '' && /^[A-Za-z0-9+/=]{20,}$/.test(line)) {
          const proof = Buffer.from(line, 'base64').toString();
          const salted = pbkdf2Sync('made-up', salt, iterations, 32, 'sha256');
          const key = createHmac('sha256', salted).update('Server Key').digest();
          const all = `${bare},${first},${proof.replace(/,p=.*$/, '')}`;
          const verifier = createHmac('sha256', key).update(all).digest('base64');
          const wrong = createHash('sha256').update('something else').digest('base64');
          socket.write(`334 ${b64(`v=${signature === 'right' ? verifier : wrong}`)}\r\n`);
        } else if (line === '') socket.write('235 signed in\r\n');
        else if (line === '*') socket.write('501 cancelled\r\n');
      });
      socket.write('220 mx.example.org\r\n');
    },
  );
}

describe('a SCRAM server', () => {
  const signing = ['--user', 'ann', '--password', 'made-up', '--auth', 'scram-sha-256'] as const;

  it('that proves who it is is believed', async () => {
    const { port } = await scramServer(4096, 'right');
    expect((await sent(port, ...signing)).code).toBe(0);
  });

  it('that cannot prove who it is gets no letter', async () => {
    const { port, lines } = await scramServer(4096, 'wrong');
    const said = await sent(port, ...signing);
    expectBounded('a wrong signature', said, [7]);
    expect(lines.filter((line) => line.startsWith('MAIL'))).toEqual([]);
  });

  it('that asks for 2^31 iterations is not obeyed', async () => {
    const { port, lines } = await scramServer(2 ** 31, 'right');
    expectBounded('2^31 iterations', await sent(port, ...signing), [7]);
    // Nothing that would have to be worked out: the exchange is cancelled.
    expect(lines[lines.findIndex((line) => line.startsWith('AUTH ')) + 1]).toBe('*');
  });
});

describe('a server with a certificate of an odd shape', () => {
  it.each([
    ['a thousand names', Array.from({ length: 1000 }, (_, n) => `mx${String(n)}.example.org`)],
    ['a name of control characters', ['\u001b[2J.example.org', 'a\u0007b']],
    ['a star alone', ['*']],
    ['a very long name', [`${'x'.repeat(5000)}.example.org`]],
  ])('of %s is told and not trusted', async (name, names) => {
    const { cert, key } = await testCertificate(names);
    const tls = createTlsServer({ cert, key }, (socket) => {
      socket.on('error', () => socket.destroy());
      socket.write('220 mx\r\n');
    });
    await new Promise<void>((resolve) => tls.listen(0, '127.0.0.1', resolve));
    closing.push(
      () =>
        new Promise((resolve) =>
          tls.close(() => {
            resolve();
          }),
        ),
    );
    expectBounded(name, await sent((tls.address() as AddressInfo).port, '--tls', 'implicit'), [6]);
  });
});
