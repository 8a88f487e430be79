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

it('what was loaded is packed, used again with its code, and made anew where it is damaged', () => {
  const said = explained();
  const names = readdirSync(kept());
  expect(names).toHaveLength(1);
  const [name = ''] = names;
  expect(name).toMatch(/-[\w-]{8}\.cjs$/);
  const file = join(kept(), name);
  const { size } = statSync(file);
  expect(explained()).toBe(said);
  const whole = statSync(file);
  expect(whole.size).toBeGreaterThan(size * 1.5);
  expect(explained()).toBe(said);
  expect(statSync(file)).toMatchObject({ size: whole.size, mtimeMs: whole.mtimeMs });
  for (const length of [0, 100, size - 100, size + 100]) {
    truncateSync(file, length);
    expect(explained()).toBe(said);
    expect(explained()).toBe(said);
    expect(statSync(file).size).toBeGreaterThan(whole.size * 0.9);
  }
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
