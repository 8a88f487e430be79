/**
 * The tutor: the explorer's desk with a goal beside it. Shows a step, takes a line (for the server, the lab or itself), says what came of
 * it. Knows no terminal; prose comes rendered from outside. Its own commands are in `tutor-words.ts`.
 */

import type { LessonSession } from '../../io/learn/index.ts';
import { argumentOf } from '../../pure/lessons/index.ts';
import type { Check, Feedback, Lesson, Step } from '../../pure/lessons/index.ts';
import { learnWords } from '../../pure/phrases/index.ts';
import type { LearnWords } from '../../pure/phrases/index.ts';
import { KNOWN_VERBS, verbOf } from '../../pure/protocol/index.ts';
import type { CliContext } from '../context.ts';
import { checkEvent } from './check-event.ts';
import { showGoals, showQuestion, tellHints, tellMissing, takeGuess } from './goals-shown.ts';
import type { Guessing } from './goals-shown.ts';
import { showLetter } from './letter-shown.ts';
import { SPEAKING, takeAtPause } from './pause.ts';
import { TAKEN } from './taken.ts';
import type { Taken } from './taken.ts';
import { runTutorWord, TUTOR_WORDS, wordMeant } from './tutor-words.ts';
import type { Voice } from '../explorer/index.ts';

export interface TutorOptions {
  readonly context: CliContext;
  readonly voice: Voice;
  /** Whether there is a person who reads between the steps. */
  readonly pauses: boolean;
  /** Shows Markdown. */
  readonly prose: (text: string) => Promise<void>;
  /** Brings the conversation to the beginning of a step, as the solution gets there. */
  readonly leadTo: (session: LessonSession, step: number) => Promise<void>;
  /** Told when a step was passed, by its fingerprint, and which one is due. */
  readonly passed: (step: Step, next: number) => Promise<void>;
}

export class Tutor {
  readonly options: TutorOptions;
  readonly words: LearnWords;
  #session: LessonSession | null = null;
  #heard: Feedback[] = [];
  /** Lines in a row that were refused, and of which nothing could be said. */
  #refused = 0;
  #lettersTold = 0;
  #lastReply: unknown = null;
  /** The question that was put last. */
  #asked: Check | null = null;
  #guessing: Guessing | null = null;
  #endTold: unknown = null;
  /** What Enter does between two steps. */
  #paused: (() => Promise<void>) | null = null;
  leaving = false;
  done = false;

  constructor(options: TutorOptions) {
    this.options = options;
    this.words = learnWords[options.context.lang];
  }

  /** Hears what the run says; it is told after the line that brought it about. */
  readonly hear = (feedback: Feedback): void => {
    this.#heard.push(feedback);
  };

  /** Says what the lesson is about, before its conversation begins. */
  async introduce({ title, intro }: Lesson, fromStart: boolean): Promise<void> {
    this.options.voice.line(title);
    if (fromStart) await this.options.prose(intro);
    this.options.voice.note(this.words.lessonCommands);
  }

  /** Takes the lesson that was opened, and shows the step to begin with. */
  async begin(session: LessonSession, step: number): Promise<void> {
    this.#session = session;
    if (step > 0) await this.beginAt(step, session);
    else await this.showStep();
    await this.tell();
  }

