/** `smtp-lab learn` for authors: a lesson made, translated, proved; each fault that a proof must find. */

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runHere } from '../support/run-inside.ts';

let home = '';

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'smtp-lab-test-'));
});

afterAll(() => {
  rmSync(home, { recursive: true });
});

const learn = (args: readonly string[], cwd = home) =>
  runHere(['learn', ...args], { cwd, env: { SMTP_LAB_HOME: home } });

describe('an author', () => {
  it('has a lesson that passes its proof in two commands, and a translation in two more', async () => {
    const made = await learn(['new', 'first-words']);
    expect(made).toMatchObject({ code: 0, err: '' });
    expect(made.out).toContain('learn check first-words --lessons lessons');
    const proved = await learn(['check', 'first-words', '--lessons', 'lessons']);
    expect(proved).toMatchObject({ code: 0, out: 'ok    first-words\n', err: '' });
    expect((await learn(['translate', 'first-words', 'ru', '--lessons', 'lessons'])).code).toBe(0);
    expect(await learn(['check', '--lessons', 'lessons'])).toMatchObject({ code: 0, err: '' });
    const taken = await learn(['first-words', '--lessons', 'lessons', '--lang', 'ru']);
    expect(taken.out).toContain('A lesson of mine');
    const again = await learn(['new', 'first-words']);
    expect(again.code).toBe(2);
    expect(again.err).toContain('first-words');
  });

  it('may write in Russian first', async () => {
    const cwd = mkdtempSync(join(home, 'ru-'));
    expect((await learn(['new', 'pervye-slova', '--lang', 'ru'], cwd)).code).toBe(0);
    const proved = await learn(['check', '--lessons', 'lessons', '--lang', 'ru'], cwd);
    expect(proved).toMatchObject({ code: 0, err: '' });
  });

  it('is told what to review when the original has changed', async () => {
    const cwd = mkdtempSync(join(home, 'stale-'));
    await learn(['new', 'mine'], cwd);
    await learn(['translate', 'mine', 'ru', '--lessons', 'lessons'], cwd);
    const file = join(cwd, 'lessons/900-mine/lesson.md');
    writeFileSync(file, readFileSync(file, 'utf8').replace('Introduce yourself', 'Say who you are'));
    const checked = await learn(['check', '--lessons', 'lessons'], cwd);
    expect(checked.code).toBe(0);
    expect(checked.err).toContain('warning: the original has changed');
    const fresh = await learn(['translate', 'mine', 'ru', '--lessons', 'lessons'], cwd);
    expect(fresh.out).toContain('hello');
    await learn(['translate', 'mine', 'ru', '--lessons', 'lessons', '--accept'], cwd);
    expect(await learn(['check', '--lessons', 'lessons'], cwd)).toMatchObject({ code: 0, err: '' });
  });

  it('sees what no lesson teaches', async () => {
    const { code, out } = await learn(['check', '--coverage']);
    expect(code).toBe(0);
    expect(out).toMatch(/Commands that no lesson teaches: \d+\n {2}ETRN /);
  });

  it.each([[['new', 'Bad Id']], [['new']], [['translate', 'greeting']], [['translate', 'greeting', 'en']]])(
    'is told how it is used: %j',
    async (args) => {
      const { code, err } = await learn(args);
      expect(code).toBe(2);
      expect(err).toContain('help learn');
    },
  );
});

