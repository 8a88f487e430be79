/**
 * No file needs itself by way of others: whoever reads one can read what it stands on first. Types are left out: they are gone
 * when the program runs, and the two languages of a text are written against the type that their door gives.
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

const needs: Graph = new Map(
  sourceFiles.map((file) => [
    file,
    importsOf(file).flatMap(({ target, typeOnly }) => (target === null || typeOnly ? [] : [target])),
  ]),
);

describe('the files of the house', () => {
  it('need none that needs them', () => {
    expect([...needs.values()].flat().length).toBeGreaterThan(500);
    expect(circlesOf(needs)).toEqual([]);
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
