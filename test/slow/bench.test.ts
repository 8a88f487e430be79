/** `npm run bench` in its short form: it fails on a result that is wrong, never on a machine that is slow. */

import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { runNode } from '../support/run-cli.ts';

const BENCH = fileURLToPath(new URL('../bench/run.mjs', import.meta.url));

it('measures every row, and nothing in it is broken', async () => {
  const { PATH = '' } = process.env;
  const { code, out, err } = await runNode([BENCH, '--short', '--runs', '1'], { env: { PATH } });
  console.log(out);
  expect({ code, broken: err.split('\n').filter((line) => line.startsWith('broken')) }).toEqual({
    code: 0,
    broken: [],
  });
  for (const row of [
    'dot-stuffing',
    'reading replies',
    'start-up',
    'explain',
    'one small letter',
    'STARTTLS',
  ])
    expect(out).toContain(row);
});
