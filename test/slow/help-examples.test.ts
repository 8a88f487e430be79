/** The examples at the end of each command's help work as they are printed, in both languages, where they need no server and no file. */

import { describe, expect, it } from 'vitest';
import { COMMAND_NAMES } from '../../src/cli/commands/names.ts';
import { examples } from '../../src/pure/phrases/examples.ts';
import { needsNobody, wordsOf } from '../support/printed-examples.ts';
import { runHere } from '../support/run-inside.ts';

const alone = COMMAND_NAMES.flatMap((name) => examples[name] ?? [])
  .map(({ line }) => line)
  .filter((line) => !line.includes('>') && needsNobody(wordsOf(line)));

describe.each(['en', 'ru'])('the examples of the help, in %s', (lang) => {
  it.each(alone)('%s', async (line) => {
    expect(await runHere([...wordsOf(line), '--lang', lang])).toMatchObject({ code: 0, err: '' });
  });

  it('are many', () => {
    expect(alone.length).toBeGreaterThan(10);
  });
});
