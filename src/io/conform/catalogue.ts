/** The cases that come with the program: read from their folder, in the order of the standards, each with what is wrong with it. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { byClause, readCase, readFindings } from '../../pure/conformance/index.ts';
import type { ConformanceCase, Findings } from '../../pure/conformance/index.ts';
import type { RegexPort } from '../../pure/sessions/index.ts';
import { builtInLessons } from '../learn/index.ts';
import { findSessions, readSession } from '../play/index.ts';

/** A case with what reads its patterns. */
export interface CaseOnDisk {
  readonly one: ConformanceCase;
  readonly regex: RegexPort | null;
}

export interface Catalogue {
  readonly cases: readonly CaseOnDisk[];
  /** What is wrong with files that should be cases, a line each. */
  readonly faults: readonly string[];
}

/** The folder of the cases for servers. */
function serverCases(): string {
  return join(builtInLessons(), 'conformance', 'server');
}

/** What real servers did with the cases; null where it does not lie beside them. */
export async function loadFindings(): Promise<Findings | null> {
  try {
    return readFindings(await readFile(join(builtInLessons(), 'conformance', 'servers.json'), 'utf8'));
  } catch {
    return null;
  }
}

/** Reads the cases of a folder. Rejects with the system's error where there is no such folder. */
export async function loadCatalogue(folder = serverCases()): Promise<Catalogue> {
  const cases: CaseOnDisk[] = [];
  const faults: string[] = [];
  for (const path of await findSessions([folder])) {
    const { file, problems, regex } = await readSession(path);
    if (file.front.fragment) continue;
    for (const { fault, span } of problems) faults.push(`${path}:${span.line} ${fault.code}`);
    const read = readCase(file, path);
    if (read.ok) cases.push({ one: read.value, regex });
    else faults.push(...read.faults.map((fault) => `${path} ${fault}`));
  }
  cases.sort((a, b) => byClause(a.one, b.one));
  return { cases, faults };
}
