/** Clients that speak before the greeting, all at once or with the wrong line ends: each hears what it should, and none waits for ever. */

import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startPracticeServer } from '../../../src/io/practice-server/index.ts';
import type { PracticeServerOptions } from '../../../src/io/practice-server/index.ts';
import { DEFAULT_SCENARIO, scenarioOf } from '../../../src/pure/practice/index.ts';
import type { LabEvent } from '../../../src/pure/events/index.ts';
import { runHere } from '../../support/run-inside.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  vi.useRealTimers();
  for (const close of closers.splice(0)) await close();
});

interface Talk {
  readonly socket: Socket;
  readonly events: readonly LabEvent[];
  /** What was heard so far. */
  readonly heard: () => string;
  readonly until: (text: string) => Promise<void>;
}

/** Connects, and says something in the same moment. */
async function talk(said: string, options: PracticeServerOptions = {}): Promise<Talk> {
  const events: LabEvent[] = [];
  const server = await startPracticeServer({
    seed: 'talk',
    ...options,
    onEvent: (event) => void events.push(event),
  });
  closers.push(() => server.close());
  const socket = connect(server.port, '127.0.0.1');
  closers.push(() => socket.destroy());
  socket.on('error', () => undefined);
  socket.write(said);
  let heard = '';
  socket.on('data', (chunk: Buffer) => {
    heard += chunk.toString('latin1');
    socket.emit('heard');
  });
  const until = async (text: string): Promise<void> => {
    while (!heard.includes(text)) await once(socket, 'heard');
  };
  return { socket, events, heard: () => heard, until };
}

const lines = (text: string): readonly string[] => text.split('\r\n').map((line) => line.slice(0, 3));
const commands = (events: readonly LabEvent[]): readonly string[] =>
  events.flatMap((event) => (event.kind === 'command' ? [event.line] : []));

describe('a client that speaks before the greeting', () => {
  it.each([
    [
      'a letter',
      'EHLO a\r\nMAIL FROM:<ann@example.com>\r\nRCPT TO:<teacher@example.test>\r\nDATA\r\nx\r\n.\r\nQUIT\r\n',
    ],
    ['commands in single octets of case', 'ehlo a\r\nnOOp\r\nqUIT\r\n'],
    ['an AUTH with its answers', 'EHLO a\r\nAUTH LOGIN\r\ndQ==\r\ncA==\r\nQUIT\r\n'],
    ['octets of nothing', '\r\n\r\n\0\r\nQUIT\r\n'],
  ])('is answered to the end: %s', async (_, said) => {
    const { socket, heard } = await talk(said);
    await once(socket, 'close');
    expect(heard()).toMatch(/^220 .*\r\n221 [^\r\n]*\r\n$/s);
  });

  it('of LMTP too', async () => {
    const { socket, heard } = await talk('LHLO a\r\nQUIT\r\n', {
      scenario: { ...DEFAULT_SCENARIO, dialect: 'lmtp' },
    });
    await once(socket, 'close');
    expect(lines(heard()).at(-2)).toBe('221');
  });

  it('is answered after a greeting that takes its time, or sent away where turns are strict', async () => {
    const slow = scenarioOf('slow-banner');
    const patient = await talk('NOOP\r\nQUIT\r\n', { scenario: { ...slow, strictTurns: false } });
    await once(patient.socket, 'close');
    expect(lines(patient.heard())).toEqual(['220', '220', '250', '221', '']);
    const strict = await talk('NOOP\r\nQUIT\r\n', { scenario: slow });
    await once(strict.socket, 'close');
    expect(strict.heard()).toMatch(/\r\n5\d\d [^\r\n]*\r\n$/);
  });

  it('and STARTTLS has what it said in clear after it thrown away, and is encrypted', async () => {
    const { socket, events, until } = await talk('EHLO a\r\nSTARTTLS\r\nNOOP\r\nNOOP\r\n');
    await until('220 2.0.0');
    socket.removeAllListeners('data');
    const secure = connectTls({ socket, rejectUnauthorized: false });
    await once(secure, 'secureConnect');
    secure.write('EHLO a\r\nQUIT\r\n');
    let heard = '';
    secure.on('data', (chunk: Buffer) => (heard += chunk.toString('latin1')));
    await once(secure, 'close');
    expect(lines(heard).at(-2)).toBe('221');
    expect(commands(events)).toEqual(['EHLO a', 'STARTTLS', 'EHLO a', 'QUIT']);
  });
});

