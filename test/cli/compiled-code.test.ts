import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scriptsOf } from '../../src/cli/compiled-code.ts';

const CHUNK = './sum-Ab3_-9xz.cjs';
let dist: string;
let kept: string;

beforeEach(() => {
  dist = mkdtempSync(join(tmpdir(), 'smtp-lab-scripts-'));
  kept = join(dist, 'compiled', 'send');
  writeFileSync(
    join(dist, 'main.cjs'),
    `exports.three = require('${CHUNK}').sum(1, 2); exports.me = __filename;`,
  );
  writeFileSync(join(dist, CHUNK), `exports.sum = (a, b) => a + b; exports.path = require('node:path');`);
});

afterEach(() => {
  rmSync(dist, { recursive: true, force: true });
});

/** One run: what the main script exports. */
function run(): unknown {
  const { load, keep } = scriptsOf(dist, kept);
  const main = load('./main.cjs');
  expect(load('./main.cjs')).toBe(main);
  keep();
  return main;
}

describe('the code of an earlier run', () => {
  it('is kept for scripts with a hash in their name, and used from then on', () => {
    expect(run()).toEqual({ three: 3, me: join(dist, 'main.cjs') });
    expect(readdirSync(kept)).toEqual([CHUNK.slice(2)]);
    const first = readFileSync(join(kept, CHUNK));
    // What V8 takes from there is not asked of the text: another one of the same length shows it.
    writeFileSync(join(dist, CHUNK), `exports.sum = (a, b) => a * b; exports.path = require('node:path');`);
    expect(run()).toMatchObject({ three: 3 });
    expect(readFileSync(join(kept, CHUNK))).toEqual(first);
  });

  it('is not used for what may be another text of the same length', () => {
    run();
    writeFileSync(
      join(dist, 'main.cjs'),
      `exports.three = require('${CHUNK}').sum(1, 9); exports.me = __filename;`,
    );
    expect(run()).toMatchObject({ three: 10 });
  });

  it('gives Node its own modules', () => {
    expect(scriptsOf(dist, kept).load('node:path')).toBe(process.getBuiltinModule('node:path'));
  });
});
