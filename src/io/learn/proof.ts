/**
 * The proof of a lesson, over real sockets: its solution passes every step, each line of it is needed, and each wrong answer fails
 * with the feedback that it names.
 */

import { readdir } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { EventSink } from '../../pure/events/index.ts';
import { LAB_COMMANDS } from '../../pure/explorer/index.ts';
import { formatTextPattern, leavesOf } from '../../pure/lessons/index.ts';
import type { Feedback, Lesson, LessonProblem, LessonProblemCode, Step } from '../../pure/lessons/index.ts';
import { decodeText } from '../../pure/protocol/index.ts';
import type { LessonOnDisk } from './lesson-files.ts';
import { leadTo, movesOf, playLabCommand, playMoves } from './lesson-moves.ts';
import type { Move } from './lesson-moves.ts';
import { LessonSession } from './lesson-session.ts';
import { readSession } from '../play/index.ts';
import type { ConversationPlan } from '../plan/index.ts';
import { proveAnswers, proveNears } from './proof-nears.ts';
import type { Report } from './proof-nears.ts';

/** What a play of moves came to. */
interface Outcome {
  readonly done: boolean;
  readonly steps: readonly string[];
  readonly nears: readonly string[];
  /** Of each near case, by how many commands and answers it was preceded. */
  readonly after: ReadonlyMap<string, number>;
}

async function play(
  { lesson, scenario }: LessonOnDisk,
  at: number,
  moves: readonly Move[],
  plan: ConversationPlan,
  sink: EventSink = () => undefined,
  ahead = false,
): Promise<Outcome> {
  const steps: string[] = [];
  const nears: string[] = [];
  const after = new Map<string, number>();
  let done = false;
  let commands = 0;
  const feedback = (said: Feedback): void => {
    if (said.kind === 'near') {
      nears.push(said.near.id);
      after.set(said.near.id, commands);
    }
    if (said.kind === 'step-done') steps.push(said.step.id);
    if (said.kind === 'lesson-done') done = true;
  };
  const session = await LessonSession.open(lesson, at, scenario, plan, {
    sink: (event) => {
      if (event.kind === 'command') commands++;
      sink(event);
    },
    now: () => performance.now(),
    feedback,
  });
  try {
    await playMoves(session, moves, () => false, ahead);
    session.look();
    return { done, steps, nears, after };
  } finally {
    await session.close();
  }
}

/** The conversation of a lesson's solution, a line each as a transcript prints it; empty where nothing is said on the wire. */
export async function filmSolution(disk: LessonOnDisk, plan: ConversationPlan): Promise<readonly string[]> {
  const solution = join(disk.folder, 'solution.smtp');
  if (!existsSync(solution)) return [];
  const lines: string[] = [];
  await play(disk, 0, movesOf((await readSession(solution)).file), plan, (event) => {
    switch (event.kind) {
      case 'command':
        lines.push(`C: ${event.line}`);
        return;
      case 'letter':
        for (const line of decodeText(event.wire).replace(/\r\n$/, '').split('\r\n'))
          lines.push(`C: ${line}`.trimEnd());
        return;
      case 'reply':
        for (const [at, line] of event.lines.entries())
          lines.push(`S: ${event.code}${at < event.lines.length - 1 ? '-' : ' '}${line}`);
        return;
      case 'tls':
        lines.push(`   --- ${event.protocol} ---`);
        return;
      case 'connect':
        if (lines.length > 0) lines.push('');
        return;
      default:
        return;
    }
  });
  return lines.some((line) => line.startsWith('C:')) ? lines : [];
}

/** Whether a step passes though nothing was done in it. */
async function startPasses(disk: LessonOnDisk, at: number, plan: ConversationPlan): Promise<boolean> {
  const step = disk.lesson.steps[at];
  if (step === undefined) return false;
  return (await play(disk, at, [], plan)).steps.includes(step.id);
}

/** Everything that is wrong with a lesson when it is taken; empty where nothing is. */
export async function proveLesson(
  disk: LessonOnDisk,
  plan: ConversationPlan,
): Promise<readonly LessonProblem[]> {
  const { lesson, folder } = disk;
  const problems: LessonProblem[] = [];
  const report = (file: string, line: number, code: LessonProblemCode, detail: string): void => {
    problems.push({ file, line, column: 1, code, detail, severity: 'error' });
  };
  const solution = join(folder, 'solution.smtp');
  if (!existsSync(solution)) {
    report(solution, 1, 'file-missing', 'solution.smtp');
    return problems;
  }
  const session = await readSession(solution);
  // A solution of answers alone says nothing on the wire.
  const faults = session.problems.filter(
    ({ severity, fault }) => severity === 'error' && fault.code !== 'no-conversation',
  );
  if (faults.length > 0) {
    report(
      solution,
      session.problems[0]?.span.line ?? 1,
      'session-file',
      session.problems[0]?.fault.code ?? '',
    );
    return problems;
  }
  const moves = movesOf(session.file);
  const whole = await play(disk, 0, moves, plan);
  if (!whole.done) {
    const missing = lesson.steps.find(({ id }) => !whole.steps.includes(id));
    report(solution, 1, 'solution-fails', missing?.id ?? '');
    return problems;
  }
  for (const near of whole.nears) report(solution, 1, 'near-on-solution', near);
  proveNears(disk, report);
  for (const [at, step] of lesson.steps.entries())
    if (await startPasses(disk, at, plan))
      report(join(folder, 'lesson.md'), step.fileLine, 'start-passes', step.id);
  const idle = await Promise.all(
    moves.map(async (move, at) => {
      if (isSparable(move, moves, at)) return null;
      const without = await play(disk, 0, [...moves.slice(0, at), ...moves.slice(at + 1)], plan);
      return without.done ? move : null;
    }),
  );
  for (const move of idle) if (move !== null) report(solution, move.line, 'solution-line-idle', textOf(move));
  await proveWrong(disk, plan, report);
  await proveWays(disk, plan, report);
  return problems;
}

