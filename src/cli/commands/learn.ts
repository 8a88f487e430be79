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
  loadLesson,
  loadPath,
  loadProgress,
  nextOnPath,
  partEndingWith,
  resetAll,
  resetLesson,
} from '../../io/learn/index.ts';
import type { LessonOnDisk, LoadedCourse, Progress } from '../../io/learn/index.ts';
import { learnWords } from '../../pure/phrases/index.ts';
import { makeVisible } from '../../pure/protocol/index.ts';
import { newCommand, readArguments } from '../command-line.ts';
import type { CliContext, CommandSetting } from '../context.ts';
import { openExplainer } from '../explainer.ts';
import { takeLesson } from '../tutor/index.ts';
import type { AfterLesson, Sat } from '../tutor/index.ts';
import {
  checkLessons,
  createNew,
  doHomework,
  lessonNamed,
  PAGE_FORMATS,
  showLesson,
  showPath,
  translateLesson,
  verifyHomework,
} from '../lessons/index.ts';
import type { AuthoringOptions, PageFormat } from '../lessons/index.ts';
import { ConnectionRecordings, unreadable, unwritable, usage } from '../options/index.ts';
import { reasonOf } from '../../pure/problems/index.ts';

interface LearnOptions extends AuthoringOptions {
  readonly show?: boolean;
  readonly format?: PageFormat;
  readonly list?: boolean;
  readonly status?: boolean;
  readonly reset?: string;
  readonly resetAll?: boolean;
  readonly export?: string;
  readonly import?: string;
  readonly student?: string;
  readonly report?: string;
  readonly verify?: string;
  readonly csv?: string;
  readonly record?: string;
  readonly server?: string;
}

export function define(setting: CommandSetting): Command {
  const words = learnWords[setting.lang];
  return (
    newCommand('learn', words.about, setting)
      .addArgument(new Argument('[LESSON...]', words.argument))
      .addOption(new Option('--show', words.show))
      .addOption(new Option('--list', words.listOnly))
      .addOption(new Option('--status', words.status))
      .addOption(new Option('--reset <ID>', words.reset))
      .addOption(new Option('--reset-all', words.resetAll))
      .addOption(new Option('--export <FILE>', words.exportTo))
      .addOption(new Option('--import <FILE>', words.importFrom))
      .addOption(new Option('--student <NAME>', words.student))
      .addOption(new Option('--report <FILE>', words.report))
      .addOption(new Option('--verify <PATH>', words.verify))
      .addOption(new Option('--csv <FILE>', words.csv))
      .addOption(new Option('--record <FILE>', words.record))
      .addOption(new Option('--format <FORMAT>', words.format).choices(PAGE_FORMATS))
      .addOption(new Option('--coverage', words.coverage))
      .addOption(new Option('--accept', words.accept))
      .addOption(new Option('--lessons <DIR>', words.lessons))
      // Who names a server here is told where it can be named.
      .addOption(new Option('-s, --server <SERVER>').hideHelp())
  );
}

/** Ids of lessons, for completion. */
export async function suggest(): Promise<readonly string[]> {
  return [...(await loadPath(builtInLessons(), 'en')).entries.keys()];
}

/** Whether a lesson is to be taken, and nothing else: one that is named, or at a terminal the next one. */
function isWalk(options: LearnOptions, first: string | undefined, context: CliContext): boolean {
  if (
    Object.keys(options).some((name) => OF_ITS_OWN.includes(name)) ||
    first === 'check' ||
    first === 'translate'
  )
    return false;
  return (
    first !== undefined ||
    (options.record === undefined && context.stdinIsTerminal && context.out.isTerminal && !context.json)
  );
}

/** Options that ask for something else than a lesson. */
const OF_ITS_OWN: readonly string[] = [
  'show',
  'status',
  'list',
  'reset',
  'resetAll',
  'export',
  'import',
  'student',
  'report',
  'verify',
  'csv',
  'coverage',
  'accept',
];

/** Options that leave it at the path. */
const OF_THE_PATH: readonly string[] = ['list', 'status', 'lessons'];

