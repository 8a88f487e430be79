/**
 * What a server says it can do, read from its reply to EHLO or LHLO.
 * Follows RFC 5321 §4.1.1.1 (ehlo-line: keyword and parameters; the first line is the server's name, never a keyword), and
 * the old `AUTH=` spelling met in the wild, which is merged into AUTH.
 */

import { asciiUpper } from './bytes.ts';
import type { Reply } from './reply.ts';

/** One keyword as offered: the spelling is the server's, the parameters in order. */
export interface Capability {
  readonly keyword: string;
  readonly parameters: readonly string[];
}

/** `auth-equals`: mechanisms stood behind `AUTH=`, as before RFC 4954. */
export type CapabilityQuirk = 'auth-equals';

/** All that the last EHLO offered. Keys are upper case. */
export interface Capabilities {
  /** First word of the first line: what the server calls itself. */
  readonly name: string;
  readonly keywords: ReadonlyMap<string, Capability>;
  readonly quirks: readonly CapabilityQuirk[];
}

/** Reads an accepted reply to EHLO or LHLO. Takes time in proportion to the reply, whatever a server puts in it. */
export function parseCapabilities(reply: Pick<Reply, 'lines'>): Capabilities {
  const [first = '', ...rest] = reply.lines;
  const offered = new Map<string, { readonly keyword: string; readonly parameters: Map<string, string> }>();
  let quirks: readonly CapabilityQuirk[] = [];
  for (const line of rest) {
    // QUIRK(auth-equals)
    if (/^\s*AUTH=/i.test(line)) quirks = ['auth-equals'];
    const [word = '', ...given] = line
      .trim()
      .replace(/^AUTH=/i, 'AUTH ')
      .split(/\s+/);
    if (word === '') continue;
    const key = asciiUpper(word);
    const known = offered.get(key) ?? { keyword: word, parameters: new Map<string, string>() };
    for (const parameter of given) {
      const upper = asciiUpper(parameter);
      if (!known.parameters.has(upper)) known.parameters.set(upper, parameter);
    }
    offered.set(key, known);
  }
  const keywords = [...offered].map(
    ([key, { keyword, parameters }]) => [key, { keyword, parameters: [...parameters.values()] }] as const,
  );
  return { name: first.trim().split(/\s+/)[0] ?? '', keywords: new Map(keywords), quirks };
}

/** Whether a keyword was offered, in any case. */
export function hasKeyword(capabilities: Capabilities | null, keyword: string): boolean {
  return capabilities?.keywords.has(asciiUpper(keyword)) ?? false;
}

/** The SASL mechanisms that were offered, in upper case and the server's order. */
export function authMechanisms(capabilities: Capabilities | null): readonly string[] {
  return (capabilities?.keywords.get('AUTH')?.parameters ?? []).map(asciiUpper);
}

/** The largest letter in octets that the server takes (RFC 1870 §4); null for no stated limit. */
export function sizeLimit(capabilities: Capabilities | null): number | null {
  const [text] = capabilities?.keywords.get('SIZE')?.parameters ?? [];
  const limit = text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : 0;
  return limit === 0 ? null : limit;
}
