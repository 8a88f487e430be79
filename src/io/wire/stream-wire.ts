/**
 * A wire over a stream of Node: a socket, a program, a pair in memory. It keeps what comes before somebody listens, tells
 * an end once, and can put TLS in the stream's place. The handshake and the judging of the certificate are in `tls.ts`.
 */

import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { secureStream } from './tls.ts';
import type { Endpoint, TlsFacts, TlsOptions, TlsStart, Wire, WireListener } from './wire.ts';
import { WireError } from './wire-error.ts';

type Ending =
  { readonly kind: 'end'; readonly clean: boolean } | { readonly kind: 'error'; readonly error: Error };

export class StreamWire implements Wire {
  readonly localAddress: string | null;
  #stream: Duplex;
  #listener: WireListener | null = null;
  #early: Uint8Array[] = [];
  #ending: Ending | null = null;
  #encrypted = false;
  #alerted: ((reason: string, error: Error) => WireError) | null = null;
  /** Whether the stream ended as its protocol wants it: TLS says so with close_notify. */
  #cleanly = (): boolean => true;

  constructor(stream: Duplex, localAddress: string | null = null) {
    this.#stream = stream;
    this.localAddress = localAddress;
    this.#attach(stream);
  }

  get encrypted(): boolean {
    return this.#encrypted;
  }

  listen(listener: WireListener): void {
    this.#listener = listener;
    for (const chunk of this.#early.splice(0)) listener.data(chunk);
    if (this.#ending !== null) tellEnding(listener, this.#ending);
  }

  write(bytes: Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      if (!this.#stream.writable || this.#ending !== null) {
        reject(new WireError('connection-lost', { to: '', how: 'closed', partial: '' }));
        return;
      }
      this.#stream.write(bytes, (error) => {
        if (error) reject(error);
        else resolve();
      });
    });
  }

  pendingBytes(): number {
    return this.#stream.writableLength;
  }

  async startTls(peer: Endpoint, options: TlsOptions, mode: TlsStart): Promise<TlsFacts> {
    const plain = this.#stream;
    detach(plain);
    const early = this.#early.splice(0);
    const { stream, facts, cleanly } = await secureStream(plain, early, peer, options, mode, (begun) => {
      // From here on, to disconnect means to end the handshake.
      this.#stream = begun;
    });
    this.#cleanly = cleanly;
    this.#encrypted = true;
    this.#alerted = (reason, error) =>
      new WireError('tls-failed', { ...peer, reason, mode, late: true }, error);
    this.#attach(stream);
    return facts;
  }

  end(): void {
    this.#stream.end();
  }

  destroy(reset = false): void {
    if (reset && this.#stream instanceof Socket && !this.#encrypted) this.#stream.resetAndDestroy();
    else this.#stream.destroy();
  }

  #attach(stream: Duplex): void {
    stream.on('data', (chunk: Uint8Array) => {
      if (this.#listener === null) this.#early.push(chunk);
      else this.#listener.data(chunk);
    });
    stream.on('end', () => this.#finish({ kind: 'end', clean: this.#cleanly() }));
    stream.on('error', (error) => this.#finish({ kind: 'error', error: this.#told(error) }));
    stream.on('close', () => this.#finish({ kind: 'end', clean: this.#cleanly() }));
  }

  /** An alert after the handshake says why: TLS 1.3 asks for a client's certificate only then (RFC 8446 §4.4.2.4). */
  #told(error: Error): Error {
    const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
    return /^ERR_SSL_.*ALERT/.test(code) ? (this.#alerted?.(code, error) ?? error) : error;
  }

  /** Only the first ending counts: an error is followed by a close, an end by errors of what is still being written. */
  #finish(ending: Ending): void {
    if (this.#ending !== null) return;
    this.#ending = ending;
    if (this.#listener !== null) tellEnding(this.#listener, ending);
  }
}

/** Takes our listeners off a stream that another one reads from now on; its errors come out of that one. */
function detach(stream: Duplex): void {
  for (const name of ['data', 'end', 'error', 'close']) stream.removeAllListeners(name);
  stream.pause();
}

function tellEnding(listener: WireListener, ending: Ending): void {
  if (ending.kind === 'end') listener.end(ending.clean);
  else listener.error(ending.error);
}
