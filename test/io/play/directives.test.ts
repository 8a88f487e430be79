/** What the `@` lines of a session file do on the wire, seen from the other side of it. */

import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { startPracticeServer } from '../../../src/io/practice-server/index.ts';
import { parseSession, sideOf } from '../../../src/pure/sessions/index.ts';
import type { Side, SidedDirective } from '../../../src/pure/sessions/index.ts';
import { runInside } from '../../support/run-inside.ts';
import type { Said } from '../../support/run-inside.ts';
import { NEVER_SECONDS } from '../../support/patience.ts';
import { someTurns } from '../../support/turns.ts';

const folder = mkdtempSync(join(tmpdir(), 'smtp-lab-directives-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

function file(text: string): string {
  const path = join(folder, 'file.smtp');
  writeFileSync(path, text);
  return path;
}

interface Seen {
  readonly port: number;
  /** What came, a piece a read. */
  readonly pieces: string[];
  /** How the client left: `end`, or the code of the error. */
  readonly left: Promise<string>;
}

/** A server that greets, and hands each read to `hear`. */
async function listening(
  hear: (piece: string, socket: Socket) => void,
  greeting = '220 x\r\n',
): Promise<Seen> {
  const pieces: string[] = [];
  let leave: (how: string) => void = () => undefined;
  const left = new Promise<string>((resolve) => {
    leave = resolve;
  });
  const server = createServer((socket) => {
    socket.on('error', (error: NodeJS.ErrnoException) => {
      leave(error.code ?? '');
    });
    socket.on('end', () => {
      leave('end');
    });
    socket.on('data', (chunk: Buffer) => {
      pieces.push(chunk.toString('latin1'));
      hear(chunk.toString('latin1'), socket);
    });
    socket.write(greeting);
    hear('', socket);
  });
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, pieces, left };
}

const replay = ({ port }: Seen, text: string, ...more: readonly string[]): Promise<Said> =>
  runInside([
    'replay',
    file(text),
    '--server',
    `127.0.0.1:${port}`,
    '--tls',
    'off',
    '--timeout',
    NEVER_SECONDS,
    ...more,
  ]);

const both = (text: string): Promise<Said> =>
  runInside(['replay', '--both', file(text), '--timeout', NEVER_SECONDS]);

const obliging = (piece: string, socket: Socket): void => {
  if (piece !== '')
    socket.write(
      piece.startsWith('QUIT') ? '221 bye\r\n' : '250 ok\r\n'.repeat(piece.split('\n').length - 1),
    );
};

describe('@stall', () => {
  it.each(['@stall', '@stall client'])('%s says nothing until the server has had enough', async (stall) => {
    const server = await listening((piece, socket) => {
      if (piece === '') void someTurns().then(() => socket.end('421 too slow\r\n'));
    });
    const { code } = await replay(server, `S: 220 ...\n${stall}\nS: 421 ...\n@closed\n`);
    expect(code).toBe(0);
    expect(server.pieces).toEqual([]);
  });

  it('is over when the time for a reply is, and no failure by itself', async () => {
    const server = await listening(() => undefined);
    const { code } = await replay(server, 'S: 220 ...\n@stall\n', '--timeout', '1');
    expect(code).toBe(0);
    expect(server.pieces).toEqual([]);
  });

  it('of the server is not answered with a goodbye that nobody hears', async () => {
    const { code, out } = await both('S: 220 x\nC: NOOP\nS: 250 ok\n@stall server\n');
    expect(code).toBe(0);
    expect(out).not.toContain('QUIT');
  });
});

describe('@close and @reset', () => {
  it('hang up softly and hard', async () => {
    const soft = await listening(obliging);
    expect((await replay(soft, 'S: 220 ...\nC: NOOP\nS: 250 ...\n@close\n')).code).toBe(0);
    expect(await soft.left).toBe('end');
    const hard = await listening(obliging);
    expect((await replay(hard, 'S: 220 ...\nC: NOOP\nS: 250 ...\n@reset\n')).code).toBe(0);
    expect(await hard.left).toBe('ECONNRESET');
  });
});

describe('@closed', () => {
  it('passes where the server hangs up, and fails where it speaks', async () => {
    const leaves = await listening((piece, socket) => {
      if (piece !== '') socket.destroy();
    });
    expect((await replay(leaves, 'S: 220 ...\nC: NOOP\n@closed\n')).code).toBe(0);
    const speaks = await listening(obliging);
    const { code, out } = await replay(speaks, 'S: 220 ...\nC: NOOP\n@closed\n');
    expect(code).toBe(15);
    expect(out).toContain('@closed');
  });

  it.each([
    'S: 220 x\nC: QUIT\nS: 221 bye\n@closed\n',
    'S: 220 x\nC: QUIT\nS: 221 bye\n@closed server\n',
    'S: 220 x\nC: NOOP\nS: 250 ok\n@close\n@closed client\n',
    'S: 220 x\nC: NOOP\n@reset server\n@closed server\n',
    '---\nside: server\n---\nS: 220 x\nC: NOOP\nS: 250 ok\n@closed\n',
  ])('is waited for by one side alone when both are played: %j', async (text) => {
    const { code, out } = await both(text);
    expect(out).toMatch(/1 passed/);
    expect(code).toBe(0);
  });
});

describe('@split and @slow', () => {
  it('cut a line into writes, and pace it', async () => {
    const server = await listening((piece, socket) => {
      if (piece.endsWith('\n')) socket.write('250 ok\r\n');
    });
    await replay(server, 'S: 220 ...\n@split 3,1\nC: EHLO a.example\nS: 250 ...\n@close\n');
    expect(server.pieces.slice(0, 3)).toEqual(['EHL', 'O', ' a.example\r\n']);
    const slow = await listening((piece, socket) => {
      if (piece.endsWith('\n')) socket.write('250 ok\r\n');
    });
    await replay(slow, 'S: 220 ...\n@slow 20B/s\nC: NOOP\nS: 250 ...\n@close\n');
    expect(slow.pieces).toEqual(['NO', 'OP', '\r\n']);
  });
});

describe('@within', () => {
  it('fails where the reply comes late, and only there', async () => {
    const text = (time: string): string => `S: 220 ...\nC: NOOP\n@within ${time}\nS: 250 ...\n@close\n`;
    const hurried = await replay(await listening(() => undefined), text('100ms'));
    expect(hurried.code).toBe(15);
    expect(hurried.out).toContain('@within');
    expect((await replay(await listening(obliging), text('3600s'))).code).toBe(0);
  });
});

describe('a directive that names nobody', () => {
  const sided = (name: SidedDirective['name'], side: Side | null): SidedDirective =>
    ({ name, side }) as SidedDirective;
  const speaking = (front: string) => parseSession(`${front}S: 220 x\n`, 'x').file;
  it.each([
    ['close', null, '', 'client', 'client'],
    ['close', null, '', 'server', 'server'],
    ['closed', null, '', 'client', 'server'],
    ['closed', null, '', 'server', 'client'],
    ['stall', null, '---\nside: server\n---\n', 'client', 'server'],
    ['closed', null, '---\nside: server\n---\n', 'client', 'client'],
    ['reset', 'server', '---\nside: client\n---\n', 'client', 'server'],
  ] as const)('%s %s after %j, played by the %s, is for the %s', (name, side, front, player, whose) => {
    expect(sideOf(sided(name, side), speaking(front), player)).toBe(whose);
  });
});

describe('C< FILE', () => {
  it('goes out a piece at a time and arrives octet for octet, with counts that are true', async () => {
    const letter = Array.from(
      { length: 60_000 },
      (_, n) => `${n % 7 === 0 ? '.' : ''}line ${String(n)} of a letter\r\n`,
    ).join('');
    writeFileSync(join(folder, 'letter.eml'), `Subject: long\r\n\r\n${letter}`);
    const server = await startPracticeServer();
    try {
      const { code, out } = await runInside([
        ...[
          'replay',
          file(
            'S: 220 ...\nC: HELO a.example\nS: 250 ...\nC: MAIL FROM:<student@example.test>\nS: 250 ...\nC: RCPT TO:<teacher@example.test>\nS: 250 ...\nC: DATA\nS: 354 ...\nC< letter.eml\nS: 250 ...\n',
          ),
        ],
        ...['--server', `127.0.0.1:${server.port}`, '--tls', 'off', '--json'],
      ]);
      expect(code).toBe(0);
      expect(readFileSync(server.received[0]?.file ?? '', 'utf8')).toBe(`Subject: long\r\n\r\n${letter}`);
      expect(out).toMatch(
        new RegExp(`"type":"data"[^\n]*"bytes":${String(letter.length + 17)},"lines":60002,"stuffed":8572`),
      );
    } finally {
      await server.close();
    }
  });

  it('that is not there is told before anything is said', async () => {
    const server = await listening((piece, socket) => {
      if (piece !== '') socket.write(piece.startsWith('DATA') ? '354 go\r\n' : '250 ok\r\n');
    });
    const { code, out, err } = await replay(
      server,
      'S: 220 ...\nC: DATA\nS: 354 ...\nC< none.eml\nS: 250 ...\n',
    );
    expect(code).toBe(2);
    expect(out + err).toContain('none.eml');
    expect(out + err).not.toMatch(/^ {4}at /m);
    expect(server.pieces).toEqual([]);
  });
});

describe('BDAT', () => {
  const chunks = (lines: string): string =>
    `S: 220 ...\nC: EHLO a.example\nS: 250-x ...\nS: 250 CHUNKING\nC: MAIL FROM:<student@example.test>\nS: 250 ...\nC: RCPT TO:<teacher@example.test>\nS: 250 ...\n${lines}S: 250 ...\nC: QUIT\nS: 221 ...\n`;

  it.each([
    ['in lines', 'C: BDAT 22 LAST\nC: Subject: hi\nC:\nC: there\n'],
    ['in octets', 'C: BDAT 22 LAST\nC| "Subject: hi\\r\\n\\r\\nthere\\r\\n"\n'],
    ['in two chunks', 'C: BDAT 15\nC: Subject: hi\nC:\nS: 250 ...\nC: BDAT 7 LAST\nC: there\n'],
  ])('%s is a letter, whatever its lines look like', async (_, lines) => {
    const server = await startPracticeServer();
    try {
      const path = file(chunks(lines));
      const { code, out } = await runInside([
        ...['replay', path, '--server', `127.0.0.1:${server.port}`, '--tls', 'off', '--json'],
      ]);
      expect(code).toBe(0);
      expect(Buffer.from(server.received[0]?.content ?? []).toString()).toBe('Subject: hi\r\n\r\nthere\r\n');
      expect(out).toMatch(/"type":"data"[^\n]*"bytes":22,"lines":3,"stuffed":0,"via":"BDAT"/);
      // Nothing of it is taken for a command, so each reply answers what it answers.
      expect(out).toMatch(/"to":"QUIT","code":221/);
      expect(await runInside(['replay', '--both', path])).toMatchObject({ code: 0 });
    } finally {
      await server.close();
    }
  });
});

describe('@within', () => {
  it('does not wait for longer than the file says', async () => {
    const server = await listening(() => undefined);
    const { code, out } = await replay(server, 'S: 220 ...\n@within 200ms\nC: EHLO x\nS: 250 ...\n');
    expect(code).toBe(15);
    expect(out).toContain('@within 200ms');
  });

  it('lets the greeting come in its time', async () => {
    const server = await listening((piece, socket) => {
      if (piece !== '') socket.write('221 bye\r\n');
    });
    expect(await replay(server, '@within 3600s\nS: 220 ...\n')).toMatchObject({ code: 0 });
  });
});

describe('S| octets', () => {
  it.each([
    ['S| "250 as it stands\\r\\n"', '250 as it stands\r\n', 0],
    ['S| "250 as it stands\\r\\n"', '250 as it is\r\n', 15],
    ['S| "250-two\\r\\n"\nS| "250 lines\\r\\n"', '250-two\r\n250 lines\r\n', 0],
    ['S| "250-two\\r\\n250 lines\\r\\n"', '250 two\r\n', 15],
    ['S| "what is this\\r\\n"', 'what is this\r\n', 0],
    ['S| "what is this\\r\\n"', '250 fine\r\n', 15],
  ])('%s against %j gives %d', async (line, reply, wanted) => {
    const server = await listening((piece, socket) => {
      if (piece !== '') socket.write(reply);
    });
    expect(await replay(server, `S: 220 ...\nC: NOOP\n${line}\n`)).toMatchObject({ code: wanted });
  });
});

describe('@include', () => {
  it('has its differences told and its replies updated in the file where they stand', async () => {
    const server = await listening((piece, socket) => {
      if (piece !== '') socket.write('250 2.0.0 fine\r\n');
    });
    const inner = join(folder, 'inner.smtp');
    writeFileSync(inner, '# said first\nC: NOOP\nS: 251 1.0.0 other\n');
    const text = 'S: 220 ...\n@include inner.smtp\nC: RSET\nS: 250 ...\n';
    const told = await replay(server, text);
    expect(told.code).toBe(15);
    expect(told.out).toContain(`${inner}:3:1`);
    await replay(server, text, '--update');
    expect(readFileSync(inner, 'utf8')).toBe('# said first\nC: NOOP\nS: 250 2.0.0 fine\n');
    expect(readFileSync(join(folder, 'file.smtp'), 'utf8')).toBe(text);
  });

  it('takes as many lines as a file may have', async () => {
    writeFileSync(join(folder, 'long.smtp'), `S: 220 x\n${'C: NOOP\nS: 250 ok\n'.repeat(100_000)}`);
    expect(await runInside(['replay', '--check', file('@include long.smtp\n')])).toMatchObject({ code: 0 });
    writeFileSync(join(folder, 'long.smtp'), 'what is this\n'.repeat(200_000));
    const { code, err } = await runInside(['replay', '--check', file('@include long.smtp\n')]);
    expect(code).toBe(2);
    expect(err).toMatch(/^And 1999\d\d more\.$/m);
  });

  it('of a file in itself ends', async () => {
    const path = file('@include file.smtp\n@include file.smtp\nC: NOOP\n');
    const { code, err } = await runInside(['replay', '--check', path]);
    expect(code).toBe(2);
    expect(err).toContain('[include-loop]');
  });
});
