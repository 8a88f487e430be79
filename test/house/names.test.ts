/** What a room shows through its door has a name of its own: whoever meets one in another room knows what it is. */

import { readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT, sourceFiles } from '../support/house.ts';

/** Where each name that the doors show is made: `NAME` and the files. */
function madeIn(
  doors: readonly (readonly [door: string, text: string])[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const made = new Map<string, Set<string>>();
  const add = (name: string, file: string): void =>
    void made.set(name, (made.get(name) ?? new Set()).add(file));
  for (const [door, text] of doors) {
    for (const [, names = '', from = ''] of text.matchAll(/^export (?:type )?\{([^}]*)\} from '([^']*)'/gm))
      for (const name of names.split(',').map((one) => one.replace(/^\s*type /, '').trim()))
        if (name !== '') add(name.replace(/^.* as /, ''), posix.join(dirname(door), from));
    for (const [, name = ''] of text.matchAll(
      /^export (?:async )?(?:interface|type|const|function|class) (\w+)/gm,
    ))
      add(name, door);
  }
  return made;
}

/** Names that are made in two files, neither of which hands on what the other makes. */
function takenTwice(doors: readonly (readonly [string, string])[]): readonly string[] {
  return [...madeIn(doors)]
    .filter(([, files]) => [...files].filter((file) => !file.endsWith('/index.ts')).length > 1)
    .map(([name, files]) => `${name}: ${[...files].join(', ')}`);
}

describe('the doors of the rooms', () => {
  it('show no two things by one name', () => {
    const doors = sourceFiles
      .filter((file) => /^\w+\/[\w-]+\/index\.ts$/.test(file))
      .map((file) => [file, readFileSync(join(ROOT, 'src', file), 'utf8')] as const);
    expect(doors.length).toBeGreaterThan(30);
    expect(madeIn(doors).size).toBeGreaterThan(400);
    expect(takenTwice(doors)).toEqual([]);
  });

  it('would be found doing so', () => {
    const one = `export type { Verdict } from './verdict.ts';`;
    const other = `export { judge, Verdict } from './judge.ts';`;
    const handedOn = `export { judge } from '../b/index.ts';`;
    expect(
      takenTwice([
        ['pure/a/index.ts', one],
        ['pure/b/index.ts', other],
        ['io/c/index.ts', handedOn],
      ]),
    ).toEqual(['Verdict: pure/a/verdict.ts, pure/b/judge.ts']);
  });
});
