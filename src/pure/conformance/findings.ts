/** What real servers did with the cases, as `npm run conform` writes it down: for each server its version and the cases by verdict. */

import { VERDICTS } from './verdict.ts';
import type { Verdict } from './verdict.ts';

/** A server that was tried. */
export interface TriedServer {
  readonly name: string;
  /** '' where it was not told. */
  readonly version: string;
  /** Ids of cases. */
  readonly found: Readonly<Record<Verdict, readonly string[]>>;
}

export interface Findings {
  /** The day, as 2026-12-01. */
  readonly date: string;
  readonly servers: readonly TriedServer[];
}

/** Reads the file; null where it is not one. */
export function readFindings(text: string): Findings | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const { date, servers } = membersOf(value);
  if (typeof date !== 'string' || !Array.isArray(servers)) return null;
  return { date, servers: servers.map(serverOf) };
}

function serverOf(value: unknown): TriedServer {
  const members = membersOf(value);
  const ids = (verdict: Verdict): readonly string[] => {
    const list = members[verdict];
    return Array.isArray(list) ? list.map(String) : [];
  };
  const found = {
    held: ids('held'),
    broken: ids('broken'),
    lenient: ids('lenient'),
    'not-offered': ids('not-offered'),
    'cannot-tell': ids('cannot-tell'),
    'not-run': ids('not-run'),
  };
  return { name: String(members['name'] ?? ''), version: String(members['version'] ?? ''), found };
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

/** What each server did with a case, by verdict: `Postfix 3.7.11`. Verdicts that none had are left out. */
export function foundOf(
  id: string,
  { servers }: Findings,
): readonly (readonly [Verdict, readonly string[]])[] {
  return VERDICTS.map(
    (verdict) =>
      [
        verdict,
        servers
          .filter(({ found }) => found[verdict].includes(id))
          .map(({ name, version }) => (version === '' ? name : `${name} ${version}`)),
      ] as const,
  ).filter(([, names]) => names.length > 0);
}
