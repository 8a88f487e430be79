import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
let copy: string;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'smtp-lab-copy-'));
  for (const folder of ['bin', 'dist', 'lessons'])
    cpSync(join(ROOT, folder), join(copy, folder), {
      recursive: true,
      filter: (path) => !path.includes('compiled-v'),
    });
});

afterAll(() => {
  rmSync(copy, { recursive: true, force: true });
});

const explained = () =>
  execFileSync(process.execPath, [join(copy, 'bin/smtp-lab.js'), 'explain', '250'], { encoding: 'utf8' });

/** The folder where this Node's code of `explain` lies. */
function kept(): string {
  const name = readdirSync(join(copy, 'dist')).find((one) => one.startsWith(`compiled-${process.version}`));
  return join(copy, 'dist', name ?? 'none', 'explain');
}

it('what was compiled is kept, used again, and made anew where it is damaged', () => {
  const said = explained();
  const names = readdirSync(kept());
  expect(names.length).toBeGreaterThan(10);
  expect(names.every((name) => /-[\w-]{8}\.cjs$/.test(name))).toBe(true);
  const sizes = () => names.map((name) => statSync(join(kept(), name)).size);
  const whole = sizes();
  const times = () => names.map((name) => statSync(join(kept(), name)).mtimeMs);
  const written = times();
  expect(explained()).toBe(said);
  expect(times()).toEqual(written);
  for (const [at, name] of names.entries()) truncateSync(join(kept(), name), at % 3 === 0 ? 0 : 100);
  expect(explained()).toBe(said);
  expect(sizes().every((size, at) => size > (whole[at] ?? 0) * 0.9)).toBe(true);
});

it('where it cannot be written, the program runs all the same; a slip keeps nothing', () => {
  const said = explained();
  rmSync(kept(), { recursive: true });
  writeFileSync(kept(), 'in the way');
  expect(explained()).toBe(said);
  rmSync(kept());
  expect(spawnSync(process.execPath, [join(copy, 'bin/smtp-lab.js'), 'explain', '--no-such']).status).toBe(2);
  expect(readdirSync(join(kept(), '..'))).not.toContain('explain');
});
