/**
 * Connections through a proxy: SOCKS5 by the `socks` library (RFC 1928, RFC 1929), HTTP by CONNECT (RFC 9110 §9.3.6). The name
 * of the mail server is resolved by the proxy. SECURITY: the proxy's password is never part of an error or an event.
 */

import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { ProxyFault } from '../../pure/problems/index.ts';
import { decodeText } from '../../pure/protocol/index.ts';
import { monotonicMilliseconds } from './monotonic.ts';
import { brokenHttpFault, httpFault, socksFault } from './proxy-answers.ts';
import { connectTcp } from './tcp.ts';
import type { ProxyTarget, WireOptions } from './wire.ts';
import { abortError, WireError } from './wire-error.ts';

const NOTHING = new Uint8Array();
/** Faults where what came is shown, since it says who is there. */
const SPEAKS_TEXT: readonly ProxyFault[] = ['not-a-proxy', 'speaks-http'];

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
      throw unreached(proxy, target, error);
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
    throw error instanceof WireError ? error : failure({ proxy, target }, 'general', '', error);
  } finally {
    signal?.removeEventListener('abort', abort);
    socket.removeAllListeners('error');
    if (socket.destroyed) socket.on('error', () => undefined);
  }
}

interface Way {
  readonly proxy: ProxyTarget;
  readonly target: HostPort;
}

/** No connection came of it. `said` is what the proxy answered, as far as that is text, or what the system said. */
function failure({ proxy, target }: Way, reason: ProxyFault, said: string, cause?: unknown): WireError {
  const login = proxy.user === undefined ? 'none' : proxy.password === undefined ? 'name' : 'both';
  const { host, port } = target;
  return new WireError('proxy-failed', { proxy: proxy.url, reason, said, host, port, login }, cause);
}

/** The proxy itself was not reached. */
function unreached(proxy: ProxyTarget, target: HostPort, error: WireError): WireError {
  const { code, detail } = error;
  const said = 'reason' in detail && typeof detail.reason === 'string' ? detail.reason : '';
  const known = code === 'name-not-found' || code === 'connection-refused' || code === 'connect-timeout';
  return failure({ proxy, target }, known ? code : 'unreachable', said, error);
}

/** Keeps the first octets that come, which show who answers there. */
function firstOf(socket: Socket): { readonly bytes: () => Uint8Array } {
  let first: Uint8Array = new Uint8Array();
  socket.once('data', (chunk: Buffer) => {
    first = chunk.subarray(0, 200);
  });
  return { bytes: () => first };
}

/** The first line of an answer, where it is text. */
function firstLine(bytes: Uint8Array): string {
  const line = decodeText(bytes).split(/[\r\n]/)[0] ?? '';
  return /^[ -~]{4,}/.test(line) ? line : '';
}

async function connectBySocks(
  proxy: ProxyTarget,
  target: HostPort,
  socket: Socket,
  milliseconds: number,
): Promise<Socket> {
  const { SocksClient } = await import('./socks-client.ts');
  let first: ReturnType<typeof firstOf> | null = null;
  try {
    const connecting = SocksClient.createConnection({
      command: 'connect',
      destination: target,
      existing_socket: socket,
      timeout: milliseconds,
      proxy: {
        host: proxy.host,
        port: proxy.port,
        type: 5,
        ...(proxy.user === undefined ? {} : { userId: proxy.user }),
        ...(proxy.user === undefined || proxy.password === undefined
          ? {}
          : { password: proxy.password.reveal() }),
      },
    });
    first = firstOf(socket);
    return (await connecting).socket;
  } catch (error) {
    // The library's sentence names the proxy's answer, and holds no secret: its options travel in another field.
    const fault = socksFault(
      error instanceof Error ? error.message : '',
      first?.bytes() ?? NOTHING,
      proxy.user !== undefined,
    );
    const said = SPEAKS_TEXT.includes(fault) ? firstLine(first?.bytes() ?? NOTHING) : '';
    throw failure({ proxy, target }, fault, said, error);
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
  const way = { proxy, target };
  const login = proxy.user !== undefined;
  return new Promise((resolve, reject) => {
    const first = firstOf(socket);
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
      reject(failure(way, 'timeout', ''));
      asked.destroy();
    }, milliseconds);
    const refused = ({ statusCode = 0, statusMessage = '' }: IncomingMessage): void => {
      reject(failure(way, httpFault(statusCode, login), `${String(statusCode)} ${statusMessage}`.trim()));
    };
    asked.once('connect', (answer, connection: Socket, head: Buffer) => {
      clearTimeout(timer);
      if (answer.statusCode === undefined || answer.statusCode < 200 || answer.statusCode >= 300)
        return refused(answer);
      // What the mail server said already came in one piece with the proxy's answer.
      if (head.length > 0) connection.unshift(head);
      resolve(connection);
    });
    asked.once('response', (answer) => {
      clearTimeout(timer);
      answer.resume();
      refused(answer);
    });
    asked.once('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      const came = first.bytes();
      reject(failure(way, brokenHttpFault(error.code ?? '', came), firstLine(came), error));
    });
    asked.end();
  });
}
