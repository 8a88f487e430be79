/** What a client says, a line or some octets at a time, as they are wanted. Bounded: a client that says more than is read is held back. */

import { setTimeout as later } from 'node:timers/promises';
import { concatBytes, decodeText } from '../../pure/protocol/index.ts';
import type { LabCertificate } from './certificates.ts';
import type { Peer, PeerTls } from './peer.ts';

const MOST_HELD = 1_048_576;
const LF = 10;
const CR = 13;

/** A line as it came. One that is longer than is held comes in pieces, which have no ending. */
export interface PeerLine {
  readonly octets: Uint8Array;
  readonly ending: '\r\n' | '\n' | '';
  /** Its text without the line end. */
  readonly text: string;
}

export class PeerLines {
  readonly #peer: Peer;
  #held = Buffer.alloc(0);
  #wake: (() => void) | null = null;
  #over = false;
  readonly #departure = new AbortController();

  constructor(peer: Peer) {
    this.#peer = peer;
    peer.listen({
      data: (chunk) => {
        this.#held = Buffer.concat([this.#held, chunk]);
        if (this.#held.length > MOST_HELD) peer.pause();
        this.#stir();
      },
      drain: () => undefined,
      idle: () => {
        peer.destroy();
      },
      gone: () => {
        this.#over = true;
        this.#departure.abort();
        this.#stir();
      },
    });
  }

  /** Whether the client has left, and everything that it said was read. */
  get over(): boolean {
    return this.#over && this.#held.length === 0;
  }

  /** The next line; null where the client has left. */
  async line(): Promise<PeerLine | null> {
    for (;;) {
      const end = this.#held.indexOf(LF);
      if (end >= 0) {
        const crlf = this.#held[end - 1] === CR;
        const octets = Uint8Array.from(this.#held.subarray(0, crlf ? end - 1 : end));
        this.#take(end + 1);
        return { octets, ending: crlf ? '\r\n' : '\n', text: decodeText(octets) };
      }
      if (this.#held.length > MOST_HELD) {
        const octets = await this.octets(MOST_HELD);
        return { octets, ending: '', text: decodeText(octets) };
      }
      if (this.#over) return null;
      await this.#more();
    }
  }

  /** So many octets; fewer where the client has left. */
  async octets(count: number): Promise<Uint8Array> {
    const pieces: Uint8Array[] = [];
    let left = count;
    while (left > 0) {
      const piece = Uint8Array.from(this.#held.subarray(0, left));
      pieces.push(piece);
      left -= piece.length;
      this.#take(piece.length);
      if (left === 0 || this.#over) break;
      await this.#more();
    }
    return concatBytes(pieces);
  }

  /** Whether nothing comes for so long; what comes is for the next look. */
  async quiet(milliseconds: number): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const over = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, milliseconds);
    });
    if (this.#held.length === 0 && !this.#over) await Promise.race([this.#more(), over]);
    clearTimeout(timer);
    return this.#held.length === 0;
  }

  /** Waits so long, or until the client has left: a wait for nobody would keep the program from ending. */
  async wait(milliseconds: number): Promise<void> {
    const { signal } = this.#departure;
    await later(milliseconds, undefined, { signal }).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  }

  /** Resolves when the client has left. */
  async gone(): Promise<void> {
    while (!this.#over) {
      this.#take(this.#held.length);
      await this.#more();
    }
  }

  /** The server's side of a handshake; what was said unencrypted is forgotten. Null where it fails, which ends the connection. */
  async startTls(certificate: LabCertificate, mode: 'starttls' | 'implicit'): Promise<PeerTls | null> {
    this.#held = Buffer.alloc(0);
    return this.#peer.startTls(certificate, mode, false).catch(() => {
      this.#over = true;
      return null;
    });
  }

  /** Hangs up. */
  leave(reset: boolean): void {
    this.#over = true;
    this.#held = Buffer.alloc(0);
    this.#peer.destroy(reset);
  }

  #take(count: number): void {
    this.#held = this.#held.subarray(count);
    if (this.#held.length <= MOST_HELD) this.#peer.resume();
  }

  #more(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  #stir(): void {
    const wake = this.#wake;
    this.#wake = null;
    wake?.();
  }
}
