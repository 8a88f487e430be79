/** What every file of the house has in common: its sign, its size, its names, and what it never does. */

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { exists, importsOf, roomOf, sourceFiles, sourceText } from '../support/house.ts';

/** Tables of facts and of words may be long. */
const TABLES = /^pure\/(?:knowledge|phrases)\//;
const MOST_LINES = 320;

/** What may not stand in a source file, and what to do instead. */
const NEVER: readonly (readonly [RegExp, string])[] = [
  [/^export default /m, 'export by name'],
  [/^(?:export )?(?:const )?enum /m, 'use a union of string literals'],
  [/\bnew Error\(/, 'throw a LabError with a code of the register'],
  [/\bclass \w+ extends (?!LabError\b|Error\b|WireError\b)/, 'no inheritance: compose'],
  [/\bas any\b|: any\b|<any>/, 'name the type'],
  [/@ts-(?:ignore|expect-error|nocheck)|eslint-disable/, 'make it type-check'],
  [/\bTODO\b|\bFIXME\b|\bXXX\b/, 'do it, or leave it out'],
  [/^\s*\/\/ ?[-=*#]{5,}/m, 'no banners'],
];

/** What `pure` may not use beside what the compiler takes from it (`test/tsconfig.pure.json`). */
const NEVER_IN_PURE: readonly (readonly [RegExp, string])[] = [
  [/\bDate\.now\(|\bnew Date\(\)/, 'the time is an argument'],
  [/\bMath\.random\(/, 'chance is an argument'],
];

const BAD_NAMES = /^(?:utils?|helpers?|common|misc|managers?|types)$/;

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}

describe('every file of the house', () => {
  it.each(sourceFiles)('%s opens with its sign, is one subject long, and keeps the rules', (file) => {
    const text = sourceText(file);
    expect(text, 'a file opens with a doc comment: what it knows, and what it leaves to others').toMatch(
      /^\/\*\*/,
    );
    if (!TABLES.test(file)) expect(text.split('\n').length - 1, 'lines').toBeLessThanOrEqual(MOST_LINES);
    const code = withoutComments(text);
    for (const [pattern, instead] of [...NEVER, ...(file.startsWith('pure/') ? NEVER_IN_PURE : [])]) {
      expect(pattern.exec(/TODO|ts-|-=/.test(pattern.source) ? text : code)?.[0], instead).toBeUndefined();
    }
  });

  it('has a kebab-case name that says what is in it', () => {
    for (const part of sourceFiles.flatMap((file) => file.replace(/\.ts$/, '').split('/'))) {
      expect(part).toMatch(/^[a-z0-9]+(?:[-.][a-z0-9]+)*$/);
      expect(part).not.toMatch(BAD_NAMES);
    }
  });

  it('writes local imports with their .ts', () => {
    const local = sourceFiles.flatMap(importsOf).filter(({ target }) => target !== null);
    expect(local.filter(({ specifier }) => !specifier.endsWith('.ts'))).toEqual([]);
  });
});

describe('every room', () => {
  const rooms = [...new Set(sourceFiles.map(roomOf))].filter((room) => room.includes('/'));

  it.each(rooms.filter((room) => room !== 'cli/commands'))('%s has a door with a sign', (room) => {
    expect(exists(`src/${room}/index.ts`)).toBe(true);
    expect(sourceText(`${room}/index.ts`)).toMatch(/^\/\*\*/);
  });
});

describe('the top of the project', () => {
  const PLACES =
    /^(?:bin|src|lessons|test|package(?:-lock)?\.json|tsconfig\.json|vitest\.config\.ts|LICENSE)$/;
  const DOCUMENTS = /^(?:README(?:\.ru)?|CHANGELOG|CONTRIBUTING|SECURITY)\.md$/;

  it('holds what belongs there, and nothing that a test or a tool left behind', (context) => {
    const root = fileURLToPath(new URL('../..', import.meta.url));
    const { status, stdout } = spawnSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' });
    if (status !== 0) context.skip('no git here: a package, not a checkout');
    const names = new Set(stdout.split('\0').map((path) => path.split('/')[0] ?? ''));
    const strange = [...names].filter((name) => !/^(?:\.|$)/.test(name) && !PLACES.test(name));
    expect(strange.filter((name) => !DOCUMENTS.test(name))).toEqual([]);
  });
});
