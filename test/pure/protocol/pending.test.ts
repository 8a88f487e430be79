import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Pending } from '../../../src/pure/protocol/index.ts';

/** One value with what an array of the same would hold. */
type Pair = readonly [Pending<number>, readonly number[]];

function same([pending, items]: Pair): void {
  expect([...pending]).toEqual(items);
  expect(pending.length).toBe(items.length);
  expect(pending.first).toBe(items[0] ?? null);
  expect(pending.last).toBe(items.at(-1) ?? null);
}

describe('commands that wait', () => {
  it('are those of an array, whichever value is gone on from', () => {
    const steps = fc.array(fc.record({ from: fc.nat(), add: fc.boolean(), item: fc.nat() }), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(steps, (wanted) => {
        const all: Pair[] = [[Pending.of<number>([]), []]];
        for (const { from, add, item } of wanted) {
          const [pending, items] = all[from % all.length] ?? [Pending.of<number>([]), []];
          all.push(add ? [pending.with(item), [...items, item]] : [pending.rest(), items.slice(1)]);
        }
        all.forEach(same);
      }),
    );
  });
});
