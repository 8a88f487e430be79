/**
 * What kind of thing a wrong answer is that the lesson has no reason for: a plea for help, a line for the server, words where a
 * number is asked for. It is read from what the question accepts, so every question has these reasons without a table of its own.
 */

import { KNOWN_VERBS, verbOf } from '../protocol/index.ts';
import { formsOf } from './answers.ts';
import type { AnswerCondition, Condition } from './format.ts';

export type OddAnswer =
  | 'unsure'
  | 'for-the-server'
  | 'yes-or-no'
  | 'number-wanted'
  | 'other-number'
  | 'address-wanted'
  | 'word-wanted'
  | 'other';

const UNSURE =
  /^(?:\?+|i (?:don'?t|do not) know|don'?t know|dunno|idk|no idea|not sure|help|hint|why|answer|text|explain|what|не знаю|хз|понятия не имею|не понимаю|помощь|помоги|подсказка|почему|ответ|что)$/;
const YES_NO: ReadonlySet<string> = new Set(['yes', 'no', 'y', 'n', 'да', 'нет']);

/** `conditions` are those of the check: what it wants, and its wrong turns. */
export function oddAnswerOf(
  answer: string,
  wanted: AnswerCondition,
  nearby: readonly Condition[],
): OddAnswer {
  const plain = answer
    .trim()
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/(?<=[^?])[?.!]+$/, '');
  if (UNSURE.test(plain)) return 'unsure';
  const known = [wanted, ...nearby.filter((one) => one.kind === 'answer')].flatMap(({ accept }) =>
    accept.map((pattern) => (pattern.kind === 'text' ? pattern.text : pattern.source)),
  );
  const isVerbKnown = known.some((text) => KNOWN_VERBS.includes(verbOf(text)));
  if (!isVerbKnown && KNOWN_VERBS.includes(verbOf(plain)) && !YES_NO.has(plain)) return 'for-the-server';
  if (wanted.choices.length > 0) return 'other';
  const texts = wanted.accept.flatMap((pattern) =>
    pattern.kind === 'text' ? [pattern.text.toLowerCase()] : [],
  );
  if (texts.length === 0) return 'other';
  const numbers = formsOf(answer).filter((form) => /^\d+$/.test(form));
  if (texts.every((text) => YES_NO.has(text))) return 'yes-or-no';
  if (texts.some((text) => /^\d+$/.test(text)))
    return numbers.length === 0 ? 'number-wanted' : 'other-number';
  if (texts.some((text) => text.includes('@')) && !answer.includes('@')) return 'address-wanted';
  return numbers.length > 0 && !texts.some((text) => /\d/.test(text)) ? 'word-wanted' : 'other';
}
