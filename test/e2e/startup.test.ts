/**
 * What a start loads: files of ours, by number and octets, and modules of Node. A count does not depend on the machine, and start-up
 * is a feature: a command loads no table, no language's sentences and no package that it does not need.
 */

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runNode } from '../support/run-cli.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'smtp-lab-test-'));
  // Without the packs of earlier runs, in which the scripts are not files.
  for (const part of ['bin', 'dist', 'lessons'])
    cpSync(join(ROOT, part), join(folder, part), {
      recursive: true,
      filter: (path) => !path.includes('compiled-v'),
    });
  writeFileSync(
    join(folder, 'watch.cjs'),
    `const fs = require('node:fs');
     const { readFileSync } = fs;
     const reads = [];
     fs.readFileSync = (path, ...rest) => {
       if (/[\\\\/]dist[\\\\/](?:[.][\\\\/])?[^\\\\/]+\\.cjs$/.test(path)) reads.push(path);
       return readFileSync(path, ...rest);
     };
     const before = new Set(process.moduleLoadList);
     process.on('exit', () => {
       const builtIn = process.moduleLoadList.filter((one) => !before.has(one)).map((one) => one.split(' ').at(-1));
       fs.writeFileSync(process.env.LOADED, JSON.stringify({ reads, builtIn }));
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
  rmSync(join(folder, 'dist', `compiled-${process.version}-${process.arch}`), {
    recursive: true,
    force: true,
  });
  const run = await runNode(
    ['--require', join(folder, 'watch.cjs'), join(folder, 'bin/smtp-lab.js'), ...args],
    {
      env: { LOADED: list },
    },
  );
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
    [['--version'], 15, 50_000],
    [['--help'], 15, 52_000],
    [['explain', '550'], 38, 370_000],
    [['explain', 'STARTTLS'], 38, 370_000],
    [['explain', '587'], 40, 380_000],
    [['explain', '550', '--lang', 'ru'], 38, 445_000],
    [['send', '--dry-run'], 80, 1_045_000],
  ] as const)('loads no more than it needs: %j', async (args, files, octets) => {
    const loaded = await loadedBy(args);
    expect(loaded.files).toBeGreaterThan(5);
    expect(loaded.files).toBeLessThanOrEqual(files);
    expect(loaded.octets).toBeLessThanOrEqual(octets);
  });

  it('loads none of what costs Node a millisecond or two and is not needed, where it sends', async () => {
    const { builtIn } = await loadedBy(['send']);
    expect(builtIn).toContain('tls');
    // `performance` brings perf_hooks, files by promises a reader of lines.
    expect(builtIn.filter((name) => /^(?:perf_hooks|internal\/fs\/promises|readline)/.test(name))).toEqual(
      [],
    );
  });

  it('loads no network, no streams and no cryptography where it opens no connection', async () => {
    for (const args of [['--version'], ['--help'], ['explain', '550'], ['explain', 'STARTTLS']]) {
      const { builtIn } = await loadedBy(args);
      expect(
        builtIn.filter((name) => /^(?:net|tls|http|dns|crypto|stream|child_process)$/.test(name)),
      ).toEqual([]);
    }
  });
});