/** Moves that a solution may have beyond what is checked: a polite end, a line of a letter, a new connection. */
function isSparable(move: Move, moves: readonly Move[], at: number): boolean {
  if (move.kind === 'connect') return true;
  if (move.kind !== 'type') return false;
  if (/^quit$/i.test(move.text)) return true;
  const before = moves
    .slice(0, at)
    .filter(({ kind }) => kind === 'type')
    .map((one) => textOf(one));
  const data = before.map((text) => /^data$/i.test(text)).lastIndexOf(true);
  return data >= 0 && !before.slice(data).includes('.') && move.text !== '.';
}

function textOf(move: Move): string {
  return move.kind === 'predict' ? String(move.guess) : move.kind === 'connect' ? 'connect' : move.text;
}

/** Each command of the lab as a way round: a step that one of them passes has to say that this is meant. */
async function proveWays(disk: LessonOnDisk, plan: ConversationPlan, report: Report): Promise<void> {
  const { lesson, folder, scenario } = disk;
  await Promise.all(
    lesson.steps.map(async (step, at) => {
      const ways = waysRound(step);
      if (ways.length === 0) return;
      let passed = false;
      const session = await LessonSession.open(lesson, 0, scenario, plan, {
        sink: () => undefined,
        now: () => performance.now(),
        feedback: (said) => {
          if (said.kind === 'step-done' && said.step.id === step.id) passed = true;
        },
      });
      try {
        await leadTo(session, disk, at);
        passed = false;
        for (const way of ways) {
          if (session.explorer.ended) await session.connect();
          await playLabCommand(session, way);
          if (!passed) continue;
          report(join(folder, 'lesson.md'), step.fileLine, 'lab-passes', `${step.id}: :${way}`);
          return;
        }
      } finally {
        await session.close();
      }
    }),
  );
}

/** The lab's commands that could pass a step; none where it only asks, or where each is meant. */
function waysRound({ checks }: Step): readonly string[] {
  const leaves = checks.flatMap(({ want }) => leavesOf(want));
  if (leaves.every(({ kind }) => kind === 'answer') || checks.every(({ by }) => by === 'any')) return [];
  return [
    // Bare, they do nothing.
    ...LAB_COMMANDS.filter((name) => !['quit', 'tls', 'auth', 'send'].includes(name)),
    'tls',
    'auth',
    'auth PLAIN',
    'auth LOGIN',
    'send',
    'violate wrong-order',
    'violate unoffered-extension',
  ];
}

async function proveWrong(disk: LessonOnDisk, plan: ConversationPlan, report: Report): Promise<void> {
  const { lesson, folder } = disk;
  const wrong = join(folder, 'wrong');
  const names = existsSync(wrong)
    ? (await readdir(wrong)).filter((name) => name.endsWith('.smtp')).sort()
    : [];
  const reached = new Set<string>();
  const covered = new Set<string>();
  for (const [step, near] of proveAnswers(disk, report)) {
    covered.add(step);
    reached.add(near);
  }
  await Promise.all(
    names.map(async (name) => {
      const path = join(wrong, name);
      const { file } = await readSession(path);
      const { step, expect } = file.front;
      const at = lesson.steps.findIndex(({ id }) => id === step);
      if (at < 0) {
        report(path, 1, 'bad-value', `step: ${step}`);
        return;
      }
      // A wrong answer need not do first what comes before the question.
      const came = await play(disk, at, movesOf(file), plan, () => undefined, true);
      covered.add(step);
      for (const near of came.nears) reached.add(near);
      if (came.steps.includes(step)) report(path, 1, 'wrong-passes', step);
      // Another earlier or later in the file may be right; at the same moment two contradict each other.
      const others = came.nears.filter(
        (near) => near !== expect && came.after.get(near) === came.after.get(expect),
      );
      if (others.length > 0) report(path, 1, 'near-too-many', others.join(', '));
      if (!came.nears.includes(expect))
        report(path, 1, 'wrong-feedback', `${expect}: ${came.nears.join(', ')}`);
    }),
  );
  for (const step of lesson.steps) {
    if (!covered.has(step.id) && canBeWrong(lesson, step.id))
      report(join(folder, 'lesson.md'), step.fileLine, 'no-wrong-example', step.id);
    for (const check of step.checks) {
      for (const near of check.near) {
        if (!reached.has(near.id))
          report(join(folder, 'lesson.md'), check.fileLine, 'near-unreached', near.id);
      }
    }
  }
}

/** A step that asks for one thing that cannot be said otherwise has no wrong turn. */
function canBeWrong(lesson: Lesson, id: string): boolean {
  const step = lesson.steps.find((one) => one.id === id);
  return (step?.checks ?? []).some(
    (check) =>
      check.near.length > 0 ||
      leavesOf(check.want).some(
        (leaf) => leaf.kind === 'answer' && leaf.accept.map(formatTextPattern).length > 0,
      ),
  );
}
