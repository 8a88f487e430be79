/**
 * `smtp-lab learn`: the path, a lesson, what is done, and the proof of lessons for their authors. At a terminal a lesson is taken at
 * the explorer's desk; from a pipe a line at a time. Exit code 15 where a lesson fails its proof, or input ends before it is done.
 */

import { Argument, Option } from 'commander';
import type { Command } from 'commander';
import {
  builtInLessons,
  exportProgress,
  importProgress,
  loadCourse,
  loadProgress,
  proveLesson,
  resetAll,
  resetLesson,
  stateOf,
} from '../../io/lab/index.ts';
import type { LessonOnDisk, LoadedCourse, Progress } from '../../io/lab/index.ts';
import { nearestNames } from '../../pure/explain/index.ts';
import { formatJson } from '../../pure/events/index.ts';
import type { LessonProblem } from '../../pure/lessons/index.ts';
import { learnWords } from '../../pure/phrases/index.ts';
import { makeVisible } from '../../pure/protocol/index.ts';
import { newCommand, readArguments } from '../command-line.ts';
import type { CliContext, CommandSetting } from '../context.ts';
import { openExplainer } from '../explainer.ts';
import { practicePlan, takeLesson } from '../explorer/index.ts';
import { unreadable, usage } from '../options/index.ts';
import { renderMarkdown } from '../terminal/index.ts';

interface LearnOptions {
  readonly show?: boolean;
  readonly status?: boolean;
  readonly reset?: string;
  readonly resetAll?: boolean;
  readonly export?: string;
  readonly import?: string;
  readonly lessons?: string;
}

const FAILED = 15;

export function define(setting: CommandSetting): Command {
  const words = learnWords[setting.lang];
  return newCommand('learn', words.about, setting)
    .addArgument(new Argument('[LESSON...]', words.argument))
    .addOption(new Option('--show', words.show))
    .addOption(new Option('--status', words.status))
    .addOption(new Option('--reset <ID>', words.reset))
    .addOption(new Option('--reset-all', words.resetAll))
    .addOption(new Option('--export <FILE>', words.exportTo))
    .addOption(new Option('--import <FILE>', words.importFrom))
    .addOption(new Option('--lessons <DIR>', words.lessons));
}

/** Ids of lessons, for completion. */
export async function suggest(): Promise<readonly string[]> {
  return [...(await loadCourse(builtInLessons(), 'en')).lessons.keys()];
}

export async function run(args: readonly string[], context: CliContext): Promise<number> {
  const command = define(context);
  readArguments(command, args, context.lang);
  const options: LearnOptions = command.opts();
  const folder = options.lessons ?? builtInLessons();
  let course: LoadedCourse;
  try {
    course = await loadCourse(folder, context.lang);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    throw unreadable('--lessons', folder, error);
  }
  const [first, ...rest] = command.args;
  if (first === 'check') return checkLessons(rest, course, context);
  const kept = await keep(options, context);
  if (kept !== null) return kept;
  const { progress, aside } = await loadProgress(context.env);
  if (aside !== null) context.err.line(makeVisible(learnWords[context.lang].damaged(aside)));
  if (first === undefined) return showPath(course, progress, context, options.status === true);
  const lesson = await lessonNamed(first, course, context);
  if (options.show === true) return showLesson(lesson, context);
  return takeLesson(lesson, progress, await openExplainer(command, context, ''), context);
}

/** The options that only touch what is kept; null where none was given. */
async function keep(options: LearnOptions, context: CliContext): Promise<number | null> {
  const words = learnWords[context.lang];
  if (options.reset !== undefined) await resetLesson(context.env, options.reset);
  else if (options.resetAll === true) {
    const copy = await resetAll(context.env);
    if (copy !== null) context.out.line(makeVisible(words.backup(copy)));
  } else if (options.export !== undefined) {
    try {
      await exportProgress(context.env, options.export);
    } catch (error) {
      throw unreadable('--export', options.export, error);
    }
  } else if (options.import !== undefined) {
    try {
      await importProgress(context.env, options.import);
    } catch (error) {
      throw unreadable('--import', options.import, error);
    }
  } else return null;
  return 0;
}

