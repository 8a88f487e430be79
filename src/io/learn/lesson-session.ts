/**
 * A lesson taken against the practice server: the explorer with a goal beside it. Everything that happens on the wire, every letter
 * that arrives, every answer goes through the lesson's run, and its feedback comes back. Over real sockets, on loopback.
 */

import type { EventSink, LabEvent } from '../../pure/events/index.ts';
import { choiceMeant, LessonRun, namesPlace, readLetter, traceItemOf } from '../../pure/lessons/index.ts';
import type { Check, Feedback, Lesson, Means, TraceItem } from '../../pure/lessons/index.ts';
import { DEFAULT_SCENARIO, isScenarioName, scenarioForOne, scenarioOf } from '../../pure/practice/index.ts';
import { decodeText } from '../../pure/protocol/index.ts';
import type { ReceivedMail } from '../practice-server/index.ts';
import { WireError } from '../wire/index.ts';
import { Explorer } from '../explore/index.ts';
import { openVenue } from '../plan/index.ts';
import type { RunSetting, ConversationPlan, Venue } from '../plan/index.ts';

export interface LessonSetting extends RunSetting {
  readonly feedback: (feedback: Feedback) => void;
  /** A letter arrived, be it from another program that speaks to the same server. */
  readonly arrived?: () => void;
  /** For homework: what the server's banner and its queue ids come from. */
  readonly seed?: string;
}

export class LessonSession {
  readonly run: LessonRun;
  readonly #plan: ConversationPlan;
  readonly #setting: LessonSetting;
  #venue: Venue | null = null;
  /** A line was sent, or the clock moved, since the server began. */
  #touched = false;
  #explorer: Explorer | null = null;
  /** Whose doing is under way. */
  #means: Means = 'program';
  readonly #mailbox: ReceivedMail[] = [];
  #guess: { readonly to: string; readonly argument: string; readonly guess: number } | null = null;

  private constructor(lesson: Lesson, at: number, plan: ConversationPlan, setting: LessonSetting) {
    this.run = new LessonRun(lesson, at);
    this.#plan = plan;
    this.#setting = setting;
  }

  /** Starts the practice server in the lesson's scenario, and a conversation with it. */
  static async open(
    lesson: Lesson,
    at: number,
    scenario: string,
    plan: ConversationPlan,
    setting: LessonSetting,
  ): Promise<LessonSession> {
    const { seed } = setting;
    const named = isScenarioName(scenario) ? scenarioOf(scenario) : DEFAULT_SCENARIO;
    const ours = {
      ...plan,
      server: null,
      scenario: seed === undefined ? named : scenarioForOne(named, seed),
    };
    const session = new LessonSession(lesson, at, ours, setting);
    await session.#openVenue();
    await session.connect();
    return session;
  }

  get explorer(): Explorer {
    const explorer = this.#explorer;
    if (explorer === null) throw new WireError('internal', { message: 'the lesson has no conversation yet' });
    return explorer;
  }

  /** The port of the practice server on this computer; null where there is none. */
  get port(): number | null {
    const target = this.#venue?.target;
    return target !== undefined && 'port' in target ? target.port : null;
  }

  /** Whether anything was said to the server that it may remember. */
  get isTouched(): boolean {
    return this.#touched;
  }

  /** A server that remembers nothing: whom it put off, how far its clock was moved. The conversation with the old one ends. */
  async renewServer(): Promise<void> {
    await this.#explorer?.close();
    await this.#venue?.close();
    await this.#openVenue();
    await this.connect();
  }