  /** What stands before the cursor where the tutor asks something itself; null where it does not. */
  prompt(): string | null {
    if (this.#paused !== null) return `${this.words.enterPrompt}> `;
    if (this.#guessing !== null) return `${this.words.guessPrompt}> `;
    return this.#asks() === null ? null : `${this.words.answerPrompt}> `;
  }

  /** Whether what is typed next is for the tutor. */
  get isAsking(): boolean {
    return this.prompt() !== null;
  }

  /** What can be typed in answer to a question. */
  get choices(): readonly string[] {
    return this.#asks()?.choices ?? [];
  }

  /** Whether a question has the prompt to itself. */
  get isQuestioning(): boolean {
    return this.#asks() !== null;
  }

  /** The question that has the prompt to itself: none inside a letter or a sign-in. */
  #asks(): Check | null {
    const session = this.#session;
    if (session === null || session.run.question === null) return null;
    return session.explorer.ended || session.explorer.mode === 'command' ? session.run.question : null;
  }

  /** Takes a line. What is for the desk has to be handed to it, and `tell` called behind it. */
  async take(typed: string): Promise<Taken> {
    const session = this.#session;
    if (session === null) return { kind: 'for-the-desk', line: typed, means: 'hand' };
    const inside = session.explorer.mode === 'letter' || session.explorer.mode === 'chunk';
    const line = inside ? typed : wordMeant(typed);
    const go = this.#paused;
    if (go !== null) {
      const taken = await takeAtPause(line, this, session, async () => {
        this.#paused = null;
        await go();
      });
      if (taken !== null) return taken;
    }
    const [, word = '', argument = ''] = /^\s*:(\w+)\s*(.*)$/s.exec(line) ?? [];
    // A line of a letter may begin with a colon too.
    const own =
      inside && argument.trim() !== '' ? undefined : TUTOR_WORDS.find((one) => one === word.toLowerCase());
    if (own === 'server') return this.#toServer(argument, session);
    if (own !== undefined) {
      await runTutorWord(own, argument, this, session);
      // The lab has words of its own to list.
      return own === 'help' ? { kind: 'for-the-desk', line, means: 'lab' } : TAKEN;
    }
    if (this.#guessing !== null && !line.startsWith(':')) {
      if (takeGuess(line, this.#guessing, session, this.options.voice, this.words)) {
        const { line: waiting } = this.#guessing;
        this.#guessing = null;
        return { kind: 'for-the-desk', line: waiting, means: 'hand' };
      }
      return TAKEN;
    }
    if (line.startsWith(':') && !line.startsWith('::') && (!inside || session.explorer.ended)) {
      if (session.explorer.ended && SPEAKING.includes(word.toLowerCase())) await this.#beginAnew(session);
      session.used(word.toLowerCase(), argument);
      return { kind: 'for-the-desk', line, means: 'lab' };
    }
    if (this.#asks() !== null) {
      if (line.trim() === '') this.#askQuestion();
      else session.answer(line);
      return TAKEN;
    }
    // Who answers before it is asked has read ahead; what can be a command is one.
    const isCommand = KNOWN_VERBS.includes(verbOf(line));
    if (!inside && session.explorer.mode === 'command' && !isCommand && session.isAnswerAhead(line)) {
      session.answer(line, true);
      return TAKEN;
    }
    return this.#toServer(line, session);
  }

  async #beginAnew(session: LessonSession): Promise<void> {
    this.options.voice.note(`${this.words.newConversation} ${this.words.restartLeadsHere}`);
    await session.connect();
  }

  async #toServer(line: string, session: LessonSession): Promise<Taken> {
    if (line.trim() === '' && (session.explorer.ended || session.explorer.mode === 'command')) {
      this.options.voice.note(this.words.nothingTyped);
      showGoals(session.run, this.options.voice, this.words);
      return TAKEN;
    }
    if (session.explorer.ended) await this.#beginAnew(session);
    const wanted =
      session.explorer.mode === 'command' ? session.run.guessFor(verbOf(line), argumentOf(line)) : null;
    if (wanted === null) return { kind: 'for-the-desk', line, means: 'hand' };
    this.#guessing = { line, of: wanted.of };
    this.options.voice.note(this.words.guess(wanted.of, line));
    return TAKEN;
  }