export async function run(args: readonly string[], context: CliContext): Promise<number> {
  const command = define(context);
  readArguments(command, args, context);
  const options: LearnOptions = command.opts();
  const [first, ...rest] = command.args;
  if (options.server !== undefined)
    throw usage('--server', learnWords[context.lang].practiceOnly(context.program));
  if (first === 'new') return createNew(rest, options, context);
  const folder = options.lessons ?? builtInLessons();
  if (isWalk(options, first, context)) {
    const walked = await walk(first ?? null, folder, { command, record: options.record, context }).catch(
      (error: unknown) => {
        if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) throw error;
        throw unreadable('--lessons', folder, error);
      },
    );
    if (walked !== null) return walked;
  }
  let course: LoadedCourse;
  try {
    // The path alone is read from the heads of the files.
    if (first === undefined && Object.keys(options).every((name) => OF_THE_PATH.includes(name)))
      return await showPath(folder, await progressOf(context), context, options.status === true);
    course = await loadCourse(folder, context.lang);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    throw unreadable('--lessons', folder, error);
  }
  if (first === 'check') {
    if (options.coverage !== true) context.acts();
    return checkLessons(rest, course, options, context);
  }
  if (first === 'translate') return translateLesson(rest, course, options, context);
  if (options.verify !== undefined) {
    context.acts();
    return verifyHomework(
      options.verify,
      options.csv,
      course,
      await openExplainer(command, context, null),
      context,
    );
  }
  if (options.csv !== undefined) throw usage('--csv', learnWords[context.lang].csvAlone);
  const kept = await keep(options, course, context);
  if (kept !== null) return kept;
  const progress = await progressOf(context);
  const words = learnWords[context.lang];
  if ((options.student === undefined) !== (options.report === undefined))
    throw usage('--student', words.studentAndReport);
  for (const option of ['student', 'record'] as const)
    if (options[option] !== undefined && (first === undefined || options.show === true))
      throw usage(`--${option}`, words.lessonWanted);
  if (first === undefined) return showPath(folder, progress, context, options.status === true);
  const lesson = await lessonNamed(first, course, context);
  if (options.show === true) return showLesson(lesson, options.format ?? 'text', context);
  const { student, report } = options;
  if (student === undefined || report === undefined) return 0;
  context.acts();
  const recordings = await ConnectionRecordings.open(options.record, 'learn', context);
  const event = recordings.conversations();
  const code = await doHomework(
    lesson,
    { student, report, event },
    await openExplainer(command, context, null),
    context,
  );
  await recordings.finish();
  return code;
}

/** What is kept of the learner's. A damaged file is set aside, and said so. */
async function progressOf(context: CliContext): Promise<Progress> {
  const { progress, aside } = await loadProgress(context.env).catch((error: unknown) => {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    throw unreadable('SMTP_LAB_HOME', context.env['SMTP_LAB_HOME'] ?? '', error);
  });
  if (aside !== null) context.err.line(makeVisible(learnWords[context.lang].damaged(aside)));
  return progress;
}

/** Takes a lesson, and at a terminal the next ones as long as the learner goes on; null where there is no such lesson. */
async function walk(
  wanted: string | null,
  folder: string,
  {
    command,
    record,
    context,
  }: { readonly command: Command; readonly record: string | undefined; readonly context: CliContext },
): Promise<number | null> {
  const { lang } = context;
  const words = learnWords[lang];
  let progress = await progressOf(context);
  let id = wanted ?? nextOnPath(await loadPath(folder, lang), progress, null)?.id ?? null;
  const first = id === null ? null : await loadLesson(folder, id, lang);
  if (first === null) return null;
  context.acts();
  const explainer = await openExplainer(command, context, null);
  const recordings = await ConnectionRecordings.open(record, 'learn', context);
  const event = recordings.conversations();
  let code = 0;
  for (let lesson: LessonOnDisk | null = first; lesson !== null && id !== null;) {
    const done: string = id;
    id = null;
    // Asked for when the lesson is done: all heads of the path are read for it.
    const after = async (): Promise<AfterLesson> => {
      const path = await loadPath(folder, lang);
      const next = nextOnPath(path, progress, done);
      id = next?.id ?? null;
      return {
        partDone: partEndingWith(path, done),
        next: next === null ? null : words.nextLesson(next.title, next.minutes),
      };
    };
    const again = `${context.program} learn ${done}`;
    const sat: Sat = await takeLesson(lesson, progress, explainer, context, {
      event,
      after,
      // Lessons of one's own have a longer command.
      ...(folder === builtInLessons() ? { command: again } : {}),
    });
    code = sat.code;
    if (!sat.goesOn || id === null) break;
    progress = await progressOf(context);
    lesson = await loadLesson(folder, id, lang);
  }
  await recordings.finish();
  return code;
}

/** The options that only touch what is kept; null where none was given. */
async function keep(
  options: LearnOptions,
  course: LoadedCourse,
  context: CliContext,
): Promise<number | null> {
  const words = learnWords[context.lang];
  if (options.reset !== undefined) {
    // What was done may be of a lesson that is gone; what is neither done nor there is a slip.
    const forgotten = await resetLesson(context.env, options.reset);
    if (!forgotten) await lessonNamed(options.reset, course, context);
    context.out.line(makeVisible(words.forgotten(options.reset, forgotten)));
  } else if (options.resetAll === true) {
    const copy = await resetAll(context.env);
    context.out.line(copy === null ? words.nothingDone : makeVisible(words.backup(copy)));
  } else if (options.export !== undefined) {
    try {
      await exportProgress(context.env, options.export);
    } catch (error) {
      throw unwritable('--export', options.export, reasonOf(error), false);
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
