/**
 * The tutor: the explorer's desk with a goal beside it. Shows a step, takes a line (for the server, the lab or the tutor itself), says
 * what came of it. Knows no terminal; prose comes rendered from outside.
 */

import type { LessonSession } from '../../io/lab/index.ts';
import { goalOf } from '../../pure/lessons/index.ts';
import type { Check, Feedback, Lesson, Step } from '../../pure/lessons/index.ts';
import { argumentOf } from '../../pure/lessons/index.ts';
import { learnWords } from '../../pure/phrases/index.ts';
import type { LearnWords } from '../../pure/phrases/index.ts';
import { KNOWN_VERBS, verbOf } from '../../pure/protocol/index.ts';
import type { CliContext } from '../context.ts';
import { formatJson } from '../../pure/events/index.ts';
import type { Voice } from './voice.ts';

export interface TutorOptions {
  readonly context: CliContext;
  readonly voice: Voice;
  /** Shows Markdown. */
  readonly prose: (text: string) => Promise<void>;
  /** Brings the conversation to the beginning of a step, as the solution gets there. */
  readonly leadTo: (session: LessonSession, step: number) => Promise<void>;
  /** Told when a step was passed, by its fingerprint, and which one is due. */
  readonly passed: (step: Step, next: number) => Promise<void>;
}

/** What the tutor did with a line: it was for the tutor, or is for the desk. */
export type Taken = 'taken' | 'for-the-desk';

/** What is for the tutor, behind a colon. */
export const TUTOR_WORDS = ['goal', 'why', 'hint', 'answer', 'skip', 'back', 'restart', 'leave'] as const;

export class Tutor {
  readonly #options: TutorOptions;
  readonly #words: LearnWords;
  #session: LessonSession | null = null;
  #heard: Feedback[] = [];
  #idle = 0;
  /** The guess that is asked for, and the line that waits for it. */
  #guessing: { readonly line: string; readonly of: 'class' | 'code' } | null = null;
  leaving = false;
  done = false;

  constructor(options: TutorOptions) {
    this.#options = options;
    this.#words = learnWords[options.context.lang];
  }

  /** Hears what the run says; it is told after the line that brought it about. */
  readonly hear = (feedback: Feedback): void => {
    this.#heard.push(feedback);
  };

  /** Says what the lesson is about, before its conversation begins. */
  async introduce({ title, intro }: Lesson, fromStart: boolean): Promise<void> {
    this.#options.voice.line(title);
    if (fromStart) await this.#options.prose(intro);
    this.#options.voice.note(this.#words.lessonCommands);
  }

  /** Takes the lesson that was opened, and shows the step to begin with. */
  async begin(session: LessonSession, step: number): Promise<void> {
    this.#session = session;
    if (step > 0) await this.#beginAt(step, session);
    else await this.#showStep();
    await this.tell();
  }

