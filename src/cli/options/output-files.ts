/**
 * Files that options name for what the program writes: looked at before anything is connected to, so that a recording or a report
 * that cannot be written is no surprise behind a delivery. What fails all the same says that the delivery stands as told.
 */

import { constants, promises as files } from 'node:fs';
import { dirname } from 'node:path';
import { isNoFile, placeOf, writeWhole } from '../../io/storage/index.ts';
import { sessionWords } from '../../pure/phrases/index.ts';
import { makeVisible } from '../../pure/protocol/index.ts';
import type { CliContext } from '../context.ts';
import { reasonOf, UsageError } from '../../pure/problems/index.ts';

/** As the name of a file. */
export const STANDARD_OUTPUT = '-';

/** Throws the usage error for a file that cannot be written: a folder, or one in a folder that is not there or not ours. */
export async function checkWritable(option: string, file: string): Promise<void> {
  if (file === STANDARD_OUTPUT || ['/dev/stdout', '/dev/fd/1'].includes(file)) return;
  try {
    // A device or a pipe is written to as it is.
    if (await isNoFile(file)) {
      const facts = await files.stat(file);
      if (!facts.isDirectory()) return await files.access(file, constants.W_OK);
    }
    // Written whole beside its place and moved there: it is the folder that has to allow it.
    await files.access(dirname(await placeOf(file)), constants.W_OK);
  } catch (error) {
    throw unwritable(option, file, reasonOf(error), false);
  }
  const facts = await files.stat(file).catch(() => null);
  if (facts?.isDirectory() === true) throw unwritable(option, file, 'EISDIR', false);
}

/** More than this is no report of ours. */
const MOST_OF_REPORT = 268_435_456;

/** Throws the usage error for a file that holds something which is not `ours`, and would be lost. */
export async function checkOwn(option: string, file: string, ours: (text: string) => boolean): Promise<void> {
  await checkWritable(option, file);
  if (file === STANDARD_OUTPUT || (await isNoFile(file))) return;
  const facts = await files.stat(file).catch(() => null);
  if (facts === null || facts.size === 0) return;
  const text = facts.size > MOST_OF_REPORT ? null : await files.readFile(file, 'utf8').catch(() => null);
  if (text === null || !ours(text)) throw new UsageError('file-not-ours', { option, file });
}

/**
 * Writes a text whole into the file of an option, or to standard output. Throws a `UsageError` where it cannot be written, behind what
 * it is about.
 */
export async function writeOut(
  option: string,
  file: string,
  text: string,
  { out }: Pick<CliContext, 'out'>,
): Promise<void> {
  if (file === STANDARD_OUTPUT || ['/dev/stdout', '/dev/fd/1'].includes(file)) {
    out.write(text);
    return;
  }
  try {
    await writeWhole(file, text);
  } catch (error) {
    throw unwritable(option, file, reasonOf(error), true);
  }
}

/**
 * Does what writes a file, and tells where that failed behind what it is about: a full disk changes nothing about what was done, nor
 * about the exit code. Whether it was written.
 */
export async function toldWhereUnwritten(
  { lang, err }: Pick<CliContext, 'lang' | 'err'>,
  write: () => Promise<void>,
): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (error) {
    if (!(error instanceof UsageError) || !('file' in error.detail) || !('reason' in error.detail))
      throw error;
    const { file, reason } = error.detail;
    err.line(makeVisible(sessionWords[lang].notWritten(file, String(reason))));
    return false;
  }
}

/** The usage error for a file that the system did not let us write; `after` where the conversation was over by then. */
export function unwritable(option: string, file: string, reason: string, after: boolean): UsageError {
  return new UsageError('file-unwritable', { option, file, reason, after });
}
