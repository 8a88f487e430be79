/** Reports of homework as files: one, or all of a folder, in the order of their names. */

import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A report of a lesson is some kilobytes; larger files are none. */
const MOST_OCTETS = 16_777_216;

export interface ReportFile {
  readonly file: string;
  /** Null for what is too large to be one, or no file. */
  readonly text: string | null;
}

/** Reads them, one after the other. Rejects with the system's error. */
export async function* readReports(path: string): AsyncIterable<ReportFile> {
  const facts = await stat(path);
  const files = facts.isDirectory()
    ? (await readdir(path))
        .filter((name) => name.endsWith('.json'))
        .sort()
        .map((name) => join(path, name))
    : [path];
  for (const file of files) {
    // Neither a pipe nor a device: they may have no end.
    const one = await stat(file);
    yield { file, text: one.isFile() && one.size <= MOST_OCTETS ? await readFile(file, 'utf8') : null };
  }
}
