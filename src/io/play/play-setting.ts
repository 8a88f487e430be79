/** What the play of a session file is given, and what it tells of each thing that it looks at. */

import type { Expectation, FileLine, MatchLevel, RegexPort, Variables } from '../../pure/sessions/index.ts';
import type { Conversation } from '../client/index.ts';
import type { FactLog, Facts } from './play-facts.ts';

/** One connection of a play, and what is done on it by rule. */
export interface PlayLine {
  readonly conversation: Conversation;
  readonly facts: FactLog;
  readonly encrypt: (mode: 'implicit' | 'starttls') => Promise<void>;
  readonly signIn: (mechanism: string, user: string, secret: string) => Promise<void>;
}

export interface PlaySetting {
  /** Opens a connection of the file, from 1, when the play comes to it. Rejects with a `LabError`. */
  readonly open: (connection: number) => Promise<PlayLine>;
  readonly variables: Variables;
  readonly captures: Map<string, string>;
  readonly level: MatchLevel;
  readonly regex: RegexPort | null;
  readonly keepGoing: boolean;
  /** A reply may have more lines than are written; default: as many. */
  readonly anyLines?: boolean;
  /** Facts that only those who play know, asked for when one of this name is wanted. */
  readonly moreFacts?: (name: string) => Promise<Facts>;
  /** Reads the letter that a line names, a piece at a time. Throws a `LabError` where that cannot be done. */
  readonly readFile: (line: FileLine) => AsyncIterable<Uint8Array>;
  /** Waits so many milliseconds. Rejects with a `LabError` at once where the run is interrupted. */
  readonly pause: (milliseconds: number) => Promise<void>;
  readonly told: (expectation: Expectation) => void;
}
