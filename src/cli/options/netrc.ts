/**
 * Names and passwords from a `.netrc` file, as ftp and curl have it: `machine HOST login NAME password WORD`, `default` for every other
 * host. SECURITY: a file that others may read is used all the same, as curl does, and said so.
 */

import { promises as disk } from 'node:fs';
import { join } from 'node:path';
import type { Remark } from '../../pure/events/index.ts';
import { optionWords } from '../../pure/phrases/index.ts';
import type { CliContext } from '../context.ts';
import { contentOf, usage } from './input.ts';

export interface NetrcEntry {
  readonly user: string;
  readonly password: string;
}

/** The entry for a host, and for a user where one is named; null for none. */
export function entryOf(text: string, host: string, user: string | null): NetrcEntry | null {
  // A macro goes on to the next blank line, and a comment to the end of its own.
  const plain = text.replace(/(^|\n)\s*macdef\b[^]*?(?:\n\s*\n|$)/g, '$1').replace(/(^|\s)#[^\n]*/g, '$1');
  const tokens = [...plain.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g)].map(
    ([, quoted, word]) => quoted?.replace(/\\(.)/g, '$1') ?? word ?? '',
  );
  let matches = false;
  let login: string | null = null;
  let password: string | null = null;
  const done = (): NetrcEntry | null =>
    matches && password !== null && login !== null && (user === null || login === user)
      ? { user: login, password }
      : null;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (token === 'machine' || token === 'default') {
      const found = done();
      if (found !== null) return found;
      const name = token === 'machine' ? tokens[++at] : null;
      matches = name === null || name?.toLowerCase() === host.toLowerCase();
      [login, password] = [null, null];
    } else if (token === 'login') login = tokens[++at] ?? null;
    else if (token === 'password') password = tokens[++at] ?? null;
    else if (token === 'account') at++;
  }
  return done();
}

/** Reads the file that `--netrc` means and finds the entry. Throws a `UsageError` where there is none. */
export async function readNetrc(
  file: string | undefined,
  host: string | null,
  user: string | null,
  { env, lang }: Pick<CliContext, 'env' | 'lang'>,
): Promise<NetrcEntry & { readonly remarks: readonly Remark[] }> {
  const option = file === undefined ? '--netrc' : '--netrc-file';
  const words = optionWords[lang];
  if (host === null) throw usage(option, words.netrcNeedsHost);
  const path = file ?? join(env['HOME'] ?? '', '.netrc');
  const found = entryOf((await contentOf(option, path)).toString(), host, user);
  if (found === null) throw usage(option, words.netrcHasNone(path, host, user ?? ''));
  const { mode } = await disk.stat(path);
  const open = process.platform !== 'win32' && (mode & 0o077) !== 0;
  return { ...found, remarks: open ? [{ code: 'netrc-readable', detail: { file: path } }] : [] };
}
