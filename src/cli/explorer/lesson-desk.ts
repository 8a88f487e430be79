/**
 * A lesson at the desk: the tutor before the explorer, lines from a terminal or a pipe, progress kept after each step. Exit code 15
 * where input ends before the lesson does.
 */

import type { LabEvent } from '../../pure/events/index.ts';
import { leadTo, LessonSession, loadHistory, planFor, saveProgress } from '../../io/lab/index.ts';
import type { LessonOnDisk, Progress, TalkingPlan } from '../../io/lab/index.ts';
import { completionsFor } from '../../pure/explorer/index.ts';
import type { Step } from '../../pure/lessons/index.ts';
import { learnWords } from '../../pure/phrases/index.ts';
import { EXIT, exitCodeOfSignal } from '../../pure/problems/index.ts';
import { Recorder } from '../../pure/sessions/index.ts';
import type { CliContext } from '../context.ts';
import { renderMarkdown } from '../terminal/index.ts';
import type { TranscriptExplainer } from '../terminal/index.ts';
import { Desk } from './desk.ts';
import type { DeskOptions } from './desk.ts';
import { mayLeave } from './leaving.ts';
import { linesOfPipe } from './piped-lines.ts';
import { TerminalLines } from './terminal-lines.ts';
import { Tutor, TUTOR_WORDS } from './tutor.ts';
import { createVoice } from './voice.ts';
import type { Voice } from './voice.ts';

const PATIENCE = 30_000;

/** A conversation with the practice server, as patient as a learner needs it. */
export function practicePlan(): TalkingPlan {
  return planFor({ ehlo: 'client.example.test', finalMilliseconds: PATIENCE });
}

/** How a lesson is sat: from which step, and who else hears of it. */
export interface Sitting {
  /** The step to begin with, from 0. */
  readonly at: number;
  /** A step was passed, and which one is due now. */
  readonly passed: (step: Step, next: number) => Promise<void>;
  /** Every event of its conversations. */
  readonly event?: (event: LabEvent) => void;
  /** A line as it was typed, and whether a secret was asked for. */
  readonly typed?: (line: string, isSecret: boolean) => void;
  /** For homework: what the server's banner and queue ids come from. */
  readonly seed?: string;
  /** In place of standard input. */
  readonly lines?: Iterable<string>;
}

/** Takes a lesson, at the terminal or from a pipe, and keeps what was done; resolves to the exit code. */
export function takeLesson(
  disk: LessonOnDisk,
  progress: Progress,
  explainer: TranscriptExplainer,
  context: CliContext,
  hears: Pick<Sitting, 'event'> = {},
): Promise<number> {
  const { lesson } = disk;
  const before = progress.get(lesson.id);
  const at = before === undefined || before.step >= lesson.steps.length ? 0 : before.step;
  const keep = keeperOf(lesson.id, before?.passed ?? [], context);
  return sitLesson(disk, { at, passed: keep, ...hears }, explainer, context);
}

/** What writes down each step that was passed. Rejects with the system's error. */
export function keeperOf(id: string, before: readonly string[], { env }: CliContext): Sitting['passed'] {
  let passed = before;
  return async (step, next) => {
    passed = [...new Set([...passed, step.hash])];
    await saveProgress(env, id, { step: next, passed });
  };
}

