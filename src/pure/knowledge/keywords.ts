/**
 * EHLO keywords: the 35 of the IANA registry, and those that servers send without asking a registry. Follows RFC 5321 §4.1.1.1
 * and §2.2.2, and the RFC of each extension. Keys are the spelling of the registry or the product; compare in upper case.
 */

/** One keyword of an EHLO reply. */
export interface KeywordFacts {
  readonly keyword: string;
  /** `no-rfc` is registered without one; `private` is not registered. */
  readonly status:
    'standard' | 'experimental' | 'historic' | 'obsolete' | 'deprecated' | 'no-rfc' | 'private';
  readonly registered: boolean;
  /** The line as it may stand in the reply, parameters included. */
  readonly syntax: string;
  readonly example: string;
  /** The commands and the parameters of MAIL and RCPT that it brings. */
  readonly verbs: readonly string[];
  readonly mailParameters: readonly string[];
  readonly rcptParameters: readonly string[];
  /** Products where a private keyword was met. */
  readonly seenIn: readonly string[];
  /** The keyword that is meant, for another spelling, an old name or a misprint. */
  readonly aliasOf: string | null;
  /** False where only collected lists or memory speak for it. */
  readonly sure: boolean;
  /** Where it is defined; '' where no RFC does. */
  readonly source: string;
}

export const KEYWORDS = {} as const satisfies Readonly<Record<string, KeywordFacts>>;

export type KeywordId = keyof typeof KEYWORDS;
