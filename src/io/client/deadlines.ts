/**
 * How long to wait for what. Each limit is for a whole reply from its command on: a trickle of octets does not extend it. The
 * limit of the whole run cuts all of them short. Follows RFC 5321 §4.5.3.2 where that was asked for.
 */

import { RFC_TIMEOUTS } from '../../pure/protocol/index.ts';

/** Runs something later, once; what it returns takes that back. A test hands in a clock of its own. */
export type After = (milliseconds: number, run: () => void) => () => void;

export const afterRealTime: After = (milliseconds, run) => {
  const timer = setTimeout(run, milliseconds);
  return () => {
    clearTimeout(timer);
  };
};

export interface Timeouts {
  /** To connect, for the TLS handshake, for each whole reply, and for an upload that moves nothing. */
  readonly milliseconds: number;
  /** For the reply to the end of a letter (RFC 5321 §4.5.3.2.6: ten minutes). */
  readonly finalMilliseconds: number;
  /** Takes the limits of the replies from RFC 5321 instead. */
  readonly rfcTimeouts?: boolean;
  /** When the whole run is over, in milliseconds of its clock. */
  readonly maxTime?: number;
}

/** What a reply answers, as far as its limit goes. `letter` is the end of one; `rest` is what is still owed when we leave. */
export type Awaited = 'greeting' | 'letter' | 'quit' | 'command' | 'rest';

/** A server that does not answer QUIT is not waited for any longer; nothing hangs on it. */
const QUIT_MILLISECONDS = 5000;
const REST_MILLISECONDS = 1000;

/** How long to wait for a reply to `verb`. */
export function limitOf(timeouts: Timeouts, awaited: Awaited, verb = ''): number {
  if (awaited === 'rest') return Math.min(REST_MILLISECONDS, timeouts.milliseconds);
  if (awaited === 'quit') return Math.min(QUIT_MILLISECONDS, timeouts.milliseconds);
  if (timeouts.rfcTimeouts !== true) {
    return awaited === 'letter' ? timeouts.finalMilliseconds : timeouts.milliseconds;
  }
  if (awaited === 'letter') return RFC_TIMEOUTS.final * 1000;
  if (awaited === 'greeting') return RFC_TIMEOUTS.greeting * 1000;
  if (verb === 'DATA') return RFC_TIMEOUTS.data * 1000;
  return (verb === 'RCPT' ? RFC_TIMEOUTS.rcpt : RFC_TIMEOUTS.mail) * 1000;
}

/** How long an upload may stand still. */
export function uploadLimitOf(timeouts: Timeouts): number {
  return timeouts.rfcTimeouts === true ? RFC_TIMEOUTS.block * 1000 : timeouts.milliseconds;
}

/** A limit, cut short by the end of the run; `max` is true where that end comes first. */
export function cutShort(
  timeouts: Timeouts,
  milliseconds: number,
  now: number,
): { readonly milliseconds: number; readonly max: boolean } {
  const left = timeouts.maxTime === undefined ? Infinity : Math.max(0, timeouts.maxTime - now);
  return left < milliseconds ? { milliseconds: left, max: true } : { milliseconds, max: false };
}
