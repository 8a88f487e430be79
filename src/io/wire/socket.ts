/**
 * A TCP connection as a wire, and its upgrade to TLS. What Node says of a failed connection becomes a problem of the
 * register. The certificate is judged here and told as facts: whether a failed check ends the conversation is for the
 * caller to say. Follows RFC 3207 §4.1 (checking the name), RFC 6066 §3 (no address as a server name).
 */

import { connect, isIP } from 'node:net';
import type { Socket } from 'node:net';
import type { PeerCertificate, TLSSocket } from 'node:tls';
import type { CertificateFacts } from '../../pure/events/index.ts';
import type { TlsFacts, Wire, WireListener } from './wire.ts';
import { WireError } from './wire-error.ts';

/** Where to connect. */
export interface SocketTarget {
  readonly host: string;
  readonly port: number;
}

export interface TlsOptions {
  /** The name to be asked for and checked. */
  readonly servername: string;
  /** Authorities to trust, PEM; the system's where there are none. */
  readonly authorities: readonly string[];
  readonly milliseconds: number;
}

/** A wire over one socket, which a handshake may replace. */
export class SocketWire implements Wire {
  #socket: Socket;
  #listener: WireListener | null = null;
  #early: Uint8Array[] = [];
  #encrypted = false;

  constructor(socket: Socket) {
    this.#socket = socket;
    this.#attach(socket);
  }

  get encrypted(): boolean {
    return this.#encrypted;
  }

  get localAddress(): string | null {
    return this.#socket.localAddress ?? null;
  }

  get remoteAddress(): string {
    return this.#socket.remoteAddress ?? '';
  }

  listen(listener: WireListener): void {
    this.#listener = listener;
    const early = this.#early;
    this.#early = [];
    for (const chunk of early) listener.data(chunk);
  }

  write(bytes: Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#socket.destroyed || this.#socket.writableEnded) {
        reject(new WireError('connection-lost', { to: '', how: 'closed', partial: '' }));
        return;
      }
      this.#socket.write(bytes, (error) => {
        if (error) reject(error);
        else resolve();
      });
    });
  }

  pendingBytes(): number {
    return this.#socket.writableLength;
  }

  end(): void {
    this.#socket.end();
  }

  destroy(reset = false): void {
    if (reset) this.#socket.resetAndDestroy();
    else this.#socket.destroy();
  }

  /** Starts TLS on this wire. Rejects with `tls-failed` or `plain-text-to-tls`. */
  async startTls(
    target: SocketTarget,
    options: TlsOptions,
    mode: 'starttls' | 'implicit',
  ): Promise<TlsFacts> {
    const tls = await import('node:tls');
    const plain = this.#socket;
    plain.removeAllListeners();
    const secure = tls.connect({
      socket: plain,
      // The check is made below, so that its facts can be shown: see `judge`.
      rejectUnauthorized: false,
      ...(isIP(options.servername) === 0 ? { servername: options.servername } : {}),
      ...(options.authorities.length > 0 ? { ca: [...options.authorities] } : {}),
    });
    await handshake(secure, target, options, mode);
    this.#socket = secure;
    this.#encrypted = true;
    this.#attach(secure);
    const certificate = secure.getPeerCertificate(true);
    return {
      protocol: secure.getProtocol() ?? '',
      cipher: secure.getCipher().name,
      servername: options.servername,
      ...judge(secure, certificate, options.servername, tls.checkServerIdentity),
      certificate: factsOf(certificate),
      channelBinding: null,
    };
  }

  #attach(socket: Socket): void {
    let failed = false;
    socket.on('data', (chunk: Buffer) => {
      if (this.#listener === null) this.#early.push(chunk);
      else this.#listener.data(chunk);
    });
    socket.on('end', () => this.#listener?.end(true));
    socket.on('error', (error) => {
      failed = true;
      this.#listener?.error(error);
    });
    socket.on('close', () => {
      if (!failed) this.#listener?.end(true);
    });
  }
}

