/**
 * A private place for a letter that can be read only once (a pipe), or is made as it is written (attachments). SECURITY: a
 * folder that nobody else can look into (0700, by `mkdtemp`), removed however the program ends short of SIGKILL.
 */

import { createWriteStream, rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

export interface Spool {
  readonly file: string;
  readonly dispose: () => Promise<void>;
}

/** Writes a stream to a private file. Leaves nothing behind where that fails. */
export async function spool(stream: NodeJS.ReadableStream, signal?: AbortSignal): Promise<Spool> {
  const folder = await mkdtemp(join(tmpdir(), 'smtp-lab-'));
  const remove = (): void => {
    rmSync(folder, { recursive: true, force: true });
  };
  process.on('exit', remove);
  const dispose = async (): Promise<void> => {
    process.off('exit', remove);
    await rm(folder, { recursive: true, force: true });
  };
  const file = join(folder, 'letter');
  try {
    await pipeline(
      stream,
      createWriteStream(file, { mode: 0o600 }),
      ...(signal === undefined ? [] : [{ signal }]),
    );
    return { file, dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}
