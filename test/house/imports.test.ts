/** The one rule of the house: a floor imports only floors below it, and a room's inside is reached through its door alone. */

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const SRC = fileURLToPath(new URL('../../src', import.meta.url));
const FLOORS = ['pure', 'io', 'cli'];

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));

const roomOf = (path: string): string => path.split('/').slice(0, 2).join('/').replace(/\.ts$/, '');

function importsOf(file: string): readonly string[] {
  const text = readFileSync(join(SRC, file), 'utf8');
  return [...text.matchAll(/(?:from |import\()'([^']+)'/g)].map((match) => match[1] ?? '');
}

describe('the house', () => {
  it('has files to look at', () => {
    expect(files.length).toBeGreaterThan(40);
  });

  it.each(files)('%s imports only what lies below, through doors', (file) => {
    const floor = FLOORS.indexOf(file.split('/')[0] ?? '');
    for (const specifier of importsOf(file)) {
      if (!specifier.startsWith('.')) {
        if (floor === 0) expect(specifier, 'no Node module in pure').not.toMatch(/^node:/);
        continue;
      }
      const target = relative(SRC, resolve(SRC, dirname(file), specifier));
      expect(FLOORS.indexOf(target.split('/')[0] ?? ''), `${file} → ${target}`).toBeLessThanOrEqual(floor);
      if (file.startsWith('cli/terminal'))
        expect(target, 'the terminal never imports io').not.toMatch(/^io\//);
      if (file.startsWith('cli/commands') && target.startsWith('io/')) expect(target).toMatch(/^io\/lab\//);
      if (roomOf(target) === roomOf(file) || target === 'cli/context.ts') continue;
      if (file.startsWith('cli/') && target.startsWith('cli/commands/')) continue;
      if (target === 'cli/settings.ts' || target === 'pure/phrases/lang.ts') continue;
      expect(target, `${file} reaches into a room`).toMatch(/\/index\.ts$/);
    }
  });

  it.each(files)('%s opens with a sign, has no default export, and is not too long', (file) => {
    const text = readFileSync(join(SRC, file), 'utf8');
    expect(text).toMatch(/^\/\*\*/);
    expect(text).not.toMatch(/^export default/m);
    expect(text).not.toMatch(/new Error\(/);
    if (!/^pure\/(?:phrases|knowledge)\//.test(file))
      expect(text.split('\n').length).toBeLessThanOrEqual(320);
  });
});
