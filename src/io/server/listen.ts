/**
 * Listening: a TCP server that hands over each client as a `Peer`, numbered from 1, and can be closed with all of them.
 * What is said to a peer is for others to know.
 */

import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { WireError } from '../wire/index.ts';
import { Peer } from './peer.ts';

export interface ListenOptions {
  /** Loopback unless something else is asked for. */
  readonly host?: string;
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** How long a client may be idle; RFC 5321 §4.5.3.2.7 wants five minutes at least. */
  readonly idleMilliseconds?: number;
}

export interface Listening {
  readonly host: string;
  readonly port: number;
  readonly open: () => number;
  /** Takes no more clients; those that are here stay. */
  readonly stop: () => void;
  /** Hangs up on everyone and stops listening. */
  readonly close: () => Promise<void>;
}

const IDLE_MILLISECONDS = 300_000;

/** Listens; rejects with a `WireError` where the address cannot be had. */
export async function listen(
  options: ListenOptions,
  welcome: (peer: Peer, number: number) => void,
): Promise<Listening> {
  const { host = '127.0.0.1', port = 0, idleMilliseconds = IDLE_MILLISECONDS } = options;
  const sockets = new Set<Socket>();
  let count = 0;
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    count++;
    welcome(new Peer(socket, idleMilliseconds), count);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => {
      const reason = 'code' in error ? String(error.code) : 'unknown';
      reject(new WireError('cannot-listen', { host, port, reason }, error));
    });
    server.listen(port, host, resolve);
  });
  const address: AddressInfo | string | null = server.address();
  const bound = typeof address === 'object' && address !== null ? address : { address: host, port };
  return {
    host: bound.address,
    port: bound.port,
    open: () => sockets.size,
    stop: () => server.close(),
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => {
          resolve();
        });
      }),
  };
}
