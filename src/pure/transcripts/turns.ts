/** What a transcript comes to: who said what, in order, with the place of each in the source. */

import type { SessionProblem } from '../sessions/index.ts';
import type { Notation } from './marks.ts';

/**
 * One thing in the order of a dialogue. `client`: a command, or an answer in a sign-in. `server`: a line of a reply. `letter`: a
 * line of a letter as it stood on the wire, the lone dot too. `chunk`: a line of a BDAT chunk. `placeholder`: something stands for
 * a letter that is not shown. `tls`: the handshake. `note`: words of whoever wrote it. `omitted`: lines that were left out.
 */
export interface Turn {
  readonly kind: 'client' | 'server' | 'letter' | 'chunk' | 'placeholder' | 'tls' | 'note' | 'omitted';
  readonly text: string;
  /** In the source, both from 1. */
  readonly line: number;
  readonly column: number;
}

/** One conversation of a transcript. */
export interface Dialogue {
  readonly turns: readonly Turn[];
  /** How it was read: what was guessed, joined, missing. */
  readonly remarks: readonly SessionProblem[];
}

export interface Transcript {
  readonly notation: Notation;
  readonly dialogues: readonly Dialogue[];
}
