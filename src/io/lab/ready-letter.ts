/**
 * A ready letter from a file, streamed: read once to learn what must be known before it is sent (its size on the wire,
 * whether it has a header, lines that are too long), and once more to send it. Standard input is put into a private
 * temporary file first, since it can be read only once. Memory does not grow with the letter. RFC 5321 §4.5.3.1.6 has the
 * length of a line, RFC 1870 §3 what SIZE counts.
 */

import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { HeaderFilter } from '../../pure/message/index.ts';
import { LetterEncoder } from '../../pure/protocol/index.ts';
import { WireError } from '../wire/index.ts';

export interface ReadyLetter {
  /** Octets on the wire with CRLF line ends, before stuffing. */
  readonly size: number;
  readonly hasHeader: boolean;
  /** Bcc fields that are left out. */
  readonly bccRemoved: number;
  /** The letter, Bcc left out. Rejects with `letter-unreadable` where the file has changed since it was measured. */
  readonly content: () => AsyncIterable<Uint8Array>;
  /** Removes what was written for it. */
  readonly dispose: () => Promise<void>;
}

/** Opens a letter. Rejects with the system's error where the file cannot be read. */
export async function openReadyLetter(
  file: string,
  stdin: NodeJS.ReadableStream,
  keepBcc: boolean,
): Promise<ReadyLetter> {
  if (file !== '-') return measure(file, keepBcc, () => Promise.resolve());
  const folder = await mkdtemp(join(tmpdir(), 'smtp-lab-'));
  const dispose = (): Promise<void> => rm(folder, { recursive: true, force: true });
  const spool = join(folder, 'letter');
  try {
    await pipeline(stdin, createWriteStream(spool, { mode: 0o600 }));
    return await measure(spool, keepBcc, dispose);
  } catch (error) {
    await dispose();
    throw error;
  }
}

async function measure(file: string, keepBcc: boolean, dispose: () => Promise<void>): Promise<ReadyLetter> {
  const filter = new HeaderFilter({ keepBcc });
  const encoder = new LetterEncoder({
    stuff: false,
    find: (bytes, octet, from) => bytes.indexOf(octet, from),
  });
  const before = await stat(file);
  for await (const chunk of filtered(file, filter)) encoder.push(chunk);
  encoder.finish();
  const { bytes: size } = encoder.counts;
  return {
    size,
    hasHeader: filter.hasHeader,
    bccRemoved: filter.removed,
    content: () => unchanged(file, keepBcc, { size: before.size, mtime: before.mtimeMs }),
    dispose,
  };
}

async function* filtered(file: string, filter: HeaderFilter): AsyncIterable<Uint8Array> {
  for await (const chunk of createReadStream(file)) {
    if (chunk instanceof Uint8Array) yield filter.push(chunk);
  }
  yield filter.finish();
}

/** The letter once more. SECURITY: a file that changed meanwhile is not what was measured: the letter must not end with a dot. */
async function* unchanged(
  file: string,
  keepBcc: boolean,
  measured: { readonly size: number; readonly mtime: number },
): AsyncIterable<Uint8Array> {
  let sent = 0;
  try {
    for await (const chunk of filtered(file, new HeaderFilter({ keepBcc }))) {
      sent += chunk.length;
      yield chunk;
    }
    const now = await stat(file);
    if (now.size === measured.size && now.mtimeMs === measured.mtime) return;
  } catch (error) {
    throw new WireError('letter-unreadable', { file, reason: reasonOf(error), sent }, error);
  }
  throw new WireError('letter-unreadable', { file, reason: 'changed', sent });
}

function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
