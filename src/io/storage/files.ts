/**
 * Files of ours, written whole or not at all, and readable by nobody else. One that is damaged is set aside, never deleted:
 * what a person has gathered in it may still be of use.
 */

import { promises as files } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { SourceError } from './sources.ts';

export type StoredJson =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'missing' }
  /** It was not JSON; `aside` is where it lies now. */
  | { readonly kind: 'damaged'; readonly aside: string };

/** Writes a file whole: whoever reads it meanwhile sees the old one. Makes its folder. Only a file is ever replaced. */
export async function writeWhole(
  file: string,
  content: string | Uint8Array,
  { mode = 0o600 }: { readonly mode?: number } = {},
): Promise<void> {
  if (await isNoFile(file)) {
    // A device, a pipe: it is written to, and stays what it is.
    await files.writeFile(file, content, { flag: 'a' });
    return;
  }
  const { default: writeFileAtomic } = await import('write-file-atomic');
  const place = await placeOf(file);
  await files.mkdir(dirname(place), { recursive: true, mode: 0o700 });
  await writeFileAtomic(place, typeof content === 'string' ? content : Buffer.from(content), { mode });
}

/** Links that are followed, as the system does. */
const MOST_LINKS = 40;
/** What the file that is moved into the place has behind its name at most. */
const TEMPORARY = '.4294967295';

/**
 * Where a file is written: at the end of the links, whether or not something is there already. Rejects with the system's error where
 * nothing can be: no name, a name that is too long, links that lead in a circle.
 */
export async function placeOf(file: string): Promise<string> {
  let place = file;
  for (let links = 0; links <= MOST_LINKS; links++) {
    const target = await files.readlink(place).catch(() => null);
    if (target === null) {
      if (place === '') throw new SourceError('ENOENT', file);
      await files.lstat(`${place}${TEMPORARY}`).catch((error: unknown) => {
        if (reasonFor(error) === 'ENAMETOOLONG') throw error;
      });
      return place;
    }
    place = resolve(await files.realpath(dirname(place)), target);
  }
  throw new SourceError('ELOOP', file);
}

function reasonFor(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null;
}

/** Whether something other than a file stands there, or a name of the system for a stream of ours. */
export async function isNoFile(file: string): Promise<boolean> {
  if (/^\/(?:dev\/(?:fd\/|std)|proc\/)/.test(resolve(file))) return true;
  const facts = await files.stat(file).catch(() => null);
  return facts !== null && !facts.isFile();
}

/** What the system says where there is no such file, nor can be one: its folder is a file, or a link leads in a circle. */
const NOTHING_THERE: readonly string[] = ['ENOENT', 'ENOTDIR', 'ELOOP'];

/** Reads a file of JSON. Rejects with the system's error where there is one that cannot be read. */
export async function readJson(file: string): Promise<StoredJson> {
  let text: string;
  try {
    text = await files.readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && NOTHING_THERE.includes(String(error.code)))
      return { kind: 'missing' };
    throw error;
  }
  try {
    const value: unknown = JSON.parse(text);
    return { kind: 'value', value };
  } catch {
    return { kind: 'damaged', aside: await setAside(file) };
  }
}

/** Moves a file out of the way, under a name that none has; resolves to that name. */
async function setAside(file: string): Promise<string> {
  const aside = `${file}.damaged-${new Date()
    .toISOString()
    .replace(/[^0-9]/g, '')
    .slice(0, 17)}`;
  await files.rename(file, aside);
  return aside;
}
