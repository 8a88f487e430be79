/** The source files of the house as text, for the tests that keep its rules. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SRC = join(ROOT, 'src');

/** Every TypeScript file of `src`, as a path from there with `/`. */
export const sourceFiles: readonly string[] = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((name) => name.split(sep).join('/'))
  .filter((name) => name.endsWith('.ts'))
  .sort();

export function sourceText(file: string): string {
  return readFileSync(join(SRC, file), 'utf8');
}

export function exists(path: string): boolean {
  return existsSync(join(ROOT, path));
}

/** `pure/protocol/auth/plain.ts` → `pure/protocol`; a file that lies on its floor outside of any room → `cli`; `index.ts` → ''. */
export function roomOf(file: string): string {
  const parts = file.split('/');
  return parts.slice(0, Math.min(2, parts.length - 1)).join('/');
}

export interface Import {
  /** As written. */
  readonly specifier: string;
  /** The file meant, as a path from `src`; null for a package. */
  readonly target: string | null;
  readonly typeOnly: boolean;
}

const IMPORT = /^(?:import|export)( type)?\b[^;'"]*?from '([^']+)'|^import '([^']+)'|import\('([^']+)'\)/gm;

/** What a file imports. Prettier's one form of an import makes this pattern enough. */
export function importsOf(file: string): readonly Import[] {
  return [...sourceText(file).matchAll(IMPORT)].map((match) => {
    const specifier = match[2] ?? match[3] ?? match[4] ?? '';
    const target = specifier.startsWith('.')
      ? relative(SRC, resolve(SRC, dirname(file), specifier))
          .split(sep)
          .join('/')
      : null;
    return { specifier, target, typeOnly: match[1] !== undefined };
  });
}
