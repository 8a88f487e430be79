/**
 * What options bring in from files and from standard input, and what is said where a value is none. A file that cannot be read
 * is a usage error that names option, file and reason, before anything is connected to.
 */

import { checkSource, readSource, readStream } from '../../io/storage/index.ts';
import { LabError, reasonOf, UsageError } from '../../pure/problems/index.ts';
import { optionWords } from '../../pure/phrases/index.ts';
import type { Lang } from '../../pure/phrases/index.ts';
import { decodeStrictly, forbiddenIn } from '../../pure/protocol/index.ts';
import type { CliContext } from '../context.ts';

/** A usage error about an option, in the reader's language. */
export function usage(option: string, reason: string): UsageError {
  return new UsageError('usage', { option, reason: option === '' ? reason : `${option}: ${reason}` });
}

/** Octets as the text that they are, without the mark that some editors begin it with. Throws the usage error where they are none. */
export function textOf(option: string, octets: Uint8Array, lang: Lang): string {
  const text = decodeStrictly(octets);
  if (text === null) throw usage(option, optionWords[lang].notUtf8);
  return text.replace(/^\uFEFF/, '');
}

/** The whole of a file. */
export async function contentOf(option: string, file: string): Promise<Buffer> {
  try {
    return await readSource(file);
  } catch (error) {
    throw unreadable(option, file, error);
  }
}

/** Throws the usage error for a file that is not to be read as a stream: a folder, or a device without end. */
export async function checkInput(option: string, file: string): Promise<void> {
  try {
    await checkSource(file);
  } catch (error) {
    throw unreadable(option, file, error);
  }
}

/** The usage error for a file of which the system said no. */
export function unreadable(option: string, file: string, error: unknown): UsageError {
  return new UsageError('file-unreadable', { option, file, reason: reasonOf(error) });
}

/** A signal came while standard input was read. */
class Interrupted extends LabError<'interrupted'> {}

/** Standard input, opened when it is first read. A pipe may stay open for ever: a signal ends it with a `LabError`. */
export async function* inputOf(context: Pick<CliContext, 'stdin' | 'signal'>): AsyncGenerator<unknown> {
  const { signal } = context;
  const { stdin } = context;
  const stop = (): void => void stdin.destroy();
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  try {
    yield* stdin;
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
  if (signal.aborted) throw new Interrupted('interrupted', { signal: String(signal.reason), unknown: false });
}

/** The whole of standard input. */
export async function allOf(option: string, context: Pick<CliContext, 'stdin' | 'signal'>): Promise<Buffer> {
  try {
    return await readStream(inputOf(context));
  } catch (error) {
    if (error instanceof LabError) throw error;
    throw unreadable(option, '-', error);
  }
}

/** SECURITY: a line break in a value would be a command or a header field of its own. Throws for CR, LF, NUL and the like. */
export function refuseControls(option: string, value: string | undefined): void {
  const found = value === undefined ? null : forbiddenIn(value);
  if (found !== null) throw new UsageError('forbidden-characters', { option, found });
}
