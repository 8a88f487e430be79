/**
 * A lesson at the desk: the tutor before the explorer, lines from a terminal or a pipe, progress kept after each step. Exit code 15
 * where input ends before the lesson does.
 */

import type { Explainer } from '../../pure/explain/index.ts';
import type { LabEvent } from '../../pure/events/index.ts';
import { leadTo, LessonSession, saveProgress } from '../../io/learn/index.ts';
import { planFor } from '../../io/plan/index.ts';
import type { LessonOnDisk, Progress } from '../../io/learn/index.ts';
import type { ConversationPlan } from '../../io/plan/index.ts';
import type { Step } from '../../pure/lessons/index.ts';
import { learnWords } from '../../pure/phrases/index.ts';
import { EXIT, exitCodeOfSignal, reasonOf } from '../../pure/problems/index.ts';
import { Recorder } from '../../pure/sessions/index.ts';
import type { CliContext } from '../context.ts';
import { renderMarkdown } from '../terminal/index.ts';
import { createVoice, Desk, linesOfPipe } from '../explorer/index.ts';
import type { DeskOptions, Voice } from '../explorer/index.ts';
import { atTerminal, Keyboard } from './lesson-keyboard.ts';
import type { AfterLesson } from './lesson-keyboard.ts';
import { Tutor } from './tutor.ts';
import { TUTOR_WORDS } from './tutor-words.ts';

const PATIENCE = 30_000;
/** Stands in a lesson's prose for the port of its practice server. */
const PORT = '{{port}}';