  async #openVenue(): Promise<void> {
    this.#touched = false;
    this.#venue = await openVenue(
      this.#plan,
      (mail) => {
        this.#received(mail);
      },
      this.#setting.seed,
    );
  }

  /** A new conversation with the same server. */
  async connect(): Promise<void> {
    await this.#explorer?.close();
    const venue = this.#venue;
    if (venue === null) return;
    const sink: EventSink = (event) => {
      this.#setting.sink(event);
      this.#notice(event);
    };
    this.#explorer = await Explorer.open(this.#plan, { ...this.#setting, sink }, venue);
  }

  /** Ends the conversation where something was said in it already. */
  async leave(): Promise<void> {
    const { phase, encrypted } = this.explorer.state;
    if (phase !== 'greeted' || encrypted) await this.#explorer?.close();
  }

  /** Letters that the practice server took, oldest first; the last of many. */
  get mailbox(): readonly ReceivedMail[] {
    return this.#mailbox;
  }

  /** Moves the practice server's clock on. */
  later(milliseconds: number): void {
    this.#touched = true;
    this.#venue?.later(milliseconds);
    this.used('later', String(milliseconds));
  }

  /** What is done meanwhile is done by these means. */
  async by<T>(means: Means, work: () => Promise<T>): Promise<T> {
    const before = this.#means;
    this.#means = means;
    this.#touched = true;
    try {
      return await work();
    } finally {
      this.#means = before;
    }
  }

  /** Sends a line as it was typed; afterwards what only shows in the state counts too. */
  async type(line: string): Promise<void> {
    this.#touched = true;
    await this.by('hand', () => this.explorer.type(line));
    this.look();
  }

  /** Looks at the state once more. */
  look(): void {
    for (const feedback of this.run.look(this.explorer.state)) this.#setting.feedback(feedback);
  }

  /** Notes a guess of the reply to the command that is sent next. */
  guess(to: string, argument: string, guess: number): void {
    this.#guess = { to, argument, guess };
  }

  /** Takes the line as the answer to the open question, or with `ahead` to the next one; false where there is none. */
  answer(text: string, ahead = false): boolean {
    const question = ahead ? this.run.nextQuestion : this.run.question;
    if (question === null) return false;
    this.#tell({ kind: 'answer', check: question.id, text: choiceOf(text, question) });
    return true;
  }

  /**
   * Whether a line is the answer to a question that comes later in this step. Before the question is put only the right words are
   * one: a number or a letter picks none of the choices that nobody has seen, and a wrong answer would be called wrong unasked.
   */
  isAnswerAhead(text: string): boolean {
    const { question, nextQuestion } = this.run;
    if (question !== null && nextQuestion !== null) return this.run.recognises(choiceOf(text, nextQuestion));
    return this.isAnswerUnseen(text);
  }

  /** The same of a line that was typed before the question was on the screen. */
  isAnswerUnseen(text: string): boolean {
    const { nextQuestion } = this.run;
    return (
      nextQuestion !== null &&
      HAS_WORDS.test(text) &&
      !namesPlace(text) &&
      this.run.isRight(choiceOf(text, nextQuestion))
    );
  }

  /** Notes that a lab command was used; one that needs something behind it and has nothing did nothing. */
  used(command: string, argument: string): void {
    if (argument.trim() === '' && NEEDS_ARGUMENT.includes(command)) return;
    this.#tell({ kind: 'lab', command, argument: argument.trim() });
  }

  async close(): Promise<void> {
    await this.#explorer?.close();
    await this.#venue?.close();
  }

  #notice(event: LabEvent): void {
    const item = traceItemOf(event);
    if (item === null) return;
    this.#tell({ ...item, ...this.#mark() });
    const guess = this.#guess;
    if (item.kind === 'reply' && guess !== null && item.to === guess.to) {
      this.#guess = null;
      this.#tell({ kind: 'guess', ...guess, code: item.code });
    }
  }

  #received(mail: ReceivedMail): void {
    const { from, to, content, bytes } = mail;
    this.#mailbox.push(mail);
    if (this.#mailbox.length > MOST_KEPT) this.#mailbox.shift();
    const letter = readLetter(from, to, decodeText(content), bytes);
    // The program by itself sends no letter: what comes meanwhile the learner typed in another window. Homework has only this one.
    const isFromOutside = this.#means === 'program' && this.#setting.seed === undefined;
    this.#tell({ kind: 'received', letter, ...(isFromOutside ? {} : this.#mark()) });
    this.#setting.arrived?.();
  }

  #mark(): { readonly means?: Means } {
    return this.#means === 'hand' ? {} : { means: this.#means };
  }

  #tell(item: TraceItem): void {
    const state = this.#explorer?.state ?? null;
    for (const feedback of this.run.notice(item, state)) this.#setting.feedback(feedback);
  }
}

/** The answer in the words of the original: a choice may be said in many ways. */
function choiceOf(text: string, { choices, want, question }: Check): string {
  if (want.kind !== 'answer' || choices.length === 0) return text;
  return want.choices[choiceMeant(text, choices, want.choices, question)] ?? text;
}

/** More than a number, a letter, a yes or a no. */
const HAS_WORDS = /(?!(?:yes|yep|yeah|true|верно|конечно|нет|ага)\b)\p{L}{3,}/iu;
/** Commands of the lab that do nothing by themselves. */
const NEEDS_ARGUMENT: readonly string[] = [
  'b64',
  'unb64',
  'explain',
  'violate',
  'save',
  'stuff',
  'predict',
  'later',
];
/** Letters kept to be shown; a lesson has a handful. */
const MOST_KEPT = 50;
