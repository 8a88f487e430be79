/**
 * Which options each function of the library knows. A name that none of them is would be left out in silence, and a test that stands on it
 * would pass: it is refused, with the nearest one.
 */

import type { LabEvent } from '../../pure/events/index.ts';
import type { BriefRule, Scenario } from '../../pure/practice/index.ts';
import type { MechanismName } from '../../pure/protocol/index.ts';
import type { MatchLevel } from '../../pure/sessions/index.ts';
import type { TlsMode } from '../plan/index.ts';
import { nearestOf, UsageError } from '../../pure/problems/index.ts';

/** Whom to talk to, and how. Everything may be left out. */
export interface ServerOptions {
  /** `host`, `host:port`, `[ipv6]:port`, a URL or `pipe:COMMAND`; without it, a practice server that lives as long as this call. */
  readonly server?: string;
  /** `auto` where it is left out: from the start on port 465, else STARTTLS where it is offered. */
  readonly tls?: TlsMode;
  /** Certificates to trust beside those of the system, as PEM. */
  readonly ca?: string;
  /** The name to find in the certificate; the host's where it is left out. */
  readonly servername?: string;
  readonly insecure?: boolean;
  readonly user?: string;
  readonly password?: string;
  /** For XOAUTH2 and OAUTHBEARER. */
  readonly token?: string;
  /** In order; the strongest that both sides have where it is left out. */
  readonly mechanisms?: readonly MechanismName[];
  readonly allowPlaintextAuth?: boolean;
  /** What to call ourselves. */
  readonly ehlo?: string;
  /** Milliseconds for the connection, the handshake and each reply; 30,000 where it is left out. */
  readonly timeout?: number;
  /** How the practice server behaves: a name of `serve --list-scenarios`, rules in a few words, or a scenario of one's own. */
  readonly scenario?: string | readonly BriefRule[] | Scenario;
  /** Ends it all; what was under way rejects with `interrupted`. */
  readonly signal?: AbortSignal;
  /** Told of each event as it happens. */
  readonly onEvent?: (event: LabEvent) => void;
}

export interface LetterOptions extends ServerOptions {
  /** The address for MAIL FROM, without angle brackets; '' is the null sender. */
  readonly from: string;
  readonly to: string | readonly string[];
  /** The letter with its header: sent as it is, but for line ends (made CRLF), dots (stuffed) and Bcc (left out). */
  readonly letter: string | Uint8Array;
}

export interface PlayOptions extends ServerOptions {
  /** Variables of the file by name. */
  readonly vars?: Readonly<Record<string, string>>;
  /** How much of a line must be the same; what the file says, else `code`. */
  readonly match?: MatchLevel;
  /** Go on behind a difference. */
  readonly keepGoing?: boolean;
}

/** Each key once, by the type itself: an option that is added is known here, or it does not compile. */
type Keys<T> = Readonly<Record<keyof T, true>>;

export const SERVER_OPTIONS: Keys<ServerOptions> = {
  server: true,
  tls: true,
  ca: true,
  servername: true,
  insecure: true,
  user: true,
  password: true,
  token: true,
  mechanisms: true,
  allowPlaintextAuth: true,
  ehlo: true,
  timeout: true,
  scenario: true,
  signal: true,
  onEvent: true,
};

export const LETTER_OPTIONS: Keys<LetterOptions> = { ...SERVER_OPTIONS, from: true, to: true, letter: true };

export const PLAY_OPTIONS: Keys<PlayOptions> = {
  ...SERVER_OPTIONS,
  vars: true,
  match: true,
  keepGoing: true,
};

export const SOURCE_KEYS: Readonly<Record<'file' | 'text', true>> = { file: true, text: true };

/** Throws a `UsageError` for a key that is none of them; `call` is how it is called. */
export function refuseUnknown(given: object, known: Readonly<Record<string, true>>, call: string): void {
  for (const option of Object.keys(given)) {
    if (Object.hasOwn(known, option)) continue;
    const near = nearestOf(option, Object.keys(known));
    const reason = `unknown, in ${call}${near === '' ? '' : `; ${near}?`}`;
    throw new UsageError('usage', { option, reason });
  }
}