/** Takes a lesson, at the terminal or from a pipe; resolves to the exit code. */
export async function sitLesson(
  disk: LessonOnDisk,
  sitting: Sitting,
  explainer: TranscriptExplainer,
  context: CliContext,
): Promise<number> {
  const { lesson, scenario } = disk;
  const { at, seed } = sitting;
  const words = learnWords[context.lang];
  const interactive = context.stdinIsTerminal && context.out.isTerminal && !context.json;
  const voice = createVoice({
    context,
    explainer,
    echoes: interactive,
    withoutConnect: true,
  });
  const tutor = new Tutor({
    context,
    voice,
    prose: async (text) => {
      if (text === '' || context.json || context.quiet) return;
      for (const line of await renderMarkdown(text, context)) voice.styled(line);
    },
    leadTo: async (session, step) => {
      await session.leave();
      muteUpTo = conversationOf(step);
      if (muteUpTo < step) voice.note(words.stepsBefore);
      await leadTo(session, disk, step);
      muteUpTo = 0;
    },
    passed: async (step: Step, next) => {
      try {
        await sitting.passed(step, next);
      } catch (error) {
        voice.note(
          words.notSaved(error instanceof Error && 'code' in error ? String(error.code) : 'unknown'),
        );
      }
    },
  });
  // On the way to a step nothing is shown of a conversation that it does not go on with.
  const conversationOf = (step: number): number => {
    const earlier = lesson.steps.slice(0, step + 1).map(({ fresh }) => fresh);
    return Math.max(0, earlier.lastIndexOf(true));
  };
  let muteUpTo = conversationOf(at);
  let session: LessonSession | null = null;
  const reached = (): number => session?.run.stepNumber ?? 0;
  // From the first word on, what is typed ahead waits for its prompt.
  // An answer to the tutor's question is nobody's password.
  const explorerAsked = (): LessonSession['explorer'] | null =>
    session === null || session.run.question !== null ? null : session.explorer;
  const keyboard = interactive
    ? await openKeyboard(() => session?.explorer ?? null, explorerAsked, voice, context)
    : null;
  const recorder = new Recorder(lesson.title);
  let interrupted = false;
  try {
    await tutor.introduce(lesson, at === 0);
    session = await LessonSession.open(lesson, 0, scenario, practicePlan(), {
      sink: (event) => {
        sitting.event?.(event);
        recorder.event(event);
        if (event.kind === 'connect' && reached() >= muteUpTo) muteUpTo = 0;
        if (muteUpTo === 0) voice.event(event);
      },
      now: () => performance.now(),
      feedback: tutor.hear,
      ...(seed === undefined ? {} : { seed }),
      ...(interactive ? {} : { signal: context.signal }),
    });
    await tutor.begin(session, at);
    const { typed = null, lines = null } = sitting;
    const lead = { session, tutor, voice, recorder: lines === null ? recorder : null, context, typed, lines };
    if (keyboard === null) await fromPipe(lead);
    else interrupted = await atTerminal(lead, keyboard);
  } finally {
    keyboard?.close();
    voice.stop();
    await session?.close();
  }
  if (interrupted || context.signal.aborted) return exitCodeOfSignal(context.signal.reason);
  if (tutor.done) return 0;
  if (!interactive) context.err.line(words.unfinished);
  return interactive ? 0 : EXIT.mismatch;
}

interface Lead {
  readonly session: LessonSession;
  readonly tutor: Tutor;
  readonly voice: Voice;
  readonly recorder: Recorder | null;
  readonly context: CliContext;
  readonly typed: Sitting['typed'] | null;
  readonly lines: Iterable<string> | null;
}

/** A desk for the conversation as it is now: a new conversation has a new one. */
function deskFor(
  { session, voice, recorder, context }: Lead,
  interactive: boolean,
  aside: DeskOptions['aside'],
): Desk {
  const { explorer } = session;
  return new Desk({
    explorer,
    voice,
    recorder,
    context,
    interactive,
    aside,
    credentials: null,
    mechanisms: [],
    labWords: TUTOR_WORDS,
  });
}

/** One line: for the tutor, or the desk. */
async function handle(
  lead: Lead,
  line: string,
  interactive: boolean,
  aside: DeskOptions['aside'],
): Promise<void> {
  const { tutor, session, typed } = lead;
  typed?.(line, session.run.question === null && session.explorer.secretIn(line) !== null);
  if ((await tutor.take(line)) === 'taken') {
    await tutor.tell();
    return;
  }
  // What is asked beside the lines would be missing from homework: there the desk warns, as it does in a pipe.
  await deskFor(lead, interactive && typed === null, aside).handle(line);
  await tutor.tell();
}

async function fromPipe(lead: Lead): Promise<void> {
  const { tutor, context } = lead;
  for await (const line of lead.lines ?? linesOfPipe(context.stdin)) {
    if (tutor.done || tutor.leaving || context.signal.aborted) return;
    await handle(lead, line, false, (work) => work());
  }
}

/** Lines from the terminal; the conversation is there later than they are. */
async function openKeyboard(
  explorer: () => LessonSession['explorer'] | null,
  explorerAsked: () => LessonSession['explorer'] | null,
  voice: Voice,
  context: CliContext,
): Promise<TerminalLines> {
  const lines: TerminalLines = new TerminalLines({
    context,
    complete: (line) => {
      const now = explorer();
      return now === null ? [] : completionsFor(line, now.state, now.mode);
    },
    hides: (line) => explorerAsked()?.hides(line) ?? false,
    isSecret: (line) => (explorerAsked()?.secretIn(line) ?? null) !== null,
    history: await loadHistory(context.env),
    movable: context.env['TERM'] !== 'dumb',
  });
  voice.before = () => lines.clear();
  voice.after = () => lines.restore();
  return lines;
}

/** Whether it ended by Ctrl-C. */
async function atTerminal(lead: Lead, keyboard: TerminalLines): Promise<boolean> {
  const { session, tutor, voice, context } = lead;
  while (!tutor.done && !tutor.leaving) {
    const prompt =
      tutor.prompt() ?? (session.explorer.ended ? '> ' : deskFor(lead, true, (work) => work()).prompt());
    const entered = await keyboard.next(prompt);
    if (entered.kind === 'woken') continue;
    if (entered.kind === 'end') return false;
    if (entered.kind === 'interrupt') {
      if (await mayLeave(session.explorer, { voice, context, lines: keyboard })) return true;
      continue;
    }
    await handle(lead, entered.line, true, (work) => keyboard.aside(work));
  }
  return false;
}
