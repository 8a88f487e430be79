/**
 * A lesson while it is taken: where the learner stands, which checks have fired, what is said. One way in (what happened), feedback
 * out; it asks nobody and knows no screen. Checks fire by themselves, and something extra never fails a step.
 */

import type { SessionState } from '../protocol/index.ts';
import { holds, nearCaseOf } from './check.ts';
import type { Check, Condition, Lesson, NearCase, PredictCondition, Step } from './format.ts';
import { matchesText } from './text-pattern.ts';
import { MAX_TRACE_ITEMS } from './trace.ts';
import type { TraceItem } from './trace.ts';

/** What is to be said after something happened. */
export type Feedback =
  | { readonly kind: 'passed'; readonly check: Check }
  | { readonly kind: 'near'; readonly check: Check; readonly near: NearCase }
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

  /** The first check that waits for an answer. */
  get question(): Check | null {
    return this.#open.find(({ want }) => leavesOf(want).some(({ kind }) => kind === 'answer')) ?? null;
  }

  /** Whether nothing but answers is waited for: nothing is to be said to the server. */
  get onlyAsks(): boolean {
    return this.#open.every(({ want }) => leavesOf(want).every(({ kind }) => kind === 'answer'));
  }

  /**
   * Whether a line is for the open question. A command is not, unless the question knows it and nothing but questions is open; what
   * looks like one, such as BYE, is not where something is to be said to the server too.
   */
  isForQuestion(text: string, isCommand: boolean): boolean {
    const { question } = this;
    if (question === null) return false;
    const items: readonly TraceItem[] = [{ kind: 'answer', check: question.id, text }];
    const run = { items, state: null, mechanism: this.#mechanism };
    const known = holds(question.want, run, question.id) || nearCaseOf(question, run) !== null;
    const alone = this.#open.length === 1 || this.onlyAsks;
    return isCommand ? known && alone : known || alone || !/^[A-Z]{3,}(?: |$)/.test(text);
  }

  /** The guess that is wanted before this command is sent; null for none. */
  guessFor(verb: string, argument: string): PredictCondition | null {
    for (const { want } of this.#open) {
      for (const leaf of leavesOf(want)) {
        if (leaf.kind === 'predict' && leaf.to === verb.toUpperCase() && matchesText(leaf.argument, argument)) return leaf;
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
    if (item.kind === 'command' && item.verb === 'AUTH' && item.argument !== '') {
      this.#mechanism = item.argument.split(' ')[0]?.toUpperCase() ?? null;
    }
    const said: Feedback[] = [];
    for (const check of this.#open) {
      const run = {
        items: check.since === 'lesson' ? this.#items : this.#items.slice(this.#since),
        state,
        mechanism: this.#mechanism,
      };
      if (holds(check.want, run, check.id)) {
        this.#passed.add(check.id);
        said.push({ kind: 'passed', check });
        continue;
      }
      const near = nearCaseOf(check, run);
      if (near === null) continue;
      said.push({ kind: 'near', check, near });
      // What was forbidden has happened: what was wanted must happen anew.
      if (near.forbids) this.#since = this.#items.length;
    }
    return this.#open.length === 0 ? [...said, ...this.#goOn()] : said;
  }

  /** Looks again: the state has changed without anything new on the wire. */
  look(state: SessionState | null): readonly Feedback[] {
    if (this.step === null || this.#items.length === this.#since) return [];
    const said: Feedback[] = [];
    for (const check of this.#open) {
      const items = check.since === 'lesson' ? this.#items : this.#items.slice(this.#since);
      if (!holds(check.want, { items, state, mechanism: this.#mechanism }, check.id)) continue;
      this.#passed.add(check.id);
      said.push({ kind: 'passed', check });
    }
    return said.length > 0 && this.#open.length === 0 ? [...said, ...this.#goOn()] : said;
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
    this.#hints = 0;
  }

  #forget(): void {
    const gone = this.#items.length - MAX_TRACE_ITEMS;
    this.#items = this.#items.slice(gone);
    this.#since = Math.max(0, this.#since - gone);
  }
}

/** Conditions without others inside. */
export function leavesOf(condition: Condition): readonly Condition[] {
  switch (condition.kind) {
    case 'all':
    case 'any':
    case 'order':
      return condition.conditions.flatMap(leavesOf);
    case 'not':
      return [];
    default:
      return [condition];
  }
}
