import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scriptsOf } from '../../src/cli/compiled-code.ts';

const MAIN = './main-Ab3_-9xz.cjs';
const CHUNK = './sum-Ab3_-9xz.cjs';
let dist: string;
let kept: string;

beforeEach(() => {
  dist = mkdtempSync(join(tmpdir(), 'smtp-lab-scripts-'));
  kept = join(dist, 'compiled', 'send');
  writeFileSync(
    join(dist, MAIN),
    `exports.three = require('${CHUNK}').sum(1, 2); exports.me = __filename; exports.need = require;`,
  );
  writeFileSync(join(dist, CHUNK), `exports.sum = (a, b) => a + b; exports.path = require('node:path');`);
});

afterEach(() => {
  rmSync(dist, { recursive: true, force: true });
});

interface Main {
  readonly three: number;
  readonly me: string;
  readonly need: (name: string) => unknown;
}

/** One run, which needs a script beside the first ones where it is named: what the main script exports, and what that one does. */
function run(more?: string): readonly [Main, unknown] {
  const late: (() => void)[] = [];
  const load = scriptsOf(dist, kept, (keep) => late.push(keep));
  const main = load(MAIN) as Main;
  const other = more === undefined ? null : main.need(more);
  expect(load(MAIN)).toBe(main);
  for (const keep of late) keep();
  return [main, other];
}

describe('the pack of an earlier run', () => {
  const pack = () => readFileSync(join(kept, MAIN));

  it('has the scripts, and from the second run on their code', () => {
    expect(run()).toMatchObject([{ three: 3, me: `${dist}/${MAIN}` }, null]);
    expect(readdirSync(kept)).toEqual([MAIN.slice(2)]);
    const texts = pack().toString('latin1');
    expect(texts).toContain('a + b');
    expect(run()).toMatchObject([{ three: 3 }, null]);
    const whole = pack();
    expect(whole.length).toBeGreaterThan(texts.length + 100);
    // No script is read again: another one of its name shows it.
    writeFileSync(join(dist, CHUNK), `exports.sum = (a, b) => a * b; exports.path = require('node:path');`);
    expect(run()).toMatchObject([{ three: 3 }, null]);
    expect(pack()).toEqual(whole);
  });

  it('is made anew where it is damaged, wherever that is', () => {
    run();
    const { length: uncompiled } = pack();
    run();
    const whole = pack();
    for (const length of [0, 3, 20, whole.indexOf('\n') + 60, whole.length - 100, whole.length - 1]) {
      truncateSync(join(kept, MAIN), length);
      expect(run()).toMatchObject([{ three: 3 }, null]);
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
    for (let time = 0; time < 3; time++) {
      expect(run(more)).toMatchObject([{ three: 3 }, { four: 4 }]);
      expect(readdirSync(kept).sort()).toEqual([MAIN.slice(2), more.slice(2)]);
    }
    const other = readFileSync(join(kept, more), 'latin1');
    expect(other).toContain('exports.one');
    expect(other).not.toContain('a + b');
  });

  it('gives Node its own modules', () => {
    expect(scriptsOf(dist, kept, () => undefined)('node:path')).toBe(process.getBuiltinModule('node:path'));
  });
});
