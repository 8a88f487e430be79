/**
 * The state of an SMTP session as one readonly value, for either side. Nothing outside `session.ts` makes a new one; `transitions.ts` has the order of its phases.
 * Follows RFC 5321 §3.1 to §3.3 and §4.1.4 (order of commands), RFC 3207 §4.2 (what STARTTLS forgets), RFC 4954 §4.
 */

import type { Capabilities } from './capabilities.ts';
import type { Envelope } from './envelope.ts';
import type { Pending } from './pending.ts';

/**
 * Where a session is.
 * connected: TCP is up, no greeting yet · greeted: 220 seen, no EHLO yet · ready: EHLO accepted, no transaction ·
 * mail: sender accepted · rcpt: at least one recipient accepted · data: after 354, the letter is on its way ·
 * bdat: a chunk was sent, LAST has not been · auth: inside an AUTH exchange · tls: STARTTLS was answered 220, handshake
 * under way · refused: the greeting said no · closing: QUIT sent, or a 421 came · closed: the connection is gone.
 */
export const PHASES = [
  'connected',
  'greeted',
  'ready',
  'mail',
  'rcpt',
  'data',
  'bdat',
  'auth',
  'tls',
  'refused',
  'closing',
  'closed',
] as const;
export type Phase = (typeof PHASES)[number];

/** SMTP or its sibling for local delivery (RFC 2033). */
export type Dialect = 'smtp' | 'lmtp';

/** A command that was sent and not answered yet: what a pipelined group is made of. */
export interface PendingCommand {
  readonly verb: string;
  /** The whole line as sent, secrets hidden. */
  readonly line: string;
  /** The phase where all that was sent up to this is answered with yes: what the next command of a group is judged by. */
  readonly hoped: Phase;
}

export interface SessionState {
  readonly phase: Phase;
  readonly dialect: Dialect;
  readonly encrypted: boolean;
  /** The name given in the last accepted EHLO, HELO or LHLO; null before. */
  readonly greetedName: string | null;
  readonly extended: boolean;
  readonly capabilities: Capabilities | null;
  /** Who is signed in; null for nobody; '' where the mechanism names nobody. */
  readonly identity: string | null;
  readonly envelope: Envelope;
  /** Replies to the end of the letter so far: LMTP has one for each accepted recipient (RFC 2033 §4.2), else 0. */
  readonly letterReplies: number;
  readonly pending: Pending<PendingCommand>;
}
