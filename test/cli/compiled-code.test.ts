import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
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

describe('the pack of an earlier run', () => {
  const pack = () => readFileSync(join(kept, CHUNK));

  it('has the scripts with a hash in their name, and from the second run on their code', () => {
    expect(run()).toEqual({ three: 3, me: join(dist, 'main.cjs') });
    expect(readdirSync(kept)).toEqual([CHUNK.slice(2)]);
    const texts = pack().toString('latin1');
    expect(texts).toContain('a + b');
    expect(texts).not.toContain('main.cjs');
    expect(run()).toMatchObject({ three: 3 });
    const whole = pack();
    expect(whole.length).toBeGreaterThan(texts.length + 100);
    // The script itself is not read again: another one of its name shows it.
    writeFileSync(join(dist, CHUNK), `exports.sum = (a, b) => a * b; exports.path = require('node:path');`);
    expect(run()).toMatchObject({ three: 3 });
    expect(pack()).toEqual(whole);
  });

  it('is made anew where it is damaged, wherever that is', () => {
    run();
    const { length: uncompiled } = pack();
    run();
    const whole = pack();
    for (const length of [0, 3, 20, whole.indexOf('\n') + 60, whole.length - 100, whole.length - 1]) {
      truncateSync(join(kept, CHUNK), length);
      expect(run()).toMatchObject({ three: 3 });
      // With code or without: V8 remembers in this process what it compiled.
      expect(pack().length).toBeGreaterThanOrEqual(uncompiled);
    }
  });

  it('is joined by another one for what a later run needs beside it', () => {
    const more = './more-Ab3_-9xz.cjs';
    const last = './last-Ab3_-9xz.cjs';
    run();
    writeFileSync(join(dist, more), `exports.four = require('${CHUNK}').sum(require('${last}').one, 3);`);
    writeFileSync(join(dist, last), `exports.one = 1;`);
    writeFileSync(join(dist, 'main.cjs'), `exports.four = require('${CHUNK}') && require('${more}').four;`);
    for (let time = 0; time < 3; time++) {
      expect(run()).toEqual({ four: 4 });
      expect(readdirSync(kept).sort()).toEqual([more.slice(2), CHUNK.slice(2)]);
    }
    const other = readFileSync(join(kept, more), 'latin1');
    expect(other).toContain('exports.one');
    expect(other).not.toContain('a + b');
  });

  it('is not used for what may be another text of the same name', () => {
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
