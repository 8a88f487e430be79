/** A suite in which files fail in every way: each fails alone, and every report says where, what was wanted, what came and what was said. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runInside } from '../../support/run-inside.ts';
import type { Said } from '../../support/run-inside.ts';

const folder = mkdtempSync(join(tmpdir(), 'smtp-lab-suite-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const HELLO = 'S: 220 ...\nC: EHLO client.example.test\nS: 250 ...\n';
const FILES = {
  'a-good.smtp': `${HELLO}C: QUIT\nS: 221 ...\n`,
  'b-broken.smtp': `${HELLO}S: 2 x\nX: y\n`,
  'c-differs.smtp': `${HELLO}C: VRFY <b>*x*\nS: 250 <i>wanted</i> ...\n`,
  'd-lacks.smtp': `${HELLO}C: NOOP {{nothing}}\nS: 250 ...\n`,
  'e-sign-in.smtp': `${HELLO}@auth PLAIN student hunter22\n`,
  'f-closed.smtp': `${HELLO}C: QUIT\nS: 221 ...\nS: 250 more\n`,
};

interface Detail {
  readonly kind: string;
  readonly line: number | null;
  readonly wanted: string;
  readonly came: string;
  readonly server: string;
}

let said: Said;
const report = (kind: string): string => readFileSync(join(folder, `report.${kind}`), 'utf8');

beforeAll(async () => {
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text);
  const reports = ['junit', 'tap', 'json', 'md', 'html'].map(
    (kind) => `${kind}=${join(folder, `report.${kind}`)}`,
  );
  said = await runInside(['replay', folder, '--practice', '--timeout', '5', '--report', reports.join(',')]);
});

describe('a suite with files that fail', () => {
  it('plays the others, and its exit code is that of a difference', () => {
    expect(said.code).toBe(15);
    expect(said.out).toContain('a-good.smtp');
    expect(said.out).toContain('6 files: 1 passed, 5 failed');
  });

  it('has each failure with its place and what was said in JSON', () => {
    const { files } = JSON.parse(report('json')) as {
      files: { file: string; failures: string[]; details: Detail[]; transcript: string[] }[];
    };
    const about = (name: string) => files.find(({ file }) => file.endsWith(name));
    const first = (name: string) => about(name)?.details[0];
    expect(about('a-good.smtp')).toMatchObject({ failures: [], details: [], transcript: [] });
    expect(first('b-broken.smtp')).toMatchObject({ kind: 'error', line: 4, column: 4 });
    expect(first('c-differs.smtp')).toMatchObject({ kind: 'failure', line: 5, column: 1 });
    expect(first('c-differs.smtp')?.server).not.toBe('');
    expect(about('c-differs.smtp')?.transcript).toContain('C: VRFY <b>*x*');
    expect(first('d-lacks.smtp')).toMatchObject({ kind: 'error', line: null });
    expect(about('d-lacks.smtp')?.failures[0]).toContain('nothing');
    expect(first('e-sign-in.smtp')).toMatchObject({ kind: 'error', line: 4 });
    expect(first('f-closed.smtp')).toMatchObject({ kind: 'error', line: 6 });
  });

  it('tells errors from failures in JUnit, with their lines', () => {
    const text = report('junit');
    expect(text).toContain('tests="6" failures="1" errors="4"');
    expect(text).toMatch(/<failure message="[^"]*c-differs\.smtp:5:1 /);
    expect(text).toMatch(/<error message="[^"]*e-sign-in\.smtp:4:1 /);
    expect(text.match(/<testcase /g)).toHaveLength(6);
  });

  it('has a block of YAML for each in TAP', async () => {
    const { parse } = await import('yaml');
    const blocks = [...report('tap').matchAll(/^ {2}---\n([^]*?)^ {2}\.\.\.$/gm)].map(
      ([, block = '']) => parse(block) as { failures: { line: number | null }[]; transcript: string[] },
    );
    expect(blocks.map(({ failures }) => failures[0]?.line)).toEqual([4, 5, null, 4, 6]);
    expect(blocks[1]?.transcript).toContain('C: VRFY <b>*x*');
  });

  it('lets no markup of a server through in Markdown', () => {
    expect(report('md').replace(/^ {4}.*$/gm, '')).not.toMatch(/<i>|<b>/);
  });

  it('gives no password away', () => {
    for (const kind of ['junit', 'tap', 'json', 'md', 'html']) expect(report(kind)).not.toContain('hunter22');
  });
});
