/**
 * No file needs itself by way of others, nor by way of types: whoever reads one can read what it stands on first. But the two languages
 * of a text are written against the type that their door gives, and a class is known by the parts of it that have files of their own.
 */

import { describe, expect, it } from 'vitest';
import { importsOf, sourceFiles } from '../support/house.ts';

type Graph = ReadonlyMap<string, readonly string[]>;

/** A way from a file back to itself, for each that has one and was not on the way of an earlier one. */
function circlesOf(graph: Graph): readonly (readonly string[])[] {
  const circles: string[][] = [];
  const done = new Set<string>();
  const way: string[] = [];
  const walk = (file: string): void => {
    const at = way.indexOf(file);
    if (at >= 0) circles.push([...way.slice(at), file]);
    if (at >= 0 || done.has(file)) return;
    way.push(file);
    for (const next of graph.get(file) ?? []) walk(next);
    way.pop();
    done.add(file);
  };
  for (const file of graph.keys()) walk(file);
  return circles;
}

/** Parts of a class: each is given the whole, and knows it by its type alone. */
const PARTS: Readonly<Record<string, string>> = {
  'io/client/speech.ts': 'io/client/channel.ts',
  'cli/explorer/lab-commands.ts': 'cli/explorer/desk.ts',
  'cli/tutor/pause.ts': 'cli/tutor/tutor.ts',
  'cli/tutor/tutor-words.ts': 'cli/tutor/tutor.ts',
};

/** A text in one language, and a part of one, which are written against the type of their door. */
const isText = /^pure\/phrases\//;

const graphOf = (withTypes: boolean): Graph =>
  new Map(
    sourceFiles.map((file) => [
      file,
      importsOf(file).flatMap(({ target, typeOnly }) =>
        target === null || (typeOnly && (!withTypes || isText.test(file) || PARTS[file] === target))
          ? []
          : [target],
      ),
    ]),
  );

describe('the files of the house', () => {
  it('need none that needs them', () => {
    const needs = graphOf(false);
    expect([...needs.values()].flat().length).toBeGreaterThan(500);
    expect(circlesOf(needs)).toEqual([]);
  });

  it('need none by its types that needs them', () => {
    expect(circlesOf(graphOf(true))).toEqual([]);
  });

  it('that are parts of a class do need its type', () => {
    for (const [part, whole] of Object.entries(PARTS))
      expect(importsOf(part), part).toContainEqual(
        expect.objectContaining({ target: whole, typeOnly: true }),
      );
  });

  it('would be caught at it', () => {
    const graph = new Map([
      ['a', ['b', 'c']],
      ['b', ['c']],
      ['c', ['d']],
      ['d', ['b']],
    ]);
    expect(circlesOf(graph)).toEqual([['b', 'c', 'd', 'b']]);
  });
});
