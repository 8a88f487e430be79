/** What asserts of a session file can be about beside captures, and whether one holds. */

import { compilePattern } from '../../pure/sessions/index.ts';
import type { AssertLine, RegexPort } from '../../pure/sessions/index.ts';
import type { Conversation } from '../client/index.ts';

/** The facts of a run by name: how often the client waited, the octets that it wrote, and those of TLS. */
export function factsOf(
  { tls }: Pick<Conversation, 'tls'>,
  meter: { readonly roundTrips: number; readonly bytes: number },
): Readonly<Partial<Record<string, string>>> {
  return {
    roundTrips: String(meter.roundTrips),
    bytes: String(meter.bytes),
    'tls.protocol': tls?.protocol,
    'tls.cipher': tls?.cipher,
    'tls.authorized': tls === null ? undefined : String(tls.authorized),
    'tls.servername': tls?.servername ?? undefined,
  };
}

/** An assert as a report has it: in its own words where it has some, with what it asks for. */
export function wordsOf({ words, rest }: AssertLine): string {
  const asked = rest.trim();
  return words === '' ? asked : `${words} (${asked.replace(/\s*"[^"]*"$/, '')})`;
}

/** Whether it holds for a value. */
export function holds(value: string, line: AssertLine, regex: RegexPort | null): boolean {
  return compares(value, line, regex) !== line.negated;
}

/** Compares as text; `<` and its kin as numbers. */
function compares(
  value: string,
  { operator, value: wanted, pattern }: AssertLine,
  regex: RegexPort | null,
): boolean {
  switch (operator) {
    case 'matches':
      return pattern !== null && (compilePattern(regex, pattern)?.find(value) ?? null) !== null;
    case '==':
      return value === wanted;
    case '!=':
      return value !== wanted;
    case 'contains':
      return value.includes(wanted);
    case 'starts':
      return value.startsWith(wanted);
    case 'ends':
      return value.endsWith(wanted);
    case '<':
      return Number(value) < Number(wanted);
    case '<=':
      return Number(value) <= Number(wanted);
    case '>':
      return Number(value) > Number(wanted);
    case '>=':
      return Number(value) >= Number(wanted);
  }
}