  /** What stands before the cursor where the tutor asks something itself; null where it does not. */
  prompt(): string | null {
    if (this.#guessing !== null) return '? ';
    const session = this.#session;
    if (session === null || session.run.question === null || !session.run.onlyAsks) return null;
    return session.explorer.mode === 'command' ? `${this.#words.answerPrompt}> ` : null;
  }

  /** Takes a line. What is for the desk has to be handed to it, and `tell` called behind it. */
  async take(line: string): Promise<Taken> {
    const session = this.#session;
    if (session === null) return 'for-the-desk';
    if (this.#guessing !== null) {
      const { line: waiting, of } = this.#guessing;
      const guess = Number(/\d+/.exec(line)?.[0] ?? NaN);
      if (Number.isNaN(guess)) {
        this.#options.voice.note(this.#words.guess(of, waiting));
        return 'taken';
      }
      this.#guessing = null;
      session.guess(
        verbOf(waiting),
        argumentOf(waiting),
        of === 'class' && guess > 9 ? Math.floor(guess / 100) : guess,
      );
      await session.explorer.type(waiting);
      await this.tell();
      return 'taken';
    }
    const word = TUTOR_WORDS.find((one) => line.trim() === `:${one}`);
    if (word !== undefined) {
      await this.#own(word, session);
      return 'taken';
    }
    if (line.startsWith(':')) {
      session.used(line.slice(1).split(' ')[0] ?? '');
      return 'for-the-desk';
    }
    // A command stays a command where it can be one, whatever was asked.
    const isCommand = KNOWN_VERBS.includes(verbOf(line));
    if (session.explorer.mode === 'command' && session.answer(line, isCommand)) {
      await this.tell();
      return 'taken';
    }
    if (session.explorer.ended) {
      this.#options.voice.note(`${this.#words.newConversation} ${this.#words.restartLeadsHere}`);
      await session.connect();
    }
    const wanted =
      session.explorer.mode === 'command' ? session.run.guessFor(verbOf(line), argumentOf(line)) : null;
    if (wanted === null) return 'for-the-desk';
    this.#guessing = { line, of: wanted.of };
    this.#options.voice.note(this.#words.guess(wanted.of, line));
    return 'taken';
  }

  /** Says what came of the last line. */
  async tell(): Promise<void> {
    const session = this.#session;
    if (session === null) return;
    session.look();
    const heard = this.#heard.splice(0);
    if (heard.length === 0) {
      // Somebody who tries and gets nowhere is told what help there is; a letter is no try.
      if (session.explorer.mode === 'letter') return;
      if (++this.#idle > 0 && this.#idle % PATIENCE === 0 && session.run.hintsLeft > 0) {
        this.#options.voice.note(this.#words.hintsLeft(session.run.hintsLeft));
      }
      return;
    }
    this.#idle = 0;
    for (const feedback of heard) await this.#say(feedback, session);
  }

  async #say(feedback: Feedback, session: LessonSession): Promise<void> {
    const { voice, prose, passed } = this.#options;
    const words = this.#words;
    switch (feedback.kind) {
      case 'passed':
        this.#event(feedback.check, session, true, feedback.check.pass);
        voice.note(`${words.passed} ${feedback.check.pass}`);
        return;
      case 'near': {
        this.#event(feedback.check, session, false, feedback.near.say);
        const rule = feedback.check.rule === '' ? '' : ` (${feedback.check.rule})`;
        voice.note(`${words.almost} ${feedback.near.say}${rule}`);
        if (session.run.hintsLeft > 0) voice.note(words.hintsLeft(session.run.hintsLeft));
        return;
      }
      case 'step-done':
        await passed(feedback.step, session.run.stepNumber);
        if (feedback.step.afterwards !== '') {
          voice.note(words.afterwards);
          await prose(feedback.step.afterwards);
        }
        if (session.run.step !== null) {
          if (session.run.step.fresh || session.explorer.ended) {
            voice.note(words.newConversation);
            await session.connect();
          }
          await this.#showStep();
        }
        return;
      case 'lesson-done':
        this.done = true;
        voice.note(words.lessonDone(session.run.lesson.title));
    }
  }

  #event(check: Check, session: LessonSession, ok: boolean, say: string): void {
    const { context } = this.#options;
    if (!context.json) return;
    const { lesson, step } = session.run;
    context.out.line(
      formatJson({ type: 'check', at: 0, lesson: lesson.id, step: step?.id ?? '', id: check.id, ok, say }),
    );
  }

  async #own(word: (typeof TUTOR_WORDS)[number], session: LessonSession): Promise<void> {
    const { voice, prose } = this.#options;
    const words = this.#words;
    const { run } = session;
    // Whoever asks is not at a loss.
    this.#idle = -1;
    switch (word) {
      case 'goal':
        this.#goals();
        return;
      case 'why':
        for (const { check, passed } of run.checks)
          voice.note(words.why(passed, goalOf(check.want, words.goals)));
        return;
      case 'hint': {
        const hint = run.hint();
        if (hint === null) voice.note(words.noHint);
        else {
          await prose(hint);
          if (run.hintsLeft > 0) voice.note(words.hint(run.hintsLeft));
        }
        return;
      }
      case 'answer':
        await prose(run.step?.answer ?? '');
        return;
      case 'skip':
        for (const feedback of run.skip()) {
          if (feedback.kind === 'lesson-done') this.leaving = true;
        }
        if (run.step !== null) await this.#beginAt(run.stepNumber, session);
        return;
      case 'back':
        await this.#beginAt(Math.max(0, run.stepNumber - 1), session);
        return;
      case 'restart':
        await this.#beginAt(run.stepNumber, session);
        return;
      case 'leave':
        this.leaving = true;
    }
  }

  /** Begins a step that did not follow from the one before. What is done on the way there is not the learner's. */
  async #beginAt(step: number, session: LessonSession): Promise<void> {
    await this.#options.leadTo(session, step);
    this.#heard = [];
    await this.#showStep();
  }

  async #showStep(): Promise<void> {
    const run = this.#session?.run;
    const step = run?.step ?? null;
    if (run === undefined || step === null) return;
    const { voice, prose } = this.#options;
    voice.line('');
    voice.line(this.#words.stepOf(run.stepNumber + 1, run.lesson.steps.length, step.title));
    await prose(step.prose);
    this.#goals();
  }

  #goals(): void {
    const run = this.#session?.run;
    const { voice } = this.#options;
    for (const { check, passed } of run?.checks ?? []) {
      if (passed) continue;
      voice.note(
        `${this.#words.goal} ${check.question === '' ? goalOf(check.want, this.#words.goals) : check.question}`,
      );
      for (const [at, choice] of check.choices.entries()) voice.note(`${at + 1}  ${choice}`, 5);
    }
  }
}

/** Lines without any progress after which help is offered. */
const PATIENCE = 3;
