/** Accounts of a server of ours, as options give them: `NAME:PASSWORD` each, typed or from a file. */

import { serveWords } from '../../pure/phrases/index.ts';
import type { Lang } from '../../pure/phrases/index.ts';
import type { Account } from '../../pure/practice/index.ts';
import type { CliContext } from '../context.ts';
import { contentOf, refuseControls, textOf, usage } from './input.ts';

export interface AccountOptions {
  readonly account?: readonly string[];
  readonly accountFile?: string;
}

/** The accounts; null where none is given. */
export async function readAccounts(
  { account = [], accountFile }: AccountOptions,
  { lang }: Pick<CliContext, 'lang'>,
): Promise<readonly Account[] | null> {
  const given = [
    ...account.map((text) => ['--account', text] as const),
    ...(await linesOf(accountFile, lang)).map((text) => ['--account-file', text] as const),
  ];
  if (given.length === 0) return null;
  return given.map(([option, text]) => readAccount(option, text, serveWords[lang].badAccount));
}

/** The accounts of a file, a line each; blank lines and comments left out. */
async function linesOf(file: string | undefined, lang: Lang): Promise<readonly string[]> {
  if (file === undefined) return [];
  const option = '--account-file';
  const lines = textOf(option, await contentOf(option, file), lang)
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '' && !line.startsWith('#'));
  // Else the usual accounts would stay, which are public.
  if (lines.length === 0) throw usage(option, serveWords[lang].badAccount);
  return lines;
}

function readAccount(option: string, text: string, bad: string): Account {
  refuseControls(option, text);
  const colon = text.indexOf(':');
  if (colon < 1 || colon === text.length - 1) throw usage(option, bad);
  return { user: text.slice(0, colon), password: text.slice(colon + 1) };
}
