/** A report on a full disk is told, and changes nothing about what the play came to. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runInside } from '../support/run-inside.ts';

const folder = mkdtempSync(join(tmpdir(), 'smtp-lab-reports-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('a report that cannot be written', () => {
  it.each([
    ['passed', 'S: 220\nC: QUIT\nS: 221\n', 0],
    ['failed', 'S: 220\nC: QUIT\nS: 250\n', 15],
  ] as const)('leaves a play that %s what it is', async (name, text, code) => {
    const file = join(folder, `${name}.smtp`);
    writeFileSync(file, text);
    for (const kind of ['junit', 'json', 'md', 'html', 'tap']) {
      const { code: ended, err } = await runInside([
        'replay',
        file,
        '--practice',
        '--report',
        `${kind}=/dev/full`,
      ]);
      expect([kind, ended]).toEqual([kind, code]);
      expect(err).toContain('/dev/full (ENOSPC)');
    }
  });

  it('leaves a run of conform what it is', async () => {
    const { code, err } = await runInside(['conform', '--only', 'rset-keeps', '--report', 'json=/dev/full']);
    expect(err).toContain('/dev/full (ENOSPC)');
    expect(code).toBe(0);
  });

  it('is a failure where a report is all that was wanted', async () => {
    const file = join(folder, 'shown.smtp');
    writeFileSync(file, 'S: 220\nC: QUIT\nS: 221\n');
    expect((await runInside(['replay', file, '--report', 'json=/dev/full'])).code).toBe(2);
    expect((await runInside(['replay', file, '--report', 'json=/dev/null'])).code).toBe(0);
  });
});
