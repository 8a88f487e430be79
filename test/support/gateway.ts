/** A gateway inside a test, a server behind it, and a client that says what a test tells it. */

import { createServer, connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { runGateway } from '../../src/io/gateway/index.ts';
import type { GatewayPlan } from '../../src/io/gateway/index.ts';
import { planFor } from '../../src/io/plan/index.ts';
import type { ConversationPlan } from '../../src/io/plan/index.ts';
import type { LabEvent } from '../../src/pure/events/index.ts';
import type { MemoryServer } from './memory-wire.ts';
import { eventually, patience } from './patience.ts';

export interface RunningGateway {
  readonly port: number;
  readonly events: readonly LabEvent[];
  /** Connections of clients that are over. */
  readonly over: () => number;
  readonly stop: (reason?: string) => Promise<void>;
}

/** Starts one before the server at a port. */
export async function startGateway(
  port: number,
  wishes: Partial<GatewayPlan> = {},
  talking: Partial<ConversationPlan> = {},
): Promise<RunningGateway> {
  const end = new AbortController();
  const events: LabEvent[] = [];
  let listening = 0;
  let over = 0;
  const plan: GatewayPlan = {
    server: planFor({
      server: { host: '127.0.0.1', port },
      ehlo: 'gateway.example.com',
      tls: 'off',
      milliseconds: patience(60),
      finalMilliseconds: patience(60),
      ...talking,
    }),
    host: '127.0.0.1',
    port: 0,
    tls: 'mirror',
    certificate: null,
    authorityFile: null,
    accounts: null,
    relayFrom: [],
    relayTo: [],
    rules: [],
    policy: null,
    seed: null,
    once: false,
    idleMilliseconds: null,
    ...wishes,
  };
  const ended = runGateway(
    plan,
    {
      listening: (place) => {
        listening = place.port;
      },
      event: (event) => events.push(event),
      over: () => {
        over++;
      },
    },
    end.signal,
  );
  let failure: unknown = null;
  ended.catch((error: unknown) => {
    failure = error;
  });
  await eventually('the gateway', () => listening > 0 || failure !== null);
  if (failure !== null) throw failure;
  return {
    port: listening,
    events,
    over: () => over,
    stop: (reason = 'SIGTERM') => {
      end.abort(reason);
      return ended;
    },
  };
}

export interface RawClient {
  /** Everything that came. */
  readonly said: () => string;
  readonly isOver: () => boolean;
  readonly write: (octets: string | Uint8Array) => void;
  /** Says something and waits for so many whole replies, or for the end of the connection. */
  readonly ask: (line: string | Uint8Array, replies?: number) => Promise<string>;
  readonly leave: () => void;
  readonly socket: Socket;
}

const repliesIn = (text: string): number => text.match(/^\d{3}(?: .*)?\r\n/gm)?.length ?? 0;

/** Connects and waits for the greeting, or for the end. */
export async function rawClient(port: number): Promise<RawClient> {
  const socket = connect(port, '127.0.0.1');
  let said = '';
  let over = false;
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: Buffer) => (said += chunk.toString('latin1')));
  socket.on('close', () => (over = true));
  const heard = async (before: number, replies: number): Promise<string> => {
    await eventually(`${replies} replies`, () => over || repliesIn(said.slice(before)) >= replies);
    return said.slice(before);
  };
  await heard(0, 1);
  return {
    socket,
    said: () => said,
    isOver: () => over,
    write: (octets) => socket.write(octets),
    ask: (line, replies = 1) => {
      const before = said.length;
      socket.write(line);
      return heard(before, replies);
    },
    leave: () => socket.destroy(),
  };
}

export interface CutTcpServer {
  readonly port: number;
  /** Everything that the server meant to say, and how much of it got out. */
  readonly meant: () => string;
  readonly out: () => string;
  readonly heard: () => string;
  readonly connections: () => number;
  readonly close: () => Promise<void>;
}

/** Puts a server of `cutServer` behind a port; it disconnects after so many octets, where that is said. */
export async function tcpServer(make: () => MemoryServer, cutAfter = Infinity): Promise<CutTcpServer> {
  let meant = '';
  let out = '';
  let heard = '';
  let connections = 0;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    connections++;
    sockets.add(socket);
    const mind = make();
    const say = (text: string): void => {
      meant += text;
      const left = text.slice(0, Math.max(0, cutAfter - out.length));
      out += left;
      if (left.length === text.length && out.length < cutAfter) socket.write(left);
      else socket.end(left);
    };
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk: Buffer) => {
      heard += chunk.toString('latin1');
      const text = mind.read(chunk);
      if (text.length > 0) say(text);
      if (/^221/m.test(text)) socket.end();
    });
    say(mind.greeting());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    meant: () => meant,
    out: () => out,
    heard: () => heard,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => {
          resolve();
        });
      }),
  };
}