  /** Says what came of the last line. */
  async tell(): Promise<void> {
    const session = this.#session;
    if (session === null) return;
    session.look();
    const { voice } = this.options;
    const heard = this.#heard.splice(0);
    const reply = voice.lastReply();
    const isNew = reply !== this.#lastReply;
    this.#lastReply = reply;
    const arrived = session.mailbox.length > this.#lettersTold;
    if (heard.length === 0) {
      this.#tellEnd(session);
      // A letter that came, and is not what was wanted, is not passed over in silence.
      if (arrived) tellMissing(session, voice, this.words);
      this.#lettersTold = session.mailbox.length;
      // Who is refused again and again is told what help there is.
      if (
        isNew &&
        reply !== null &&
        reply.class >= 4 &&
        !session.run.isOnTheWay &&
        ++this.#refused % PATIENCE === 0
      )
        tellHints(session.run, this.options.voice, this.words);
      return;
    }
    this.#refused = 0;
    const wasWrong = heard.some(({ kind }) => kind === 'near' || kind === 'not-that');
    for (const feedback of heard) await this.#say(feedback, session);
    this.#lettersTold = session.mailbox.length;
    if (wasWrong) tellHints(session.run, this.options.voice, this.words);
    this.#tellEnd(session);
    // What comes to be asked now is asked now.
    if (session.run.question !== this.#asked && this.#paused === null && !this.done) this.#askQuestion();
  }

  /** Says what a bare prompt means, once for each conversation that has ended. */
  #tellEnd({ explorer }: LessonSession): void {
    if (!explorer.ended || this.#endTold === explorer || !this.options.pauses) return;
    this.#endTold = explorer;
    if (!this.isAsking && !this.done && !this.leaving) this.options.voice.note(this.words.conversationOver);
  }

  async #say(feedback: Feedback, session: LessonSession): Promise<void> {
    const { voice, prose, passed, pauses } = this.options;
    const { words } = this;
    switch (feedback.kind) {
      case 'passed':
        checkEvent(feedback.check, session, this.options.context, true, feedback.check.pass);
        voice.note(`${words.passed} ${feedback.check.pass}`);
        if (session.mailbox.length > this.#lettersTold) {
          const letter = session.mailbox.at(-1);
          if (letter !== undefined) await showLetter(letter, voice, words);
        }
        this.#lettersTold = session.mailbox.length;
        return;
      case 'near': {
        checkEvent(feedback.check, session, this.options.context, false, feedback.near.say);
        const rule = feedback.check.rule === '' ? '' : ` (${feedback.check.rule})`;
        const isAnswer = feedback.check.question !== '';
        voice.note(`${isAnswer ? words.no : words.almost} ${feedback.near.say}${rule}`);
        return;
      }
      case 'not-that': {
        const { choices, otherwise } = feedback.check;
        const say = words.notThat(feedback.odd, choices.length, otherwise);
        checkEvent(feedback.check, session, this.options.context, false, say);
        voice.note(say);
        return;
      }
      case 'by-lab':
        voice.note(words.byLab);
        return;
      case 'step-done': {
        await passed(feedback.step, session.run.stepNumber);
        if (feedback.step.afterwards !== '') {
          voice.note(words.afterwards);
          await prose(feedback.step.afterwards);
        }
        if (session.run.step === null) return;
        const go = async (): Promise<void> => {
          if (session.run.step?.fresh === true || session.explorer.ended) {
            voice.note(words.newConversation);
            await session.connect();
          }
          await this.showStep();
        };
        if (pauses) this.#paused = go;
        else await go();
        return;
      }
      case 'lesson-done':
        this.done = true;
        voice.note(words.lessonDone(session.run.lesson.title));
    }
  }

  /** Begins a step that did not follow from the one before. What is done on the way there is not the learner's. */
  async beginAt(step: number, session: LessonSession): Promise<void> {
    await this.options.leadTo(session, step);
    this.#heard = [];
    this.#guessing = null;
    this.#lettersTold = session.mailbox.length;
    await this.showStep();
  }

  /** Enter is waited for no longer. */
  goOn(): void {
    this.#paused = null;
  }

  async showStep(): Promise<void> {
    const run = this.#session?.run;
    const step = run?.step ?? null;
    if (run === undefined || step === null) return;
    const { voice, prose } = this.options;
    voice.line('');
    voice.rule();
    voice.line(this.words.stepOf(run.stepNumber + 1, run.lesson.steps.length, step.title));
    await prose(step.prose);
    this.goals();
  }

  goals(): void {
    const run = this.#session?.run;
    if (run !== undefined) showGoals(run, this.options.voice, this.words);
    this.#askQuestion();
  }

  /** The question that is due, with its choices. */
  #askQuestion(): void {
    const question = this.#session?.run.question ?? null;
    this.#asked = question;
    if (question === null) return;
    showQuestion(question, this.options.voice, this.words);
  }
}

/** Lines refused in a row after which help is offered. */
const PATIENCE = 2;