describe('a bare LF', () => {
  it.each([
    ['in one piece', ['NOOP\nNOOP\nQUIT\r\nNOOP\r\nQUIT\r\n']],
    ['cut after an LF', ['NOOP\n', 'NOOP\n', 'QUIT\r\n', 'NOOP\r\nQUIT\r\n']],
    ['cut within a word', ['NOOP\nNO', 'OP\nQU', 'IT\r', '\nNOOP\r\nQUIT\r\n']],
  ])('ends no line: %s', async (_, pieces) => {
    const { socket, events, heard } = await talk('');
    await once(socket, 'heard');
    for (const piece of pieces) {
      socket.write(piece);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    if (!socket.closed) await once(socket, 'close');
    expect(lines(heard())).toEqual(['220', '500', '250', '221', '']);
    expect(commands(events)).toEqual(['NOOP\nNOOP\nQUIT', 'NOOP', 'QUIT']);
    expect(events.filter(({ kind }) => kind === 'warning')).toHaveLength(1);
  });

  it('after which nothing comes is answered after a while, and so is the next', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { socket, events, heard, until } = await talk('NOOP\nNOOP\n');
    await until('220');
    while (vi.getTimerCount() === 0) await new Promise(setImmediate);
    vi.advanceTimersByTime(4900);
    await new Promise(setImmediate);
    expect(lines(heard())).toEqual(['220', '']);
    vi.advanceTimersByTime(200);
    await until('500');
    socket.write('QUIT\n');
    while (vi.getTimerCount() === 0) await new Promise(setImmediate);
    vi.advanceTimersByTime(5100);
    await until('alone\r\n500');
    socket.write('QUIT\r\n');
    await once(socket, 'close');
    expect(lines(heard())).toEqual(['220', '500', '500', '221', '']);
    expect(commands(events)).toEqual(['NOOP\nNOOP', 'QUIT', 'QUIT']);
  });

  it('hides what a client signs in with', async () => {
    const { socket, events } = await talk('EHLO a\r\nAUTH LOGIN\ndGVhY2hlcg==\nc2VjcmV0LTE=\r\nQUIT\r\n');
    await once(socket, 'close');
    expect(JSON.stringify(commands(events))).not.toContain('c2VjcmV0LTE');
  });
});

describe('a client that says more behind STARTTLS, unencrypted', () => {
  it('is told of by a scripted server too, which throws it away', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'smtp-lab-early-'));
    closers.push(() => {
      rmSync(folder, { recursive: true });
    });
    const file = join(folder, 'starttls.smtp');
    writeFileSync(file, 'S: 220 x\nC: STARTTLS\nS: 220 x\n@tls\nC: QUIT\nS: 221 x\n');
    let called = false;
    const { out, code } = await runHere(['serve', '--script', file, '--port', '0', '--json'], {
      watch: (said) => {
        const port = /"port":(\d+)/.exec(said)?.[1];
        if (port === undefined || called) return;
        called = true;
        const socket = connect(Number(port), '127.0.0.1');
        socket.on('error', () => undefined);
        socket.write('STARTTLS\r\nNOOP\r\n');
        let heard = '';
        socket.on('data', (chunk: Buffer) => {
          heard += chunk.toString('latin1');
          if (heard.split('220 x').length > 2) socket.end();
        });
      },
    });
    expect(code).toBe(15);
    expect(out).toContain('"code":"data-after-starttls"');
  });
});