/** Connects by TCP. Rejects with `name-not-found`, `connection-refused`, `connect-timeout` or their like. */
export function connectSocket(target: SocketTarget, milliseconds: number): Promise<SocketWire> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: target.host, port: target.port, noDelay: true });
    const timer = setTimeout(() => {
      socket.destroy();
      reject(
        new WireError('connect-timeout', { ...target, address: target.host, seconds: milliseconds / 1000 }),
      );
    }, milliseconds);
    socket.once('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      reject(connectError(target, error));
    });
    socket.once('connect', () => {
      clearTimeout(timer);
      socket.removeAllListeners('error');
      resolve(new SocketWire(socket));
    });
  });
}

function connectError(target: SocketTarget, error: NodeJS.ErrnoException): WireError {
  const address = target.host;
  switch (error.code) {
    case 'ENOTFOUND':
      return new WireError('name-not-found', target, error);
    case 'EAI_AGAIN':
      return new WireError('name-lookup-failed', { ...target, reason: error.code }, error);
    case 'ECONNRESET':
      // The server accepted and hung up at once: Node may tell that before it tells of the connection.
      return new WireError('connection-lost', { to: 'greeting', how: 'reset', partial: '' }, error);
    case 'ECONNREFUSED':
      return new WireError('connection-refused', { ...target, address }, error);
    default:
      return new WireError(
        'network-unreachable',
        { ...target, address, reason: error.code ?? 'unknown' },
        error,
      );
  }
}

function handshake(
  secure: TLSSocket,
  target: SocketTarget,
  options: TlsOptions,
  mode: 'starttls' | 'implicit',
): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (reason: string, cause?: unknown): void => {
      clearTimeout(timer);
      secure.destroy();
      reject(
        reason === 'ERR_SSL_WRONG_VERSION_NUMBER' || reason === 'ERR_SSL_PACKET_LENGTH_TOO_LONG'
          ? new WireError('plain-text-to-tls', { ...target, greeting: '' }, cause)
          : new WireError('tls-failed', { ...target, reason, mode }, cause),
      );
    };
    const timer = setTimeout(() => {
      fail('timeout');
    }, options.milliseconds);
    secure.once('secureConnect', () => {
      clearTimeout(timer);
      secure.removeAllListeners();
      resolve();
    });
    secure.once('error', (error: NodeJS.ErrnoException) => {
      fail(error.code ?? 'unknown', error);
    });
    secure.once('close', () => {
      fail('closed');
    });
  });
}

/** Whether the certificate verifies: its chain by OpenSSL, its name by Node's own check. */
function judge(
  secure: TLSSocket,
  certificate: PeerCertificate,
  name: string,
  check: (name: string, certificate: PeerCertificate) => Error | undefined,
): { readonly authorized: boolean; readonly error: string | null } {
  const wrongName: NodeJS.ErrnoException | undefined = check(name, certificate);
  // Node gives the code of the chain's fault as a string, though its types say an error.
  const chain: unknown = secure.authorizationError;
  const chainFault = chain instanceof Error ? chain.message : typeof chain === 'string' ? chain : null;
  const error =
    chainFault ?? wrongName?.code ?? (wrongName === undefined ? null : 'ERR_TLS_CERT_ALTNAME_INVALID');
  return { authorized: error === null, error };
}

function factsOf(certificate: PeerCertificate): CertificateFacts | null {
  if (Object.keys(certificate).length === 0) return null;
  return {
    subject: String(certificate.subject.CN),
    issuer: String(certificate.issuer.CN),
    validFrom: new Date(certificate.valid_from).toISOString(),
    validTo: new Date(certificate.valid_to).toISOString(),
    fingerprint256: certificate.fingerprint256,
    altNames: (certificate.subjectaltname ?? '').split(', ').filter((name) => name !== ''),
  };
}
