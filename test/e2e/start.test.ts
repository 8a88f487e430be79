/** What `npm start` does in a clone that is ready. */

import { describe, expect, it } from 'vitest';
import { fileURLToPath } from 'node:url';
import { runNode } from '../support/run-cli.ts';

const START = fileURLToPath(new URL('../../bin/start.mjs', import.meta.url));

describe('npm start', () => {
  it('shows the tour at once where nothing is to be installed or built, and hands its options on', async () => {
    // The first run may build, where somebody has touched a source; the second has nothing to do.
    await runNode([START]);
    const { code, out, err } = await runNode([START, '--lang', 'ru']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('Принято: 1, повторить: 1, не принято: 1.');
  });
});
