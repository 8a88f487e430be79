/**
 * What a learner has done, kept in the state folder: for each lesson its step, and the fingerprints of the steps that were passed, so
 * that an update of a lesson is known. One file, written whole; a damaged one is set aside. The better of two results wins, so
 * that two tutors at once lose nothing.
 */

import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Lesson } from '../../pure/lessons/index.ts';
import { foldersOf, readJson, writeWhole } from '../storage/index.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** Of one lesson: the step that is due, and fingerprints of those that were passed. */
export interface LessonProgress {
  readonly step: number;
  readonly passed: readonly string[];
}

export type Progress = ReadonlyMap<string, LessonProgress>;

export type LessonState = 'new' | 'started' | 'passed' | 'changed';

function progressFile(env: Env): string {
  return join(foldersOf(env).state, 'progress.json');
}

/** How far a lesson is: passed, passed but changed since, begun, or new. */
export function stateOf(lesson: Lesson, progress: Progress): LessonState {
  const found = progress.get(lesson.id);
  if (found === undefined) return 'new';
  const now = lesson.steps.every(({ hash }) => found.passed.includes(hash));
  if (now) return 'passed';
  return found.passed.length >= lesson.steps.length ? 'changed' : 'started';
}

/** Reads the progress; `aside` is where a damaged file lies now. */
export async function loadProgress(
  env: Env,
): Promise<{ readonly progress: Progress; readonly aside: string | null }> {
  const stored = await readJson(progressFile(env));
  if (stored.kind === 'damaged') return { progress: new Map(), aside: stored.aside };
  return { progress: stored.kind === 'value' ? parseProgress(stored.value) : new Map(), aside: null };
}

/** Writes what was done, joined with what another tutor may have written meanwhile. Rejects with the system's error. */
export async function saveProgress(env: Env, id: string, done: LessonProgress): Promise<void> {
  const { progress } = await loadProgress(env);
  await store(env, merge(progress, new Map([[id, done]])));
}

/** Forgets what was done of a lesson; false where nothing was. */
export async function resetLesson(env: Env, id: string): Promise<boolean> {
  const { progress } = await loadProgress(env);
  if (!progress.has(id)) return false;
  await store(env, new Map([...progress].filter(([name]) => name !== id)));
  return true;
}

/** Forgets everything; resolves to where the copy of it lies, or null where there was nothing. */
export async function resetAll(env: Env): Promise<string | null> {
  const file = progressFile(env);
  const { progress } = await loadProgress(env);
  if (progress.size === 0) return null;
  const copy = `${file}.backup`;
  await copyFile(file, copy);
  await store(env, new Map());
  return copy;
}

/** Takes progress from a file, where that is better. Rejects where it cannot be read or is none. */
export async function importProgress(env: Env, file: string): Promise<void> {
  const value: unknown = JSON.parse(await readFile(file, 'utf8'));
  const { progress } = await loadProgress(env);
  await store(env, merge(progress, parseProgress(value)));
}

export async function exportProgress(env: Env, file: string): Promise<void> {
  const { progress } = await loadProgress(env);
  await writeWhole(file, formatProgress(progress));
}

function merge(one: Progress, other: Progress): Progress {
  const merged = new Map(one);
  for (const [id, theirs] of other) {
    const ours = merged.get(id);
    const passed = [...new Set([...(ours?.passed ?? []), ...theirs.passed])];
    merged.set(id, { step: theirs.step, passed });
  }
  return merged;
}

function store(env: Env, progress: Progress): Promise<void> {
  return writeWhole(progressFile(env), formatProgress(progress));
}

function formatProgress(progress: Progress): string {
  return `${JSON.stringify({ format: 1, lessons: Object.fromEntries(progress) }, null, 1)}\n`;
}

function parseProgress(value: unknown): Progress {
  const lessons: unknown =
    typeof value === 'object' && value !== null && 'lessons' in value ? value.lessons : {};
  const found = new Map<string, LessonProgress>();
  for (const [id, entry] of Object.entries(typeof lessons === 'object' && lessons !== null ? lessons : {})) {
    const raw: Readonly<Record<string, unknown>> = Object.fromEntries(
      Object.entries(typeof entry === 'object' && entry !== null ? entry : {}),
    );
    const { step, passed } = raw;
    if (typeof step !== 'number' || !Array.isArray(passed)) continue;
    found.set(id, { step, passed: passed.map(String) });
  }
  return found;
}
