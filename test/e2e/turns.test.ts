/** Whose turn it is: a server that throws out whoever speaks too early, written octet by octet. */

import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { runInside } from '../support/run-inside.ts';
import { someTurns } from '../support/turns.ts';

let closing: (() => Promise<void>) | null = null;

afterEach(async () => {
  await closing?.();
  closing = null;
});

/** What a strict server saw: octets that came before their turn, and each piece of the client in order. */
interface Strict {
  readonly port: number;
  readonly early: string[];
  readonly pieces: string[];
}

/** Greets in two parts, and answers each group of commands only after it looked whether more came meanwhile. */
async function strictServer(keywords: readonly string[]): Promise<Strict> {
  const early: string[] = [];
  const pieces: string[] = [];
  const talk = async (socket: Socket): Promise<void> => {
    let heard = '';
    let wake: () => void = () => undefined;
    socket.on('data', (chunk: Buffer) => {
      heard += chunk.toString('latin1');
      pieces.push(chunk.toString('latin1'));
      wake();
    });
    socket.on('error', () => undefined);
    const say = async (text: string): Promise<void> => {
      await someTurns();
      if (heard !== '') early.push(heard);
      socket.write(text);
    };
    const line = async (): Promise<string> => {
      while (!heard.includes('\n')) await new Promise<void>((resolve) => (wake = resolve));
      const end = heard.indexOf('\n');
      const text = heard.slice(0, end).trimEnd();
      heard = heard.slice(end + 1);
      return text;
    };
    await say('220-please wait\r\n');
    await say('220 now\r\n');
    for (;;) {
      const command = await line();
      const verb = command.split(/[ :]/)[0]?.toUpperCase() ?? '';
      const grouped = verb === 'MAIL' || verb === 'RCPT';
      if (verb === 'EHLO') {
        await say(
          ['mail.example.com', ...keywords]
            .map((one, at, all) => `250${at === all.length - 1 ? ' ' : '-'}${one}\r\n`)
            .join(''),
        );
      } else if (verb === 'DATA') {
        await say('354 go\r\n');
        while ((await line()) !== '.');
        await say('250 2.0.0 queued\r\n');
      } else if (verb === 'QUIT') {
        await say('221 bye\r\n');
        socket.end();
        return;
      } else if (grouped && keywords.includes('PIPELINING')) socket.write('250 ok\r\n');
      else await say('250 ok\r\n');
    }
  };
  const server = createServer((socket) => void talk(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing = () => new Promise((resolve) => server.close(() => resolve()));
  return { port: (server.address() as AddressInfo).port, early, pieces };
}

const send = (port: number, ...rest: readonly string[]) =>
  runInside([
    ...['send', '--server', `127.0.0.1:${port}`, '--from', 'a@example.com', '--to', 'b@example.com'],
    ...['--to', 'c@example.com', '--body', 'x', ...rest],
  ]);

describe('turns', () => {
  it('are waited for: not an octet before the whole greeting, one command at a time without PIPELINING [case-008]', async () => {
    const strict = await strictServer(['SIZE']);
    const { code } = await send(strict.port);
    expect(code).toBe(0);
    expect(strict.early).toEqual([]);
    for (const piece of strict.pieces.filter((one) => /^(?:EHLO|MAIL|RCPT|DATA|QUIT)\b/.test(one)))
      expect(piece.match(/\r\n/g)).toHaveLength(1);
  });

  it('are kept in groups too: nothing stands behind DATA, the letter waits for its 354 [case-008]', async () => {
    const strict = await strictServer(['PIPELINING']);
    const { code } = await send(strict.port);
    expect(code).toBe(0);
    const group = strict.pieces.find((piece) => piece.startsWith('MAIL')) ?? '';
    expect(group).toMatch(/^MAIL [^]*\r\nRCPT [^]*\r\nRCPT [^]*\r\nDATA\r\n$/);
    expect(strict.early.filter((text) => !text.startsWith('RCPT') && !text.startsWith('DATA'))).toEqual([]);
    const letter = strict.pieces.findIndex(
      (piece) => piece.startsWith('Date:') || /^[A-Z][A-Za-z-]+: /.test(piece),
    );
    expect(letter).toBeGreaterThan(strict.pieces.indexOf(group));
  });

  it('end the wait for a greeting when it is long over, and say so [case-008]', async () => {
    const server = createServer((socket) => socket.write('220-please'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closing = () => new Promise((resolve) => server.close(() => resolve()));
    const { code, out, err } = await send((server.address() as AddressInfo).port, '--timeout', '0.3');
    expect(code).toBe(12);
    expect(out + err).toContain('Happened');
  });
});
