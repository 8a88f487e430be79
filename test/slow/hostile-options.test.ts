/** Every hostile text at every option of every command. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NASTY, tryOptions } from '../support/hostile-options.ts';

const HOME = process.cwd();
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'smtp-lab-test-'));
  // What is written under a hostile name, such as a recording, is written here.
  process.chdir(folder);
});

afterAll(() => {
  process.chdir(HOME);
  rmSync(folder, { recursive: true, force: true });
});

describe('every option of every command', () => {
  it.each(Object.keys(NASTY))(
    'takes %s without losing its words, and lets it become no line of its own [case-026]',
    async (name) => {
      const { tried, smuggled } = await tryOptions([name]);
      console.log(`options tried with ${name}: ${tried}`);
      expect(smuggled).toEqual([]);
    },
  );
});
