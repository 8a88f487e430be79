/**
 * A lesson as a value: steps, checks, the conditions they ask for, the sentences they say. The original (`lesson.md`) is
 * the only source of checks; a translation brings sentences by id and can touch nothing else. How it is written down
 * is `parse.ts`; what a condition means on a run is `check.ts`.
 */

import type { Phase } from '../protocol/index.ts';
import type { Lang } from '../phrases/lang.ts';

/** A text to be matched: the whole text in any case, or a `/pattern/` found anywhere (linear time, RE2). */
export type TextPattern =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'pattern'; readonly source: string; readonly test: (text: string) => boolean };

export interface CommandCondition {
  readonly kind: 'command';
  readonly verb: string | null;
  /** What follows the verb. */
  readonly argument: TextPattern | null;
  /** The whole line. */
  readonly line: TextPattern | null;
  /** At least so many times; default 1. */
  readonly count: number;
  /** True: it left in one write with the line before it. */
  readonly grouped: boolean | null;
}

export interface ReplyCondition {
  readonly kind: 'reply';
  readonly to: string | null;
  readonly code: number | null;
  readonly class: number | null;
  readonly enhanced: string | null;
  readonly text: TextPattern | null;
  /** The argument of the command that was answered. */
  readonly argument: TextPattern | null;
  readonly count: number;
}

export interface StateCondition {
  readonly kind: 'state';
  readonly phase: Phase | null;
  readonly encrypted: boolean | null;
  /** A name, or true for anyone. */
  readonly authenticated: string | boolean | null;
  readonly mechanism: string | null;
}

export interface ReceivedCondition {
  readonly kind: 'received';
  readonly from: TextPattern | null;
  readonly to: readonly TextPattern[];
  readonly header: { readonly name: string; readonly value: TextPattern | null } | null;
  readonly noHeader: string | null;
  /** A line of the body. */
  readonly body: TextPattern | null;
  readonly noBody: TextPattern | null;
  /** At least so many octets. */
  readonly bytes: number | null;
  readonly count: number;
}

export interface ClosedCondition {
  readonly kind: 'closed';
  readonly by: 'client' | 'server' | null;
}

export interface StuffedCondition {
  readonly kind: 'stuffed';
  /** At least so many lines got a dot. */
  readonly lines: number;
}

export interface MeterCondition {
  readonly kind: 'meter';
  readonly maxRoundTrips: number | null;
  readonly maxBytes: number | null;
}

/** The learner guessed the reply to a command before it was shown. Met by a right guess, unless `guess` names one. */
export interface PredictCondition {
  readonly kind: 'predict';
  readonly to: string;
  readonly argument: TextPattern | null;
  readonly of: 'class' | 'code';
  readonly guess: number | null;
}

/** The learner answered a question. `accept` are the right ones; in a `near` case the wrong ones it is about. */
export interface AnswerCondition {
  readonly kind: 'answer';
  readonly accept: readonly TextPattern[];
  /** Offered in this order; empty for a free answer. */
  readonly choices: readonly string[];
}

/** A command for the lab was used, such as `:unb64`. */
export interface LabCondition {
  readonly kind: 'lab';
  readonly command: string;
  /** Words that stand behind it, among others; '' for any. */
  readonly argument: string;
}

export type Condition =
  | CommandCondition
  | ReplyCondition
  | StateCondition
  | ReceivedCondition
  | ClosedCondition
  | StuffedCondition
  | MeterCondition
  | PredictCondition
  | AnswerCondition
  | LabCondition
  | { readonly kind: 'all' | 'any'; readonly conditions: readonly Condition[] }
  /** Each after the one before it. */
  | { readonly kind: 'order'; readonly conditions: readonly Condition[] }
  | { readonly kind: 'not'; readonly condition: Condition };

/** Almost right, or wrong in a way worth a word of its own. */
export interface NearCase {
  readonly id: string;
  readonly when: Condition;
  readonly say: string;
  /** True: what was wanted must happen again after this (`forbid`). */
  readonly forbids: boolean;
}

export interface Check {
  readonly id: string;
  readonly want: Condition;
  /** Said when it is met. */
  readonly pass: string;
  readonly near: readonly NearCase[];
  /** The rule behind it, such as `RFC 5321 §4.5.2`; '' for none. */
  readonly rule: string;
  /** The question of an `answer`, else ''. */
  readonly question: string;
  /** What is said of an answer that is neither right nor one of the wrong ones that are known; '' for none. */
  readonly otherwise: string;
  /** The choices of an `answer` as they are shown, in the order of its condition. */
  readonly choices: readonly string[];
  /** From where the run counts: this step, or the whole lesson. */
  readonly since: 'step' | 'lesson';
  /** By which means it can be met: by lines of the learner's own, or also by commands of the lab that say them. */
  readonly by: 'hand' | 'any';
  /** Line of the fenced block in the file, from 1. */
  readonly fileLine: number;
}

export interface Step {
  readonly id: string;
  readonly title: string;
  /** Markdown before the first `###`. */
  readonly prose: string;
  readonly checks: readonly Check[];
  /** The ladder, softest first. */
  readonly hints: readonly string[];
  readonly answer: string;
  readonly afterwards: string;
  /** True: the step begins with a new connection. */
  readonly fresh: boolean;
  /** Changes when what the step asks for changes: progress is keyed by it. */
  readonly hash: string;
  readonly fileLine: number;
}

export interface Lesson {
  readonly format: 1;
  readonly id: string;
  /** Language of the original. */
  readonly lang: string;
  readonly title: string;
  readonly summary: string;
  readonly level: number;
  readonly minutes: number;
  readonly needs: readonly string[];
  readonly teaches: readonly string[];
  /** Markdown before the first step. */
  readonly intro: string;
  readonly steps: readonly Step[];
}

/** The path: portions of about 45 minutes, each a list of lesson ids. */
export interface Course {
  readonly title: Readonly<Record<Lang, string>>;
  readonly parts: readonly {
    readonly id: string;
    readonly title: Readonly<Record<Lang, string>>;
    readonly lessons: readonly string[];
  }[];
}

/** One fault of a lesson's file. `line` and `column` count from 1; `detail` fills its sentence. */
export interface LessonProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly code: LessonProblemCode;
  readonly detail: string;
  readonly severity: 'error' | 'warning';
}

export type LessonProblemCode =
  | 'front-matter'
  | 'yaml'
  | 'unknown-key'
  | 'missing-key'
  | 'bad-value'
  | 'bad-id'
  | 'duplicate-id'
  | 'bad-pattern'
  | 'no-steps'
  | 'no-check'
  | 'no-hint'
  | 'no-answer'
  | 'no-wrong-example'
  | 'no-otherwise'
  | 'unknown-section'
  | 'unknown-lesson'
  | 'needs-loop'
  | 'wide-line'
  | 'unknown-teaches'
  | 'real-name'
  | 'missing-unit'
  | 'stale-unit'
  | 'extra-unit'
  | 'touches-check'
  | 'start-passes'
  | 'solution-fails'
  | 'solution-line-idle'
  | 'wrong-passes'
  | 'wrong-feedback'
  | 'near-unreached'
  | 'near-vague'
  | 'near-on-solution'
  | 'near-too-many'
  | 'lab-passes'
  | 'file-missing'
  | 'scenario'
  | 'session-file';
