/**
 * The letters that a session file names (`C< letter.eml`), which lie beside it. SECURITY: a session file may come from anybody; it
 * reaches no file outside of its folder.
 */

import { constants, createReadStream } from 'node:fs';
import { access, realpath, stat } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import { LabError, reasonOf } from '../../pure/problems/index.ts';
import type { FileLine } from '../../pure/sessions/index.ts';
import type { ReadSession } from './read-session.ts';

/** Throws a `LabError` for what lies outside. */
function besidePath(path: string, name: string): string {
  const folder = resolve(dirname(path));
  const target = resolve(folder, name);
  if (target.startsWith(folder + sep)) return target;
  throw new LabFileError('file-unreadable', { option: 'C<', file: name, reason: 'EACCES' });
}

/** The letter's place: beside the file that its line stands in, which may be an included one. */
function placeOf(path: string, { span, path: name }: FileLine): string {
  return besidePath(span.file ?? path, name);
}

/** The same where links lead: what lies outside is refused, and so is what is not a file (a pipe that nobody fills is waited for for ever). */
async function besideInTruth(path: string, line: FileLine): Promise<string> {
  const place = placeOf(path, line);
  const folder = await realpath(dirname(line.span.file ?? path));
  const target = await realpath(place);
  const about = { option: 'C<', file: line.path };
  if (!target.startsWith(folder + sep))
    throw new LabFileError('file-unreadable', { ...about, reason: 'EACCES' });
  if (!(await stat(target)).isFile())
    throw new LabFileError('file-unreadable', { ...about, reason: 'EINVAL' });
  return target;
}

/** Whether each letter that the file names can be read, while nothing was said yet. Rejects with a `LabError`. */
export async function checkLetters({ file, path }: Pick<ReadSession, 'file' | 'path'>): Promise<void> {
  for (const line of file.lines) {
    if (line.kind !== 'file') continue;
    try {
      await access(await besideInTruth(path, line), constants.R_OK);
    } catch (error) {
      if (error instanceof LabError) throw error;
      throw new LabFileError('file-unreadable', { option: 'C<', file: line.path, reason: reasonOf(error) });
    }
  }
}

/** Reads one, a piece at a time; `path` is the session file's. Rejects with a `LabError`. */
export async function* readBeside(path: string, line: FileLine): AsyncIterable<Uint8Array> {
  let sent = 0;
  try {
    for await (const chunk of createReadStream(await besideInTruth(path, line)) as AsyncIterable<Buffer>) {
      yield chunk;
      sent += chunk.length;
    }
  } catch (error) {
    if (error instanceof LabError) throw error;
    throw new LabFileError('letter-unreadable', { file: line.path, reason: reasonOf(error), sent });
  }
}

class LabFileError extends LabError<'file-unreadable' | 'letter-unreadable'> {}
