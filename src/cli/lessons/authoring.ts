/**
 * What an author asks of lessons: `learn new`, `learn translate`, `learn check`. A check plays every lesson against the practice
 * server and looks at the folder as a whole; exit code 15 where something fails.
 */

import {
  builtInLessons,
  coverageOf,
  createLesson,
  lintCourse,
  loadCourse,
  proveLesson,
  writeTranslation,
} from '../../io/learn/index.ts';
import type { LoadedCourse } from '../../io/learn/index.ts';
import { formatJson } from '../../pure/events/index.ts';
import type { LessonProblem } from '../../pure/lessons/index.ts';
import { learnWords, sessionWords } from '../../pure/phrases/index.ts';
import { EXIT, exitCodeOfSignal } from '../../pure/problems/index.ts';
import { makeVisible } from '../../pure/protocol/index.ts';
import type { CliContext } from '../context.ts';
import { practicePlan } from '../tutor/index.ts';
import { unreadable, usage } from '../options/index.ts';
import { indentProse } from '../terminal/index.ts';
import { lessonNamed } from './named.ts';

export interface AuthoringOptions {
  readonly lessons?: string;
  readonly coverage?: boolean;
  readonly accept?: boolean;
}

const ID = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const HOME = 'lessons';

/** `learn new ID`: a folder with a lesson that passes its proof as it stands. */
export async function createNew(
  [id, ...rest]: readonly string[],
  { lessons = HOME }: AuthoringOptions,
  context: CliContext,
): Promise<number> {
  const words = learnWords[context.lang];
  if (id === undefined || rest.length > 0 || !ID.test(id)) throw usage('', words.newWants);
  try {
    const taken = await loadCourse(lessons, context.lang).catch(() => null);
    if (taken?.lessons.has(id) === true) throw usage('', words.newTaken(id));
    const home = await createLesson(lessons, id, context.lang);
    context.out.line(makeVisible(words.newMade(home)));
    context.out.line(makeVisible(words.newNext(`${context.program} learn check ${id} --lessons ${lessons}`)));
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code === 'usage') throw error;
    throw unreadable('--lessons', lessons, error);
  }
  return 0;
}

/** `learn translate ID LANG`: makes or refreshes a translation; says what an author has to look at. */
export async function translateLesson(
  [id, lang, ...rest]: readonly string[],
  course: LoadedCourse,
  { accept, lessons }: AuthoringOptions,
  context: CliContext,
): Promise<number> {
  const words = learnWords[context.lang];
  if (id === undefined || lang === undefined || rest.length > 0 || !/^[a-z]{2,3}$/.test(lang))
    throw usage('', words.translateWants);
  const { folder } = await lessonNamed(id, course, context);
  // The original, whatever language the screen has.
  const originals = await loadCourse(lessons ?? builtInLessons(), '');
  const original = [...originals.lessons.values()].find((one) => one.folder === folder);
  if (original === undefined || original.lesson.lang === lang) throw usage('', words.translateSame(lang));
  try {
    const { file, isNew, missing, stale } = await writeTranslation(original, lang, accept === true);
    context.out.line(makeVisible(isNew ? words.translationMade(file) : words.translationFresh(file)));
    const tell = (label: string, units: readonly string[]): void => {
      if (units.length === 0) return;
      for (const line of indentProse(makeVisible(`${label} ${units.join(', ')}`), 2, context.out.columns))
        context.out.line(line);
    };
    tell(words.toTranslate, missing);
    tell(accept === true ? words.accepted : words.toReview, stale);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    throw unreadable('', folder, error);
  }
  return 0;
}

/** `learn check [ID...]`: proves lessons, or with `--coverage` lists what none of them teaches. */
export async function checkLessons(
  ids: readonly string[],
  course: LoadedCourse,
  options: AuthoringOptions,
  context: CliContext,
): Promise<number> {
  const words = learnWords[context.lang];
  if (options.coverage === true) return tellCoverage(course, context);
  const folder = options.lessons ?? builtInLessons();
  const everyLanguage = await Promise.all((['en', 'ru'] as const).map((lang) => loadCourse(folder, lang)));
  const problems: LessonProblem[] = [
    ...ofTranslations(course),
    ...everyLanguage.flatMap((one) => ofTranslations(one)),
    ...(await lintCourse(course)),
  ].filter((problem, at, all) => all.findIndex((one) => same(one, problem)) === at);
  // A lesson that cannot be read is not among those that were loaded: its faults are all that there is of it.
  const unread = ids.filter((id) => !course.lessons.has(id) && course.unread.has(id));
  const wanted =
    ids.length === 0
      ? [...course.lessons.values()]
      : await Promise.all(
          ids.filter((id) => !unread.includes(id)).map((id) => lessonNamed(id, course, context)),
        );
  const concerned = [
    ...unread.flatMap((id) => course.unread.get(id) ?? []),
    ...problems.filter(({ file }) => ids.length === 0 || wanted.some((disk) => isIn(file, disk.folder))),
  ];
  let failed = false;
  const tell = (problem: LessonProblem): void => {
    if (problem.severity === 'error') failed = true;
    const { file, line, code, detail, severity } = problem;
    if (context.json) {
      context.out.line(formatJson({ type: 'problem', file, line, code, detail, severity }));
      return;
    }
    const behind = detail === '' ? '' : `: ${detail}`;
    const kind = severity === 'warning' ? `${sessionWords[context.lang].warning}: ` : '';
    context.err.line(makeVisible(`${file}:${line}: ${kind}${words.problems[code]} [${code}]${behind}`));
  };
  const verdict = (id: string, ok: boolean): void => {
    if (context.json) context.out.line(formatJson({ lesson: id, ok }));
    else if (!context.quiet) context.out.line(ok ? words.proved(id) : words.failed(id));
  };
  for (const problem of concerned) tell(problem);
  for (const id of unread) verdict(id, false);
  for (const disk of wanted) {
    if (context.signal.aborted) return exitCodeOfSignal(context.signal.reason);
    const found = await proveLesson(disk, practicePlan());
    for (const problem of found) tell(problem);
    const ok = ![...concerned, ...found].some(
      ({ severity, file }) => severity === 'error' && isIn(file, disk.folder),
    );
    verdict(disk.lesson.id, ok);
  }
  return failed ? EXIT.mismatch : 0;
}

function isIn(file: string, folder: string): boolean {
  return file.startsWith(folder) && /^[\\/]/.test(file.slice(folder.length));
}

/** A folder without any translation into a language is not missing one of each lesson. */
function ofTranslations({ problems, lessons }: LoadedCourse): readonly LessonProblem[] {
  const missing = problems.filter(({ code }) => code === 'file-missing');
  return missing.length < lessons.size ? problems : problems.filter((one) => !missing.includes(one));
}

async function tellCoverage({ lessons }: LoadedCourse, context: CliContext): Promise<number> {
  const words = learnWords[context.lang];
  const left = await coverageOf([...lessons.values()].map(({ lesson }) => lesson));
  for (const kind of ['verb', 'code', 'ext', 'mech', 'port', 'section'] as const) {
    if (context.json) {
      context.out.line(formatJson({ type: 'untaught', kind, names: left[kind] }));
      continue;
    }
    context.out.line(words.untaught[kind](left[kind].length));
    const names = left[kind].length === 0 ? '-' : left[kind].join(' ');
    for (const line of indentProse(names, 2, context.out.columns)) context.out.line(line);
  }
  return 0;
}

function same(one: LessonProblem, other: LessonProblem): boolean {
  return (
    one.file === other.file &&
    one.line === other.line &&
    one.code === other.code &&
    one.detail === other.detail
  );
}
