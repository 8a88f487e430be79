/**
 * What a start loads: files of ours, by number and octets, and modules of Node. A count does not depend on the machine, and start-up
 * is a feature: a command loads no table, no language's sentences and no package that it does not need.
 */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROGRAM, runNode } from '../support/run-cli.ts';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'smtp-lab-test-'));
  writeFileSync(
    join(folder, 'watch.cjs'),
    `const before = new Set(process.moduleLoadList);
     process.on('exit', () => {
       const reads = Object.keys(require.cache).filter((path) => path.endsWith('.cjs') && path !== __filename);
       const builtIn = process.moduleLoadList.filter((one) => !before.has(one)).map((one) => one.split(' ').at(-1));
       require('node:fs').writeFileSync(process.env.LOADED, JSON.stringify({ reads, builtIn }));
     });`,
  );
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

interface Loaded {
  readonly files: number;
  /** Of source text. */
  readonly octets: number;
  readonly builtIn: readonly string[];
}

async function loadedBy(args: readonly string[]): Promise<Loaded> {
  const list = join(folder, `${args.join('-').replace(/\W/g, '')}.json`);
  const run = await runNode(['--require', join(folder, 'watch.cjs'), PROGRAM, ...args], {
    env: { LOADED: list },
  });
  expect(run).toMatchObject({ code: 0, err: '' });
  const { reads, builtIn } = JSON.parse(readFileSync(list, 'utf8')) as {
    readonly reads: readonly string[];
    readonly builtIn: readonly string[];
  };
  return {
    files: reads.length,
    octets: reads.reduce((sum, path) => sum + readFileSync(path).length, 0),
    builtIn,
  };
}

describe('a start', () => {
  it.each([
    [['--version'], 14, 46_000],
    [['--help'], 14, 46_000],
    [['explain', '550'], 38, 350_000],
    [['explain', 'STARTTLS'], 44, 420_000],
    [['explain', '587'], 44, 420_000],
    [['explain', '550', '--lang', 'ru'], 38, 420_000],
    [['send', '--dry-run'], 68, 940_000],
  ] as const)('loads no more than it needs: %j', async (args, files, octets) => {
    const loaded = await loadedBy(args);
    expect(loaded.files).toBeLessThanOrEqual(files);
    expect(loaded.octets).toBeLessThanOrEqual(octets);
  });

  it('loads no network, no streams and no cryptography where it opens no connection', async () => {
    for (const args of [['--version'], ['--help'], ['explain', '550'], ['explain', 'STARTTLS']]) {
      const { builtIn } = await loadedBy(args);
      expect(
        builtIn.filter((name) => /^(?:net|tls|http|dns|crypto|stream|child_process)$/.test(name)),
      ).toEqual([]);
    }
  });

  it('goes the same way where Node can keep no compiled code', async () => {
    const file = join(folder, 'no-folder');
    writeFileSync(file, '');
    for (const env of [{ NODE_DISABLE_COMPILE_CACHE: '1' }, { NODE_COMPILE_CACHE: file }, { TMPDIR: file }]) {
      const run = await runNode([PROGRAM, 'explain', '550'], { env });
      expect(run).toMatchObject({ code: 0, err: '' });
      expect(run.out).toContain('550: Refused');
    }
  });
});
