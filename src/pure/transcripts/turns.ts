/** What a transcript comes to: who said what, in order, with the place of each in the source. */

import type { SessionProblem } from '../sessions/index.ts';
import type { Notation } from './notations.ts';
import type { EndedBy } from './program-lines.ts';

/**
 * One thing in the order of a dialogue. `client`: a command, or an answer in a sign-in. `server`: a line of a reply. `letter`: a
 * line of a letter as it stood on the wire, the lone dot too. `chunk`: a line of a BDAT chunk. `placeholder`: something stands for
 * a letter that is not shown. `hidden`: an answer of a sign-in that the program hid, behind `text`. `tls`: the handshake. `note`: words of
 * whoever wrote it. `omitted`: lines that were left out.
 */
export interface Turn {
  readonly kind:
    'client' | 'server' | 'letter' | 'chunk' | 'placeholder' | 'hidden' | 'tls' | 'note' | 'omitted';
  readonly text: string;
  /** In the source, both from 1. */
  readonly line: number;
  readonly column: number;
  /** Milliseconds since the turn before, where they are known. */
  readonly after?: number;
  /** A piece of a chunk that has no line end. */
  readonly open?: boolean;
}

/** One conversation of a transcript. */
export interface Dialogue {
  readonly turns: readonly Turn[];
  /** How it was read: what was guessed, joined, missing. */
  readonly remarks: readonly SessionProblem[];
  /** Who closed the connection, and the line that says so; null where none does. */
  readonly ending: { readonly by: EndedBy; readonly line: number } | null;
  /** Lines that are neither said nor the program's as far as it is known: how many, and the first. */
  readonly unread: { readonly lines: number; readonly first: number } | null;
}

export interface FoundDialogues {
  readonly notation: Notation;
  readonly dialogues: readonly Dialogue[];
}
