/** Session files that need something: skipped where it is not there, and told as skipped everywhere; fragments are for `@include`. */

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scenarioWith } from '../../../src/pure/practice/index.ts';
import { startPracticeServer } from '../../../src/io/practice-server/index.ts';
import { playSession } from '../../../src/io/library/index.ts';
import { parseSession } from '../../../src/pure/sessions/index.ts';
import { runInside } from '../../support/run-inside.ts';
import type { Said } from '../../support/run-inside.ts';

const folder = mkdtempSync(join(tmpdir(), 'smtp-lab-needs-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const TALK = 'S: 220 ...\nC: EHLO client.example.test\nS: 250 ...\nC: QUIT\nS: 221 ...\n';
const needing = (needs: string): string => `---\nneeds: ${needs}\n---\n${TALK}`;
const FILES = {
  'a-nothing.smtp': TALK,
  'b-offered.smtp': needing('[STARTTLS, tls, AUTH, pipelining]').replace('pipelining', 'PIPELINING'),
  'c-not-offered.smtp': needing('[STARTTLS, X-FUTURE]'),
  'd-account.smtp': needing('auth').replace('C: QUIT', 'C: NOOP {{password}}\nS: 250 ...\nC: QUIT'),
  'e-piece.smtp': `---\nfragment: true\n---\nC: QUIT\nS: 599 never\n`,
};
const suite = join(folder, 'suite');
const report = (kind: string): string => readFileSync(join(folder, `report.${kind}`), 'utf8');

let said: Said;
let server: Awaited<ReturnType<typeof startPracticeServer>>;
beforeAll(async () => {
  mkdirSync(suite);
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(suite, name), text);
  server = await startPracticeServer({ scenario: scenarioWith([]) });
  const reports = ['junit', 'tap', 'json', 'md', 'html'].map(
    (kind) => `${kind}=${join(folder, `report.${kind}`)}`,
  );
  const where = ['--server', `127.0.0.1:${server.port}`, '--report', reports.join(',')];
  said = await runInside(['replay', suite, ...where]);
});
afterAll(() => server.close());

describe('files that need what is not there', () => {
  it('are skipped, and the others are played; a fragment of a folder is left alone', () => {
    expect(said.code).toBe(0);
    expect(said.out).toContain('c-not-offered.smtp (needs X-FUTURE)');
    expect(said.out).toContain('d-account.smtp (needs auth)');
    expect(said.out).toContain('4 files: 2 passed, 0 failed, 2 skipped');
  });

  it('are told as skipped in JUnit and TAP', () => {
    expect(report('junit')).toContain('failures="0" errors="0" skipped="2"');
    expect(report('junit')).toContain('<skipped message="needs X-FUTURE"/>');
    expect(report('tap')).toMatch(/^ok 3 - .*c-not-offered\.smtp # SKIP needs X-FUTURE$/m);
    expect(report('tap')).toMatch(/^ok 1 - .*a-nothing\.smtp$/m);
  });

  it('are told as skipped in JSON, Markdown and on the page', () => {
    const json = JSON.parse(report('json')) as { files: { skipped: string[] }[] };
    expect(json).toMatchObject({ passed: 2, failed: 0, skipped: 2 });
    expect(json.files.map(({ skipped }) => skipped)).toEqual([[], [], ['X-FUTURE'], ['auth']]);
    expect(report('md')).toContain('2 passed, 0 failed, 2 skipped,');
    expect(report('md')).toMatch(/c-not-offered.* \| skipped, needs X-FUTURE \|/);
    expect(report('html')).toContain('skipped, needs X-FUTURE');
  });

  it('are told as skipped alone, in JSON, and to the library', async () => {
    const one = join(suite, 'c-not-offered.smtp');
    expect((await runInside(['replay', one, '--practice'])).out).toContain('(needs X-FUTURE)');
    const { out } = await runInside(['replay', one, '--practice', '--json']);
    expect(JSON.parse(out.trim().split('\n').at(-1) ?? '')).toMatchObject({ passed: 0, skipped: 1 });
    expect(await playSession({ file: one })).toMatchObject({ passed: false, skipped: ['X-FUTURE'] });
  });

  it('are played where it cannot be found out, and with both sides in the file', async () => {
    const one = join(suite, 'c-not-offered.smtp');
    expect((await runInside(['replay', one, '--server', '127.0.0.1:1'])).code).toBe(3);
    expect((await runInside(['replay', one, '--both'])).out).toContain('1 passed');
  });

  it('have an account where one is given', async () => {
    const secret = ['--user', 'student', '--password-file', join(folder, 'secret')];
    writeFileSync(join(folder, 'secret'), 'not-so-long-a-secret\n');
    const where = ['--server', `127.0.0.1:${server.port}`];
    const { out } = await runInside(['replay', join(suite, 'd-account.smtp'), ...where, ...secret]);
    expect(out).toContain('1 passed');
  });

  it('say so where they are read', () => {
    const codesOf = (text: string) => parseSession(text, 'a').problems.map(({ fault }) => fault.code);
    expect(codesOf(needing('[starttls]'))).toEqual(['front-matter-value']);
    expect(codesOf(needing('[STARTTLS, tls, auth]'))).toEqual([]);
    expect(codesOf(`---\nfragment: perhaps\n---\n${TALK}`)).toEqual(['front-matter-value']);
  });
});
