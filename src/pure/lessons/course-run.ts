/**
 * A lesson while it is taken: where the learner stands, which checks have fired, what is said. One way in (what happened), feedback
 * out; it asks nobody and knows no screen. Checks fire by themselves, and something extra never fails a step.
 */

import type { SessionState } from '../protocol/index.ts';
import { oddAnswerOf } from './odd-answer.ts';
import type { OddAnswer } from './odd-answer.ts';
import { holds, isMetBy, itemsFor, leavesOf, missingOf, nearCaseOf, soFarOf } from './check.ts';
import type { Run } from './check.ts';
import type { Check, Condition, Lesson, NearCase, PredictCondition, Step } from './format.ts';
import { matchesText } from './text-pattern.ts';
import { MAX_TRACE_ITEMS } from './trace.ts';
import type { Means, TraceItem } from './trace.ts';

/** What is to be said after something happened. */
export type Feedback =
  | { readonly kind: 'passed'; readonly check: Check }
  | { readonly kind: 'near'; readonly check: Check; readonly near: NearCase }
  /** An answer that is neither right nor wrong in a way that is known. */
  | { readonly kind: 'not-that'; readonly check: Check; readonly odd: OddAnswer }
  /** The lab did what was to be done by hand. */
  | { readonly kind: 'by-lab'; readonly check: Check }
  | { readonly kind: 'step-done'; readonly step: Step }
  | { readonly kind: 'lesson-done' };

export class LessonRun {
  readonly lesson: Lesson;
  #at: number;
  #items: TraceItem[] = [];
  #since = 0;
  #passed = new Set<string>();
  #hints = 0;
  #mechanism: string | null = null;
  #means: NonNullable<Run['means']> = { tls: 'hand', auth: 'hand' };
  /** The command that the last reason is about, and whether its reply was the reason; null where it is about none. */
  #reasonOf = new Map<string, { readonly verb: string; readonly isReply: boolean } | null>();
  #isOnTheWay = false;
  /** The last reason why a check did not pass. */
  #reasons = new Map<string, string>();
  #odd = new Map<string, OddAnswer>();
  /** Checks of which it was said that the lab's doing does not count. */
  #toldByLab = new Set<string>();

  /** `at` is the step to begin with. */
  constructor(lesson: Lesson, at = 0) {
    this.lesson = lesson;
    this.#at = Math.min(at, lesson.steps.length);
  }

