/** The verdict on a suite of session files: exit code, summary, reports, and which secrets are handed over when. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { givenVariables, guarded } from '../../../src/cli/suite/playing.ts';
import { casesOf, tellEnd, tellFile, tellVerdict } from '../../../src/cli/suite/verdict.ts';
import type { Adviser } from '../../../src/cli/suite/verdict.ts';
import { checkReports, reportsIn, writeReports } from '../../../src/cli/options/index.ts';
import type { PlayedFile } from '../../../src/io/play/index.ts';
import { isReportOf, reportOf } from '../../../src/pure/reports/index.ts';
import type { Variables } from '../../../src/pure/sessions/index.ts';
import { cliContext } from '../../support/cli-context.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'smtp-lab-test-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const adviser: Adviser = {
  advice: ({ code }) =>
    ({ headline: `Headline of ${code}.`, happened: [], means: [], tries: [], closing: [] }) as never,
};

function played(path: string, exitCode: number, changes: Partial<PlayedFile> = {}): PlayedFile {
  const about = {
    expectations: [],
    problem: null,
    at: null,
    refused: [],
    skipped: [],
    tries: 1,
    milliseconds: 5,
  };
  return { path, title: '', ...about, exitCode, ...changes };
}

const gone = { code: 'connection-refused', detail: {} } as never;
const wrong = {
  file: 'bad.smtp',
  after: 'NOOP',
  ...{ ok: false, wanted: '250 ...', came: '550 no', span: { line: 3, column: 1, length: 7 } },
} as never;

describe('the verdict', () => {
  it.each([
    ['nothing failed', [0, 0], 0],
    ['nothing was played', [], 0],
    ['one differs', [0, 15], 15],
    ['one differs behind one that could not be reached', [3, 15, 0], 15],
    ['none differs, the first failure has the word', [0, 12, 3], 12],
  ])('where %s', (_, codes, verdict) => {
    const context = cliContext();
    const files = codes.map((code, at) => played(`${at}.smtp`, code));
    expect(tellVerdict(files, context, 1234)).toBe(verdict);
    const passed = codes.filter((code) => code === 0).length;
    expect(context.out.text()).toContain(`${passed} passed, ${codes.length - passed} failed`);
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ])('is that of %s where it came meanwhile', (signal, code) => {
    expect(tellVerdict([played('a', 15)], cliContext({ signal: AbortSignal.abort(signal) }), 1)).toBe(code);
  });

  it('is one object as JSON, with what ended the first that could not be played', () => {
    const context = cliContext({ json: true });
    tellVerdict(
      [played('a', 0, { expectations: [wrong] }), played('b', 3, { problem: gone })],
      context,
      12.6,
    );
    expect(JSON.parse(context.out.text())).toEqual({
      ...{ type: 'summary', at: 13, files: 2, passed: 1, failed: 1, skipped: 0, expectations: 1 },
      problem: 'connection-refused',
    });
  });

  it('is quiet with --quiet where nothing failed, and else said where errors are', () => {
    const fine = cliContext({ quiet: true });
    tellVerdict([played('a', 0)], fine, 1);
    expect(fine.out.text() + fine.err.text()).toBe('');
    const failed = cliContext({ quiet: true });
    tellVerdict([played('a', 15)], failed, 1);
    expect(failed.out.text()).toBe('');
    expect(failed.err.text()).toContain('1 failed');
  });
});

describe('a file of a suite', () => {
  it('has a line where it passed, and what differs where it did not', () => {
    const context = cliContext();
    tellFile(played('good.smtp', 0), context, adviser);
    expect(context.out.text()).toMatch(/ok .*good\.smtp/i);
    tellFile(played('bad.smtp', 15, { expectations: [wrong] }), context, adviser);
    expect(context.out.text()).toMatch(/FAIL .*bad\.smtp/);
    expect(context.out.text()).toContain('550 no');
  });

  it('tells what ended it; a difference is told by itself, not as an end', () => {
    const context = cliContext();
    tellFile(played('a', 3, { problem: gone }), context, adviser);
    tellEnd(played('a', 3, { problem: gone }), context, adviser);
    expect(context.out.text()).toContain('Headline of connection-refused.');
    expect(context.err.text()).toContain('Headline of connection-refused.');
    const differs = cliContext();
    tellEnd(played('a', 15, { problem: { code: 'mismatch', detail: {} } as never }), differs, adviser);
    expect(differs.err.text()).toBe('');
  });

  it('shows control characters in its name, and does not obey them', () => {
    const context = cliContext();
    tellFile(played('x\u001b[2J', 0), context, adviser);
    expect(context.out.text()).not.toContain('\u001b');
  });
});

describe('reports', () => {
  it.each([
    ['junit=a.xml', true],
    ['json=x=y', true],
    ['junit=', false],
    ['nonsense=a', false],
    ['junit=a,nonsense=b', false],
    ['a.xml', false],
  ])('%s is one: %s', (argument, is) => {
    expect(reportsIn(argument)).toEqual(is ? [argument] : null);
  });

  it('are told apart in a list, where a file has a comma in its name', () => {
    expect(reportsIn('junit=a,b.xml,tap=c')).toEqual(['junit=a,b.xml', 'tap=c']);
  });

  it('are refused before anything is played where they could not be written', async () => {
    await checkReports([`tap=${join(folder, 'x')}`], isReportOf);
    await expect(checkReports([`tap=${join(folder, 'none', 'x')}`], isReportOf)).rejects.toMatchObject({
      code: 'file-unwritable',
    });
  });

  it('say of each case what failed, and hold no secret', async () => {
    const context = cliContext();
    context.guard('s3cret-word');
    const cases = casesOf(
      [
        { played: played('good.smtp', 0), conversation: null, transcript: [], server: '' },
        {
          played: played('s3cret-word.smtp', 3, { problem: gone, expectations: [wrong] }),
          conversation: null,
          transcript: ['C: NOOP', 'S: 550 no'],
          server: '550 no',
        },
      ],
      context,
      adviser,
    );
    expect(cases.map(({ failures }) => failures.length)).toEqual([0, 2]);
    expect(cases[1]?.failures[0]).toMatchObject({ kind: 'failure', file: 'bad.smtp', line: 3, column: 1 });
    expect(cases[1]?.failures[0]?.text).toMatch(/3:1 .*250 \.\.\.,.*550 no$/);
    expect(cases[1]?.failures[1]).toMatchObject({ kind: 'error', server: '550 no' });
    const file = join(folder, 'report.tap');
    await writeReports([`tap=${file}`], (kind) => reportOf(kind, cases, 'en'), context);
    expect(readFileSync(file, 'utf8')).toMatch(/^not ok 2 /m);
    expect(readFileSync(file, 'utf8')).not.toContain('s3cret-word');
  });
});

describe('variables', () => {
  const given = (options: Parameters<typeof givenVariables>[0]) =>
    givenVariables(options, cliContext(), { password: 'p', token: null });

  it('come from a file, then from what signs in, then from the command line, which wins', async () => {
    const varsFile = join(folder, 'vars.yaml');
    writeFileSync(varsFile, 'who: file\nuser: file\nother: file\n');
    expect(
      Object.fromEntries(await given({ varsFile, user: 'ann', var: ['who=line', 'empty=', 'x=a=b'] })),
    ).toEqual({
      ...{ who: 'line', user: 'ann', other: 'file', password: 'p', empty: '', x: 'a=b' },
    });
  });

  it.each(['noequals', '=value', ''])('are refused where %j gives none', async (text) => {
    await expect(given({ var: [text] })).rejects.toMatchObject({
      code: 'usage',
      detail: { option: '--var' },
    });
  });

  it('that are secret are handed over when they are first read; others are not', () => {
    const source: Variables = {
      get: (name) => ({ password: 's3cret', user: 'ann', token: '' })[name],
      isSecret: (name) => name === 'password' || name === 'token',
      uuid: () => '',
      now: () => '',
      cramMd5: null,
    };
    const context = cliContext();
    const hidden = guarded(source, false, context);
    expect(context.guarded.everywhere).toEqual([]);
    for (const name of ['password', 'user', 'token', 'none']) hidden.get(name);
    hidden.made?.('made of it');
    hidden.learned?.('password', 'learned');
    hidden.learned?.('user', 'bob');
    expect(context.guarded.everywhere).toEqual(['s3cret', 'made of it', 'learned']);
    const shown = cliContext();
    guarded(source, true, shown).get('password');
    expect(shown.guarded).toEqual({ everywhere: [], inFiles: ['s3cret'] });
  });
});
