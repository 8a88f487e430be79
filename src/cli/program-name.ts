/** The name that the program calls itself by in the commands it prints: what the user can type where they are. */

import { basename, join, relative } from 'node:path';
import type { Environment } from './settings.ts';

export interface Start {
  /** The script as Node has it: absolute, links not followed. */
  readonly script: string;
  readonly cwd: string;
  readonly env: Environment;
  readonly isWindows: boolean;
}

/** `npx smtp-lab` where npm started us, `smtp-lab` where the shell finds it so, else the path that was typed. */
export function programName({ script, cwd, env, isWindows }: Start): string {
  if (env['npm_lifecycle_event'] !== undefined) return 'npx smtp-lab';
  // On Windows a command of npm starts node with the script's own path; what was typed cannot be told from it.
  if (isWindows || script === '') return script.includes('node_modules') ? 'smtp-lab' : 'npx smtp-lab';
  const isOnPath =
    basename(script) === 'smtp-lab' &&
    (env['PATH'] ?? '').split(':').some((folder) => folder !== '' && join(folder, 'smtp-lab') === script);
  if (isOnPath) return 'smtp-lab';
  const near = relative(cwd, script);
  const path = near.length < script.length ? near : script;
  const typed = path.includes('/') ? path : `./${path}`;
  return /^[\w@%+=:,./-]+$/.test(typed) ? typed : `'${typed.replaceAll("'", `'\\''`)}'`;
}
