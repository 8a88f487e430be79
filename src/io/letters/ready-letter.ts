/**
 * A ready letter, streamed: read once to learn what must be known before it is sent, and once more to send it. What can be
 * read only once (standard input, a pipe) is put into a private file first. Memory does not grow with the letter.
 */

import { createReadStream, promises as disk, readSync } from 'node:fs';
import { HeaderFilter, LetterScan } from '../../pure/message/index.ts';
import { checkSource, SourceError } from '../storage/index.ts';
import { LetterError } from './letter.ts';
import type { Letter, LetterFacts } from './letter.ts';
import { spool } from './spool.ts';
import { reasonOf } from '../../pure/problems/index.ts';

/** As much of a file as is read at once: what the wire takes at once, so that no piece is copied on its way. */
const PIECE_OCTETS = 65_536;

/** Pieces that are read before anything else gets its turn: some milliseconds. */
const PIECES_AT_ONCE = 64;

export interface ReadyLetterOptions {
  readonly keepBcc: boolean;
  /** The octets of the file, with nothing left out or repaired. */
  readonly raw?: boolean;
  /** Gives standard input, where that is the letter. */
  readonly stdin: () => NodeJS.ReadableStream;
  readonly signal?: AbortSignal;
}

/** Opens a letter. Rejects with the system's error where it cannot be read. */
export async function openReadyLetter(file: string, options: ReadyLetterOptions): Promise<Letter> {
  const { keepBcc, raw = false, stdin, signal } = options;
  if (file !== '-') await checkSource(file);
  if (file !== '-' && !(await isStream(file))) {
    return measureFile(file, { name: file, keepBcc, raw, dispose: () => Promise.resolve() });
  }
  const spooled = await spool(file === '-' ? stdin() : createReadStream(file), signal);
  try {
    return await measureFile(spooled.file, { name: file, keepBcc, raw, dispose: spooled.dispose });
  } catch (error) {
    await spooled.dispose();
    throw error;
  }
}

/** Whether it can be read only once. */
async function isStream(file: string): Promise<boolean> {
  const facts = await disk.stat(file);
  // A file that the system makes as it is read, as those of /proc, has no size either.
  return !facts.isFile() || facts.size === 0;
}

/** What a file is measured as. */
export interface Measuring {
  /** What problems call it. */
  readonly name: string;
  readonly keepBcc: boolean;
  readonly raw?: boolean;
  readonly dispose: () => Promise<void>;
}

/** Reads a file once, and gives the letter that it holds. */
export async function measureFile(
  file: string,
  { name, keepBcc, raw = false, dispose }: Measuring,
): Promise<Letter> {
  const before = await disk.stat(file);
  const { headerTooLarge, ...facts } = await measure(piecesOf(file), keepBcc);
  if (headerTooLarge) throw new SourceError('EFBIG', name);
  const asIs = raw
    ? ({ raw, size: before.size, front: '', bccRemoved: 0, hasHeader: true, unclosed: false } as const)
    : {};
  return {
    ...facts,
    ...asIs,
    ...(raw ? { strangeHeaderLine: null, bareLineEnds: null, nuls: null, longLines: null } : {}),
    file: name,
    content: () => unchanged(file, name, raw ? null : keepBcc, marksOf(before)),
    dispose,
  };
}

/** A letter in memory, as it stands. */
export async function letterOfOctets(octets: Uint8Array, keepBcc: boolean): Promise<Letter> {
  return {
    ...(await measure([octets], keepBcc)),
    file: '',
    content: () => {
      const filter = new HeaderFilter({ keepBcc });
      return [filter.push(octets), filter.finish()];
    },
    dispose: () => Promise.resolve(),
  };
}

async function measure(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  keepBcc: boolean,
): Promise<LetterFacts & { readonly headerTooLarge: boolean }> {
  const filter = new HeaderFilter({ keepBcc });
  // The lines are counted as they stand in the file, Bcc and all; what is left of it is looked at apart where it is less.
  const scan = new LetterScan();
  const left = new LetterScan();
  for await (const chunk of chunks) {
    scan.push(chunk);
    // The filter keeps what it has of a header, and the piece is written over.
    if (!filter.inBody) left.push(filter.push(new Uint8Array(chunk)));
    else if (filter.removed > 0 || filter.front !== '') left.push(chunk);
  }
  left.push(filter.finish());
  const longLines = scan.finish();
  left.finish();
  return {
    size: filter.removed > 0 || filter.front !== '' ? left.octets : scan.octets,
    hasHeader: filter.hasHeader,
    headerTooLarge: filter.tooLarge,
    front: filter.front,
    recipients: filter.recipients,
    bccRemoved: filter.removed,
    eightBit: scan.eightBit,
    utf8Header: filter.hasUtf8,
    strangeHeaderLine: filter.strangeLine,
    longLines,
    bareLineEnds: (filter.front === '' ? scan : left).bareLineEnds,
    unclosed: scan.unclosed,
    nuls: scan.nuls,
  };
}

/** A file, read as fast as it goes into the same memory again: nothing is kept of a piece, and others get their turn between them. */
async function* piecesOf(file: string): AsyncIterable<Uint8Array> {
  const handle = await disk.open(file);
  try {
    const piece = Buffer.allocUnsafeSlow(PIECE_OCTETS);
    for (let count = 1; ; count++) {
      const octets = readSync(handle.fd, piece, 0, PIECE_OCTETS, null);
      if (octets === 0) return;
      yield piece.subarray(0, octets);
      if (count % PIECES_AT_ONCE === 0) await new Promise((resolve) => setImmediate(resolve));
    }
  } finally {
    await handle.close();
  }
}

/** What tells a file from another, or from itself changed. */
interface Marks {
  readonly size: number;
  readonly mtime: number;
  readonly node: number;
}

function marksOf(facts: { readonly size: number; readonly mtimeMs: number; readonly ino: number }): Marks {
  return { size: facts.size, mtime: facts.mtimeMs, node: facts.ino };
}

/** The letter once more; all of it where `keepBcc` is null. SECURITY: a file that changed meanwhile is not what was measured: the letter must not end with a dot. */
async function* unchanged(
  file: string,
  name: string,
  keepBcc: boolean | null,
  measured: Marks,
): AsyncIterable<Uint8Array> {
  const filter = keepBcc === null ? null : new HeaderFilter({ keepBcc });
  let read = 0;
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: PIECE_OCTETS })) {
      if (!(chunk instanceof Uint8Array)) continue;
      read += chunk.length;
      // A file that grows while it is sent would never end.
      if (read > measured.size) break;
      yield filter === null ? chunk : filter.push(chunk);
    }
    if (filter !== null) yield filter.finish();
    const now = marksOf(await disk.stat(file));
    if (
      read === measured.size &&
      now.size === measured.size &&
      now.mtime === measured.mtime &&
      now.node === measured.node
    )
      return;
  } catch (error) {
    throw new LetterError('letter-unreadable', { file: name, reason: reasonOf(error), sent: read }, error);
  }
  throw new LetterError('letter-unreadable', { file: name, reason: 'changed', sent: read });
}