  /** The step that is due; null where the lesson is over. */
  get step(): Step | null {
    return this.lesson.steps[this.#at] ?? null;
  }

  get stepNumber(): number {
    return this.#at;
  }

  /** The checks of this step with whether they have fired. */
  get checks(): readonly { readonly check: Check; readonly passed: boolean }[] {
    return (this.step?.checks ?? []).map((check) => ({ check, passed: this.#passed.has(check.id) }));
  }

  /** What is asked now: the first open check, where it wants an answer and nothing that is still to be done comes before it. */
  get question(): Check | null {
    const [first] = this.#open;
    return first !== undefined && leavesOf(first.want).some(({ kind }) => kind === 'answer') ? first : null;
  }

  /** The first open check that has a question, though something else may be due before it. */
  get nextQuestion(): Check | null {
    return this.#open.find(({ want }) => leavesOf(want).some(({ kind }) => kind === 'answer')) ?? null;
  }

  /** Whether a text is an answer to the next question that is known to be right or wrong, though something else may be due first. */
  recognises(text: string): boolean {
    const { nextQuestion } = this;
    return (
      nextQuestion !== null &&
      (this.isRight(text) || nearCaseOf(nextQuestion, answered(nextQuestion, text)) !== null)
    );
  }

  /** Whether a text is the right answer to the next question. */
  isRight(text: string): boolean {
    const { nextQuestion } = this;
    return nextQuestion !== null && holds(nextQuestion.want, answered(nextQuestion, text), nextQuestion.id);
  }

  /** What a check still wants, and why it was not met last; a reason of '' is none. */
  whyNot(
    check: Check,
    state: SessionState | null,
  ): {
    readonly missing: readonly Condition[];
    readonly reason: string;
    /** Whether anything came that was a try: a wrong turn, though its reason is gone, or a letter. */
    readonly tried: boolean;
    /** What kind of thing the last answer was, where the lesson has no reason for it. */
    readonly odd: OddAnswer | null;
    readonly soFar: ReturnType<typeof soFarOf>;
  } {
    const run = this.#runOf(check, state);
    return {
      soFar: soFarOf(check.want, run, check.id),
      missing: missingOf(check.want, run, check.id),
      tried: this.#reasonOf.has(check.id) || run.items.some(({ kind }) => kind === 'received'),
      reason: this.#reasons.get(check.id) ?? '',
      odd: this.#odd.get(check.id) ?? null,
    };
  }

  /** The guess that is wanted before this command is sent; null for none. */
  guessFor(verb: string, argument: string): PredictCondition | null {
    for (const { want } of this.#open) {
      for (const leaf of leavesOf(want)) {
        if (leaf.kind === 'predict' && leaf.to === verb.toUpperCase() && matchesText(leaf.argument, argument))
          return leaf;
      }
    }
    return null;
  }

  /** The next rung of the ladder; null where there is none left. */
  hint(): string | null {
    return this.step?.hints[this.#hints++] ?? null;
  }

  get hintsLeft(): number {
    return Math.max(0, (this.step?.hints.length ?? 0) - this.#hints);
  }

  /** Takes in what happened. */
  notice(item: TraceItem, state: SessionState | null): readonly Feedback[] {
    if (this.step === null) return [];
    this.#items.push(item);
    if (this.#items.length > MAX_TRACE_ITEMS) this.#forget();
    this.#noteMeans(item);
    if (item.kind === 'reply') {
      this.#isOnTheWay = this.#isWanted(item);
      this.#forgetReasons(item);
    }
    const said: Feedback[] = [];
    for (const check of this.#open) {
      const run = this.#runOf(check, state);
      if (holds(check.want, run, check.id)) {
        this.#passed.add(check.id);
        said.push({ kind: 'passed', check });
        continue;
      }
      // A wrong turn is the learner's: what else happened is none.
      const near = run.items.at(-1) === item ? nearCaseOf(check, run) : null;
      if (near !== null) {
        this.#reasons.set(check.id, near.say);
        this.#reasonOf.set(check.id, commandOf(item));
        this.#odd.delete(check.id);
        said.push({ kind: 'near', check, near });
        // What was forbidden has happened: what was wanted must happen again.
        if (near.forbids) this.#since = this.#items.length;
      } else if (item.kind === 'answer' && item.check === check.id) {
        const odd = oddAnswer(check, item.text);
        this.#reasons.delete(check.id);
        this.#odd.set(check.id, odd);
        said.push({ kind: 'not-that', check, odd });
      } else if (this.#isByLab(check, state)) said.push({ kind: 'by-lab', check });
    }
    return this.#open.length === 0 ? [...said, ...this.#goOn()] : said;
  }

  /** Whether the last reply is one that a check wanted which was open when it came, be it a refusal. */
  get isOnTheWay(): boolean {
    return this.#isOnTheWay;
  }

  /** What a command was refused for is not a reason any more once it is accepted, nor what was wrong with an envelope that is gone. */
  #forgetReasons({ to, class: first }: Extract<TraceItem, { kind: 'reply' }>): void {
    if (to === null || first > 3) return;
    const isNewEnvelope = NEW_ENVELOPE.includes(to);
    for (const [id, of] of this.#reasonOf) {
      if (of === null) continue;
      const isAccepted = of.isReply && of.verb === to;
      if (isAccepted || (isNewEnvelope && OF_AN_ENVELOPE.includes(of.verb))) this.#reasons.delete(id);
    }
  }

  #isWanted(reply: TraceItem): boolean {
    return this.#open.some(({ id, want }) =>
      leavesOf(want).some((leaf) => leaf.kind === 'reply' && isMetBy(leaf, reply, id)),
    );
  }

  /** Looks again: the state has changed without anything new on the wire. */
  look(state: SessionState | null): readonly Feedback[] {
    if (this.step === null || this.#items.length === this.#since) return [];
    const said: Feedback[] = [];
    for (const check of this.#open) {
      if (!holds(check.want, this.#runOf(check, state), check.id)) {
        if (this.#isByLab(check, state)) said.push({ kind: 'by-lab', check });
        continue;
      }
      this.#passed.add(check.id);
      said.push({ kind: 'passed', check });
    }
    return said.length > 0 && this.#open.length === 0 ? [...said, ...this.#goOn()] : said;
  }

  #runOf(check: Check, state: SessionState | null): Run {
    const items = check.since === 'lesson' ? this.#items : this.#items.slice(this.#since);
    const ours = itemsFor(check, items);
    const means = check.by === 'any' ? {} : { means: this.#means };
    return { items: ours, state, mechanism: this.#mechanism, ...means };
  }

  /** Whether a check would be met if the lab's doing counted; told once a step. */
  #isByLab(check: Check, state: SessionState | null): boolean {
    if (check.by === 'any' || this.#toldByLab.has(check.id)) return false;
    if (!holds(check.want, { ...this.#runOf({ ...check, by: 'any' }, state) }, check.id)) return false;
    this.#toldByLab.add(check.id);
    return true;
  }

  #noteMeans(item: TraceItem): void {
    const means: Means = item.means ?? 'hand';
    if (item.kind === 'tls') this.#means = { ...this.#means, tls: means };
    if (item.kind === 'reply' && item.to === 'AUTH' && item.class === 2)
      this.#means = { ...this.#means, auth: means };
    if (item.kind === 'command' && item.verb === 'AUTH' && item.argument !== '')
      this.#mechanism = item.argument.split(' ')[0]?.toUpperCase() ?? null;
  }

  /** Leaves this step as it is. */
  skip(): readonly Feedback[] {
    return this.step === null ? [] : this.#goOn();
  }

  /** Goes to a step; what was done in it is forgotten. */
  goTo(at: number): void {
    this.#at = Math.max(0, Math.min(at, this.lesson.steps.length));
    this.#begin();
  }

  get #open(): readonly Check[] {
    return (this.step?.checks ?? []).filter(({ id }) => !this.#passed.has(id));
  }

  #goOn(): readonly Feedback[] {
    const step = this.step;
    this.#at++;
    this.#begin();
    const done: Feedback[] = step === null ? [] : [{ kind: 'step-done', step }];
    return this.step === null ? [...done, { kind: 'lesson-done' }] : done;
  }

  #begin(): void {
    this.#since = this.#items.length;
    this.#passed = new Set();
    this.#reasons = new Map();
    this.#reasonOf = new Map();
    this.#odd = new Map();
    this.#toldByLab = new Set();
    this.#hints = 0;
  }

  #forget(): void {
    const gone = this.#items.length - MAX_TRACE_ITEMS;
    this.#items = this.#items.slice(gone);
    this.#since = Math.max(0, this.#since - gone);
  }
}

/** A run in which nothing happened but this answer. */
function answered({ id }: Check, text: string): Run {
  return { items: [{ kind: 'answer', check: id, text }], state: null, mechanism: null };
}

function oddAnswer(check: Check, text: string): OddAnswer {
  const wanted = leavesOf(check.want).find((leaf) => leaf.kind === 'answer');
  return wanted === undefined
    ? 'other'
    : oddAnswerOf(
        text,
        wanted,
        check.near.flatMap(({ when }) => leavesOf(when)),
      );
}

function commandOf(item: TraceItem): { readonly verb: string; readonly isReply: boolean } | null {
  if (item.kind === 'command') return { verb: item.verb, isReply: false };
  return item.kind === 'reply' && item.to !== null ? { verb: item.to, isReply: true } : null;
}

/** Replies to these leave no envelope of what came before (RFC 5321 §4.1.1.5, §4.1.4). */
const NEW_ENVELOPE: readonly string[] = ['greeting', 'RSET', 'EHLO', 'HELO', 'LHLO'];
const OF_AN_ENVELOPE: readonly string[] = ['MAIL', 'RCPT', 'DATA', 'BDAT'];
