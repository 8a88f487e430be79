/** What is read from a file that holds conversations: a session file of ours, a transcript, a capture. */

import type { CapturedSpan } from '../../pure/reading/index.ts';
import type { ParsedSession, RegexPort, SessionFile } from '../../pure/sessions/index.ts';
import type { Dialogue, Notation } from '../../pure/transcripts/index.ts';

/** A file that was read, with the lines that it includes; `problems` with an error in them mean that it cannot be played. */
export interface ReadSession extends ParsedSession {
  readonly path: string;
  readonly regex: RegexPort | null;
  /** The file as it was written, and each that it includes, by path. */
  readonly sources: ReadonlyMap<string, SessionFile>;
}

/** How a file is written: our own notation, that of some program, or whatever it turns out to be. */
export type Origin = 'native' | 'auto' | Notation;

/** A conversation of a transcript; `dialogue` is null for a file of our own. */
export interface ReadConversation extends ReadSession {
  readonly dialogue: Dialogue | null;
  /** Of a capture: between whom, its first packet, and how many octets are not in it. */
  readonly stream?: {
    readonly client: string;
    readonly server: string;
    readonly packet: number;
    readonly missing: { readonly client: number; readonly server: number };
    readonly spans: readonly CapturedSpan[];
  };
}
