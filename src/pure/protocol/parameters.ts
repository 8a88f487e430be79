/**
 * The parameters that may follow an address in MAIL and RCPT, or a name in VRFY and EXPN: which keyword offers each, and what values
 * it has. The one table of them. Follows RFC 5321 §4.1.1.11 and the specification of each extension.
 */

import { hasKeyword } from './capabilities.ts';
import type { Capabilities } from './capabilities.ts';
import { COMMAND_LINE_OCTETS } from './limits.ts';
import { verbFacts } from './verbs.ts';

export interface ParameterFacts {
  /** The commands that take it. */
  readonly of: readonly string[];
  /** The keyword of EHLO that must be offered. */
  readonly keyword: string;
  /** Another that offers it too, with a value of its own. */
  readonly also?: string;
  /** The usual values, empty where they are free; null where it stands alone. */
  readonly values: readonly string[] | null;
  /** By how many octets it may lengthen the command line; null where no RFC says. */
  readonly extraOctets: number | null;
}

export const PARAMETERS = {
  SIZE: { of: ['MAIL'], keyword: 'SIZE', values: [], extraOctets: 26 },
  BODY: {
    of: ['MAIL'],
    keyword: '8BITMIME',
    also: 'BINARYMIME',
    values: ['8BITMIME', '7BIT'],
    extraOctets: 16,
  },
  SMTPUTF8: { of: ['EXPN', 'MAIL', 'VRFY'], keyword: 'SMTPUTF8', values: null, extraOctets: 10 },
  RET: { of: ['MAIL'], keyword: 'DSN', values: ['HDRS', 'FULL'], extraOctets: null },
  ENVID: { of: ['MAIL'], keyword: 'DSN', values: [], extraOctets: 107 },
  NOTIFY: { of: ['RCPT'], keyword: 'DSN', values: ['SUCCESS,FAILURE', 'NEVER'], extraOctets: null },
  ORCPT: { of: ['RCPT'], keyword: 'DSN', values: ['rfc822;'], extraOctets: 507 },
  AUTH: { of: ['MAIL'], keyword: 'AUTH', values: [], extraOctets: 500 },
  REQUIRETLS: { of: ['MAIL'], keyword: 'REQUIRETLS', values: null, extraOctets: 11 },
  'MT-PRIORITY': { of: ['MAIL'], keyword: 'MT-PRIORITY', values: [], extraOctets: 15 },
  BY: { of: ['MAIL'], keyword: 'DELIVERBY', values: [], extraOctets: 17 },
  HOLDFOR: { of: ['MAIL'], keyword: 'FUTURERELEASE', values: [], extraOctets: 34 },
  HOLDUNTIL: { of: ['MAIL'], keyword: 'FUTURERELEASE', values: [], extraOctets: 34 },
  CONPERM: { of: ['MAIL'], keyword: 'CONPERM', values: null, extraOctets: null },
  CONNEG: { of: ['RCPT'], keyword: 'CONNEG', values: null, extraOctets: null },
  MTRK: { of: ['MAIL'], keyword: 'MTRK', values: [], extraOctets: 40 },
  RRVS: { of: ['RCPT'], keyword: 'RRVS', values: [], extraOctets: 33 },
  SOLICIT: { of: ['MAIL'], keyword: 'NO-SOLICITING', values: [], extraOctets: 1007 },
  SUBMITTER: { of: ['MAIL'], keyword: 'SUBMITTER', values: [], extraOctets: null },
  TRANSID: { of: ['MAIL'], keyword: 'CHECKPOINT', values: [], extraOctets: 88 },
  'ALT-ADDRESS': { of: ['MAIL', 'RCPT'], keyword: 'UTF8SMTP', values: [], extraOctets: 460 },
  UTF8REPLY: { of: ['EXPN', 'VRFY'], keyword: 'UTF8SMTP', values: null, extraOctets: null },
  PRDR: { of: ['MAIL'], keyword: 'PRDR', values: null, extraOctets: null },
  XVERP: { of: ['MAIL'], keyword: 'XVERP', values: null, extraOctets: null },
  IGNOREQUOTA: { of: ['RCPT'], keyword: 'IGNOREQUOTA', values: null, extraOctets: null },
  XRCPTFORWARD: { of: ['RCPT'], keyword: 'XRCPTFORWARD', values: [], extraOctets: null },
} as const satisfies Readonly<Record<string, ParameterFacts>>;

export type ParameterName = keyof typeof PARAMETERS;

/** The row of a parameter in upper case; null for a stranger. */
function parameterFacts(name: string): ParameterFacts | null {
  const table: Readonly<Record<string, ParameterFacts>> = PARAMETERS;
  return Object.hasOwn(table, name) ? (table[name] ?? null) : null;
}

/** The keyword that must be offered for a parameter; one that nobody knows is taken to be its own. */
export function keywordOf(name: string): string {
  return parameterFacts(name)?.keyword ?? name;
}

/** The parameters that a command takes. */
export function parametersOf(verb: string): readonly string[] {
  return Object.entries<ParameterFacts>(PARAMETERS).flatMap(([name, { of }]) =>
    of.includes(verb) ? [name] : [],
  );
}

/** The parameters that a keyword offers. */
export function parametersBy(offered: string): readonly string[] {
  return Object.entries<ParameterFacts>(PARAMETERS).flatMap(([name, { keyword, also }]) =>
    keyword === offered || also === offered ? [name] : [],
  );
}

/** How long a command line may be with what the server offers (RFC 5321 §4.5.3.1.4); null where no RFC says. */
export function lineLimit(verb: string, capabilities: Capabilities | null): number | null {
  const { most = COMMAND_LINE_OCTETS } = verbFacts(verb) ?? {};
  let limit: number | null = most;
  for (const { of, keyword, extraOctets } of Object.values<ParameterFacts>(PARAMETERS)) {
    if (!of.includes(verb) || !hasKeyword(capabilities, keyword)) continue;
    limit = limit === null || extraOctets === null ? null : limit + extraOctets;
  }
  return limit;
}

/** What may be written behind the address of a command, as far as the server offers it. */
export function parametersOffered(verb: string, capabilities: Capabilities | null): readonly string[] {
  return Object.entries<ParameterFacts>(PARAMETERS).flatMap(([name, { of, keyword, values }]) => {
    if (!of.includes(verb) || !hasKeyword(capabilities, keyword)) return [];
    if (values === null) return [name];
    return values.length === 0 ? [`${name}=`] : values.map((value) => `${name}=${value}`);
  });
}
