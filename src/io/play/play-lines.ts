/** Lines of a session file as they go out: commands with their secrets hidden, letters without their marks. */

import { Secret, verbOf } from '../../pure/protocol/index.ts';
import type { Expanded } from '../../pure/sessions/index.ts';
import type { LetterCounts } from '../../pure/protocol/index.ts';
import type { Outgoing } from '../client/index.ts';

/** Sizes of writes that make so many octets a second, ten writes each. */
export function ones(commands: readonly Outgoing[], octetsPerSecond: number): readonly number[] {
  const total = commands.reduce((sum, { line }) => sum + line.length + 2, 0);
  const size = Math.max(1, Math.ceil(octetsPerSecond / 10));
  return Array.from({ length: Math.min(10_000, Math.ceil(total / size)) }, () => size);
}

/** A command for the wire. */
export function outgoingOf(out: Expanded, inSignIn: boolean): Outgoing {
  // An answer in a sign-in is part of AUTH, whatever it looks like (RFC 4954 §4).
  const verb = inSignIn ? 'AUTH' : verbOf(out.shown);
  if (!out.hides) return { verb, line: out.text };
  return { verb, line: out.shown, secret: new Secret(out.text), template: out.template };
}

/** Octets that are sent as they are, as a command: its line end is none of it. */
export function rawOutgoingOf(out: Expanded, inSignIn: boolean): Outgoing {
  const line = out.shown.replace(/[\r\n]+$/, '');
  const verb = inSignIn ? 'AUTH' : verbOf(line.trim());
  if (!out.hides) return { verb, line };
  const secret = new Secret(out.text.replace(/[\r\n]+$/, ''));
  // What is a line like any other is recorded as one, with its variables.
  const [template] = /^[!-~](?:[ -~]*[!-~])?(?=\r\n$)/.exec(out.template) ?? [];
  return template === undefined ? { verb, line, secret } : { verb, line, secret, template };
}

const LF = 0x0a;
const DOT = 0x2e;
/** The lone dot and its line end. */
const ENDING = 3;

/** Counts a letter that goes out with its dots as they stand, in whatever pieces. */
export class LetterCounter {
  #octets = 0;
  #lines = 0;
  #dotted = 0;
  #atStart = true;

  push(piece: Uint8Array): void {
    this.#octets += piece.length;
    for (const octet of piece) {
      if (this.#atStart && octet === DOT) this.#dotted++;
      this.#atStart = octet === LF;
      if (this.#atStart) this.#lines++;
    }
  }

  /** The counts of the letter that ends here; the next begins at nothing. */
  take(via: 'DATA' | 'BDAT'): LetterCounts {
    // The lone dot is a line with a dot of its own, and none of the letter. Chunks have neither.
    const ended = via === 'DATA';
    const stuffed = ended ? Math.max(0, this.#dotted - 1) : 0;
    const bytes = ended ? Math.max(0, this.#octets - ENDING - stuffed) : this.#octets;
    const lines = ended ? Math.max(0, this.#lines - 1) : this.#lines;
    this.#octets = 0;
    this.#lines = 0;
    this.#dotted = 0;
    this.#atStart = true;
    return { bytes, lines, stuffed, repaired: 0, closed: false };
  }
}
