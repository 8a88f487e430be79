/** What a client says, a line or some octets at a time, as they are wanted, and what is said to it at the pace that it reads. Bounded: a client that says more than is read is held back. */

import { setTimeout as later } from 'node:timers/promises';
import { concatBytes, decodeText } from '../../pure/protocol/index.ts';
import type { LabCertificate } from './certificates.ts';
import type { Peer, PeerTls } from './peer.ts';

/** Octets that are held before a client is held back; a longer line comes in pieces. */
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

export interface PeerLinesOptions {
  readonly mostHeld?: number;
  /** Told when nothing came for as long as the peer may be idle; it is disconnected unless said otherwise. */
  readonly idle?: () => void;
}

export class PeerLines {
  readonly #peer: Peer;
  readonly #mostHeld: number;
  #held: Buffer = Buffer.alloc(0);
  #wake: (() => void) | null = null;
  #over = false;
  #stopped = false;
  #drained: (() => void)[] = [];
  readonly #departure = new AbortController();

  constructor(peer: Peer, { mostHeld = MOST_HELD, idle }: PeerLinesOptions = {}) {
    this.#peer = peer;
    this.#mostHeld = mostHeld;
    peer.listen({
      data: (chunk) => {
        this.#held = this.#held.length === 0 ? asBuffer(chunk) : Buffer.concat([this.#held, chunk]);
        if (this.#held.length > mostHeld) peer.pause();
        this.#stir();
      },
      drain: () => {
        this.#goOn();
      },
      idle: () => {
        if (idle === undefined) peer.destroy();
        else idle();
      },
      gone: () => {
        this.#over = true;
        this.#goOn();
        this.#departure.abort();
        this.#stir();
      },
    });
  }

  /** Whether the client has left, and everything that it said was read. */
  get over(): boolean {
    return this.#over && this.#held.length === 0;
  }

  /** Whether a whole line lies here. */
  get hasLine(): boolean {
    return this.#held.includes(LF);
  }

  /** Whether the client has left, whatever of what it said was read. */
  get hasLeft(): boolean {
    return this.#over;
  }

  get isStopped(): boolean {
    return this.#stopped;
  }

  /** From now on nothing is waited for: `line` and `piece` say null. */
  stop(): void {
    this.#stopped = true;
    this.#departure.abort();
    this.#stir();
  }

  /** Says something; resolves when more may be said, or the client has left. */
  async say(octets: string | Uint8Array): Promise<void> {
    if (this.#over || this.#peer.write(octets)) return;
    await new Promise<void>((resolve) => this.#drained.push(resolve));
  }

  /** What lies here, at most so many octets; null where the client has left. */
  async piece(most: number): Promise<Uint8Array | null> {
    while (this.#held.length === 0) {
      if (this.#over || this.#stopped) return null;
      await this.#more();
    }
    // What came is nobody else's: it is handed on as it is.
    const piece = this.#held.subarray(0, most);
    this.#take(piece.length);
    return piece;
  }

  /** Puts back what was read and is for the next. */
  giveBack(octets: Uint8Array): void {
    if (octets.length > 0) this.#held = Buffer.concat([octets, this.#held]);
  }

  /** The next line; null where the client has left. */
  async line(): Promise<PeerLine | null> {
    for (;;) {
      if (this.#stopped) return null;
      const end = this.#held.indexOf(LF);
      if (end >= 0) {
        const crlf = this.#held[end - 1] === CR;
        const octets = Uint8Array.from(this.#held.subarray(0, crlf ? end - 1 : end));
        this.#take(end + 1);
        return { octets, ending: crlf ? '\r\n' : '\n', text: decodeText(octets) };
      }
      if (this.#held.length > this.#mostHeld) {
        const octets = await this.octets(this.#mostHeld);
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
  async startTls(
    certificate: Pick<LabCertificate, 'cert' | 'key'>,
    mode: 'starttls' | 'implicit',
    dropped: (octets: number) => void = () => undefined,
  ): Promise<PeerTls | null> {
    if (this.#held.length > 0) dropped(this.#held.length);
    this.#held = Buffer.alloc(0);
    return this.#peer.startTls(certificate, mode, false, dropped).catch(() => {
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
    if (this.#held.length <= this.#mostHeld) this.#peer.resume();
  }

  #goOn(): void {
    for (const goOn of this.#drained.splice(0)) goOn();
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

function asBuffer(octets: Uint8Array): Buffer {
  return Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength);
}
