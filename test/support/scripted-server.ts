/**
 * A server that says what a test tells it, octet for octet: an answer for each line it reads, by the line's first word. It
 * knows nothing of SMTP, so that client and practice server cannot be wrong together.
 */

import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

export interface ScriptedServer {
  readonly port: number;
  /** Every line that came, in order. */
  readonly lines: readonly string[];
  readonly close: () => Promise<void>;
}

/** What to say: a text as it stands, or something to do with the socket. */
export type Say = string | ((socket: Socket) => void);

/** Listens on loopback; `greeting` comes at once, `answers` by the first word of each line. */
export async function scriptedServer(
  greeting: Say,
  answers: Readonly<Record<string, Say>>,
): Promise<ScriptedServer> {
  const lines: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let held = '';
    const say = (what: Say): void => {
      if (typeof what === 'string') socket.write(what);
      else what(socket);
    };
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk: Buffer) => {
      held += chunk.toString('latin1');
      for (let end = held.indexOf('\r\n'); end >= 0; end = held.indexOf('\r\n')) {
        const line = held.slice(0, end);
        held = held.slice(end + 2);
        lines.push(line);
        const answer = answers[line.split(' ')[0] ?? ''];
        if (answer !== undefined) say(answer);
      }
    });
    say(greeting);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    lines,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => {
          resolve();
        });
      }),
  };
}
