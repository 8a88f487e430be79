/**
 * A letter on its way in: its pieces go to the store and to those who watch, its counts are kept. Chunks of BDAT add up to
 * one letter (RFC 3030 §2).
 */

import { LF } from '../../pure/protocol/index.ts';
import type { Phase } from '../../pure/protocol/index.ts';
import type { LetterStore, Observer, Store, StoredLetter } from '../server/index.ts';

/** The lone dot and its line end. */
const END_OCTETS = 3;

export class Intake {
  readonly #store: Store;
  readonly #limit: number;
  readonly #observer: Observer | null;
  #letter: LetterStore | null = null;
  #wireOctets = 0;
  #lines = 0;

  /** `limit` is the most octets of one letter that are worth storing. */
  constructor(store: Store, limit: number, observer: Observer | null) {
    this.#store = store;
    this.#limit = limit;
    this.#observer = observer;
  }

  /** Octets so far. */
  get bytes(): number {
    return this.#letter?.bytes ?? 0;
  }

  /** Takes a piece, as it is and as it came; false where no more should come before it is drained. */
  push(text: Uint8Array, wire: Uint8Array): boolean {
    this.#letter ??= this.#store.open(this.#limit);
    if (this.#observer !== null) {
      this.#wireOctets += wire.length;
      this.#lines += countLines(text);
      this.#observer.letter(wire);
    }
    return text.length === 0 || this.#letter.push(text);
  }

  onceDrained(goOn: () => void): void {
    this.#letter?.onceDrained(goOn);
  }

  /** Everything came; true where it is in place. Takes time only where there is a file. */
  finish(via: 'DATA' | 'BDAT', phase: Phase): boolean | Promise<boolean> {
    this.#letter ??= this.#store.open(this.#limit);
    const { bytes } = this.#letter;
    const stuffed = via === 'BDAT' ? 0 : this.#wireOctets - bytes - END_OCTETS;
    this.#observer?.letterEnded({ bytes, lines: this.#lines, stuffed }, via, phase);
    return this.#letter.finish();
  }

  /** It was accepted. */
  take(): StoredLetter | Promise<StoredLetter> | null {
    const letter = this.#letter;
    this.#forget();
    return letter?.take() ?? null;
  }

  /** It was refused, or nobody is there any more. */
  discard(): void {
    this.#letter?.discard();
    this.#forget();
  }

  #forget(): void {
    this.#letter = null;
    this.#wireOctets = 0;
    this.#lines = 0;
  }
}

function countLines(text: Uint8Array): number {
  let lines = 0;
  for (let at = text.indexOf(LF); at >= 0; at = text.indexOf(LF, at + 1)) lines++;
  return lines;
}
