/**
 * Homework without a server or an account: `learn ID --student NAME --report FILE` takes a lesson and writes what was done; `learn
 * --verify` takes the same lesson again with the same lines, and says whether that holds. Exit code 15 where one does not.
 */

import type { Explainer } from '../../pure/explain/index.ts';
import { readReports } from '../../io/learn/index.ts';
import type { LessonOnDisk, LoadedCourse } from '../../io/learn/index.ts';
import { formatJson } from '../../pure/events/index.ts';
import type { LabEvent } from '../../pure/events/index.ts';
import {
  faultsOfHomework,
  formatHomework,
  parseHomework,
  isOfSame,
  typedAgain,
} from '../../pure/lessons/index.ts';
import type { Homework, HomeworkFault, Lesson } from '../../pure/lessons/index.ts';
import { learnWords } from '../../pure/phrases/index.ts';
import { EXIT, exitCodeOfSignal } from '../../pure/problems/index.ts';
import { makeVisible } from '../../pure/protocol/index.ts';
import type { CliContext, Output } from '../context.ts';
import { keeperOf, sitLesson } from '../tutor/index.ts';
import {
  checkOwn,
  checkWritable,
  refuseControls,
  STANDARD_OUTPUT,
  unreadable,
  usage,
  toldWhereUnwritten,
  writeOut,
} from '../options/index.ts';
import { indentProse } from '../terminal/index.ts';
import { HomeworkLog } from './homework-log.ts';

const MOST_NAME = 100;
/** How long taking a lesson again may take; some of its servers are slow on purpose. */
const PATIENCE = 120_000;

export interface HomeworkWish {
  readonly student: string;
  /** The file for the report. */
  readonly report: string;
  /** Hears every event too. */
  readonly event: (event: LabEvent) => void;
}

/** Takes the lesson from its beginning, and writes the report whatever came of it. */
export async function doHomework(
  disk: LessonOnDisk,
  { student, report, event }: HomeworkWish,
  explainer: Explainer,
  context: CliContext,
): Promise<number> {
  const words = learnWords[context.lang];
  refuseControls('--student', student);
  if (student.trim() === '' || student.length > MOST_NAME) throw usage('--student', words.studentName);
  await checkOwn('--report', report, (text) => isOfSame(parseHomework(text), student, disk.lesson.id));
  const log = new HomeworkLog(disk, student);
  const sitting = log.sitting();
  const keep = keeperOf(disk.lesson.id, [], context);
  try {
    const { code } = await sitLesson(
      disk,
      {
        ...sitting,
        event: (happened) => {
          sitting.event(happened);
          event(happened);
        },
        passed: async (step, next) => {
          log.passed(step.hash);
          await keep(step, next);
        },
      },
      explainer,
      context,
    );
    return code;
  } finally {
    // Whatever came of it, and also where it was broken off.
    await writeHomework(report, log.homework(), context);
  }
}

async function writeHomework(file: string, homework: Homework, context: CliContext): Promise<void> {
  await writeOut('--report', file, context.sealed(formatHomework(homework)), context);
  if (file !== STANDARD_OUTPUT && !context.json && !context.quiet)
    context.err.line(makeVisible(learnWords[context.lang].reported(file)));
}

/** What came of one file. */
interface HomeworkVerdict {
  readonly file: string;
  /** Null for a file that is no report. */
  readonly homework: Homework | null;
  readonly passed: number;
  readonly steps: number;
  /** Sentences; none where it holds. */
  readonly reasons: readonly string[];
  readonly faults: readonly string[];
}

/** Checks a report, or each of a folder; `csv` names a file for the table. */
export async function verifyHomework(
  path: string,
  csv: string | undefined,
  course: LoadedCourse,
  explainer: Explainer,
  context: CliContext,
): Promise<number> {
  if (csv !== undefined) await checkWritable('--csv', csv);
  const verdicts: HomeworkVerdict[] = [];
  try {
    for await (const { file, text } of readReports(path)) {
      const verdict = await judge(file, text, course, explainer, context);
      tell(verdict, context);
      verdicts.push(verdict);
      if (context.signal.aborted) return exitCodeOfSignal(context.signal.reason);
    }
  } catch (error) {
    if (!(error instanceof Error) || !('syscall' in error)) throw error;
    throw unreadable('--verify', path, error);
  }
  const words = learnWords[context.lang];
  const held = verdicts.filter(({ reasons }) => reasons.length === 0).length;
  if (!context.json && !context.quiet) context.out.line(words.verified(held, verdicts.length));
  const table = tableOf(verdicts);
  const written =
    csv === undefined || (await toldWhereUnwritten(context, () => writeOut('--csv', csv, table, context)));
  if (held < verdicts.length || held === 0) return EXIT.mismatch;
  return written ? 0 : EXIT.usage;
}

