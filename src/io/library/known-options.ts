/**
 * Which options each function of the library knows, and what each may be. A name that none of them is would be left out in silence, and a
 * test that stands on it would pass: it is refused, with the nearest one.
 */

import type { LabEvent } from '../../pure/events/index.ts';
import type { BriefRule, Scenario } from '../../pure/practice/index.ts';
import { MECHANISM_NAMES } from '../../pure/protocol/index.ts';
import type { MechanismName } from '../../pure/protocol/index.ts';
import { MATCH_LEVELS } from '../../pure/sessions/index.ts';
import type { MatchLevel } from '../../pure/sessions/index.ts';
import type { TlsMode } from '../plan/index.ts';
import { nearestOf, UsageError } from '../../pure/problems/index.ts';
import type { PracticeServerOptions } from '../practice-server/index.ts';
import {
  ACCOUNTS,
  CALLED,
  checkObject,
  checkValues,
  number,
  OCTETS,
  oneOf,
  SCENARIO,
  SIGNAL,
  someOf,
  TEXT,
  TEXTS,
  VALUES,
  YES_OR_NO,
} from './option-values.ts';
import type { Shape } from './option-values.ts';

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
type Shapes<T> = Readonly<Record<keyof T, Shape>>;

const TLS_MODES: readonly TlsMode[] = ['auto', 'off', 'starttls', 'implicit'];
/** What a timer of Node takes. */
const LONGEST_MILLISECONDS = 2_147_483_647;
const MILLISECONDS = number(1, LONGEST_MILLISECONDS);
const HIGHEST_PORT = 65_535;

export const SERVER_OPTIONS: Shapes<ServerOptions> = {
  server: TEXT,
  tls: oneOf(TLS_MODES),
  ca: TEXT,
  servername: TEXT,
  insecure: YES_OR_NO,
  user: TEXT,
  password: TEXT,
  token: TEXT,
  mechanisms: someOf(MECHANISM_NAMES),
  allowPlaintextAuth: YES_OR_NO,
  ehlo: TEXT,
  timeout: MILLISECONDS,
  scenario: SCENARIO,
  signal: SIGNAL,
  onEvent: CALLED,
};

export const LETTER_OPTIONS: Shapes<LetterOptions> = {
  ...SERVER_OPTIONS,
  from: TEXT,
  to: TEXTS,
  letter: OCTETS,
};

export const PLAY_OPTIONS: Shapes<PlayOptions> = {
  ...SERVER_OPTIONS,
  vars: VALUES,
  match: oneOf(MATCH_LEVELS),
  keepGoing: YES_OR_NO,
};

export const SOURCE_KEYS: Shapes<Record<'file' | 'text', string>> = { file: TEXT, text: TEXT };

export const PRACTICE_OPTIONS: Shapes<PracticeServerOptions> = {
  scenario: SCENARIO,
  accounts: ACCOUNTS,
  seed: TEXT,
  port: number(0, HIGHEST_PORT),
  host: TEXT,
  tls: oneOf(['starttls', 'implicit', 'off']),
  maxSize: number(0, Number.MAX_SAFE_INTEGER),
  maildir: TEXT,
  keep: YES_OR_NO,
  onReceived: CALLED,
  onEvent: CALLED,
  onClosed: CALLED,
  now: CALLED,
  idleMilliseconds: MILLISECONDS,
  sendsAuthority: YES_OR_NO,
};

/** Throws a `UsageError` for a key that is none of them, and for a value that none may have; `call` is how it is called. */
export function checkOptions(
  given: object,
  known: Readonly<Record<string, Shape>>,
  call: string,
  required: readonly string[] = [],
): void {
  checkObject(given, call);
  for (const option of Object.keys(given)) {
    if (Object.hasOwn(known, option)) continue;
    const near = nearestOf(option, Object.keys(known));
    const reason = `unknown, in ${call}${near === '' ? '' : `; ${near}?`}`;
    throw new UsageError('usage', { option, reason });
  }
  checkValues(given, known, required, call);
}
