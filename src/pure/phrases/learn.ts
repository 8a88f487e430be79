/** The words of the tutor: the path, the steps, what is said about them, what can be wrong with a lesson. */

import type { GoalWords, LessonProblemCode, OddAnswer } from '../lessons/index.ts';
import type { Worded } from './lang.ts';
import { learnEn } from './learn.en.ts';
import { learnRu } from './learn.ru.ts';

/** What is for the tutor behind a colon, beside the lab's own. */
export type LessonWord =
  | 'goal'
  | 'why'
  | 'hint'
  | 'answer'
  | 'text'
  | 'mailbox'
  | 'server'
  | 'later'
  | 'skip'
  | 'back'
  | 'restart'
  | 'leave';

export interface LearnWords {
  readonly goals: GoalWords;
  readonly problems: Readonly<Record<LessonProblemCode, string>>;
  readonly about: string;
  readonly argument: string;
  readonly show: string;
  readonly status: string;
  readonly reset: string;
  readonly resetAll: string;
  readonly exportTo: string;
  readonly importFrom: string;
  readonly lessons: string;
  readonly practiceOnly: (program: string) => string;
  readonly faulty: (id: string) => string;
  readonly unknown: (id: string, near: string) => string;
  readonly path: string;
  readonly state: Readonly<Record<'new' | 'started' | 'passed' | 'changed', string>>;
  readonly minutes: (minutes: number) => string;
  readonly start: (id: string, program: string) => string;
  readonly allDone: string;
  readonly stepOf: (at: number, of: number, title: string) => string;
  readonly goal: string;
  readonly question: string;
  readonly no: string;
  /**
   * Of an answer that the lesson has no reason for; `choices` is how many are offered, 0 for a free answer. `otherwise` is what the
   * question says of any other answer; '' for nothing.
   */
  readonly notThat: (odd: OddAnswer, choices: number, otherwise: string) => string;
  readonly byLab: string;
  readonly missing: (goals: string) => string;
  readonly lastReason: (reason: string) => string;
  readonly noReason: string;
  readonly soFar: (found: number, wanted: number) => string;
  /** A part of what is wanted in turn was done; what comes next. */
  readonly nextWanted: (goals: string) => string;
  readonly letterNotYet: (goals: string) => string;
  readonly letterShown: {
    readonly title: string;
    readonly envelope: (from: string, to: string) => string;
    readonly noFields: string;
    readonly noSeenFields: (count: number) => string;
    readonly noText: string;
    /** In place of the blank line that is missing between fields and text. */
    readonly unparted: string;
    readonly more: (lines: number) => string;
    readonly attachment: (name: string, type: string, octets: number) => string;
  };
  readonly mailboxEmpty: string;
  readonly laterWants: string;
  readonly laterNow: (span: string) => string;
  readonly lessonHelpIntro: string;
  readonly lessonHelp: Readonly<Record<LessonWord, string>>;
  readonly enterPrompt: string;
  /** Between two steps: of a word about a goal. */
  readonly stepIsDone: string;
  /** Between two steps: what became of a line for the server, of other words before a step, and before a question. */
  readonly sentNow: (verb: string) => string;
  readonly notSentYet: string;
  readonly noAnswerYet: string;
  readonly forgotten: (id: string, wasTaken: boolean) => string;
  readonly nothingDone: string;
  readonly nothingTyped: string;
  readonly noBlankLine: string;
  readonly leftAt: (command: string, step: number, of: number) => string;
  readonly conversationOver: string;
  /** Between two lessons: of anything but Enter and a word to leave. */
  readonly lessonIsOver: string;
  readonly guessPrompt: string;
  readonly promptWords: readonly string[];
  readonly partDone: (title: string) => string;
  readonly nextLesson: (title: string, minutes: number) => string;
  readonly nextPrompt: string;
  readonly listOnly: string;
  readonly passed: string;
  readonly almost: string;
  readonly lessonDone: (title: string) => string;
  readonly afterwards: string;
  readonly hint: (left: number) => string;
  readonly noHint: string;
  readonly hintsLeft: (left: number) => string;
  readonly why: (done: boolean, text: string) => string;
  readonly lessonCommands: string;
  /** What was typed is not a guess; `what` waits for one. */
  readonly noGuess: (of: 'class' | 'code', what: string) => string;
  readonly guess: (of: string, what: string) => string;
  readonly answer: string;
  readonly answerPrompt: string;
  readonly stepsBefore: string;
  readonly restartLeadsHere: string;
  readonly newConversation: string;
  readonly proved: (id: string) => string;
  readonly failed: (id: string) => string;
  readonly backup: (file: string) => string;
  readonly damaged: (file: string) => string;
  readonly notSaved: (reason: string) => string;
  readonly done: (passed: number, all: number) => string;
  readonly format: string;
  readonly coverage: string;
  readonly accept: string;
  readonly conversation: string;
  readonly newWants: string;
  readonly newTaken: (id: string) => string;
  readonly newMade: (folder: string) => string;
  readonly newNext: (command: string) => string;
  readonly translateWants: string;
  readonly translateSame: (lang: string) => string;
  readonly translationMade: (file: string) => string;
  readonly translationFresh: (file: string) => string;
  readonly toTranslate: string;
  readonly toReview: string;
  readonly accepted: string;
  readonly untaught: Readonly<
    Record<'verb' | 'code' | 'ext' | 'mech' | 'port' | 'section', (count: number) => string>
  >;
  readonly unfinished: string;
  readonly student: string;
  readonly report: string;
  readonly verify: string;
  readonly csv: string;
  readonly record: string;
  readonly studentName: string;
  readonly studentAndReport: string;
  readonly lessonWanted: string;
  readonly csvAlone: string;
  readonly reported: (file: string) => string;
  readonly noReport: string;
  readonly noLesson: (id: string) => string;
  readonly homeworkHolds: string;
  readonly homeworkFails: string;
  readonly homeworkChanged: (step: string) => string;
  readonly homeworkNotPassed: (step: string) => string;
  readonly homeworkReply: (number: number, claimed: string, said: string) => string;
  readonly homeworkUnfinished: (passed: number, of: number) => string;
  readonly verified: (held: number, all: number) => string;
}

export const learnWords: Worded<LearnWords> = { en: learnEn, ru: learnRu };
