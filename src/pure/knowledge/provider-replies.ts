/**
 * Replies that well-known providers and servers are known for, to be found by a pattern in their text. Patterns are regular
 * expressions for case-insensitive use, written so that none can backtrack far: no nested repetition, each `{0,n}` bounded.
 */

/** One known reply. */
export interface ProviderReplyFacts {
  /** Who sends it: a provider, or the name of a mail server. */
  readonly provider: string;
  readonly code: number;
  readonly enhanced: string | null;
  /** A regular expression, to be used with the flag `i` on the text of the reply (lines joined with a space). */
  readonly pattern: string;
  /** False where the text is known from search results alone. */
  readonly sure: boolean;
}

export const PROVIDER_REPLIES = {} as const satisfies Readonly<Record<string, ProviderReplyFacts>>;

export type ProviderReplyId = keyof typeof PROVIDER_REPLIES;
