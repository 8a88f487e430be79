/** Links lead somewhere: every file that a document speaks of exists. */

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exists, ROOT, roomOf, sourceFiles, sourceText } from '../support/house.ts';

const DOCUMENTS = [
  'README.md',
  'README.ru.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'src/README.md',
  'test/README.md',
  'test/cases.md',
  'SECURITY.md',
  'lessons/README.md',
  ...readdirSync(join(ROOT, 'lessons/handbook'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `lessons/handbook/${name}`),
].filter(exists);

const document = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** Files that a document names in backquotes, as paths from the root of the project or from `src`. */
function pathsNamed(path: string): readonly string[] {
  return [...document(path).matchAll(/`((?:[\w.-]+\/)+[\w.-]+\.(?:ts|js|json|md))`/g)].map(
    (match) => match[1] ?? '',
  );
}

describe('the documents', () => {
  it.each(DOCUMENTS)('%s links to files that exist', (path) => {
    const links = [...document(path).matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map((match) => match[1] ?? '');
    for (const link of links) expect(exists(normalize(join(dirname(path), link))), link).toBe(true);
  });

  it.each(DOCUMENTS)('%s names files that exist', (path) => {
    for (const name of pathsNamed(path).filter((name) => !name.startsWith('dist/'))) {
      expect(exists(name) || exists(`src/${name}`), name).toBe(true);
    }
  });
});

describe('the sources', () => {
  it('speak in their comments of files that exist', () => {
    const isOfLessons = /(?:^|\/)lesson\.[\w.]*md$/;
    const gone = sourceFiles.flatMap((file) =>
      (sourceText(file).match(/\/\*[^]*?\*\/|\/\/.*/g) ?? [])
        .flatMap((comment) =>
          [...comment.matchAll(/`([\w./-]+\.(?:ts|mjs|js|md))`/g)].map(([, name = '']) => name),
        )
        .filter((name) => !isOfLessons.test(name))
        .filter((name) => !exists(name) && !sourceFiles.some((one) => `/${one}`.endsWith(`/${name}`)))
        .map((name) => `${file}: ${name}`),
    );
    expect(gone).toEqual([]);
  });

  it('lie in rooms that src/README.md has, each once, and it has no others', () => {
    const rows = [...document('src/README.md').matchAll(/^\| `((?:pure|io|cli)[\w/-]*)` \|/gm)].map(
      ([, room = '']) => room,
    );
    const rooms = new Set(sourceFiles.map(roomOf).filter((room) => room !== ''));
    expect([...rows].sort()).toEqual([...rooms].sort());
  });
});
