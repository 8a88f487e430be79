/** Each case of the catalogue is proved: a server that holds its clauses passes, one that breaks them does not. */

import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../src/io/conform/index.ts';
import { breakers } from './breakers.ts';
import { tryAt, tryNaive } from './proof.ts';

const { cases: all, faults } = await loadCatalogue();
/** Those that need a sink have a test of their own. */
const cases = all.filter(({ one }) => !one.needs.includes('sink'));

describe('the catalogue', () => {
  it('is read without a fault, and each case has its proof, each proof its case', () => {
    expect(faults).toEqual([]);
    expect(Object.keys(breakers).sort()).toEqual(cases.map(({ one }) => one.id).sort());
  });
});

describe.concurrent.each(cases.map((onDisk) => [onDisk.one.id, onDisk] as const))('%s', (id, onDisk) => {
  const proof = breakers[id];
  if (proof === undefined) return;

  it('is held by a server that keeps to it', async ({ expect }) => {
    const result = await tryAt(onDisk, proof.holds ?? {});
    expect([result?.verdict, result?.reason]).toEqual(['held', { kind: 'as-wanted' }]);
  });

  it('is broken by one that does not', async ({ expect }) => {
    const { breaks } = proof;
    const result =
      'naive' in breaks
        ? await tryNaive(onDisk, breaks.naive)
        : await tryAt(onDisk, { ...proof.holds, ...breaks }, {}, true);
    const wanted = onDisk.one.level === 'MAY' ? 'lenient' : 'broken';
    expect({ verdict: result?.verdict, reason: result?.reason }).toEqual({
      verdict: wanted,
      reason: expect.anything(),
    });
  });
});
