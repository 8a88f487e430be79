/**
 * What may follow an address in MAIL and RCPT (and a name in VRFY and EXPN). Follows RFC 5321 §4.1.1.11 and the RFC of each
 * extension. A parameter may be used only where its keyword was offered.
 */

/** One parameter. */
export interface ParameterFacts {
  readonly name: string;
  /** The commands that take it. */
  readonly of: readonly string[];
  readonly syntax: string;
  readonly example: string;
  /** The EHLO keyword that must be offered. */
  readonly keyword: string;
  /** By how many octets it may lengthen the command line; null where no RFC says. */
  readonly extraOctets: number | null;
  readonly status: string;
  readonly source: string;
}

export const PARAMETERS = {} as const satisfies Readonly<Record<string, ParameterFacts>>;

export type ParameterId = keyof typeof PARAMETERS;
