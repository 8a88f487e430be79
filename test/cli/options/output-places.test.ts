/** Where a file is written: told before anything is sent where it cannot be, and a link is followed and never replaced. */

import { existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runInside } from '../../support/run-inside.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'places-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const PLAY = join('lessons', 'sessions', 'submission-is-healthy.smtp');
const USES: readonly (readonly [string, string, (file: string) => readonly string[]])[] = [
  ['send', '--record', (file) => ['send', '--record', file]],
  ['connect', '--record', (file) => ['connect', '--record', file]],
  ['replay', '--record', (file) => ['replay', '--practice', PLAY, '--record', file]],
  ['replay', '--report', (file) => ['replay', '--practice', PLAY, '--report', `json=${file}`]],
  ['send', '--save-chain', (file) => ['send', '--save-chain', file]],
  ['serve', '--ca-out', (file) => ['serve', '--port', '0', '--idle-exit', '1', '--ca-out', file]],
  ['serve', '--record', (file) => ['serve', '--port', '0', '--idle-exit', '1', '--record', file]],
];

describe.each(USES)('%s %s', (_, option, args) => {
  it.each([
    ['a name that is too long', () => join(folder, 'n'.repeat(300)), 'ENAMETOOLONG'],
    [
      'a name with no room for the one it is written under',
      () => join(folder, 'n'.repeat(250)),
      'ENAMETOOLONG',
    ],
    ['a link to itself', () => loop(), 'ELOOP'],
    ['a link into a folder that is not there', () => link(join(folder, 'none', 'f')), 'ENOENT'],
    ['a link to a folder', () => link(folder), 'EISDIR'],
  ])('is refused before anything is sent: %s', async (_name, file, reason) => {
    const { code, out, err } = await runInside(args(file()), 'QUIT\n');
    expect(code).toBe(2);
    expect(out + err).toContain(`(${reason})`);
    expect(out + err).not.toContain('220 ');
    expect(out + err).toContain(option);
  });
});

it.each(USES.filter(([, option]) => option !== '--report'))(
  '%s %s is refused without a name',
  async (_, option, args) => {
    const { code, out, err } = await runInside(args(''), 'QUIT\n');
    expect(code).toBe(2);
    expect(out + err).toContain(option);
    expect(out + err).not.toContain('220 ');
  },
);

function loop(): string {
  const place = join(folder, 'loop');
  symlinkSync(place, place);
  return place;
}

function link(target: string): string {
  const place = join(folder, 'link');
  symlinkSync(target, place);
  return place;
}

describe('a link', () => {
  it('whose target is not there yet is followed, and stays', async () => {
    mkdirSync(join(folder, 'real'));
    symlinkSync('real', join(folder, 'way'));
    symlinkSync('way/../real/r.smtp', join(folder, 'second'));
    symlinkSync('second', join(folder, 'first'));
    const { code } = await runInside(['send', '--record', join(folder, 'first')]);
    expect(code).toBe(0);
    for (const name of ['first', 'second', 'way'])
      expect(lstatSync(join(folder, name)).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, 'real', 'r.smtp'), 'utf8')).toContain('C: EHLO');
    expect(existsSync(join(folder, 'r.smtp'))).toBe(false);
  });
});
