/** Clients that talk without end, and others that want to be served beside them: told by the order of work, never by a clock. */

import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { once } from 'node:events';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { patience } from '../../support/patience.ts';
import { startPracticeServer } from '../../../src/io/practice-server/index.ts';
import { Turns } from '../../../src/io/practice-server/turns.ts';

const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});

async function open(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

describe('turns', () => {
  it('are taken in order, one per turn of the event loop', async () => {
    const turns = new Turns();
    const done: string[] = [];
    const work = (name: string, slices: number): void => {
      turns.take(() => {
        done.push(name);
        setImmediate(() => done.push('.'));
        if (slices > 1) work(name, slices - 1);
      });
    };
    work('a', 3);
    work('b', 2);
    while (done.length < 10) await new Promise(setImmediate);
    expect(done.filter((one) => one !== '.').join('')).toBe('ababa');
    expect(done.join('')).not.toMatch(/[ab]{3}/);
  });
});

describe('the practice server beside clients that talk without end', () => {
  it.each([
    ['that flood and never read', 8, 'NOOP\r\n', 30_000],
    ['with recipients without number', 1, 'RCPT TO:<teacher@example.test>\r\n', 30_000],
  ])('%s: does a bounded piece of work per turn, and all of it', async (_, clients, command, times) => {
    let now = 0;
    let most = 0;
    let replies = 0;
    let whole = (): void => undefined;
    const all = new Promise<void>((resolve) => (whole = resolve));
    const server = await startPracticeServer({
      onEvent: ({ kind }) => {
        if (now === 0)
          setImmediate(() => {
            most = Math.max(most, now);
            now = 0;
          });
        now++;
        if (kind === 'reply' && ++replies >= clients * (times + 1)) whole();
      },
    });
    try {
      for (let client = 0; client < clients; client++) {
        const socket = await open(server.port);
        if (clients === 1) socket.resume();
        socket.write(`EHLO client.example.test\r\nMAIL FROM:<ann@example.com>\r\n${command.repeat(times)}`);
      }
      await all;
      // A slice of 64 lines for each client and one more, each line with its reply and what is remarked about it.
      expect(most).toBeLessThanOrEqual(64 * 4 * (clients + 1));
      expect(most).toBeGreaterThan(64);
    } finally {
      await server.close();
    }
  });

  it('greets and answers somebody else before it has answered all of a flood', async () => {
    const order: string[] = [];
    let replies = 0;
    const server = await startPracticeServer({
      onEvent: ({ kind }, connection) => {
        if (kind !== 'reply') return;
        if (connection === 1) replies++;
        else order.push(replies > 100_000 ? 'after' : 'before');
      },
    });
    try {
      const flood = await open(server.port);
      await once(flood, 'data');
      flood.resume();
      flood.write('NOOP\r\n'.repeat(100_000));
      const other = await open(server.port);
      await once(other, 'data');
      other.write('NOOP\r\n');
      await once(other, 'data');
      expect(order).toEqual(['before', 'before']);
    } finally {
      await server.close();
    }
  });

  it('stops reading a client that does not read its replies, and goes on when it does', async () => {
    let heard = 0;
    const server = await startPracticeServer({
      onEvent: ({ kind }) => {
        if (kind === 'command') heard++;
      },
    });
    try {
      const wanted = 300_000;
      const flood = await open(server.port);
      flood.pause();
      flood.write('VRFY teacher@example.test\r\n'.repeat(wanted));
      // Until no more is heard: what the system holds for a client is full.
      for (let before = -1; before !== heard;) {
        before = heard;
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
      expect(heard).toBeLessThan(wanted);
      const stopped = heard;
      flood.resume();
      await vi.waitFor(() => {
        expect(heard).toBeGreaterThan(stopped);
      }, patience(60));
    } finally {
      await server.close();
    }
  });
});
