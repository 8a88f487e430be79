/**
 * What options bring in from files and from standard input. A file that cannot be read is a usage error that names option, file
 * and reason, before anything is connected to.
 */

import { readFile } from 'node:fs/promises';
import type { SendWords } from '../../pure/phrases/index.ts';
import { UsageError } from '../usage-error.ts';

/** A usage error about an option, in the reader's language. */
export function usage(option: string, reason: string): UsageError {
  return new UsageError('usage', { option, reason: `${option}: ${reason}` });
}

/** The whole of a file. */
export async function contentOf(option: string, file: string, words: SendWords): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw unreadable(option, file, error, words);
  }
}

/** The usage error for a file of which the system said no. */
export function unreadable(option: string, file: string, error: unknown, words: SendWords): UsageError {
  const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  return usage(option, words.unreadable(file, reason));
}

/** The whole of a stream. */
export async function allOf(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) if (chunk instanceof Uint8Array) chunks.push(chunk);
  return Buffer.concat(chunks);
}
