/** What a client says, a line or some octets at a time, as they are wanted. Bounded: a client that says more than is read is held back. */

import { decodeText } from '../../pure/protocol/index.ts';
import type { LabCertificate } from './certificates.ts';
import type { Peer } from './peer.ts';

const MOST_HELD = 1_048_576;

export class PeerLines {
  readonly #peer: Peer;
  #held = Buffer.alloc(0);
  #wake: (() => void) | null = null;
  #over = false;

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
        this.#stir();
      },
    });
  }

  /** Whether the client has left, and everything that it said was read. */
  get over(): boolean {
    return this.#over && this.#held.length === 0;
  }

  /** The next line without its line end; null where the client has left. */
  async line(): Promise<string | null> {
    for (;;) {
      const end = this.#held.indexOf(10);
      if (end >= 0) {
        const line = decodeText(this.#held.subarray(0, end)).replace(/\r$/, '');
        this.#take(end + 1);
        return line;
      }
      if (this.#over) return null;
      await this.#more();
    }
  }

  /** So many octets; fewer where the client has left. */
  async octets(count: number): Promise<Uint8Array> {
    while (this.#held.length < count && !this.#over) await this.#more();
    const octets = Uint8Array.from(this.#held.subarray(0, count));
    this.#take(count);
    return octets;
  }

  /** Resolves when the client has left. */
  async gone(): Promise<void> {
    while (!this.#over) await this.#more();
  }

  /** The server's side of a handshake; what was said in clear is forgotten. A handshake that fails ends the connection. */
  async startTls(certificate: LabCertificate): Promise<void> {
    this.#held = Buffer.alloc(0);
    await this.#peer.startTls(certificate, 'starttls', false).catch(() => {
      this.#over = true;
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
