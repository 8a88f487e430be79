/**
 * Commands of SMTP and LMTP with their syntax, the phases they belong in, and the replies they can get. Follows RFC 5321 §4.1.1,
 * §4.1.4, §4.3.2 and §4.5.3.2, RFC 2033 §4, RFC 2920 §3.1 and the RFC of each extension. 421, 500 and 501 may answer any of
 * them and are not repeated in `errors`.
 */

import type { Phase } from '../protocol/index.ts';

/** One command. */
export interface CommandFacts {
  readonly verb: string;
  readonly smtp: boolean;
  readonly lmtp: boolean;
  /** In the notation of the RFCs, without the line end. */
  readonly syntax: string;
  readonly example: string;
  /** The EHLO keyword that must be offered for it; null for the base protocol. */
  readonly keyword: string | null;
  readonly status: 'standard' | 'deprecated' | 'no-rfc' | 'private';
  /** Where in a session it is allowed. */
  readonly phases: readonly Phase[];
  /** True where one must have signed in first. */
  readonly signedIn: boolean;
  readonly success: readonly number[];
  readonly intermediate: readonly number[];
  readonly errors: readonly number[];
  /** Names of its parameters, rows of `parameters`. */
  readonly parameters: readonly string[];
  /** How long a client should wait for the reply at the least, in seconds; null where no RFC says. */
  readonly timeout: number | null;
  readonly timeoutSource: string;
  /** Where it may stand in a pipelined group. */
  readonly pipelining: 'anywhere' | 'last';
  /** False where its replies are not written down anywhere. */
  readonly sure: boolean;
  readonly source: string;
}

export const COMMANDS = {} as const satisfies Readonly<Record<string, CommandFacts>>;

export type CommandId = keyof typeof COMMANDS;
