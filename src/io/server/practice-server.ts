/**
 * The practice server on a socket: octets to lines to the mind, its actions to octets. Bounded in what a client may cost:
 * long lines are refused, letters are kept only up to a limit, an idle connection is closed.
 */

import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import { DEFAULT_SCENARIO, formatReply, Mind } from '../../pure/practice/index.ts';
import type { Action, Scenario } from '../../pure/practice/index.ts';
import {
  AUTH_LINE_OCTETS,
  concatBytes,
  decodeText,
  LetterDecoder,
  LineReader,
} from '../../pure/protocol/index.ts';
import { labCertificate } from './certificates.ts';

/** A letter that the practice server accepted. `content` is without stuffed dots, cut at `keep` octets. */
export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly bytes: number;
  readonly content: Uint8Array;
}

export interface PracticeServerOptions {
  readonly scenario?: Scenario;
  /** 0, the default, takes a free one. */
  readonly port?: number;
  readonly onReceived?: (mail: ReceivedMail) => void;
}

export interface PracticeServer {
  readonly host: string;
  readonly port: number;
  /** The name in its certificate. */
  readonly hostname: string;
  /** The lab authority, PEM: made at the first call. */
  readonly authority: () => Promise<string>;
  /** Hangs up on everyone and stops listening. */
  readonly close: () => Promise<void>;
}

const HOST = '127.0.0.1';
/** RFC 5321 §4.5.3.2.7: a server waits at least five minutes. */
const IDLE_MILLISECONDS = 300_000;
/** As much of a letter as is kept for looking at; the rest is counted. */
const KEPT_OCTETS = 16_777_216;

/** Starts a practice server on loopback. */
export async function startPracticeServer(options: PracticeServerOptions = {}): Promise<PracticeServer> {
  const scenario = options.scenario ?? DEFAULT_SCENARIO;
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    new Connection(socket, scenario, options.onReceived ?? (() => undefined)).start();
  });
  await listening(server, options.port ?? 0);
  return {
    host: HOST,
    port: portOf(server.address()),
    hostname: scenario.hostname,
    authority: async () => (await labCertificate()).authority,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => {
          resolve();
        });
      }),
  };
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, () => {
      resolve();
    });
  });
}

type Reading =
  | { readonly kind: 'lines' }
  | { readonly kind: 'letter'; readonly decoder: LetterDecoder }
  | { readonly kind: 'chunk'; left: number; readonly last: boolean };

/** One client. */
class Connection {
  readonly #mind: Mind;
  readonly #received: (mail: ReceivedMail) => void;
  #socket: Socket;
  #lines = new LineReader(AUTH_LINE_OCTETS);
  #reading: Reading = { kind: 'lines' };
  #letter: Uint8Array[] = [];
  #letterBytes = 0;
  #envelope: { readonly from: string; readonly to: readonly string[] } = { from: '', to: [] };
  #out = '';

  constructor(socket: Socket, scenario: Scenario, received: (mail: ReceivedMail) => void) {
    this.#socket = socket;
    this.#mind = new Mind(scenario);
    this.#received = received;
  }

  start(): void {
    this.#listen(this.#socket);
    this.#do(this.#mind.open());
    this.#flush();
  }

  #listen(socket: Socket): void {
    socket.setTimeout(IDLE_MILLISECONDS, () => {
      socket.end(formatReply(421, ['4.4.2 Idle too long']));
    });
    // A client that vanishes is its own business: the connection ends, and nothing else does.
    socket.on('error', () => {
      socket.destroy();
    });
    socket.on('data', (chunk: Buffer) => {
      this.#read(chunk);
      this.#flush();
    });
  }

  #read(chunk: Uint8Array): void {
    let rest = chunk;
    while (rest.length > 0) {
      switch (this.#reading.kind) {
        case 'lines': {
          const { line, rest: behind } = this.#lines.pushOne(rest);
          rest = behind;
          if (line === null) break;
          const actions =
            line.kind === 'line' ? this.#mind.line(decodeText(line.bytes)) : this.#mind.lineTooLong();
          // SECURITY: what stands behind STARTTLS in clear is thrown away (RFC 3207 §4.2).
          if (this.#do(actions)) return;
          break;
        }
        case 'letter':
          rest = this.#readLetter(rest, this.#reading.decoder);
          break;
        case 'chunk': {
          const taken = rest.subarray(0, this.#reading.left);
          this.#keep(taken);
          this.#reading.left -= taken.length;
          rest = rest.subarray(taken.length);
          this.#endChunk(this.#reading);
          break;
        }
      }
    }
  }

  #readLetter(chunk: Uint8Array, decoder: LetterDecoder): Uint8Array {
    const { text, done, rest } = decoder.push(chunk);
    this.#keep(text);
    if (!done) return rest;
    this.#finish(this.#mind.letterEnded({ bytes: this.#letterBytes, bareLineEnds: decoder.bareLineEnds }));
    return rest;
  }

  #endChunk(chunk: Extract<Reading, { kind: 'chunk' }>): void {
    if (chunk.left > 0) return;
    const actions = this.#mind.chunkEnded(chunk.last, this.#letterBytes);
    if (chunk.last) {
      this.#finish(actions);
    } else {
      this.#reading = { kind: 'lines' };
      this.#do(actions);
    }
  }

  /** The letter is over: hands it on where it was accepted. */
  #finish(actions: readonly Action[]): void {
    const accepted = actions.some((action) => action.kind === 'reply' && action.code === 250);
    if (accepted) {
      this.#received({ ...this.#envelope, bytes: this.#letterBytes, content: concatBytes(this.#letter) });
    }
    this.#letter = [];
    this.#letterBytes = 0;
    this.#reading = { kind: 'lines' };
    this.#do(actions);
  }

  #keep(text: Uint8Array): void {
    if (this.#letterBytes < KEPT_OCTETS) this.#letter.push(text.slice());
    this.#letterBytes += text.length;
  }

  /** Does what the mind says; true where nothing that was read so far may be used any more. */
  #do(actions: readonly Action[]): boolean {
    for (const action of actions) {
      switch (action.kind) {
        case 'reply':
          this.#out += formatReply(action.code, action.lines);
          break;
        case 'read-letter':
          this.#envelope = this.#mind.envelope;
          this.#reading = { kind: 'letter', decoder: new LetterDecoder() };
          break;
        case 'read-chunk':
          this.#envelope = this.#mind.envelope;
          this.#reading = { kind: 'chunk', left: action.size, last: action.last };
          this.#endChunk(this.#reading);
          break;
        case 'start-tls':
          this.#flush();
          // Without a certificate there is nothing to go on with: the client sees the connection close.
          this.#startTls().catch(() => this.#socket.destroy());
          return true;
        case 'close':
          this.#flush();
          this.#socket.end();
          return true;
      }
    }
    return false;
  }

  async #startTls(): Promise<void> {
    const plain = this.#socket;
    plain.removeAllListeners('data');
    plain.pause();
    const { cert, key } = await labCertificate();
    const secure = new TLSSocket(plain, {
      isServer: true,
      secureContext: createSecureContext({ cert, key }),
    });
    this.#socket = secure;
    this.#lines = new LineReader(AUTH_LINE_OCTETS);
    this.#mind.tlsStarted();
    this.#listen(secure);
  }

  /** One write for all that a chunk asked for: replies to a pipelined group leave together. */
  #flush(): void {
    if (this.#out === '' || this.#socket.destroyed) return;
    this.#socket.write(this.#out);
    this.#out = '';
  }
}
