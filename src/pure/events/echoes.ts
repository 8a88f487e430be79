/**
 * What a server repeats of a sign-in that a client typed: the hidden parts of its last lines, in each of their forms, are hidden in the
 * replies too, and in what a challenge holds. SECURITY: a client may try any number of passwords; the newest are always looked for.
 */

import {
  decodeBase64,
  decodeText,
  encodeBase64,
  encodeText,
  HIDDEN,
  secretTexts,
} from '../protocol/index.ts';
import { createRedactor } from './redact.ts';
import type { Redactor } from './redact.ts';

/** So many at least are looked for, and twice as many at most: each costs time in every reply. */
const FEWEST_SOUGHT = 20;
const CHALLENGE = 334;

/** What one conversation may repeat. */
export class Echoes {
  #older: Redactor | null = null;
  #newer: Redactor | null = null;
  #count = 0;

  /** Takes in a line as it was said, and as it was shown. */
  add(line: string, shown: string): void {
    if (this.#newer === null || this.#count++ === FEWEST_SOUGHT) {
      this.#older = this.#newer;
      this.#newer = createRedactor();
      this.#count = 1;
    }
    const clear = line.slice(Math.max(0, shown.indexOf(HIDDEN)));
    for (const text of new Set([...secretTexts(clear, true), ...clear.toUpperCase().split(' ')]))
      this.#newer.add(text.trim());
  }

  /** The lines of a reply as they may be shown; the same array where nothing of it is to be hidden. */
  hide(code: number, lines: readonly string[]): readonly string[] {
    if (this.#newer === null) return lines;
    const shown = lines.map((line) => this.#shown(line, code === CHALLENGE));
    return shown.some((line, at) => line !== lines[at]) ? shown : lines;
  }

  #shown(line: string, isChallenge: boolean): string {
    const octets = isChallenge ? decodeBase64(line.trim()) : null;
    if (octets === null) return this.#redact(line);
    const clear = decodeText(octets);
    const shown = this.#redact(clear);
    // It stays a challenge, so that the rest of it can be read.
    return shown === clear ? this.#redact(line) : encodeBase64(encodeText(shown));
  }

  #redact(text: string): string {
    const shown = this.#newer?.redact(text) ?? text;
    return this.#older?.redact(shown) ?? shown;
  }
}
