/**
 * Files that are read because somebody named them: looked at before they are opened, since a device may have no end, and read no
 * further than a bound, since a pipe may have none either.
 */

import { constants, promises as disk } from 'node:fs';
import { isatty } from 'node:tty';

/** Ours: more is neither a secret, nor a certificate, nor a text that somebody wrote. */
const MOST_OCTETS = 67_108_864;
const PIECE_OCTETS = 65_536;

/** What cannot be read to its end, or written; `code` is the system's word for it. */
export class SourceError extends Error {
  readonly code: 'EISDIR' | 'EFTYPE' | 'EFBIG' | 'ENOENT' | 'ELOOP';
  /** Which file; undefined for a stream. */
  readonly path: string | undefined;

  constructor(code: SourceError['code'], path?: string) {
    super(`${path ?? 'stream'}: ${code}`);
    this.code = code;
    this.path = path;
  }
}

/** Rejects for a folder, and for a device that is neither a terminal nor empty; with the system's error where nothing is there. */
export async function checkSource(file: string): Promise<void> {
  const facts = await disk.stat(file);
  if (facts.isDirectory()) throw new SourceError('EISDIR', file);
  if (facts.isBlockDevice()) throw new SourceError('EFTYPE', file);
  if (!facts.isCharacterDevice()) return;
  const empty = await disk.stat('/dev/null').catch(() => null);
  if (facts.rdev === empty?.rdev || (await isTerminal(file))) return;
  throw new SourceError('EFTYPE', file);
}

async function isTerminal(file: string): Promise<boolean> {
  const handle = await disk.open(file, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
  try {
    return isatty(handle.fd);
  } finally {
    await handle.close();
  }
}

/** The whole of a file. Rejects as `checkSource` does, and for one that is too large. */
export async function readSource(file: string): Promise<Buffer> {
  await checkSource(file);
  const handle = await disk.open(file);
  try {
    return await readStream(handle.createReadStream({ highWaterMark: PIECE_OCTETS, autoClose: false }), file);
  } finally {
    await handle.close();
  }
}

/** The whole of a stream. Rejects for one that is too large. */
export async function readStream(stream: AsyncIterable<unknown>, file?: string): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let octets = 0;
  for await (const chunk of stream) {
    const piece = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    if (!(piece instanceof Uint8Array)) continue;
    octets += piece.length;
    if (octets > MOST_OCTETS) throw new SourceError('EFBIG', file);
    chunks.push(piece);
  }
  return Buffer.concat(chunks);
}
