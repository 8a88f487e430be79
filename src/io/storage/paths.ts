/**
 * Where settings and state lie: where the platform puts them (the XDG folders on Linux), found by a library; `SMTP_LAB_HOME`
 * puts both into one folder.
 */

import { join, resolve } from 'node:path';
import envPaths from 'env-paths';

export interface Folders {
  readonly config: string;
  readonly state: string;
}

/** The folders. They need not exist. */
export function foldersOf(env: Readonly<Record<string, string | undefined>>): Folders {
  const home = env['SMTP_LAB_HOME'];
  if (home !== undefined && home !== '') return { config: resolve(home), state: resolve(home) };
  const { config, data } = envPaths('smtp-lab', { suffix: '' });
  return { config, state: data };
}

/** The file of profiles. */
export function configFile(env: Readonly<Record<string, string | undefined>>): string {
  return join(foldersOf(env).config, 'config.yaml');
}
