/**
 * One client on a socket, from the server's side: reading that can be held back, writing with backpressure, TLS in the
 * middle or from the start, an orderly end, a reset. Knows no SMTP: the practice server and session files that play the
 * server both stand on it. Follows RFC 3207 §4 (what was read unencrypted is not handed to TLS), RFC 9266 §2 (`tls-exporter`).
 */

import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { WireError } from '../wire/index.ts';
import type { LabCertificate } from './certificates.ts';

/** What a peer tells its one listener. After `gone` nothing more comes. */
export interface PeerListener {
  readonly data: (chunk: Uint8Array) => void;
  /** What was handed over has been written: more may follow. */
  readonly drain: () => void;
  /** Nothing came for `milliseconds`. */
  readonly idle: () => void;
  /** The connection is over, for whatever reason. */
  readonly gone: () => void;
}

/** What came out of a handshake. */
export interface PeerTls {
  readonly protocol: string;
  readonly cipher: string;
  /** The name that the client asked for; null where it gave none. */
  readonly servername: string | null;
  /** Keying material of TLS 1.3; null before it. */
  readonly binding: Uint8Array | null;
  /** The common name in the client's certificate, which nobody has verified; null without one. */
  readonly clientName: string | null;
}

const BINDING_LABEL = 'EXPORTER-Channel-Binding';
const BINDING_OCTETS = 32;
/** How long a client may take to disconnect after we said that we are done. */
const LINGER_MILLISECONDS = 5000;

export class Peer {
  readonly address: string;
  readonly port: number;
  readonly family: 4 | 6;
  readonly #milliseconds: number;
  readonly #plain: Socket;
  #socket: Socket;
  #listener: PeerListener | null = null;
  #ended = false;

  /** `milliseconds` is how long it may be idle. */
  constructor(socket: Socket, milliseconds: number) {
    this.address = socket.remoteAddress ?? '';
    this.port = socket.remotePort ?? 0;
    this.family = socket.remoteFamily === 'IPv6' ? 6 : 4;
    this.#milliseconds = milliseconds;
    this.#plain = socket;
    this.#socket = socket;
    // It may wait for its turn, and be reset meanwhile.
    socket.on('error', () => socket.destroy());
  }

  /** Starts reading. */
  listen(listener: PeerListener): void {
    this.#listener = listener;
    this.#attach(this.#socket);
    // It may have left while nobody listened.
    if (this.#socket.destroyed) queueMicrotask(listener.gone);
  }

  get writable(): boolean {
    return this.#socket.writable && !this.#ended;
  }

  /** Writes in one go; false where nothing more should be written before `drain`. */
  write(octets: string | Uint8Array): boolean {
    return !this.writable || this.#socket.write(octets);
  }

  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  /**
   * The server's side of a handshake. Octets that came unencrypted and were not read yet are thrown away; `dropped` is told
   * how many. Rejects with a `WireError` where the handshake fails; the connection is over then.
   */
  async startTls(
    { cert, key }: Pick<LabCertificate, 'cert' | 'key'>,
    mode: 'starttls' | 'implicit',
    asksForCertificate: boolean,
    dropped: (octets: number) => void = () => undefined,
  ): Promise<PeerTls> {
    const plain = this.#plain;
    for (const name of ['data', 'end', 'drain']) plain.removeAllListeners(name);
    plain.pause();
    // SECURITY: a client has to wait for the 220 (RFC 3207 §4.2), so what is here already was said unencrypted.
    let octets = 0;
    for (let left: unknown = plain.read(); left instanceof Uint8Array; left = plain.read())
      octets += left.length;
    if (octets > 0) dropped(octets);
    const { createSecureContext, TLSSocket } = await import('node:tls');
    const secure = new TLSSocket(plain, {
      isServer: true,
      // None of the system's authorities, whom Node would take 20 ms to read: a client's certificate is looked at, and not judged.
      secureContext: createSecureContext({ cert, key, ca: [] }),
      requestCert: asksForCertificate,
      rejectUnauthorized: false,
    });
    this.#socket = secure;
    return new Promise((resolve, reject) => {
      const fail = (reason: string): void => {
        secure.destroy();
        plain.destroy();
        this.#listener?.gone();
        reject(new WireError('tls-failed', { host: this.address, port: this.port, reason, mode }));
      };
      const onError = (error: Error): void => {
        fail('code' in error ? String(error.code) : 'unknown');
      };
      const onClose = (): void => {
        fail('closed');
      };
      secure.on('error', onError);
      secure.on('close', onClose);
      secure.once('secure', () => {
        secure.off('error', onError);
        secure.off('close', onClose);
        plain.setTimeout(0);
        this.#attach(secure);
        resolve(factsOf(secure));
      });
    });
  }

  /** Says in an orderly way that no more comes; a client that does not disconnect then is disconnected. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    const socket = this.#socket;
    // However busily it goes on talking.
    const linger = setTimeout(() => socket.destroy(), LINGER_MILLISECONDS).unref();
    socket.once('close', () => {
      clearTimeout(linger);
    });
    socket.end();
    // Whatever still comes is read and thrown away: a reset would overtake what we said last.
    socket.resume();
  }

  /** Hangs up without a word, as soon as what was written is out; `reset` as TCP aborts, at once. */
  destroy(reset = false): void {
    this.#ended = true;
    const socket = this.#socket;
    if (reset) {
      this.#plain.resetAndDestroy();
      socket.destroy();
    } else if (socket.writableLength === 0) {
      socket.destroy();
    } else {
      socket.setTimeout(LINGER_MILLISECONDS, () => socket.destroy());
      socket.write('', () => socket.destroy());
    }
  }

  #attach(socket: Socket): void {
    const listener = this.#listener;
    if (listener === null) return;
    socket.setTimeout(this.#milliseconds, () => {
      listener.idle();
    });
    // A client that vanishes is its own business: the connection ends, and nothing else does.
    socket.on('error', () => {
      socket.destroy();
    });
    socket.on('close', () => {
      if (socket === this.#socket) listener.gone();
    });
    socket.on('drain', () => {
      listener.drain();
    });
    socket.on('data', (chunk: Buffer) => {
      if (!this.#ended) listener.data(chunk);
    });
  }
}

function factsOf(secure: TLSSocket): PeerTls {
  const protocol = secure.getProtocol() ?? '';
  const certificate: Readonly<Record<string, unknown>> = { ...secure.getPeerCertificate() };
  const subject: unknown = certificate['subject'];
  const name = typeof subject === 'object' && subject !== null && 'CN' in subject ? subject.CN : null;
  const asked: unknown = Reflect.get(secure, 'servername');
  return {
    protocol,
    cipher: secure.getCipher().name,
    servername: typeof asked === 'string' && asked !== '' ? asked : null,
    binding:
      protocol === 'TLSv1.3'
        ? secure.exportKeyingMaterial(BINDING_OCTETS, BINDING_LABEL, Buffer.alloc(0))
        : null,
    clientName: typeof name === 'string' ? name : null,
  };
}
