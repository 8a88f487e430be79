/**
 * Replies of a server: three digits, then a space, a hyphen or the end of the line, on one or more lines.
 * Follows RFC 5321 §4.2 and §4.2.1 (grammar), §4.5.3.1.5 (line length), RFC 2034 §4 (enhanced codes).
 * Malformed input is a value, not an exception: it is content for those who explain it.
 */

import type { EnhancedCode } from './enhanced-code.ts';

/** The first digit: 2 yes, 3 go on, 4 not now, 5 no. 1 is reserved and treated as malformed only where a reply needs meaning. */
export type ReplyClass = 1 | 2 | 3 | 4 | 5;

/** What breaks the letter of the standard and is understood all the same; each has a row in the register of leniencies. */
export type ReplyQuirk = 'bare-lf' | 'long-line' | 'code-only';

/** One whole reply, of one or many lines. */
export interface Reply {
  readonly kind: 'reply';
  readonly code: number;
  readonly class: ReplyClass;
  /** The code at the start of the first line's text where there is one (the same on each line, RFC 2034 §4), else null. */
  readonly enhanced: EnhancedCode | null;
  /** The text after code and separator, a line each, undecoded octets as `\xNN`. The enhanced code is still in it. */
  readonly lines: readonly string[];
  /** Exactly what came, line ends included. */
  readonly raw: Uint8Array;
  /** The leniencies that were needed. */
  readonly quirks: readonly ReplyQuirk[];
}

/** What came is not a reply. `rule` is a stable name of the broken rule; `offset` the octet in `raw` where it broke. */
export interface MalformedReply {
  readonly kind: 'malformed';
  readonly rule: 'not-a-code' | 'code-out-of-range' | 'bad-separator' | 'codes-differ' | 'incomplete';
  readonly raw: Uint8Array;
  readonly offset: number;
}

/** A line or a reply grew past its limit (octets, or lines); reading stopped there. `raw` is a bounded piece of it. */
export interface TooLongReply {
  readonly kind: 'too-long';
  readonly limit: 'line' | 'reply' | 'lines';
  readonly max: number;
  readonly raw: Uint8Array;
}

export type ReplyResult = Reply | MalformedReply | TooLongReply;

/** Whether a reply says yes to its command. 221 does not: it says that the server is leaving, which is a yes to QUIT alone (RFC 5321 §4.2.2). */
export function saysYes({ code, class: first }: Pick<Reply, 'code' | 'class'>): boolean {
  return first === 2 && code !== 221;
}