describe('a proof of a lesson', () => {
  /** A question in place of the lesson's own check, with wrong answers that are spelled out. */
  const QUESTION = /id: greeted\n[^]*?\nrule:/;
  const asking = (otherwise: string, ...wrong: readonly string[]): string => {
    const near = wrong.map(
      (answers, at) => `  - id: wrong-${at}\n    when: { answer: ${answers} }\n    say: No.\n`,
    );
    const nears = near.length === 0 ? '' : `near:\n${near.join('')}`;
    return `id: greeted\nwant: { answer: "465" }\npass: Yes.\nquestion: Which port?\n${otherwise}\n${nears}rule:`;
  };

  const change =
    (file: string, from: string | RegExp, to: string) =>
    (folder: string): void => {
      const path = join(folder, file);
      const before = readFileSync(path, 'utf8');
      const after = before.replace(from, to);
      expect(after).not.toBe(before);
      writeFileSync(path, after);
    };

  const asked =
    (...wrong: readonly string[]) =>
    (folder: string): void => {
      change('lesson.md', QUESTION, asking('otherwise: No.', ...wrong))(folder);
      writeFileSync(join(folder, 'solution.smtp'), '# answer: 465\n');
    };

  it.each<readonly [string, (folder: string) => void]>([
    ['unknown-key', change('lesson.md', 'level: 1', 'level: 1\ncolour: red')],
    ['missing-key', change('lesson.md', 'level: 1\n', '')],
    ['yaml', change('lesson.md', 'level: 1', 'level: [1')],
    ['bad-id', change('lesson.md', 'id: greeted', 'id: Greeted One')],
    ['unknown-lesson', change('lesson.md', 'needs: []', 'needs: [none]')],
    ['needs-loop', change('lesson.md', 'needs: []', 'needs: [mine]')],
    ['unknown-teaches', change('lesson.md', 'verb.EHLO', 'verb.FROB')],
    ['no-hint', change('lesson.md', /### Hint 1[^#]*/, '')],
    ['no-answer', change('lesson.md', /### Answer[^#]*/, '')],
    ['no-check', change('lesson.md', /```check[^]*?```/, '')],
    ['bad-pattern', change('lesson.md', 'verb: HELO', 'verb: HELO, argument: "/(/"')],
    [
      'start-passes',
      change('lesson.md', '{ reply: { to: EHLO, code: 250 } }', '{ state: { phase: greeted } }'),
    ],
    ['solution-fails', change('solution.smtp', 'EHLO', 'NOOP')],
    ['solution-line-idle', change('solution.smtp', 'C: EHLO', 'C: NOOP\nC: EHLO')],
    ['wrong-passes', change('wrong/helo.smtp', 'C: HELO', 'C: EHLO')],
    ['wrong-feedback', change('wrong/helo.smtp', 'expect: helo', 'expect: no-name')],
    [
      'near-unreached',
      (folder) => {
        rmSync(join(folder, 'wrong/helo.smtp'));
      },
    ],
    [
      'no-wrong-example',
      (folder) => {
        rmSync(join(folder, 'wrong'), { recursive: true });
      },
    ],
    [
      'near-too-many',
      change(
        'lesson.md',
        'near:\n',
        'near:\n  - id: other\n    when: { reply: { to: HELO, code: 250 } }\n    say: "Another."\n',
      ),
    ],
    ['lab-passes', change('lesson.md', '{ reply: { to: EHLO, code: 250 } }', '{ state: { phase: ready } }')],
    ['near-on-solution', change('lesson.md', 'verb: HELO', 'verb: EHLO')],
    ['near-vague', change('lesson.md', 'code: 501', 'class: 5')],
    ['near-vague', change('lesson.md', 'code: 501', 'code: 503')],
    ['no-otherwise', change('lesson.md', QUESTION, asking(''))],
    ['wrong-passes', asked('["6", "465"]')],
    ['wrong-feedback', asked('["6"]', '["6"]')],
    ['real-name', change('solution.smtp', 'pupil.example.test', 'mail.corp.org')],
    ['session-file', change('solution.smtp', 'C: EHLO', 'X: EHLO')],
    [
      'file-missing',
      (folder) => {
        rmSync(join(folder, 'solution.smtp'));
      },
    ],
    ['touches-check', change('lesson.ru.md', '```say', '```check\nid: mine\n```\n\n```say')],
    ['extra-unit', change('lesson.ru.md', '{#hello}', '{#goodbye}')],
    [
      'scenario',
      (folder) => {
        writeFileSync(join(folder, 'practice.yaml'), 'scenario: none\n');
      },
    ],
  ])('finds: %s', async (code, spoil) => {
    const cwd = mkdtempSync(join(home, 'spoilt-'));
    cpSync(await sound(), cwd, { recursive: true });
    spoil(join(cwd, 'lessons/900-mine'));
    // Named or not: what cannot be read is told all the same.
    for (const named of [[], ['mine']]) {
      const proved = await learn(['check', ...named, '--lessons', 'lessons'], cwd);
      expect({ code: proved.code, err: proved.err.includes(`[${code}]`) ? '' : proved.err }).toEqual({
        code: 15,
        err: '',
      });
    }
  });

  it('says of a lesson that cannot be read that it has faults, not that there is none', async () => {
    const cwd = mkdtempSync(join(home, 'spoilt-'));
    cpSync(await sound(), cwd, { recursive: true });
    change('lesson.md', /### Answer[^#]*/, '')(join(cwd, 'lessons/900-mine'));
    const taken = await learn(['mine', '--lessons', 'lessons', '--lang', 'en'], cwd);
    expect(taken).toMatchObject({ code: 2, err: expect.stringContaining('learn check mine lists them') });
    expect((await learn(['check', 'mine', '--lessons', 'lessons', '--lang', 'en'], cwd)).out).toContain(
      'mine',
    );
  });

  let made = '';
  /** A folder with one lesson that is sound, in two languages. */
  async function sound(): Promise<string> {
    if (made !== '') return made;
    const cwd = mkdtempSync(join(home, 'sound-'));
    await learn(['new', 'mine'], cwd);
    await learn(['translate', 'mine', 'ru', '--lessons', 'lessons'], cwd);
    made = cwd;
    return cwd;
  }
});

describe('a lesson as a page', () => {
  it('has its prose, its answers and the real conversation, as text, Markdown or HTML', async () => {
    const text = await learn(['dot-stuffing', '--show']);
    expect(text.out).toContain('C: ..profile');
    expect(text.out).not.toContain('\u001b');
    const markdown = await learn(['dot-stuffing', '--show', '--format', 'md', '--lang', 'ru']);
    expect(markdown.out).toMatch(/^# Удвоение начальной точки\n/);
    expect(markdown.out).toContain('```\nS: 220 ');
    const page = await learn(['dot-stuffing', '--show', '--format', 'html']);
    expect(page.out).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(page.out).toContain("default-src 'none'");
    expect(page.out).not.toContain('<script');
  });

  it.each(['text', 'md', 'html'])('shows the control characters of a stranger in %s', async (format) => {
    const cwd = mkdtempSync(join(home, 'control-'));
    await learn(['new', 'mine'], cwd);
    const file = join(cwd, 'lessons/900-mine/lesson.md');
    const text = readFileSync(file, 'utf8');
    writeFileSync(
      file,
      text.replace(/\n## /, '\nA bell \u0007 and a title \u001b]0;gone\u0007 in it.\n\n## '),
    );
    const { code, out } = await learn(['mine', '--lessons', 'lessons', '--show', '--format', format], cwd);
    expect(code).toBe(0);
    expect(out).toContain('gone');
    expect(out).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
  });
});
