/** A session file that the library is given: what a text cannot read, and a file that is not there. */

import { describe, expect, it } from 'vitest';
import { playSession } from '../../../src/index.ts';

const HELLO = 'S: 220 ...\nC: EHLO client.example.test\nS: 250 ...\n';

describe('a text', () => {
  it.each([
    ['C< package.json', 'C<'],
    ['@include package.json', '@include'],
    ['@repeat rows.csv\nC: NOOP\nS: 250 ...\n@end', '@repeat'],
  ])('reads nothing from the folder that the program is in: %s', async (line, found) => {
    const played = await playSession({ text: `${HELLO}${line}\n` });
    expect(played).toMatchObject({ passed: false, exitCode: 2, tries: 0, events: [] });
    expect(played.faults.map(({ fault }) => fault)).toContainEqual({ code: 'no-folder', detail: { found } });
  });
});

describe('a file', () => {
  it('that is not there is a problem with a name, and no raw error of the system', async () => {
    await expect(playSession({ file: '/nowhere/at/all.smtp' })).rejects.toMatchObject({
      problem: {
        code: 'file-unreadable',
        detail: { option: 'file', file: '/nowhere/at/all.smtp', reason: 'ENOENT' },
      },
    });
  });
});
