/** Lessons as homework: every lesson typed through the tutor, reported and confirmed; reports that were edited, copied or made up are not. */

import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtInLessons, loadCourse } from '../../src/io/learn/index.ts';
import { faultsOfHomework, typedAgain, typedForReport } from '../../src/pure/lessons/index.ts';
import type { Homework } from '../../src/pure/lessons/index.ts';
import { runHere, runInside } from '../support/run-inside.ts';
import { hasTmux, openTerminal } from '../support/terminal.ts';
import { typedLines } from '../support/typed-lessons.ts';

const course = await loadCourse(builtInLessons(), 'en');
const ids = [...course.lessons.keys()];

let folder = '';
let reports = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'smtp-lab-test-'));
  reports = join(folder, 'reports');
  mkdirSync(reports);
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const b64 = (text: string): string => Buffer.from(text).toString('base64');
/** What a learner types who does as the solution does. */
function typedOf(id: string): string {
  const file = join(course.lessons.get(id)?.folder ?? '', 'solution.smtp');
  return `${typedLines(readFileSync(file, 'utf8')).join('\n')}\n`;
}

const home = (): Record<string, string> => ({ SMTP_LAB_HOME: join(folder, 'home') });

function report(id: string, student: string, name = `${id}.json`): Promise<{ readonly code: number }> {
  return runInside(
    ['learn', id, '--student', student, '--report', join(reports, name), '--quiet'],
    typedOf(id),
    home(),
  );
}

const verify = (...args: readonly string[]) => runInside(['learn', '--verify', ...args], '', home());

