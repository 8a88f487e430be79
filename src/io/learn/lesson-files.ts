/**
 * Lessons on disk: the folder that comes with the program, or a teacher's own. A folder is a lesson; `course.yaml` gives the order.
 */

import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseLesson, translate } from '../../pure/lessons/index.ts';
import type { Lesson, LessonProblem } from '../../pure/lessons/index.ts';

/** A lesson with its files. */
export interface LessonOnDisk {
  readonly folder: string;
  readonly lesson: Lesson;
  /** The scenario of the practice server. */
  readonly scenario: string;
  readonly problems: readonly LessonProblem[];
}

/** A portion of the path. */
export interface CoursePart {
  readonly title: string;
  readonly lessons: readonly string[];
}

export interface LoadedCourse {
  readonly parts: readonly CoursePart[];
  readonly lessons: ReadonlyMap<string, LessonOnDisk>;
  /** Of lessons that cannot be read, by the name of their folder without its number, what keeps them from it. */
  readonly unread: ReadonlyMap<string, readonly LessonProblem[]>;
  readonly problems: readonly LessonProblem[];
}

/** The folder that comes with the program: beside `dist`, or beside `src`. */
export function builtInLessons(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (let up = 0; up < 6; up++) {
    if (existsSync(join(folder, 'lessons', 'course.yaml'))) return join(folder, 'lessons');
    folder = dirname(folder);
  }
  return join(folder, 'lessons');
}

/** Reads all lessons of a folder in a language. Rejects with the system's error where there is no such folder. */
export async function loadCourse(folder: string, lang: string): Promise<LoadedCourse> {
  const names = (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'lesson.md')))
    .map(({ name }) => name)
    .sort();
  const lessons = new Map<string, LessonOnDisk>();
  const unread = new Map<string, readonly LessonProblem[]>();
  const problems: LessonProblem[] = [];
  for (const name of names) {
    const read = await readLesson(join(folder, name), lang);
    problems.push(...read.problems);
    if (read.lesson === null) unread.set(name.replace(/^\d+-/, ''), read.problems);
    else {
      const { lesson, scenario } = read;
      lessons.set(lesson.id, { folder: join(folder, name), lesson, scenario, problems: read.problems });
    }
  }
  return { parts: await loadParts(folder, lang, [...lessons.keys()]), lessons, unread, problems };
}

/** The lesson of a folder in a language; null where it cannot be read. */
export async function lessonIn(folder: string, lang: string): Promise<LessonOnDisk | null> {
  const { lesson, ...rest } = await readLesson(folder, lang);
  return lesson === null ? null : { folder, lesson, ...rest };
}

async function readLesson(
  folder: string,
  lang: string,
): Promise<{
  readonly lesson: Lesson | null;
  readonly scenario: string;
  readonly problems: readonly LessonProblem[];
}> {
  const file = join(folder, 'lesson.md');
  const { lesson, problems } = parseLesson(await readFile(file, 'utf8'), file);
  const scenario = await scenarioIn(folder);
  if (lesson === null || lesson.lang === lang) return { lesson, scenario, problems };
  const other = join(folder, `lesson.${lang}.md`);
  if (!existsSync(other)) {
    const missing = {
      file: other,
      line: 1,
      column: 1,
      code: 'file-missing',
      detail: other,
      severity: 'warning',
    } as const;
    return { lesson, scenario, problems: [...problems, missing] };
  }
  const translated = translate(lesson, await readFile(other, 'utf8'), other);
  return { lesson: translated.lesson, scenario, problems: [...problems, ...translated.problems] };
}

async function scenarioIn(folder: string): Promise<string> {
  const file = join(folder, 'practice.yaml');
  if (!existsSync(file)) return 'default';
  return /^scenario:\s*(\S+)/m.exec(await readFile(file, 'utf8'))?.[1] ?? 'default';
}

/** The portions of the path, in its order. */
export async function loadParts(
  folder: string,
  lang: string,
  ids: readonly string[],
): Promise<readonly CoursePart[]> {
  const file = join(folder, 'course.yaml');
  if (!existsSync(file)) return [{ title: '', lessons: ids }];
  const { parse } = await import('yaml');
  const value: unknown = parse(await readFile(file, 'utf8'), { maxAliasCount: 20, logLevel: 'error' });
  const parts: unknown = typeof value === 'object' && value !== null && 'parts' in value ? value.parts : [];
  if (!Array.isArray(parts)) return [{ title: '', lessons: ids }];
  return parts.map((part: unknown) => {
    const entry = Object.fromEntries(Object.entries(typeof part === 'object' && part !== null ? part : {}));
    const titles = Object.fromEntries(
      Object.entries(typeof entry['title'] === 'object' && entry['title'] !== null ? entry['title'] : {}),
    );
    const lessons: unknown = entry['lessons'];
    return {
      title: String(titles[lang] ?? titles['en'] ?? ''),
      lessons: Array.isArray(lessons) ? lessons.map(String).filter((id) => ids.includes(id)) : [],
    };
  });
}