async function judge(
  file: string,
  text: string | null,
  course: LoadedCourse,
  explainer: Explainer,
  context: CliContext,
): Promise<HomeworkVerdict> {
  const words = learnWords[context.lang];
  const homework = text === null ? null : parseHomework(text);
  const nothing = { file, homework, passed: 0, steps: 0 };
  if (homework === null) return { ...nothing, reasons: [words.noReport], faults: ['no-report'] };
  const disk = course.lessons.get(homework.lesson);
  if (disk === undefined)
    return { ...nothing, reasons: [words.noLesson(homework.lesson)], faults: ['no-lesson'] };
  const again = await takeAgain(disk, homework, explainer, context);
  const faults = faultsOfHomework(homework, again);
  return {
    file,
    homework,
    passed: again.steps.filter(({ passed }) => passed).length,
    steps: again.steps.length,
    reasons: faults.map((fault) => reasonFor(fault, disk.lesson, context)),
    faults: faults.map(({ kind }) => kind),
  };
}

/** The same lesson with the same lines, without a word to anybody. */
async function takeAgain(
  disk: LessonOnDisk,
  homework: Homework,
  explainer: Explainer,
  context: CliContext,
): Promise<Homework> {
  const log = new HomeworkLog(disk, homework.student);
  const silent: Output = { ...context.out, isTerminal: false, columns: 80, write: nothing, line: nothing };
  await sitLesson(
    disk,
    {
      ...log.sitting(),
      passed: (step) => {
        log.passed(step.hash);
        return Promise.resolve();
      },
      lines: homework.typed.map(typedAgain),
    },
    explainer,
    {
      ...context,
      quiet: true,
      json: false,
      stdinIsTerminal: false,
      out: silent,
      err: silent,
      signal: AbortSignal.any([context.signal, AbortSignal.timeout(PATIENCE)]),
    },
  );
  return log.homework();
}

function nothing(): void {
  // Nobody is to hear it.
}

function reasonFor(fault: HomeworkFault, { steps }: Lesson, { lang }: CliContext): string {
  const words = learnWords[lang];
  const title = 'step' in fault ? (steps.find(({ id }) => id === fault.step)?.title ?? fault.step) : '';
  switch (fault.kind) {
    case 'changed':
      return words.homeworkChanged(title);
    case 'not-passed':
      return words.homeworkNotPassed(title);
    case 'reply':
      return words.homeworkReply(fault.number, fault.claimed, fault.said);
    default:
      return words.homeworkUnfinished(fault.passed, fault.of);
  }
}

function tell(
  { file, homework, passed, steps, reasons, faults }: HomeworkVerdict,
  context: CliContext,
): void {
  const { student = '', lesson = '' } = homework ?? {};
  if (context.json) {
    context.out.line(
      formatJson({ type: 'homework', file, student, lesson, ok: faults.length === 0, passed, steps, faults }),
    );
    return;
  }
  if (context.quiet) return;
  const words = learnWords[context.lang];
  const state = reasons.length === 0 ? words.homeworkHolds : words.homeworkFails;
  context.out.line(makeVisible(`${state}  ${file}  ${student}  ${lesson}  ${passed}/${steps}`.trimEnd()));
  for (const reason of reasons)
    for (const line of indentProse(makeVisible(reason), 6, context.out.columns)) context.out.line(line);
}

/** RFC 4180. A text that a spreadsheet would take for a formula is not one. */
function tableOf(verdicts: readonly HomeworkVerdict[]): string {
  const rows = verdicts.map(({ file, homework, passed, steps, reasons, faults }) => [
    file,
    homework?.student ?? '',
    homework?.lesson ?? '',
    String(passed),
    String(steps),
    faults.length === 0 ? 'yes' : 'no',
    reasons.join(' '),
  ]);
  const cell = (text: string): string => `"${text.replace(/^(?=[=+\-@\t\r])/, "'").replaceAll('"', '""')}"`;
  return [['file', 'student', 'lesson', 'passed', 'steps', 'holds', 'reasons'], ...rows]
    .map((row) => `${row.map(cell).join()}\r\n`)
    .join('');
}
