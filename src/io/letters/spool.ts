/**
 * A private place for a letter that can be read only once (a pipe), or is made as it is written (attachments). SECURITY: a
 * folder that nobody else can look into (0700, by `mkdtemp`), removed however the program ends short of SIGKILL.
 */

import { createWriteStream, promises as disk, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { SourceError } from '../storage/index.ts';

export interface Spool {
  readonly file: string;
  readonly dispose: () => Promise<void>;
}

/** Ours: no letter is larger. What does not end is read no further. */
export const MOST_SPOOLED = 1_073_741_824;

/** Writes a stream to a private file, `most` octets of it. Leaves nothing behind where that fails, or more comes. */
export async function spool(
  stream: NodeJS.ReadableStream,
  signal?: AbortSignal,
  most = MOST_SPOOLED,
): Promise<Spool> {
  const folder = await disk.mkdtemp(join(tmpdir(), 'smtp-lab-'));
  const remove = (): void => {
    rmSync(folder, { recursive: true, force: true });
  };
  // Before all others: one of them may end the program by a signal.
  process.prependListener('exit', remove);
  const dispose = async (): Promise<void> => {
    process.off('exit', remove);
    await disk.rm(folder, { recursive: true, force: true });
  };
  const file = join(folder, 'letter');
  try {
    await pipeline(
      stream,
      (pieces: AsyncIterable<unknown>) => atMost(pieces, most),
      createWriteStream(file, { mode: 0o600 }),
      ...(signal === undefined ? [] : [{ signal }]),
    );
    return { file, dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

async function* atMost(pieces: AsyncIterable<unknown>, most: number): AsyncIterable<unknown> {
  let octets = 0;
  for await (const piece of pieces) {
    octets += piece instanceof Uint8Array || typeof piece === 'string' ? piece.length : 0;
    if (octets > most) throw new SourceError('EFBIG');
    yield piece;
  }
}
