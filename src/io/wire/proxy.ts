/**
 * Connections through a proxy: SOCKS5 by the `socks` library (RFC 1928, RFC 1929), HTTP by CONNECT (RFC 9110 §9.3.6). The name
 * of the mail server is resolved by the proxy. SECURITY: the proxy's password is never part of an error or an event.
 */

import type { Socket } from 'node:net';
import { monotonicMilliseconds } from './monotonic.ts';
import { connectTcp } from './tcp.ts';
import type { ProxyTarget, WireOptions } from './wire.ts';
import { abortError, WireError } from './wire-error.ts';

interface HostPort {
  readonly host: string;
  readonly port: number;
}

/** A connection to `target` behind the proxy. Rejects with `proxy-failed`. */
export async function connectThrough(
  proxy: ProxyTarget,
  target: HostPort,
  options: WireOptions,
): Promise<Socket> {
  const until = monotonicMilliseconds() + options.milliseconds;
  let socket: Socket;
  try {
    socket = await connectTcp({ host: proxy.host, port: proxy.port }, options);
  } catch (error) {
    if (error instanceof WireError && error.code !== 'interrupted' && error.code !== 'max-time')
      throw failure(proxy, error.code, error);
    throw error;
  }
  const milliseconds = Math.max(1, until - monotonicMilliseconds());
  // The listener that stands for all that go and come while the proxy is asked.
  socket.on('error', () => undefined);
  const { signal } = options;
  const abort = (): void => {
    if (signal !== undefined) socket.destroy(abortError(signal));
  };
  signal?.addEventListener('abort', abort);
  try {
    return await (proxy.kind === 'http'
      ? connectByHttp(proxy, target, socket, milliseconds)
      : connectBySocks(proxy, target, socket, milliseconds));
  } catch (error) {
    socket.destroy();
    if (signal?.aborted === true) throw abortError(signal);
    throw error instanceof WireError ? error : failure(proxy, 'unknown', error);
  } finally {
    signal?.removeEventListener('abort', abort);
    socket.removeAllListeners('error');
    if (socket.destroyed) socket.on('error', () => undefined);
  }
}

function failure(proxy: ProxyTarget, reason: string, cause?: unknown): WireError {
  return new WireError('proxy-failed', { proxy: proxy.url, reason }, cause);
}

async function connectBySocks(
  proxy: ProxyTarget,
  target: HostPort,
  socket: Socket,
  milliseconds: number,
): Promise<Socket> {
  const { SocksClient } = await import('./socks-client.ts');
  try {
    const connected = await SocksClient.createConnection({
      command: 'connect',
      destination: target,
      existing_socket: socket,
      timeout: milliseconds,
      proxy: {
        host: proxy.host,
        port: proxy.port,
        type: 5,
        ...(proxy.user === undefined ? {} : { userId: proxy.user }),
        ...(proxy.password === undefined ? {} : { password: proxy.password.reveal() }),
      },
    });
    return connected.socket;
  } catch (error) {
    // The library's sentence names the proxy's answer, and holds no secret: its options travel in another field.
    throw failure(proxy, error instanceof Error ? error.message : 'unknown', error);
  }
}

async function connectByHttp(
  proxy: ProxyTarget,
  target: HostPort,
  socket: Socket,
  milliseconds: number,
): Promise<Socket> {
  const authority = `${target.host.includes(':') ? `[${target.host}]` : target.host}:${target.port}`;
  const { request } = await import('node:http');
  const credentials = proxy.user === undefined ? null : `${proxy.user}:${proxy.password?.reveal() ?? ''}`;
  return new Promise((resolve, reject) => {
    const asked = request({
      method: 'CONNECT',
      path: authority,
      createConnection: () => socket,
      headers: {
        host: authority,
        ...(credentials === null
          ? {}
          : { 'proxy-authorization': `Basic ${Buffer.from(credentials).toString('base64')}` }),
      },
    });
    const timer = setTimeout(() => {
      reject(failure(proxy, 'timeout'));
      asked.destroy();
    }, milliseconds);
    asked.once('connect', (answer, connection: Socket, head: Buffer) => {
      clearTimeout(timer);
      if (answer.statusCode !== undefined && answer.statusCode >= 200 && answer.statusCode < 300) {
        // What the mail server said already came in one piece with the proxy's answer.
        if (head.length > 0) connection.unshift(head);
        resolve(connection);
      } else {
        reject(failure(proxy, `HTTP ${String(answer.statusCode)}`));
      }
    });
    asked.once('response', (answer) => {
      clearTimeout(timer);
      answer.resume();
      reject(failure(proxy, `HTTP ${String(answer.statusCode)}`));
    });
    asked.once('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      reject(failure(proxy, error.code ?? 'unknown', error));
    });
    asked.end();
  });
}
