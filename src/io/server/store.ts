/**
 * Where letters go while they come in: the first octets stay in memory, the rest in a private file, so that a large letter
 * costs no more memory than a small one. With a maildir each letter is a file there, put in place whole (`tmp`, then `new`)
 * before the client is told that it was taken. Octets are stored as they came, without the stuffed dots.
 */

import { randomBytes } from 'node:crypto';
import { constants, createWriteStream, mkdirSync, mkdtempSync, promises as disk, rmSync } from 'node:fs';
import type { WriteStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { concatBytes } from '../../pure/protocol/index.ts';

/** As much of a letter as is kept in memory. */
const KEPT_OCTETS = 262_144;

/** What is left of a letter: its first octets, and the file with all of it where there is one. */
export interface StoredLetter {
  readonly content: Uint8Array;
  readonly file: string | null;
}

export interface StoreOptions {
  /** A maildir; made where there is none. */
  readonly maildir?: string;
  /** False: letters are counted and thrown away. */
  readonly keep: boolean;
}

/** The store of one server. */
export class Store {
  readonly #options: StoreOptions;
  #folder: string | null = null;
  #count = 0;

  constructor(options: StoreOptions) {
    this.#options = options;
    if (options.maildir === undefined) return;
    for (const name of ['tmp', 'new', 'cur'])
      mkdirSync(join(options.maildir, name), { recursive: true, mode: 0o700 });
  }

  /** Room for one letter, whose store may hold so many octets at most. */
  open(limit: number): LetterStore {
    const { maildir, keep } = this.#options;
    if (maildir === undefined)
      return new LetterStore(keep ? KEPT_OCTETS : 0, limit, keep ? this.#spoolFile : null);
    const name = `${Date.now()}.${process.pid}_${this.#count++}.${randomBytes(4).toString('hex')}`;
    return new LetterStore(KEPT_OCTETS, limit, () => join(maildir, 'tmp', name), join(maildir, 'new', name));
  }

  /** Removes what lies outside of a maildir. */
  async close(): Promise<void> {
    if (this.#folder === null) return;
    process.off('exit', this.#remove);
    await disk.rm(this.#folder, { recursive: true, force: true });
    this.#folder = null;
  }

  readonly #remove = (): void => {
    if (this.#folder !== null) rmSync(this.#folder, { recursive: true, force: true });
  };

  readonly #spoolFile = (): string => {
    if (this.#folder === null) {
      this.#folder = mkdtempSync(join(tmpdir(), 'smtp-lab-letters-'));
      // However the program ends; before all others, one of which may end it by a signal.
      process.prependListener('exit', this.#remove);
    }
    return join(this.#folder, String(this.#count++));
  };
}

/** Sees to it that the name of a new file lasts too. */
async function settled(folder: string): Promise<void> {
  const handle = await disk.open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Whether a file can be moved to its place: asked before the client is answered, since it is moved only when it was accepted. */
async function takesFrom(target: string, path = target): Promise<boolean> {
  try {
    const [there, here] = await Promise.all([disk.stat(dirname(target)), disk.stat(path)]);
    await disk.access(dirname(target), constants.W_OK | constants.X_OK);
    return there.isDirectory() && there.dev === here.dev;
  } catch {
    return false;
  }
}

/** One letter on its way into the store. */
export class LetterStore {
  readonly #most: number;
  readonly #limit: number;
  readonly #newFile: (() => string) | null;
  readonly #target: string | null;
  #kept: Uint8Array[] = [];
  #keptOctets = 0;
  #file: { readonly path: string; readonly stream: WriteStream } | null = null;
  #failed = false;
  bytes = 0;

  /** `newFile` is asked for a file where one is needed; `target` is where a file goes that is taken, whatever its size. */
  constructor(most: number, limit: number, newFile: (() => string) | null, target: string | null = null) {
    this.#most = most;
    this.#limit = limit;
    this.#newFile = newFile;
    this.#target = target;
  }

  /** Takes a piece, which must not change afterwards; false where no more should come before it is drained. */
  push(piece: Uint8Array): boolean {
    const before = this.bytes;
    this.bytes += piece.length;
    const room = Math.min(piece.length, this.#most - this.#keptOctets);
    if (room > 0) {
      // A copy: the piece may be a part of something large.
      this.#kept.push(piece.slice(0, room));
      this.#keptOctets += room;
    }
    if (this.#newFile === null || this.#failed || before > this.#limit) return true;
    if (this.#file === null && this.bytes <= this.#most && this.#target === null) return true;
    this.#file ??= this.#open(this.#newFile, before);
    return this.#file.stream.write(piece);
  }

  /** Calls back, once, when the file has taken what was pushed, or has failed. */
  onceDrained(goOn: () => void): void {
    const stream = this.#file?.stream;
    // A file that failed says nothing any more.
    if (stream === undefined || stream.destroyed) {
      setImmediate(goOn);
      return;
    }
    const once = (): void => {
      stream.off('drain', once);
      stream.off('close', once);
      goOn();
    };
    stream.on('drain', once);
    stream.on('close', once);
  }

  /** Everything has come: true where all of it is in place to be taken. Only a file takes time. */
  finish(): boolean | Promise<boolean> {
    if (this.#file === null && this.#target !== null && this.#newFile !== null) {
      // An empty letter has its file too.
      this.#file = this.#open(this.#newFile, 0);
    }
    if (this.#file === null) return !this.#failed;
    const { stream } = this.#file;
    if (stream.closed) return false;
    const target = this.#target;
    const written = new Promise<boolean>((resolve) => {
      stream.once('close', () => {
        resolve(!this.#failed);
      });
      stream.end();
    });
    return target === null ? written : written.then((whole) => whole && takesFrom(target, this.#file?.path));
  }

  /** The letter was accepted: it is put where it belongs. */
  take(): StoredLetter | Promise<StoredLetter> {
    const content = concatBytes(this.#kept);
    const path = this.#file?.path ?? null;
    const target = this.#target;
    if (path === null || target === null) return { content, file: path };
    return disk
      .rename(path, target)
      .then(() => settled(dirname(target)))
      .then(() => ({ content, file: target }));
  }

  /** The letter was refused, or its client is gone. */
  discard(): void {
    const file = this.#file;
    if (file === null) return;
    file.stream.destroy();
    // What cannot be removed lies in a folder of ours that goes away as a whole.
    disk.rm(file.path, { force: true }).catch(() => undefined);
  }

  #open(newFile: () => string, before: number): { readonly path: string; readonly stream: WriteStream } {
    const path = newFile();
    // What is to last is on the disk before its client hears that it was taken.
    const stream = createWriteStream(path, { flags: 'wx', mode: 0o600, flush: this.#target !== null });
    stream.on('error', () => {
      this.#failed = true;
    });
    // Everything before this piece is in memory still: a file begins where memory ends.
    if (before > 0) stream.write(concatBytes(this.#kept).subarray(0, before));
    return { path, stream };
  }
}
