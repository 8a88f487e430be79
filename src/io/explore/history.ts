/** The lines that were typed in the explorer before, kept in the state folder. Whoever adds one has left secrets out. */

import { join } from 'node:path';
import { foldersOf, readJson, writeWhole } from '../storage/index.ts';

type Env = Readonly<Record<string, string | undefined>>;

function fileOf(env: Env): string {
  return join(foldersOf(env).state, 'history.json');
}

/** Oldest first; none where there is no file, or one that cannot be read. */
export async function loadHistory(env: Env): Promise<readonly string[]> {
  try {
    const stored = await readJson(fileOf(env));
    if (stored.kind !== 'value' || !Array.isArray(stored.value)) return [];
    return stored.value.filter((line) => typeof line === 'string');
  } catch {
    return [];
  }
}

/** Keeps the lines. A state folder that cannot be written costs the history, and nothing else. */
export async function saveHistory(env: Env, lines: readonly string[]): Promise<void> {
  try {
    await writeWhole(fileOf(env), `${JSON.stringify(lines)}\n`);
  } catch {
    // Nobody wants a failure on the way out for this.
  }
}
