/**
 * What a text from outside says about one thing: the answer of every reader in this room. A field is read from its place or null;
 * nothing is derived from digits that stand elsewhere.
 */

import { CAUSES, QUIET_CAUSES } from '../knowledge/index.ts';
import type { CauseId, Duty, Retry } from '../knowledge/index.ts';

export type Stage =
  'connect' | 'tls' | 'ehlo' | 'auth' | 'mail' | 'rcpt' | 'data' | 'message' | 'queue' | 'local';

/** Who said no to whom, seen from the one who has this text. */
export type Side =
  | 'theirs-refused-us'
  | 'ours-refused-client'
  | 'ours-failed'
  | 'never-connected'
  | 'connection-broke'
  | 'not-a-refusal';

export type ReadingKind = 'report' | 'bounce' | 'log' | 'error' | 'reply' | 'transcript' | 'capture';

/** What does not fit together; worded by `phrases/explain`. */
export type FindingCode =
  | 'classes-differ'
  | 'permanent-says-later'
  | 'temporary-blocklist'
  | 'success-with-refusal'
  | 'status-differs'
  | 'may-arrive-twice'
  | 'waited-long';

export interface Reading {
  readonly kind: ReadingKind;
  /** The program or the kind of system that wrote it, such as `Postfix`; null where it is not known. */
  readonly system: string | null;
  readonly cause: CauseId | null;
  /** Whether words or a precise code tell the cause; false where only a class of codes does. */
  readonly sure: boolean;
  /** The row of a provider's replies that it is, by its id; null for none. */
  readonly provider: string | null;
  readonly code: number | null;
  readonly enhanced: string | null;
  readonly recipient: string | null;
  readonly queueId: string | null;
  /** The other server. */
  readonly peer: string | null;
  /** The server that reports. */
  readonly reporter: string | null;
  readonly stage: Stage | null;
  readonly side: Side;
  readonly duty: Duty;
  readonly retry: Retry;
  /** First and last line of the input, from 1. */
  readonly lines: readonly [number, number];
  readonly findings: readonly FindingCode[];
  /** The very words, in one line. */
  readonly said: string;
  /** When, as it is written there. */
  readonly time: string | null;
}

/** What a reader knows; the rest follows from cause and side, or is not known. */
export type Known = Partial<Reading> & Pick<Reading, 'kind' | 'cause' | 'lines' | 'said'>;

const NEVER_CONNECTED: ReadonlySet<CauseId> = new Set([
  'no-answer',
  'connection-refused',
  'host-unreachable',
  'recipient-domain',
  'no-route',
  'lookup-failed',
]);
const BROKE: ReadonlySet<CauseId> = new Set(['connection-lost', 'tls-failed', 'client-left']);

/** The side that a cause has where nothing else tells it: a reply is theirs, a failed connection is nobody's. */
function sideOf(cause: CauseId | null, hasReply: boolean): Side {
  if (cause !== null && (QUIET_CAUSES.has(cause) || cause === 'delayed')) return 'not-a-refusal';
  if (hasReply || cause === null) return 'theirs-refused-us';
  if (NEVER_CONNECTED.has(cause)) return 'never-connected';
  return BROKE.has(cause) ? 'connection-broke' : 'theirs-refused-us';
}

/** As much of the words as is kept. */
export const MOST_SAID = 2000;

/** Whole from what is known. Written out field by field, since a long log makes a million of them. */
export function makeReading(known: Known): Reading {
  const cause = known.cause;
  const code = known.code ?? null;
  const side = known.side ?? sideOf(cause, code !== null);
  const facts = CAUSES[cause ?? 'unknown'];
  const ownAdmin = side === 'ours-failed' && facts.duty !== 'sender-admin';
  const findings = known.findings ?? NO_FINDINGS;
  return {
    kind: known.kind,
    system: known.system ?? null,
    cause,
    sure: known.sure ?? true,
    provider: known.provider ?? null,
    code,
    enhanced: known.enhanced ?? null,
    recipient: known.recipient ?? null,
    queueId: known.queueId ?? null,
    peer: known.peer ?? null,
    reporter: known.reporter ?? null,
    stage: known.stage ?? null,
    side,
    duty: known.duty ?? (ownAdmin ? 'recipient-admin' : facts.duty),
    retry:
      known.retry ?? (findings.includes('may-arrive-twice') ? 'may-duplicate' : retryOf(facts.retry, code)),
    lines: known.lines,
    findings,
    said: known.said.length > MOST_SAID ? `${known.said.slice(0, MOST_SAID)}…` : known.said,
    time: known.time ?? null,
  };
}

const NO_FINDINGS: readonly FindingCode[] = [];

/** A 4yz says that later may do, whatever its cause; a 5yz that nothing helps but a change. */
function retryOf(retry: Retry, code: number | null): Retry {
  if (code === null || code < 400) return retry;
  return code < 500 && retry === 'no' ? 'later' : retry;
}
