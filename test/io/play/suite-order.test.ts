/** A suite of many files at once: told in their order, without warnings of Node; and small things that testers saw. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { playSession } from '../../../src/io/library/index.ts';
import { runInside } from '../../support/run-inside.ts';

const folder = mkdtempSync(join(tmpdir(), 'smtp-lab-order-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const TALK = 'S: 220 ...\nC: EHLO client.example.test\nS: 250 ...\nC: QUIT\nS: 221 ...\n';
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

describe('many files at once', () => {
  it('are told in their order, and Node warns of nothing', async () => {
    const suite = join(folder, 'suite');
    mkdirSync(suite);
    const names = Array.from({ length: 20 }, (_, at) => `${String(at + 10)}.smtp`);
    for (const [at, name] of names.entries())
      writeFileSync(join(suite, name), at === 0 ? TALK.replace('C: QUIT', '@wait 400ms\nC: QUIT') : TALK);
    const warnings: string[] = [];
    const heard = ({ name }: Error): void => {
      warnings.push(name);
    };
    process.on('warning', heard);
    const { out } = await runInside(['replay', suite, '--practice', '--jobs', '20']);
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', heard);
    expect([...out.matchAll(/(\d\d\.smtp) \(/g)].map(([, name]) => name)).toEqual(names);
    expect(warnings).toEqual([]);
  });
});

describe('a difference', () => {
  const differs = TALK.replace('C: QUIT', 'C: NOOP\nS: 251 other\nC: QUIT');
  it('is not told with how to accept it while it is accepted', async () => {
    const path = file('differs.smtp', differs);
    expect((await runInside(['replay', path, '--practice'])).out).toContain('--update');
    expect((await runInside(['replay', path, '--practice', '--update'])).out).not.toContain('--update');
  });

  it('has as many carets as can be seen', async () => {
    const { out } = await runInside([
      ...['replay', file('long.smtp', differs.replace('other', 'x'.repeat(5000))), '--practice'],
      ...['--match', 'exact'],
    ]);
    expect(Math.max(...[...out.matchAll(/\^+/g)].map(([carets]) => carets.length))).toBe(60);
    const { err } = await runInside(['replay', '--check', file('bad.smtp', `${'z'.repeat(5000)}\n`)]);
    expect(err).not.toMatch(/\^{61}/);
  });
});

describe('what a file is given and reads', () => {
  it('has its user from the file, its password from outside', async () => {
    const secret = file('secret', 'practice\n');
    const text = `---\nvars: { user: student }\n---\n${TALK.replace('C: QUIT', 'C: NOOP {{user}} {{password}}\nS: 250 ...\nC: QUIT')}`;
    const told = await runInside([
      'replay',
      file('user.smtp', text),
      '--practice',
      '--password-file',
      secret,
    ]);
    expect(told).toMatchObject({ code: 0 });
  });

  it('says of a chain that it is long, and not that it is a loop', async () => {
    const chain = join(folder, 'chain');
    mkdirSync(chain);
    for (let at = 0; at < 1002; at++) writeFileSync(join(chain, `${at}.smtp`), `@include ${at + 1}.smtp\n`);
    writeFileSync(join(chain, '1002.smtp'), TALK);
    const { err } = await runInside(['replay', '--check', join(chain, '0.smtp')]);
    expect(err).toContain('[too-many-includes]');
    expect(err).not.toContain('[include-loop]');
  });

  it('is said where a text has no folder to read from', async () => {
    const { passed, faults } = await playSession({ text: `${TALK}@include more.smtp\n` });
    expect(passed).toBe(false);
    expect(faults.map(({ fault }) => fault.code)).toContain('no-folder');
  });
});
