/** What a film takes off the screen again: as many rows as it has put there. */

import { describe, expect, it } from 'vitest';
import { Tape } from '../../../src/cli/terminal/tape.ts';
import { openScreen } from '../../support/screen.ts';

/** Rows that are taken off for a text that was shown last. */
function rowsTaken(text: string): number {
  const screen = openScreen(20);
  const tape = new Tape(screen);
  tape.stop(1);
  tape.out.write(text);
  const before = screen.text().length;
  expect(tape.back()).toBe(1);
  return Number(/^\u001b\[(\d+)A\r\u001b\[J$/.exec(screen.text().slice(before))?.[1]);
}

describe('a film', () => {
  it.each([
    ['one line', 'x\n', 1],
    ['an empty line', '\n', 1],
    ['a full row', `${'x'.repeat(20)}\n`, 1],
    ['a line that is broken', `${'x'.repeat(21)}\n`, 2],
    ['wide characters', `${'語'.repeat(11)}\n`, 2],
    ['a line with styles', `\u001b[32m${'x'.repeat(10)}\u001b[39m \u001b[2mdim\u001b[22m\n`, 1],
  ])('takes back %s', (_, text, rows) => {
    expect(rowsTaken(text)).toBe(rows);
  });

  it('takes nothing off where nothing was shown, and shows nothing while it is silent', () => {
    const screen = openScreen(20);
    const tape = new Tape(screen);
    tape.stop(0);
    tape.silently(() => tape.out.line('unseen'));
    expect(tape.back()).toBe(0);
    expect(screen.text()).toBe('');
  });
});
