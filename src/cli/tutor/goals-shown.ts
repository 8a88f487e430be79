/** What is wanted of the learner, in words: goals, a question with its choices, what a letter that came still lacks; and a guess read. */

import type { LessonSession } from '../../io/learn/index.ts';
import { argumentOf, formsOf, goalOf, leavesOf } from '../../pure/lessons/index.ts';
import type { Check, LessonRun } from '../../pure/lessons/index.ts';
import type { LearnWords } from '../../pure/phrases/index.ts';
import { decodeText, verbOf } from '../../pure/protocol/index.ts';
import type { Voice } from '../explorer/index.ts';

/** What is still to be done; questions are put when they are due. */
export function showGoals(run: LessonRun, voice: Voice, words: LearnWords): void {
  for (const { check, passed } of run.checks)
    if (!passed && check.question === '') voice.note(`${words.goal} ${goalIn(run, check, words)}`);
}

/** What a check wants, in words. What an order begins with and an earlier goal of the step has said already is not said again. */
export function goalIn(run: LessonRun, { want }: Check, { goals }: LearnWords): string {
  if (want.kind !== 'order') return goalOf(want, goals);
  const said = run.checks.map(({ check }) => goalOf(check.want, goals));
  const rest = want.conditions.filter((one) => !said.includes(goalOf(one, goals)));
  return rest.length === 0 || rest.length === want.conditions.length
    ? goalOf(want, goals)
    : `${goals.afterThat} ${rest.map((one) => goalOf(one, goals)).join(`, ${goals.afterThat} `)}`;
}

/** A question with its choices. */
export function showQuestion({ question, choices }: Check, voice: Voice, words: LearnWords): void {
  voice.note(`${words.question} ${question}`);
  for (const [at, choice] of choices.entries()) voice.note(`${at + 1}  ${choice}`, 5);
}

/** What help there is left. */
export function tellHints(run: LessonRun, voice: Voice, words: LearnWords): void {
  if (run.hintsLeft > 0) voice.note(words.hintsLeft(run.hintsLeft));
  else if (run.step !== null) voice.note(words.noHint);
}

/** What a letter that came, and was not what was wanted, still lacks. */
export function tellMissing(
  { run, explorer, mailbox }: LessonSession,
  voice: Voice,
  words: LearnWords,
): void {
  const letter = mailbox.at(-1);
  const lacksText = run.checks.some(
    ({ check, passed }) =>
      !passed &&
      run
        .whyNot(check, explorer.state)
        .missing.flatMap(leavesOf)
        .some((one) => one.kind === 'received' && one.body !== null),
  );
  if (lacksText && letter !== undefined && !/^\r\n|\r\n\r\n/.test(decodeText(letter.content)))
    voice.note(words.noBlankLine);
  for (const { check, passed } of run.checks) {
    if (passed || check.question !== '') continue;
    const { missing, soFar } = run.whyNot(check, explorer.state);
    if (soFar !== null) {
      voice.note(words.soFar(soFar.found, soFar.wanted));
      continue;
    }
    const goals = goalOf({ kind: 'all', conditions: missing }, words.goals);
    const isPart = check.want.kind === 'order' && missing[0] !== check.want;
    if (goals !== '') voice.note(isPart ? words.nextWanted(goals) : words.letterNotYet(goals));
  }
}

/** The guess that is asked for, and the line that waits for it. */
export interface Guessing {
  readonly line: string;
  readonly of: 'class' | 'code';
}

/** Takes a line as the guess that is asked for; false where it is none, which is said. */
export function takeGuess(
  line: string,
  { line: waiting, of }: Guessing,
  session: LessonSession,
  voice: Voice,
  words: LearnWords,
): boolean {
  const guess = guessIn(line);
  if (guess === null) {
    voice.note(words.noGuess(of, waiting));
    return false;
  }
  const meant = of === 'class' && guess > 9 ? Math.floor(guess / 100) : guess;
  session.guess(verbOf(waiting), argumentOf(waiting), meant);
  return true;
}

/** A class or a code, in digits or words: `5`, `five`, `5xx`, `550`, yes (2), no (5). */
function guessIn(line: string): number | null {
  for (const form of formsOf(line)) {
    const digits = /^[2-5](?:\d\d)?$/.exec(form)?.[0];
    if (digits !== undefined) return Number(digits);
    if (form === 'yes' || form === 'no') return form === 'yes' ? 2 : 5;
  }
  return null;
}
