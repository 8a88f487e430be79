/**
 * A TCP connection to a name: its addresses are tried in turn, and whichever answers first is taken. Follows RFC 8305 §5 (one
 * attempt every 250 ms), RFC 5321 §5.1 (all addresses of a host
 * are tried). What the system says of a failure becomes a problem of the register.
 */

import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { addressesOf } from './lookup.ts';
import type { Address } from './lookup.ts';
import { monotonicMilliseconds } from './monotonic.ts';
import type { WireOptions } from './wire.ts';
import { abortError, WireError } from './wire-error.ts';

/** RFC 8305 §8: the recommended delay between two attempts. */
const ATTEMPT_MILLISECONDS = 250;

/** What the system says of a local port that it does not give: used by another, or for administrators alone. */
const LOCAL_PORT: readonly string[] = ['EADDRINUSE', 'EADDRNOTAVAIL', 'EACCES'];

interface HostPort {
  readonly host: string;
  readonly port: number;
}

/** Connects. Rejects with `name-not-found`, `connection-refused`, `connect-timeout` or their like. */
export async function connectTcp(target: HostPort, options: WireOptions): Promise<Socket> {
  const until = monotonicMilliseconds() + options.milliseconds;
  const addresses = await addressesOf(target, options);
  return race(target, addresses, options, until);
}

interface Failure {
  readonly address: string;
  readonly error: NodeJS.ErrnoException;
}

/** Begins an attempt every quarter of a second, and at once where one failed; the first connection wins. */
function race(
  target: HostPort,
  addresses: readonly Address[],
  options: WireOptions,
  until: number,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const running = new Set<Socket>();
    const failures: Failure[] = [];
    let next = 0;
    let turn: NodeJS.Timeout | undefined;
    const stop = (winner?: Socket): void => {
      clearTimeout(turn);
      clearTimeout(timer);
      options.signal?.removeEventListener('abort', abort);
      for (const socket of running) if (socket !== winner) socket.destroy();
      running.clear();
    };
    const lose = (error: Error): void => {
      stop();
      reject(error);
    };
    const attempt = (): void => {
      clearTimeout(turn);
      const address = addresses[next]?.address;
      if (address === undefined) return;
      next++;
      const socket = connect({
        host: address,
        port: target.port,
        noDelay: true,
        ...(options.bind === undefined ? {} : { localAddress: options.bind }),
        ...(options.localPort === undefined ? {} : { localPort: options.localPort }),
      });
      running.add(socket);
      socket.once('connect', () => {
        stop(socket);
        socket.removeAllListeners('error');
        resolve(socket);
      });
      socket.on('error', (error) => {
        if (!running.delete(socket)) return;
        failures.push({ address, error });
        if (next < addresses.length) attempt();
        else if (running.size === 0) lose(connectError(target, failures, options));
      });
      if (next < addresses.length) turn = setTimeout(attempt, ATTEMPT_MILLISECONDS);
    };
    const timer = setTimeout(
      () => {
        const waiting = addresses.map(({ address }) => address).join(', ');
        lose(
          new WireError('connect-timeout', {
            ...target,
            address: waiting,
            seconds: options.milliseconds / 1000,
          }),
        );
      },
      Math.max(0, until - monotonicMilliseconds()),
    );
    const abort = (): void => {
      if (options.signal !== undefined) lose(abortError(options.signal));
    };
    options.signal?.addEventListener('abort', abort);
    if (options.signal?.aborted === true) abort();
    else if (addresses.length === 0) lose(new WireError('name-not-found', target));
    else attempt();
  });
}

/** The failure that says most: a host that answered no, before one that could not be reached at all. */
function connectError(target: HostPort, failures: readonly Failure[], options: WireOptions): WireError {
  const refused = failures.filter(({ error }) => error.code === 'ECONNREFUSED');
  const telling = refused.length > 0 ? refused : failures.slice(0, 1);
  const address = telling.map((failure) => failure.address).join(', ');
  const error = telling[0]?.error;
  const code = error?.code ?? 'unknown';
  if (code === 'ECONNREFUSED') return new WireError('connection-refused', { ...target, address }, error);
  // The server accepted and hung up at once: Node may tell that before it tells of the connection.
  if (code === 'ECONNRESET')
    return new WireError('connection-lost', { to: 'greeting', how: 'reset', partial: '' }, error);
  if (code === 'ETIMEDOUT') {
    return new WireError(
      'connect-timeout',
      { ...target, address, seconds: options.milliseconds / 1000 },
      error,
    );
  }
  // The system says `invalid` where the local address cannot lead there, such as one of loopback to the outside.
  const { bind, localPort } = options;
  if (localPort !== undefined && LOCAL_PORT.includes(code))
    return new WireError('network-unreachable', { ...target, address, reason: code, localPort }, error);
  const ofBind = bind !== undefined && (code === 'EADDRNOTAVAIL' || code === 'EINVAL') ? { bind } : {};
  return new WireError('network-unreachable', { ...target, address, reason: code, ...ofBind }, error);
}
