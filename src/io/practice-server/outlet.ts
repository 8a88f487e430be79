/**
 * What a connection says: gathered, and written in one go where the conversation waits, so that the replies to a pipelined
 * group leave together (RFC 2920 §3.2). For practice it can go dead in the middle of a reply, or never come to an end.
 */

import { concatBytes, encodeText } from '../../pure/protocol/index.ts';
import type { Peer } from '../server/index.ts';

/** Lines of an endless reply in one write. */
const LINES_AT_ONCE = 256;
/** As much as is gathered before it is written, whatever follows. */
const GATHERED = 65_536;

export class Outlet {
  readonly #peer: Peer;
  #texts: string[] = [];
  #octets: Uint8Array[] | null = null;
  /** Octets that may still be written; null for as many as there are. */
  #left: number | null = null;
  #whenDrained: (() => void)[] = [];
  #timers = new Set<NodeJS.Timeout>();
  #endless = '';
  #gathered = 0;

  constructor(peer: Peer) {
    this.#peer = peer;
  }

  /** True where as much was gathered as should be. */
  get full(): boolean {
    return this.#gathered >= GATHERED;
  }

  /** Puts something behind what is to be written. */
  say(what: string | Uint8Array): void {
    this.#gathered += what.length;
    if (this.#octets === null && this.#left === null && typeof what === 'string') {
      this.#texts.push(what);
      return;
    }
    this.#octets ??= [encodeText(this.#texts.join(''))];
    this.#texts = [];
    const octets = typeof what === 'string' ? encodeText(what) : what;
    const taken = this.#left === null ? octets : octets.subarray(0, this.#left);
    if (this.#left !== null) this.#left -= taken.length;
    this.#octets.push(taken);
  }

  /** From here on only so many octets get out. */
  cutAfter(octets: number): void {
    this.#left = octets;
  }

  /** Writes what was said; false where nothing more should be said before it is drained. */
  flush(): boolean {
    const said = this.#octets === null ? this.#texts.join('') : concatBytes(this.#octets);
    this.#texts = [];
    this.#octets = null;
    this.#gathered = 0;
    return said.length === 0 || this.#peer.write(said);
  }

  /** Calls back, once, when what was written is on its way. */
  onceDrained(goOn: () => void): void {
    this.#whenDrained.push(goOn);
  }

  drained(): void {
    for (const goOn of this.#whenDrained.splice(0)) goOn();
    if (this.#endless !== '') this.#pour();
  }

  after(milliseconds: number, goOn: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      goOn();
    }, milliseconds);
    this.#timers.add(timer);
  }

  /** Writes a line again and again, as fast as the client reads, until it is gone. */
  endless(line: string): void {
    this.flush();
    this.#endless = line.repeat(LINES_AT_ONCE);
    this.#pour();
  }

  /** Nothing more is said: the connection is over. */
  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.#whenDrained = [];
    this.#endless = '';
  }

  #pour(): void {
    while (this.#peer.writable && this.#peer.write(this.#endless)) {
      // The system takes it at once: again, until it does not.
    }
  }
}
