/** What the play of a session file is given, and what it tells of each thing that it looks at. */

import type {
  CameReply,
  FileLine,
  MatchLevel,
  RegexPort,
  Span,
  Variables,
} from '../../pure/sessions/index.ts';
import type { Conversation } from '../client/index.ts';
import type { FactLog, Facts } from './play-facts.ts';

/** One thing that was looked at. */
export interface Expectation {
  readonly file: string;
  readonly span: Span;
  readonly ok: boolean;
  readonly wanted: string;
  readonly came: string;
  /** What was sent before it, secrets hidden. */
  readonly after: string;
  /** The reply that came; absent where it was about something else. */
  readonly reply?: CameReply;
}

export interface PlaySetting {
  readonly conversation: Conversation;
  readonly variables: Variables;
  readonly captures: Map<string, string>;
  readonly level: MatchLevel;
  readonly regex: RegexPort | null;
  readonly keepGoing: boolean;
  readonly facts: FactLog;
  /** A reply may have more lines than are written; default: as many. */
  readonly anyLines?: boolean;
  /** Facts that only those who play know, asked for when one of this name is wanted. */
  readonly moreFacts?: (name: string) => Promise<Facts>;
  /** Reads the letter that a line names, a piece at a time. Throws a `LabError` where that cannot be done. */
  readonly readFile: (line: FileLine) => AsyncIterable<Uint8Array>;
  readonly encrypt: (mode: 'implicit' | 'starttls') => Promise<void>;
  readonly signIn: (mechanism: string, user: string, secret: string) => Promise<void>;
  /** Waits so many milliseconds. Rejects with a `LabError` at once where the run is interrupted. */
  readonly pause: (milliseconds: number) => Promise<void>;
  readonly told: (expectation: Expectation) => void;
}
