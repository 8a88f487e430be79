/**
 * The path through the lessons as it is walked: which lesson is next, and what ends with it. Read from the heads of the files alone,
 * since a lesson is begun far more often than all of them are looked at.
 */

import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lessonIn, loadParts } from './lesson-files.ts';
import type { CoursePart, LessonOnDisk } from './lesson-files.ts';
import type { Progress } from './progress.ts';

/** A lesson as the path shows it. */
export interface PathEntry {
  readonly id: string;
  readonly folder: string;
  readonly title: string;
  readonly minutes: number;
  readonly steps: number;
}

export interface LessonPath {
  readonly parts: readonly CoursePart[];
  readonly entries: ReadonlyMap<string, PathEntry>;
}

/** Reads the heads of all lessons of a folder. Rejects with the system's error where there is no such folder. */
export async function loadPath(folder: string, lang: string): Promise<LessonPath> {
  const names = (await readdir(folder)).filter((name) => existsSync(join(folder, name, 'lesson.md'))).sort();
  const found = await Promise.all(
    names.map(async (name): Promise<PathEntry> => {
      const home = join(folder, name);
      const original = await readFile(join(home, 'lesson.md'), 'utf8');
      const other = join(home, `lesson.${lang}.md`);
      const shown = existsSync(other) ? await readFile(other, 'utf8') : original;
      return {
        id: field(original, 'id'),
        folder: home,
        title: field(shown, 'title'),
        minutes: Number(field(original, 'minutes')),
        steps: (original.match(/^## /gm) ?? []).length,
      };
    }),
  );
  // What has no id is no lesson that could be named.
  const entries = new Map(found.filter(({ id }) => id !== '').map((entry) => [entry.id, entry]));
  return { parts: await loadParts(folder, lang, [...entries.keys()]), entries };
}

/**
 * One lesson; null where the folder has none of that id. Where a folder is named for it, no other is read. Rejects with the system's
 * error where there is no such folder.
 */
export async function loadLesson(folder: string, id: string, lang: string): Promise<LessonOnDisk | null> {
  for (const name of await readdir(folder)) {
    const home = join(folder, name);
    if (name.replace(/^\d+-/, '') !== id || !existsSync(join(home, 'lesson.md'))) continue;
    const named = await lessonIn(home, lang);
    if (named?.lesson.id === id) return named;
  }
  const entry = (await loadPath(folder, lang)).entries.get(id);
  return entry === undefined ? null : lessonIn(entry.folder, lang);
}

/** The first lesson of the path behind `after` (from its beginning for null) that is not done; then any that is not; null for none. */
export function nextOnPath(
  { parts, entries }: LessonPath,
  progress: Progress,
  after: string | null,
): PathEntry | null {
  const order = parts.flatMap(({ lessons }) => lessons).flatMap((id) => entries.get(id) ?? []);
  const from = after === null ? 0 : order.findIndex(({ id }) => id === after) + 1;
  const isOpen = ({ id, steps }: PathEntry): boolean =>
    id !== after && (progress.get(id)?.passed.length ?? 0) < steps;
  return [...order.slice(from), ...order.slice(0, from)].find(isOpen) ?? null;
}

/** The part that ends with this lesson, by its title; null where it goes on. */
export function partEndingWith({ parts }: LessonPath, id: string): string | null {
  return parts.find(({ lessons }) => lessons.at(-1) === id)?.title ?? null;
}

/** A field of the front matter, without YAML: a word, a number, or a text in quotes. */
function field(markdown: string, name: string): string {
  const value = new RegExp(`^${name}:[ \\t]*(.*?)[ \\t]*$`, 'm').exec(markdown.slice(0, 4096))?.[1] ?? '';
  if (!value.startsWith('"')) return value.replace(/^'(.*)'$/, '$1');
  try {
    return String(JSON.parse(value));
  } catch {
    return value;
  }
}
