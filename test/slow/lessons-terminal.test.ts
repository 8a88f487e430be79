/** Every lesson at a real terminal: its solution in both languages, and every wrong answer with the words that it earns. */

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtInLessons, loadCourse } from '../../src/io/learn/index.ts';
import type { LessonOnDisk } from '../../src/io/learn/index.ts';
import { hasTmux, openTerminal } from '../support/terminal.ts';
import type { Terminal } from '../support/terminal.ts';
import { typedLines } from '../support/typed-lessons.ts';

const course = await loadCourse(builtInLessons(), 'en');
const lessons = [...course.lessons.values()].map((disk) => [disk.lesson.id, disk] as const);

let folder = '';
let played = 0;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'smtp-lab-test-'));
});

afterAll(() => {
  console.log(`lessons and wrong answers typed at a terminal: ${played}`);
  rmSync(folder, { recursive: true, force: true });
});

/** Without spaces: where lines are broken depends on the width. */
const close = (text: string): string => text.replace(/[\s`*"«»]+/g, '');

/** A state folder in which a lesson stands at a step. */
function homeAt(id: string, step: number): string {
  const home = mkdtempSync(join(folder, 'home-'));
  mkdirSync(home, { recursive: true });
  if (step > 0)
    writeFileSync(
      join(home, 'progress.json'),
      JSON.stringify({ format: 1, lessons: { [id]: { step, passed: [] } } }),
    );
  return home;
}

async function type(
  id: string,
  step: number,
  file: string,
  lang: string,
  wanted: string | RegExp,
  behind: readonly string[] = [],
): Promise<string> {
  const screen = openTerminal(['learn', id, '--lang', lang], {
    rows: 200,
    env: { SMTP_LAB_HOME: homeAt(id, step) },
  });
  played++;
  try {
    let shown = await screen.until(PROMPT);
    for (const line of [...typedLines(readFileSync(file, 'utf8')), ...behind]) {
      // Between steps the program waits for Enter.
      while (PAUSE.test(shown)) shown = await answered(screen, '', shown);
      // What is no base64 is asked about before it is sent.
      while (ASKED.test(shown)) shown = await answered(screen, 'y', shown);
      shown = await answered(screen, line, shown);
    }
    return await until(screen, wanted);
  } finally {
    screen.close();
  }
}

/** Every prompt ends so; prose may end with a question mark as well. */
const PROMPT = /> ?$/;
const PAUSE = /(?:Enter to go on|Enter — дальше)>$/;
const ASKED = /\(y\/N\)> ?$/;

/** Types a line at a prompt, and waits for the next prompt, or for the end. */
async function answered(screen: Terminal, line: string, before: string): Promise<string> {
  screen.enter(line);
  let shown = before;
  // What is typed may end as a prompt does.
  const isTyped = (): boolean => line !== '' && shown.endsWith(line) && !shown.endsWith(`\n${line}`);
  do shown = await screen.untilOther(shown);
  while (isTyped() || !(PROMPT.test(shown) || /EXIT \d+$/.test(shown)));
  return shown;
}

/** Waits for what is wanted, and says yes where it is asked first. */
async function until(screen: Terminal, wanted: string | RegExp): Promise<string> {
  const source = typeof wanted === 'string' ? escaped(wanted) : wanted.source;
  const shown = await screen.until(new RegExp(`${source}|${ASKED.source}`));
  if (!ASKED.test(shown)) return shown;
  screen.enter('y');
  return screen.until(wanted);
}

/** The sentence that a wrong answer earns. */
function nearOf({ lesson }: LessonOnDisk, step: number, id: string): string {
  const nears = lesson.steps[step]?.checks.flatMap(({ near }) => near) ?? [];
  return nears.find((near) => near.id === id)?.say ?? `no such near case: ${id}`;
}

describe.skipIf(!hasTmux)('at a terminal', { concurrent: true }, () => {
  it.each(lessons)('%s is passed by its solution', async (id, disk) => {
    for (const lang of ['en', 'ru']) {
      const all = await type(id, 0, join(disk.folder, 'solution.smtp'), lang, /EXIT \d+/, [':leave']);
      expect(all).toContain('EXIT 0');
      expect(all).toContain(lang === 'en' ? 'is done.' : 'пройден');
      expect(all).not.toContain(String.raw`\x1b`);
      // What is typed may be longer than the screen; what is printed may not.
      const long = all.split('\n').filter((line) => line.length > 80 && !/^(?:\S+ ){0,8}\S*> /.test(line));
      expect(long).toEqual([]);
    }
  });

  it.each(lessons)('%s answers wrong answers', async (id, disk) => {
    const place = join(disk.folder, 'wrong');
    for (const name of readdirSync(place)) {
      const text = readFileSync(join(place, name), 'utf8');
      const step = disk.lesson.steps.findIndex((one) => one.id === /^step: (.+)$/m.exec(text)?.[1]);
      // At a terminal a question is asked once what comes before it in the step is done: an answer alone is no answer yet there.
      const expected = /^expect: (.+)$/m.exec(text)?.[1] ?? '';
      const checks = disk.lesson.steps[step]?.checks ?? [];
      const at = checks.findIndex((check) => check.near.some(({ id: nearId }) => nearId === expected));
      if (at > 0 && checks[at]?.question !== '' && !/^(?:C: |# (?:lab|connect))/m.test(text)) continue;
      const near = nearOf(disk, step, expected);
      // Where lines are broken depends on the width.
      const start = [...close(near).slice(0, 60)];
      const pattern = start.map((one) => `${escaped(one)}[\\s\`*"«»]*`).join('');
      expect(await type(id, step, join(place, name), 'en', new RegExp(pattern))).toContain('mail');
    }
  });
});

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
