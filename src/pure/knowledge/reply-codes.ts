/**
 * Every three-digit reply code that a standard defines, and those met in the field all the same. Follows RFC 5321 §4.2.2 and
 * §4.2.3, and each extension that added one. What a code means to one command stands in `in-place`.
 */

/** One reply code. */
export interface ReplyCodeFacts {
  readonly code: number;
  /**
   * standard: an RFC says when to send it · experimental: an experimental RFC does · registry-paired: RFC 5248 only pairs it
   * with an enhanced code, no RFC says when to send it · nonstandard: met in the field alone.
   */
  readonly status: 'standard' | 'experimental' | 'registry-paired' | 'nonstandard';
  /** The commands that it answers; `greeting` for the first line of a server, `any` for every command. Empty: none known. */
  readonly commands: readonly string[];
  /** Where it is defined; '' for a code of the field. */
  readonly source: string;
}

export const REPLY_CODES = {} as const satisfies Readonly<Record<number, ReplyCodeFacts>>;

export type ReplyCodeId = keyof typeof REPLY_CODES;