async function lessonNamed(
  id: string,
  { lessons }: LoadedCourse,
  context: CliContext,
): Promise<LessonOnDisk> {
  const found = lessons.get(id);
  if (found !== undefined) return found;
  const near = [...lessons.keys()].find((one) => one.startsWith(id) || one.includes(id)) ?? '';
  throw usage(
    '',
    learnWords[context.lang].unknown(
      id,
      near === '' ? ((await nearestNames(id, context.lang))[0] ?? '') : near,
    ),
  );
}

function showPath(
  { parts, lessons }: LoadedCourse,
  progress: Progress,
  context: CliContext,
  short: boolean,
): number {
  const words = learnWords[context.lang];
  let next: string | null = null;
  let passed = 0;
  if (!short && !context.json) context.out.line(words.path);
  for (const part of parts) {
    if (!short && !context.json && part.title !== '') context.out.line(`\n${makeVisible(part.title)}`);
    for (const id of part.lessons) {
      const lesson = lessons.get(id)?.lesson;
      if (lesson === undefined) continue;
      const state = stateOf(lesson, progress);
      if (state === 'passed') passed++;
      else next ??= id;
      if (context.json)
        context.out.line(formatJson({ lesson: id, title: lesson.title, state, minutes: lesson.minutes }));
      else if (!short) {
        context.out.line(
          makeVisible(
            `  ${words.state[state]}  ${id.padEnd(26)} ${lesson.title} (${words.minutes(lesson.minutes)})`,
          ),
        );
      }
    }
  }
  if (context.json) return 0;
  context.out.line(`${short ? '' : '\n'}${words.done(passed, lessons.size)}`);
  context.out.line(next === null ? words.allDone : words.start(next, context.program));
  return 0;
}

/** The lesson as a page: its prose, its goals, its answers. */
async function showLesson({ lesson }: LessonOnDisk, context: CliContext): Promise<number> {
  const words = learnWords[context.lang];
  const page = [
    `# ${lesson.title}`,
    lesson.intro,
    ...lesson.steps.flatMap(({ title, prose, answer, afterwards }) => [
      ...[`## ${title}`, prose, `**${words.answer}** ${answer}`, afterwards],
    ]),
  ];
  for (const line of await renderMarkdown(page.join('\n\n'), context)) context.out.line(line);
  return 0;
}

async function checkLessons(
  ids: readonly string[],
  course: LoadedCourse,
  context: CliContext,
): Promise<number> {
  const words = learnWords[context.lang];
  const other = await Promise.all((['en', 'ru'] as const).map((lang) => loadCourse(builtInOf(course), lang)));
  const problems: LessonProblem[] = [...course.problems, ...other.flatMap((one) => one.problems)].filter(
    (problem, at, all) => all.findIndex((one) => same(one, problem)) === at,
  );
  const wanted =
    ids.length === 0
      ? [...course.lessons.values()]
      : await Promise.all(ids.map((id) => lessonNamed(id, course, context)));
  let failed = false;
  const tell = (problem: LessonProblem): void => {
    if (problem.severity === 'error') failed = true;
    const { file, line, code, detail } = problem;
    context.err.line(
      makeVisible(`${file}:${line}: ${words.problems[code]} [${code}]${detail === '' ? '' : `: ${detail}`}`),
    );
  };
  for (const problem of problems) tell(problem);
  for (const disk of wanted) {
    const found = await proveLesson(disk, practicePlan());
    for (const problem of found) tell(problem);
    if (context.json) context.out.line(formatJson({ lesson: disk.lesson.id, ok: found.length === 0 }));
    else if (!context.quiet)
      context.out.line(found.length === 0 ? words.proved(disk.lesson.id) : words.failed(disk.lesson.id));
  }
  return failed ? FAILED : 0;
}

/** The folder of a course that was loaded. */
function builtInOf({ lessons }: LoadedCourse): string {
  const [first] = lessons.values();
  return first === undefined ? builtInLessons() : first.folder.replace(/[/\\][^/\\]+$/, '');
}

function same(one: LessonProblem, other: LessonProblem): boolean {
  return (
    one.file === other.file &&
    one.line === other.line &&
    one.code === other.code &&
    one.detail === other.detail
  );
}
