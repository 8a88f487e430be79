/**
 * What a start loads: modules of ours, by number and octets. A count does not depend on the machine, and start-up is a feature: a
 * command loads no table, no language's sentences and no package that it does not need.
 */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROGRAM, runNode } from '../support/run-cli.ts';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'smtp-lab-test-'));
  writeFileSync(
    join(folder, 'hook.mjs'),
    `import { appendFileSync } from 'node:fs';
     export async function load(url, context, next) {
       const loaded = await next(url, context);
       const size = loaded.source?.length ?? 0;
       if (url.includes('/dist/')) appendFileSync(process.env.LOADED, JSON.stringify({ url, size }) + '\\n');
       return loaded;
     }`,
  );
  writeFileSync(
    join(folder, 'register.mjs'),
    `import { register } from 'node:module'; register(${JSON.stringify(pathToFileURL(join(folder, 'hook.mjs')).href)});`,
  );
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Modules of the bundle that a run loads, and their octets together. */
async function loadedBy(
  args: readonly string[],
): Promise<{ readonly modules: number; readonly octets: number }> {
  const list = join(folder, `${args.join('-').replace(/\W/g, '')}.txt`);
  const run = await runNode(
    ['--import', pathToFileURL(join(folder, 'register.mjs')).href, PROGRAM, ...args],
    {
      env: { LOADED: list },
    },
  );
  expect(run).toMatchObject({ code: 0, err: '' });
  const loaded = readFileSync(list, 'utf8')
    .trim()
    .split('\n')
    .map((line): { readonly size: number } => JSON.parse(line));
  return { modules: loaded.length, octets: loaded.reduce((sum, { size }) => sum + size, 0) };
}

describe('a start', () => {
  it.each([
    [['--version'], 1, 30_000],
    [['--help'], 8, 45_000],
    [['explain', '550'], 28, 220_000],
    [['explain', 'STARTTLS'], 28, 220_000],
    [['explain', '587'], 28, 220_000],
    [['send', '--dry-run'], 60, 800_000],
  ] as const)('loads no more than it needs: %j', async (args, modules, octets) => {
    const loaded = await loadedBy(args);
    expect(loaded.modules).toBeLessThanOrEqual(modules);
    expect(loaded.octets).toBeLessThanOrEqual(octets);
  });
});
