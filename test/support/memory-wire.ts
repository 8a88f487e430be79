/**
 * A wire in memory to a server of the test, which may be cut after any octet in either direction: by a close, by a reset, or
 * by a silence in which nothing is read any more. A handshake is a word in each direction, so that it can be cut too.
 */

import type {
  Endpoint,
  TlsFacts,
  TlsOptions,
  TlsStart,
  Wire,
  WireListener,
} from '../../src/io/wire/index.ts';
import { WireError } from '../../src/io/wire/index.ts';
import { concatBytes, encodeText } from '../../src/pure/protocol/index.ts';
import type { FakeClock } from './fake-clock.ts';

/** The server: octets in, octets out. */
export interface MemoryServer {
  readonly greeting: () => string;
  /** What it answers to these octets; `<tls>` in it is its word of the handshake. */
  readonly read: (bytes: Uint8Array) => string;
}

export interface Cut {
  /** Cut after so many octets that the server sent, or received. */
  readonly side: 'sent' | 'received';
  readonly octets: number;
  readonly how: 'close' | 'reset' | 'stall';
  /** Whether what is written into the cut wire seems to be taken, as a kernel does. */
  readonly taken: boolean;
}

export const CLIENT_HELLO = '<hello>';
export const SERVER_HELLO = '<tls>';

export class MemoryWire implements Wire {
  readonly localAddress = '192.0.2.1';
  encrypted = false;
  destroyed = false;
  /** Everything that the client wanted to write. */
  written = '';
  /** Everything that reached it. */
  heard = '';
  #listener: WireListener | null = null;
  #handshake: ((word: string) => void) | null = null;
  #sent = 0;
  #received = 0;
  #cut = false;
  #pending = 0;
  #abandon: (() => void) | null = null;
  readonly #server: MemoryServer;
  readonly #plan: Cut | null;
  readonly #clock: FakeClock;

  constructor(server: MemoryServer, clock: FakeClock, plan: Cut | null = null, greetsAtOnce = true) {
    this.#server = server;
    this.#clock = clock;
    this.#plan = plan;
    if (greetsAtOnce) queueMicrotask(() => this.#say(server.greeting()));
  }

  /** How much the server said and read, for a first run that is not cut. */
  get totals(): { readonly sent: number; readonly received: number } {
    return { sent: this.#sent, received: this.#received };
  }

  listen(listener: WireListener): void {
    this.#listener = listener;
  }

  write(bytes: Uint8Array): Promise<void> {
    if (this.destroyed) return Promise.reject(new Error('write after the end'));
    this.written += Buffer.from(bytes).toString('latin1');
    const { taken, whole } = this.#take(bytes);
    if (taken.length > 0) {
      queueMicrotask(() => {
        this.#say(this.#server.read(taken));
      });
    }
    if (whole) return Promise.resolve();
    if (this.#plan?.how === 'stall') {
      this.#pending += bytes.length - taken.length;
      return new Promise((_resolve, reject) => {
        this.#abandon = () => {
          reject(new Error('destroyed'));
        };
      });
    }
    return this.#plan?.taken === true ? Promise.resolve() : Promise.reject(new Error('EPIPE'));
  }

  pendingBytes(): number {
    return this.#pending;
  }

  startTls(peer: Endpoint, options: TlsOptions, mode: TlsStart): Promise<TlsFacts> {
    return new Promise((resolve, reject) => {
      const cancel = this.#clock.after(options.milliseconds, () => {
        reject(new WireError('tls-failed', { ...peer, reason: 'timeout', mode }));
      });
      this.#abandon = () => {
        cancel();
        reject(new WireError('tls-failed', { ...peer, reason: 'closed', mode }));
      };
      this.#handshake = () => {
        cancel();
        this.#abandon = null;
        this.encrypted = true;
        resolve({
          protocol: 'TLSv1.3',
          cipher: 'TLS_AES_128_GCM_SHA256',
          servername: options.servername,
          authorized: true,
          error: null,
          certificate: null,
          keyExchange: 'X25519',
          channelBinding: null,
        });
        if (mode === 'implicit') queueMicrotask(() => this.#say(this.#server.greeting()));
      };
      this.write(encodeText(CLIENT_HELLO)).catch(() => undefined);
    });
  }

  end(): void {
    this.destroy();
  }

  destroy(): void {
    this.destroyed = true;
    this.#abandon?.();
    this.#abandon = null;
  }

  /** As much as reaches the server before the cut. */
  #take(bytes: Uint8Array): { readonly taken: Uint8Array; readonly whole: boolean } {
    if (this.#cut) return { taken: bytes.subarray(0, 0), whole: false };
    const limit = this.#plan?.side === 'received' ? this.#plan.octets - this.#received : Infinity;
    const taken = bytes.subarray(0, Math.max(0, limit));
    this.#received += taken.length;
    if (limit <= taken.length) {
      // The server reads these octets, and is cut before it can answer.
      this.#cut = true;
      queueMicrotask(() => {
        this.#server.read(taken);
        this.#end();
      });
      return { taken: bytes.subarray(0, 0), whole: taken.length === bytes.length };
    }
    return { taken, whole: true };
  }

  #say(text: string): void {
    if (this.#cut || this.destroyed || text === '') return;
    const limit = this.#plan?.side === 'sent' ? this.#plan.octets - this.#sent : Infinity;
    const said = text.slice(0, Math.max(0, limit));
    this.#sent += said.length;
    this.heard += said;
    if (said === SERVER_HELLO) this.#handshake?.(said);
    else if (text !== SERVER_HELLO && said !== '') {
      this.#listener?.data(concatBytes([encodeText(said)]));
    }
    if (limit <= said.length) {
      this.#cut = true;
      this.#end();
    }
  }

  #end(): void {
    const abandon = this.#plan?.how === 'stall' ? null : this.#abandon;
    if (this.#plan?.how === 'close') this.#listener?.end(true);
    else if (this.#plan?.how === 'reset') this.#listener?.error(new Error('ECONNRESET'));
    abandon?.();
  }
}
