/**
 * What an author does with lessons on disk: a new one made, a translation made or brought up to date, and all of a folder looked at
 * as a whole. Files are written whole or not at all; none that is there is overwritten by a new one.
 */

import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { KNOWN_VERBS } from '../../pure/protocol/index.ts';
import { freshTranslation, lintLessons, newLesson, untaught } from '../../pure/lessons/index.ts';
import type { FreshTranslation, Lesson, LessonProblem, TaughtNames } from '../../pure/lessons/index.ts';
import {
  loadCommands,
  loadKeywords,
  loadMechanisms,
  loadPorts,
  loadReplyCodes,
  loadRfcs,
} from '../../pure/knowledge/index.ts';
import { isScenarioName } from '../../pure/practice/index.ts';
import { writeWhole } from '../storage/index.ts';
import type { LessonOnDisk, LoadedCourse } from './lesson-files.ts';

const FIRST_NUMBER = 900;

/** Makes the folder of a new lesson, numbered behind those that are there; gives its path. Rejects with the system's error. */
export async function createLesson(folder: string, id: string, lang: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const numbers = (await readdir(folder)).map((name) => Number(/^(\d{3,4})-/.exec(name)?.[1] ?? 0));
  const number = Math.max(FIRST_NUMBER - 10, ...numbers.filter((one) => one >= FIRST_NUMBER)) + 10;
  const home = join(folder, `${number}-${id}`);
  for (const { path, text } of newLesson(id, lang)) {
    const file = join(home, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text, { flag: 'wx' });
  }
  return home;
}

/** A translation that was written. */
export interface WrittenTranslation extends Omit<FreshTranslation, 'text'> {
  readonly file: string;
  readonly isNew: boolean;
}

/** Makes `lesson.LANG.md`, or brings it up to date. `disk` is the lesson in the language of its original. */
export async function writeTranslation(
  { lesson, folder }: LessonOnDisk,
  lang: string,
  accept: boolean,
): Promise<WrittenTranslation> {
  const file = join(folder, `lesson.${lang}.md`);
  const isNew = !existsSync(file);
  const before = isNew ? null : await readFile(file, 'utf8');
  const { text, missing, stale } = freshTranslation(lesson, before, accept);
  if (text !== before) await writeWhole(file, text, { mode: 0o644 });
  return { file, isNew, missing, stale };
}

/** What there is to be taught, from the tables of the program. */
async function taughtNames(): Promise<TaughtNames> {
  const upper = (names: Iterable<string | number>): ReadonlySet<string> =>
    new Set([...names].map((name) => String(name).toUpperCase()));
  return {
    verb: upper(KNOWN_VERBS),
    code: upper((await loadReplyCodes('en')).keys()),
    ext: upper((await loadKeywords('en')).keys()),
    mech: upper((await loadMechanisms('en')).keys()),
    port: upper((await loadPorts('en')).keys()),
    rfc: upper((await loadRfcs('en')).keys()),
  };
}

/** What is wrong with a folder of lessons as a whole. */
export async function lintCourse({ lessons }: LoadedCourse): Promise<readonly LessonProblem[]> {
  const linted = await Promise.all(
    [...lessons.values()].map(async ({ lesson, folder, scenario }) => ({
      lesson,
      scenario,
      file: join(folder, 'lesson.md'),
      texts: await textsOf(folder),
    })),
  );
  return lintLessons(linted, {
    names: await taughtNames(),
    isScenario: (name) => name === 'default' || isScenarioName(name),
  });
}

async function textsOf(folder: string): Promise<readonly { readonly file: string; readonly text: string }[]> {
  const names = await readdir(folder, { recursive: true });
  const files = names.filter((name) => /\.(?:md|smtp|yaml)$/.test(name)).map((name) => join(folder, name));
  return Promise.all(files.map(async (file) => ({ file, text: await readFile(file, 'utf8') })));
}

/** What no lesson teaches, by kind; sections are those of the commands' and reply codes' own definitions. */
export async function coverageOf(lessons: readonly Lesson[]): Promise<ReturnType<typeof untaught>> {
  const sources = [
    ...[...(await loadCommands('en')).values()].map(({ source }) => source),
    ...[...(await loadReplyCodes('en')).values()].map(({ source }) => source),
  ];
  const sections = sources.flatMap((source) =>
    [...source.matchAll(/RFC (\d+) §([\d.]+\d)/g)].map((match) => `rfc${match[1]}.${match[2]}`),
  );
  return untaught(lessons, await taughtNames(), [...new Set(sections)].sort());
}