describe('homework', () => {
  it('of every lesson is written as it is typed, and holds', async () => {
    for (const id of ids) expect({ id, ...(await report(id, 'Ann Example')) }).toMatchObject({ code: 0 });
    const table = join(folder, 'table.csv');
    const { code, out } = await verify(reports, '--csv', table);
    expect({ code, out }).toMatchObject({ code: 0 });
    expect(out).toContain(`${ids.length} reports: ${ids.length} hold, 0 do not.`);
    const rows = readFileSync(table, 'utf8').trim().split('\r\n');
    expect(rows).toHaveLength(ids.length + 1);
    expect(rows[0]).toBe('"file","student","lesson","passed","steps","holds","reasons"');
    expect(rows[1]).toContain('"Ann Example"');
    expect(statSync(join(reports, 'starttls.json')).mode & 0o077).toBe(0);
  });

  it('that was copied shows, whoever changes the name in it', async () => {
    await report('several-letters', 'Ann Example', 'copied.json');
    const file = join(reports, 'copied.json');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replaceAll('Ann Example', 'Bob Example'));
    const { code, out } = await verify(file);
    expect(code).toBe(15);
    expect(out).toContain('FAIL');
    expect(out.replace(/\s+/g, ' ')).toContain("this student's server would say");
    // Case and space around a name are nobody else.
    writeFileSync(file, text.replace('"student": "Ann Example"', '"student": " ann example "'));
    expect((await verify(file)).code).toBe(0);
  });

  it('replaces nothing that is somebody else’s, or no report', async () => {
    const file = join(reports, 'greeting.json');
    const before = readFileSync(file, 'utf8');
    expect((await report('greeting', 'Bob Example', 'greeting.json')).code).toBe(2);
    expect((await report('starttls', 'Ann Example', 'greeting.json')).code).toBe(2);
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect((await report('greeting', ' ann example', 'greeting.json')).code).toBe(0);
    expect((await report('greeting', 'Ann Example', 'greeting.json')).code).toBe(0);
    const notes = join(reports, 'notes.json');
    writeFileSync(notes, '{"mine": true}\n');
    expect((await report('greeting', 'Ann Example', 'notes.json')).code).toBe(2);
    expect(readFileSync(notes, 'utf8')).toBe('{"mine": true}\n');
    rmSync(notes);
  });

  it('that was edited shows: a step claimed, a line left out, a reply changed', async () => {
    const file = join(reports, 'edited.json');
    await runInside(
      ['learn', 'whole-letter', '--student', 'Ann', '--report', file],
      'EHLO pupil.example.test\nQUIT\n',
      home(),
    );
    const unfinished = await verify(file);
    expect(unfinished.code).toBe(15);
    expect(unfinished.out).toContain('Not finished: 1 of 4 steps.');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replaceAll('"passed": false', '"passed": true'));
    expect((await verify(file)).out).toContain('does not pass the step');
    writeFileSync(file, text.replace('221 2.0.0 Bye', '250 2.0.0 Queued'));
    expect((await verify(file)).out).toContain('250 2.0.0 Queued');
    writeFileSync(file, text.replace(/"hash": "[^"]+"/, '"hash": "0"'));
    expect((await verify(file)).out).toContain('The lesson has changed since');
  });

  it('that is none is said to be none, and nothing of it reaches the terminal raw', async () => {
    const place = join(folder, 'strange');
    mkdirSync(place);
    const good = JSON.parse(readFileSync(join(reports, 'greeting.json'), 'utf8')) as Homework;
    const files: Readonly<Record<string, string>> = {
      empty: '',
      array: '[]',
      other: '{"format":"something else"}',
      wrong: JSON.stringify({ ...good, typed: [1] }),
      steps: JSON.stringify({ ...good, steps: { length: 3 } }),
      lesson: JSON.stringify({ ...good, format: 'smtp-lab homework 1', lesson: 'x\u001b]0;y\u0007' }),
      name: JSON.stringify({ ...good, format: 'smtp-lab homework 1', student: '=1+1\u001b[2J', replies: [] }),
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(place, `${name}.json`), text);
    symlinkSync('/dev/null', join(place, 'null.json'));
    // One that has no end.
    symlinkSync('/dev/zero', join(place, 'zero.json'));
    const table = join(folder, 'strange.csv');
    const { code, out, err } = await verify(place, '--csv', table);
    expect(code).toBe(15);
    expect(out.match(/This is not a homework report/g)).toHaveLength(7);
    expect(out + err).not.toContain('\u001b');
    expect(readFileSync(table, 'utf8')).toContain(`"'=1+1`);
    expect((await verify(join(folder, 'nowhere'))).code).toBe(2);
    // Where the table cannot be written, that homework does not hold is still what matters.
    expect((await verify(place, '--csv', '/dev/full')).code).toBe(15);
    expect((await verify(join(reports, 'starttls.json'), '--csv', '/dev/full')).code).toBe(2);
  });

  it('keeps no password that is not the practice server’s own', async () => {
    const file = join(reports, 'secret.json');
    const secret = b64('my-own-password');
    await runInside(
      ['learn', 'auth-plain', '--student', 'Ann', '--report', file],
      [
        'EHLO pupil.example.test',
        'STARTTLS',
        'EHLO pupil.example.test',
        'AUTH LOGIN',
        b64('ann'),
        secret,
        '',
      ].join('\n'),
      home(),
    );
    expect(readFileSync(file, 'utf8')).not.toContain(secret);
    // The refusal is the same with whatever is nobody's.
    expect((await verify(file)).out).toContain('Not finished');
    expect(typedForReport(`AUTH PLAIN ${b64('\0student\0practice')}`, true, ['practice'])).toContain(
      b64('\0student\0practice'),
    );
    expect(typedAgain(typedForReport(secret, true, ['practice']))).toBe(b64('hidden'));
  });

  it('of a stranger writes nothing on the machine of whoever verifies it', async () => {
    const target = join(folder, 'written-by-a-report');
    const homework = JSON.parse(readFileSync(join(reports, 'greeting.json'), 'utf8')) as Homework;
    const file = join(folder, 'evil.json');
    const typed = [`:save ${target}`, ` :save ${target}`, ...homework.typed, `:save ${target}`];
    writeFileSync(file, JSON.stringify({ ...homework, format: 'smtp-lab homework 1', typed }));
    expect((await verify(file)).code).toBe(0);
    expect(existsSync(target)).toBe(false);
  });

  it('can be recorded as well', async () => {
    const record = join(folder, 'homework.smtp');
    const where = ['--report', join(folder, 'recorded.json'), '--record', record];
    const run = await runInside(
      ['learn', 'greeting', '--student', 'Ann', ...where],
      typedOf('greeting'),
      home(),
    );
    expect(run.code).toBe(0);
    expect(readFileSync(record, 'utf8')).toContain('C: EHLO ');
  });

  it.skipIf(!hasTmux)('at a terminal asks nothing beside its lines, so that it holds', async () => {
    const file = join(folder, 'terminal.json');
    const screen = openTerminal(['learn', 'auth-login-in-clear', '--student', 'Ann', '--report', file], {
      rows: 200,
      env: home(),
    });
    try {
      await screen.until(/> ?$/);
      for (const line of ['EHLO pupil.example.test', 'AUTH LOGIN', 'not base64!', ':send', 'QUIT'])
        screen.enter(line);
      for (const line of typedOf('auth-login-in-clear').trim().split('\n')) screen.enter(line);
      const all = await screen.until(/EXIT \d+/);
      expect(all).toContain('EXIT 0');
      expect(all).not.toContain('(y/N)');
    } finally {
      screen.close();
    }
    expect(await verify(file)).toMatchObject({ code: 0 });
  });

  it('wants a name, a file and a lesson, and tells results as JSON', async () => {
    for (const args of [
      ['whole-letter', '--student', 'Ann'],
      ['whole-letter', '--report', join(folder, 'x.json')],
      ['--student', 'Ann', '--report', join(folder, 'x.json')],
      ['whole-letter', '--student', 'A\nB', '--report', join(folder, 'x.json')],
      ['whole-letter', '--student', ' ', '--report', join(folder, 'x.json')],
      ['whole-letter', '--student', 'Ann', '--report', join(folder, 'no/x.json')],
      ['--csv', join(folder, 'x.csv')],
      ['--record', join(folder, 'x.smtp')],
      ['greeting', '--show', '--record', join(folder, 'x.smtp')],
    ])
      expect({ args, ...(await runInside(['learn', ...args], '', home())) }).toMatchObject({ code: 2 });
    const { out } = await verify(join(reports, 'greeting.json'), '--json');
    expect(JSON.parse(out)).toMatchObject({
      type: 'homework',
      student: 'Ann Example',
      ok: true,
      passed: 2,
      steps: 2,
    });
  });

  it('is told by the first reply that differs', () => {
    const one: Homework = {
      student: 'a',
      lesson: 'b',
      steps: [],
      typed: [],
      replies: ['220 x', '250 y'],
      session: '',
    };
    expect(faultsOfHomework({ ...one, replies: ['220 x'] }, one)).toEqual([
      { kind: 'reply', number: 2, claimed: '', said: '250 y' },
    ]);
  });
});

describe('learn --record', () => {
  it('writes each conversation of a lesson as a session file', async () => {
    const file = join(folder, 'lesson.smtp');
    const run = await runHere(['learn', 'whole-letter', '--record', file], {
      input: typedOf('whole-letter'),
      env: home(),
    });
    expect(run.code).toBe(0);
    expect(run.err).toContain(`Recorded in ${file}.`);
    expect(readFileSync(file, 'utf8')).toContain('C: EHLO ');
    expect(await runHere(['replay', '--both', file])).toMatchObject({ code: 0 });
  });
});
