/**
 * Fuzzing, guided by coverage: an input that reaches a block of the source that none reached before is kept and changed
 * further. `npm run fuzz` gives each target a minute (`FUZZ_SECONDS` says otherwise), `npm run test:all` ten seconds; `npm test`
 * is a short look from a fixed seed. An input that breaks a promise is written to `found/` and is a test from then on.
 */

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { patience } from '../support/patience.ts';
import { Coverage } from './coverage.ts';
import { chanceFrom, mutate } from './mutation.ts';
import { fuzzTargets } from './targets.ts';
import type { Target } from './targets.ts';

const FOUND = fileURLToPath(new URL('found/', import.meta.url));
const seconds = Number(process.env['FUZZ_SECONDS'] ?? '0');
/** A short look is counted in runs, so that it is the same on a slow machine. */
const SHORT_RUNS = 120;
const seed = seconds > 0 ? (Date.now() & 0x7fffffff) | 1 : 20_261_125;

const slug = (target: Target): string => target.name.replace(/[^a-z]+/g, '-').slice(0, 48);

function foundInputs(target: Target): readonly { readonly file: string; readonly bytes: Uint8Array }[] {
  return readdirSync(FOUND)
    .filter((file) => file.startsWith(`${slug(target)}.`))
    .map((file) => ({ file, bytes: readFileSync(`${FOUND}${file}`) }));
}

async function checkInput(target: Target, bytes: Uint8Array): Promise<void> {
  try {
    await target.run(bytes);
  } catch (error) {
    let hash = 0;
    for (const octet of bytes) hash = (hash * 31 + octet) >>> 0;
    const file = `${slug(target)}.${hash.toString(16)}.bin`;
    if (seconds > 0) {
      mkdirSync(FOUND, { recursive: true });
      writeFileSync(`${FOUND}${file}`, bytes);
    }
    const input = Buffer.from(bytes).toString('base64');
    throw new Error(`broken by (base64) ${input}`, { cause: error });
  }
}

describe('under random octets', () => {
  let runs = 0;

  it.each(fuzzTargets().map((target) => [target.name, target] as const))(
    '%s',
    async (_name, target) => {
      const chance = chanceFrom(seed);
      const inputs = [
        ...target.seeds.map((seed) => (typeof seed === 'string' ? new TextEncoder().encode(seed) : seed)),
        ...foundInputs(target).map(({ bytes }) => bytes),
      ];
      for (const bytes of inputs) await checkInput(target, bytes);
      const coverage = new Coverage();
      try {
        coverage.isNew();
        const until = Date.now() + seconds * 1000;
        let tried = 0;
        while (seconds > 0 ? Date.now() < until : tried < SHORT_RUNS) {
          const from = inputs[chance(inputs.length)] ?? new Uint8Array(0);
          const other = inputs[chance(inputs.length)] ?? new Uint8Array(0);
          const bytes = mutate(from, other, chance);
          await checkInput(target, bytes);
          tried++;
          if (coverage.isNew()) inputs.push(bytes);
        }
        runs += tried;
        if (seconds > 0)
          console.log(`${target.name}: ${tried} inputs, ${inputs.length} kept, ${coverage.blocks} blocks`);
      } finally {
        coverage.stop();
      }
    },
    patience(120) + seconds * 2000,
  );

  it('was looked at with hundreds of inputs each', () => {
    console.log(`fuzz inputs tried: ${runs} (seed ${seed})`);
    expect(runs).toBeGreaterThanOrEqual(SHORT_RUNS * fuzzTargets().length);
  });
});
