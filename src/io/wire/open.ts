/**
 * Opens a wire to wherever a target says: TCP, straight or through a proxy, a Unix socket, a program. Tells of the
 * connection, and writes the header of the PROXY protocol before anybody else writes.
 */

import { connect } from 'node:net';
import type { Socket } from 'node:net';
import type { ConnectEvent } from '../../pure/events/index.ts';
import { connectThrough } from './proxy.ts';
import { formatProxyHeader, showProxyHeader } from './proxy-header.ts';
import { monotonicMilliseconds } from './monotonic.ts';
import { StreamWire } from './stream-wire.ts';
import { connectTcp } from './tcp.ts';
import { endpointOf } from './wire.ts';
import type { WireOptions, WireTarget } from './wire.ts';
import { abortError, WireError } from './wire-error.ts';

/** How the log calls the header among the commands. */
const PROXY_HEADER = 'PROXY';

/** Opens a wire. Rejects with a `WireError` that says at which step it failed. */
export async function openWire(target: WireTarget, given: WireOptions): Promise<StreamWire> {
  let began = monotonicMilliseconds();
  const options: WireOptions = {
    ...given,
    tell: (event) => {
      given.tell?.(event);
      if (event.kind === 'lookup') began = monotonicMilliseconds();
    },
  };
  const told = (address: string, family: ConnectEvent['family']): void => {
    const proxy = target.kind === 'unix' || target.kind === 'pipe' ? null : (options.proxy?.url ?? null);
    const practice = options.practice ?? false;
    const elapsed = monotonicMilliseconds() - began;
    options.tell?.({ kind: 'connect', ...endpointOf(target), address, family, practice, proxy, elapsed });
  };
  switch (target.kind) {
    case 'pipe': {
      const { startProgram } = await import('./program.ts');
      const stream = await startProgram(target.command, options);
      told(target.command, 'pipe');
      return introduced(new StreamWire(stream), null, options);
    }
    case 'unix': {
      const socket = await connectUnix(target.path, options);
      told(target.path, 'unix');
      return introduced(new StreamWire(socket), null, options);
    }
    default: {
      const { proxy } = options;
      const socket = await (proxy === undefined
        ? connectTcp(target, options)
        : connectThrough(proxy, target, options));
      const address = socket.remoteAddress ?? '';
      told(proxy === undefined ? address : target.host, address.includes(':') ? 6 : 4);
      return introduced(new StreamWire(socket, socket.localAddress ?? null), socket, options);
    }
  }
}

/** Writes the PROXY header where one is wanted: it has to be the first that the server reads. */
async function introduced(
  wire: StreamWire,
  socket: Socket | null,
  options: WireOptions,
): Promise<StreamWire> {
  const header = options.proxyHeader;
  if (header === undefined) return wire;
  const own = socket === null ? null : { address: socket.localAddress ?? '', port: socket.localPort ?? 0 };
  const source = header.source ?? own;
  const nowhere = { address: source?.address.includes(':') === true ? '::' : '0.0.0.0', port: 0 };
  const destination =
    socket === null ? nowhere : { address: socket.remoteAddress ?? '', port: socket.remotePort ?? 0 };
  const ends = [source, source === null ? null : destination] as const;
  const octets = formatProxyHeader(header.version, ...ends);
  const line = showProxyHeader(header.version, ...ends);
  const about = { verb: PROXY_HEADER, line, hidden: false, bytes: octets.length, grouped: false };
  options.tell?.({ kind: 'command', ...about });
  await wire.write(octets);
  return wire;
}

function connectUnix(path: string, options: WireOptions): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const peer = { host: path, port: null };
    const socket = connect({ path });
    const stop = (error: Error): void => {
      clearTimeout(timer);
      options.signal?.removeEventListener('abort', abort);
      socket.destroy();
      reject(error);
    };
    const abort = (): void => {
      if (options.signal !== undefined) stop(abortError(options.signal));
    };
    const timer = setTimeout(() => {
      stop(
        new WireError('connect-timeout', { ...peer, address: path, seconds: options.milliseconds / 1000 }),
      );
    }, options.milliseconds);
    socket.once('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code ?? 'unknown';
      stop(
        reason === 'ECONNREFUSED'
          ? new WireError('connection-refused', { ...peer, address: path }, error)
          : new WireError('network-unreachable', { ...peer, address: path, reason }, error),
      );
    });
    socket.once('connect', () => {
      clearTimeout(timer);
      options.signal?.removeEventListener('abort', abort);
      socket.removeAllListeners('error');
      resolve(socket);
    });
    options.signal?.addEventListener('abort', abort);
    if (options.signal?.aborted === true) abort();
  });
}