/** A command of this program in a lesson's prose, to be copied: it is printed as the program was started. */
const OUR_COMMAND = /(^ {4}|`)smtp-lab (?=[a-z])/gm;

/** A conversation with the practice server, as patient as a learner needs it. */
export function practicePlan(): ConversationPlan {
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
  /** What is said at a terminal when the lesson is done; the last of it asks whether to go on. */
  readonly after?: () => Promise<AfterLesson>;
  /** What takes the lesson again, for who leaves it. */
  readonly command?: string;
  /** Whether the prompt is new to the learner. */
  readonly isFirst?: boolean;
}

/** What came of a lesson: its exit code, and whether the learner wants the next one. */
export interface Sat {
  readonly code: number;
  readonly goesOn: boolean;
}

/** Takes a lesson, at the terminal or from a pipe, and keeps what was done. */
export function takeLesson(
  disk: LessonOnDisk,
  progress: Progress,
  explainer: Explainer,
  context: CliContext,
  more: Pick<Sitting, 'event' | 'after' | 'command'> = {},
): Promise<Sat> {
  const { lesson } = disk;
  const before = progress.get(lesson.id);
  const at = before === undefined || before.step >= lesson.steps.length ? 0 : before.step;
  const keep = keeperOf(lesson.id, before?.passed ?? [], context);
  return sitLesson(disk, { at, passed: keep, isFirst: progress.size === 0, ...more }, explainer, context);
}

/** What writes down each step that was passed. Rejects with the system's error. */
export function keeperOf(id: string, before: readonly string[], { env }: CliContext): Sitting['passed'] {
  let passed = before;
  return async (step, next) => {
    passed = [...new Set([...passed, step.hash])];
    await saveProgress(env, id, { step: next, passed });
  };
}

/** Takes a lesson, at the terminal or from a pipe. */
export async function sitLesson(
  disk: LessonOnDisk,
  sitting: Sitting,
  explainer: Explainer,
  context: CliContext,
): Promise<Sat> {
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
    pauses: interactive && sitting.typed === undefined,
    prose: async (text) => {
      if (text === '' || context.json || context.quiet) return;
      const shown = text
        .replaceAll(PORT, String(session?.port ?? ''))
        .replace(OUR_COMMAND, (_whole, before: string) => `${before}${context.program} `);
      for (const line of await renderMarkdown(shown, context)) voice.styled(line);
    },
    leadTo: async (session, step) => {
      await session.leave();
      muteUpTo = conversationOf(step);
      // Of questions nothing is replayed.
      const shown = lesson.steps.slice(muteUpTo, step);
      if (shown.some(({ checks }) => checks.some(({ question }) => question === '')))
        voice.note(words.stepsBefore);
      await leadTo(session, disk, step);
      muteUpTo = 0;
    },
    passed: async (step: Step, next) => {
      try {
        await sitting.passed(step, next);
        kept = next;
      } catch (error) {
        voice.note(words.notSaved(reasonOf(error)));
      }
    },
  });
  // On the way to a step nothing is shown of a conversation that it does not go on with.
  const conversationOf = (step: number): number => {
    const earlier = lesson.steps.slice(0, step + 1).map(({ fresh }) => fresh);
    return Math.max(0, earlier.lastIndexOf(true));
  };
  let muteUpTo = conversationOf(at);
  /** Where the lesson goes on when it is taken again. */
  let kept = at;
  let session: LessonSession | null = null;
  const reached = (): number => session?.run.stepNumber ?? 0;
  // From the first word on, what is typed ahead waits for its prompt.
  const keyboard = interactive
    ? await Keyboard.open({ session: () => session, tutor, voice, context })
    : null;
  const recorder = new Recorder(lesson.title);
  let interrupted = false;
  let goesOn = false;
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
      arrived: () => keyboard?.lines.wake(),
      ...(seed === undefined ? {} : { seed }),
      signal: context.signal,
    });
    await tutor.begin(session, at);
    // The prompt is explained when it is there for the first time: a question has one of its own.
    let unexplained = sitting.isFirst === true;
    const explainPrompt = (): void => {
      if (unexplained) for (const line of words.promptWords) voice.note(line);
      unexplained = false;
    };
    const { typed = null, lines = null } = sitting;
    const lead: Lead = {
      session,
      tutor,
      voice,
      recorder: lines === null ? recorder : null,
      context,
      typed,
      lines,
      desk: null,
    };
    if (keyboard === null) await fromPipe(lead);
    else
      interrupted = await atTerminal(
        keyboard,
        (line) => handle(lead, line, true, (work) => keyboard.aside(work)),
        () => {
          explainPrompt();
          return deskFor(lead, lead.typed === null, (work) => keyboard.aside(work)).prompt();
        },
      );
    if (keyboard !== null && tutor.done && !interrupted && sitting.after !== undefined)
      goesOn = await keyboard.askNext(await sitting.after());
  } finally {
    await keyboard?.close();
    voice.stop();
    await session?.close();
  }
  if (interrupted || context.signal.aborted)
    return { code: exitCodeOfSignal(context.signal.reason), goesOn: false };
  if (tutor.done) return { code: 0, goesOn };
  if (interactive && sitting.command !== undefined)
    voice.note(words.leftAt(sitting.command, kept + 1, lesson.steps.length));
  if (!interactive) context.err.line(words.unfinished);
  return { code: interactive ? 0 : EXIT.mismatch, goesOn: false };
}

interface Lead {
  readonly session: LessonSession;
  readonly tutor: Tutor;
  readonly voice: Voice;
  readonly recorder: Recorder | null;
  readonly context: CliContext;
  readonly typed: Sitting['typed'] | null;
  readonly lines: Iterable<string> | null;
  desk: Desk | null;
}

/** The desk of the conversation as it is now: a new conversation has a new one. */
function deskFor(lead: Lead, interactive: boolean, aside: DeskOptions['aside']): Desk {
  const { session, voice, recorder, context } = lead;
  const { explorer } = session;
  if (lead.desk?.explorer === explorer) return lead.desk;
  lead.desk = new Desk({
    explorer,
    voice,
    recorder,
    context,
    interactive,
    aside,
    credentials: null,
    mechanisms: [],
    labWords: TUTOR_WORDS,
    isWanted: () => session.run.isOnTheWay,
    dropsUnwanted: false,
  });
  return lead.desk;
}

/** One line: for the tutor, or the desk. */
async function handle(
  lead: Lead,
  line: string,
  interactive: boolean,
  aside: DeskOptions['aside'],
): Promise<void> {
  const { tutor, session, typed } = lead;
  // An answer to the tutor's question is nobody's password.
  typed?.(line, !tutor.isAsking && session.explorer.secretIn(line) !== null);
  const taken = await tutor.take(line);
  if (taken.kind === 'for-the-desk') {
    // What is asked beside the lines would be missing from homework: there the desk warns, as it does in a pipe.
    const desk = deskFor(lead, interactive && typed === null, aside);
    await session.by(taken.means, () => desk.handle(taken.line));
    if (desk.leaving) tutor.leaving = true;
  }
  await tutor.tell();
}

async function fromPipe(lead: Lead): Promise<void> {
  const { tutor, context } = lead;
  for await (const line of lead.lines ?? linesOfPipe(context.stdin, context.signal)) {
    if (tutor.done || tutor.leaving || context.signal.aborted) return;
    await handle(lead, line, false, (work) => work());
  }
}
