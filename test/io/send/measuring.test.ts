/** Many letters: how they follow one another, what is said of their times, servers in turn, and tries until one is accepted. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { startPracticeServer } from '../../../src/io/practice-server/index.ts';
import { scenarioOf } from '../../../src/pure/practice/index.ts';
import type { ScenarioName } from '../../../src/pure/practice/index.ts';
import { NEVER_SECONDS } from '../../support/patience.ts';
import { runHere } from '../../support/run-inside.ts';

const folder = mkdtempSync(join(tmpdir(), 'smtp-lab-measuring-'));
const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

type Line = Readonly<Record<string, unknown>>;
const linesOf = (out: string): readonly Line[] =>
  out
    .trim()
    .split('\n')
    .map((line): Line => JSON.parse(line));
const LETTER = ['-f', 'ann@example.com', '-t', 'teacher@example.test', '--tls', 'off'];

async function sent(...args: readonly string[]) {
  const { code, out, err } = await runHere(['send', '--json', ...args]);
  const lines = linesOf(out);
  const of = (type: string): readonly Line[] => lines.filter((line) => line['type'] === type);
  return { code, err, lines, of, result: of('result').at(-1) ?? {} };
}

async function practice(scenario: ScenarioName = 'default') {
  const letters: number[] = [];
  const server = await startPracticeServer({
    scenario: scenarioOf(scenario),
    onEvent: (event) => {
      if (event.kind === 'data') letters.push(event.bytes);
    },
  });
  closers.push(() => server.close());
  return { place: `127.0.0.1:${server.port}`, letters };
}

describe('letters in a row', () => {
  it('take a new connection after as many as --reconnect says', async () => {
    const { code, of } = await sent('--count', '5', '--reconnect', '2');
    expect(code).toBe(0);
    expect(of('connect')).toHaveLength(3);
    expect(of('message').map(({ outcome }) => outcome)).toEqual(Array(5).fill('accepted'));
  });

  it.each([
    ['--interval', '0.05'],
    ['--rate', '20'],
  ])('keep the distance of %s', async (option, value) => {
    const { of } = await sent('--count', '4', option, value);
    const began = of('command')
      .filter(({ verb }) => verb === 'MAIL')
      .map(({ at }) => Number(at));
    expect(began).toHaveLength(4);
    // A machine may be late, and never early.
    for (const [at, moment] of began.entries()) expect(moment).toBeGreaterThanOrEqual(at * 50 - 1);
  });

  it('go on behind a refused one, since each is measured', async () => {
    const { code, result } = await sent('-t', 'nobody@example.test', '--count', '3', '--reconnect', '1');
    expect(code).toBe(9);
    expect(result['totals']).toMatchObject({ letters: 3, accepted: 0, failed: 3, notTried: 0 });
  });

  it('that are interrupted while one waits are told as they are', async () => {
    const { code, out } = await runHere(
      ['send', '--count', '9', '--interval', NEVER_SECONDS, '--timing', '--json'],
      {
        watch: (text, stop) => {
          if (text.includes('"type":"message"')) stop('SIGINT');
        },
      },
    );
    expect(code).toBe(130);
    const lines = linesOf(out);
    expect(lines.at(-1)).toMatchObject({
      outcome: 'partial',
      problem: 'interrupted',
      totals: { letters: 9, accepted: 1, failed: 0, notTried: 8 },
    });
    expect(lines.find(({ type }) => type === 'measures')).toMatchObject({ accepted: 1 });
  });

  it.each([
    [['--rate', '5'], /--count/],
    [['--reconnect', '5'], /--count/],
    [['--interval', '5'], /--count/],
    [['--until-accepted', '--count', '2'], /one letter/],
    [['--rate', '5', '--interval', '5', '--count', '2'], /--interval/],
  ])('%j is refused before anything is sent', async (args, why) => {
    const { code, err, out } = await runHere(['send', ...args]);
    expect(code).toBe(2);
    expect(err).toMatch(why);
    expect(out).toBe('');
  });
});

describe('--letter-size', () => {
  it.each(['1000', '1001', '4096', '64k', '65537', '1m'])('is met to the octet: %s', async (size) => {
    const { place, letters } = await practice();
    const octets =
      Number(size.replace(/[km]$/, '')) * (size.endsWith('k') ? 1024 : size.endsWith('m') ? 1_048_576 : 1);
    const { code } = await sent(...LETTER, '-s', place, '--letter-size', size, '--count', '2');
    expect(code).toBe(0);
    expect(letters).toEqual([octets, octets]);
  });

  it.each([
    [['--letter-size', '10'], /octets; choose/],
    [['--letter-size', 'much'], /octets/],
    [['--letter-size', '1000', '--body', 'тест'], /ASCII/],
    [['--letter-size', '1000', '--attach', 'package.json'], /ASCII/],
  ])('%j cannot be', async (args, why) => {
    const { code, err } = await runHere(['send', ...args]);
    expect(code).toBe(2);
    expect(err.replace(/\s+/g, ' ')).toMatch(why);
  });
});

describe('times', () => {
  it('are a table on the screen, in both languages', async () => {
    for (const [lang, head] of [
      [
        'en',
        /count +min +median +p95 +p99 +max\n[\s\S]*whole letter +3[\s\S]*3 accepted letters: \S+ per second/,
      ],
      ['ru', /число +мин +медиана +p95 +p99 +макс\n[\s\S]*письмо целиком +3[\s\S]*3 письма приняты: \d/],
    ] as const)
      expect((await runHere(['send', '--count', '3', '--timing', '--lang', lang])).out).toMatch(head);
  });

  it('go to a CSV file, which is written over only where it is one', async () => {
    const file = join(folder, 'times.csv');
    for (const round of [1, 2])
      expect((await runHere(['send', '--count', '2', '--csv', file, '-q'])).code, String(round)).toBe(0);
    const rows = readFileSync(file, 'utf8').split('\r\n');
    expect(rows[0]).toBe('server,stage,count,min,median,p95,p99,max,per_second');
    expect(rows.find((row) => row.startsWith(',letter,'))).toMatch(/^,letter,2(?:,\d+(?:\.\d+)?){6}$/);
    const other = join(folder, 'other.csv');
    writeFileSync(other, 'mine\n');
    const { code } = await runHere(['send', '--count', '2', '--csv', other, '-q']);
    expect(code).toBe(2);
    expect(readFileSync(other, 'utf8')).toBe('mine\n');
  });
});

describe('several servers', () => {
  it('are tried in turn, with a table of them, and the first failure decides', async () => {
    const { place } = await practice();
    const refusing = await practice('all-refused');
    const nobody = '127.0.0.1:1';
    const args = [...LETTER, '-s', place, '-s', nobody, '-s', refusing.place];
    const { code, lines, of } = await sent(...args);
    expect(code).toBe(3);
    expect(of('result')).toHaveLength(3);
    expect(lines.at(-1)).toMatchObject({
      type: 'servers',
      servers: [
        { server: place, outcome: 'accepted', exitCode: 0, accepted: 1 },
        { server: nobody, outcome: 'not-sent', exitCode: 3, accepted: 0 },
        { server: refusing.place },
      ],
    });
    const { out } = await runHere(['send', ...args, '--transcript', 'never']);
    expect(out).toMatch(/server +time +exit +outcome\n.*accepted\n.*not sent\n/);
  });

  it('cannot share a password on standard input', async () => {
    const args = ['-s', '127.0.0.1:1', '-s', '127.0.0.1:2', '--user', 'ann', '--password-stdin'];
    const { code, err } = await runHere(['send', ...LETTER, ...args], { input: 'a-password\n' });
    expect(code).toBe(2);
    expect(err).toContain('--password-file');
  });
});

describe('--until-accepted', () => {
  const TRY = ['--until-accepted', '--interval', '0.2'];

  it('tries again while the refusal is temporary', async () => {
    const { code, of, result } = await sent('--scenario', 'greylisting', ...TRY);
    expect(code).toBe(0);
    expect(result).toMatchObject({ outcome: 'accepted', accepted: ['teacher@example.test'] });
    expect(of('note').filter(({ code: what }) => what === 'tried-again').length).toBeGreaterThan(0);
    expect(of('connect').length).toBeGreaterThan(1);
  });

  it('does not try again what is permanent', async () => {
    const { code, of } = await sent('-t', 'nobody@example.test', ...TRY);
    expect(code).toBe(9);
    expect(of('connect')).toHaveLength(1);
  });

  it('tries only for those who are still without it', async () => {
    const args = ['-t', 'teacher@example.test', '-t', 'nobody@example.test'];
    const { of, result } = await sent('--scenario', 'greylisting', ...args, ...TRY);
    expect(result).toMatchObject({ outcome: 'partial', accepted: ['teacher@example.test'] });
    const asked = of('command').filter(({ line }) => String(line).startsWith('RCPT TO:<nobody@'));
    expect(asked.length).toBeLessThanOrEqual(2);
  });

  it('ends with the time of the run, which is said', async () => {
    const { code, of } = await sent(
      '--scenario',
      'full-disk',
      '--until-accepted',
      '--interval',
      '9',
      '--max-time',
      '5',
    );
    expect(code).not.toBe(0);
    expect(of('note').map(({ code: what }) => what)).toContain('tries-ended');
  });
});
