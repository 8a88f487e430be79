/**
 * What a server says it can do, read from its reply to EHLO or LHLO.
 * Follows RFC 5321 §4.1.1.1 (ehlo-line: keyword and parameters), and the old `AUTH=` spelling met in the wild.
 */

/** One keyword as offered: the spelling is the server's, the parameters in order. */
export interface Capability {
  readonly keyword: string;
  readonly parameters: readonly string[];
}

/** All that the last EHLO offered. Keys are upper case. The first line of the reply is the server's name, never a keyword. */
export interface Capabilities {
  /** First word of the first line: what the server calls itself. */
  readonly name: string;
  readonly keywords: ReadonlyMap<string, Capability>;
}
