/** Secrets from files: text in UTF-8 or nothing, since other octets would be sent in its place. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runInside } from '../../support/run-inside.ts';

const folder = mkdtempSync(join(tmpdir(), 'smtp-lab-secret-files-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function fileOf(name: string, octets: Uint8Array | string): string {
  const file = join(folder, name);
  writeFileSync(file, octets);
  return file;
}

const LATIN = Buffer.from('ann:p\u00e4ssw\u00f6rd-9x', 'latin1');
const letter = ['--from', 'ann@example.org', '--to', 'student@example.test'];

describe('a file in another charset', () => {
  it.each([
    ['send', ...letter, '--user', 'ann', '--password-file', 'FILE'],
    ['send', ...letter, '--user', 'ann', '--auth', 'XOAUTH2', '--token-file', 'FILE'],
    ['connect', '--user', 'ann', '--password-file', 'FILE'],
    ['serve', '--port', '0', '--account-file', 'FILE'],
  ])('is refused before anything is sent: %s … %s', async (...args) => {
    const file = fileOf('latin', LATIN);
    const { code, out, err } = await runInside(args.map((one) => (one === 'FILE' ? file : one)));
    expect(code).toBe(2);
    expect(err).toContain('not UTF-8');
    expect(out + err).not.toMatch(/rd-9x/);
  });

  it('is refused on standard input too', async () => {
    const given = ['send', ...letter, '--user', 'ann', '--password-stdin'];
    expect((await runInside(given, LATIN)).code).toBe(2);
  });
});

describe('a file of an editor that marks UTF-8', () => {
  it('holds the password without the mark', async () => {
    const file = fileOf('marked', '\uFEFFpractice\r\n');
    const { code } = await runInside(['send', ...letter, '--user', 'student', '--password-file', file]);
    expect(code).toBe(0);
  });
});

describe('a file of accounts with none', () => {
  it.each(['', '\n\n', '# nobody\n'])(
    'is refused, so that the public accounts do not stay: %j',
    async (text) => {
      expect((await runInside(['serve', '--port', '0', '--account-file', fileOf('none', text)])).code).toBe(
        2,
      );
    },
  );
});
