/**
 * What kind of thing a wrong answer is that the lesson has no reason for: a plea for help, a line for the server, words where a
 * number is asked for, a slip of spelling. It is read from what the question accepts, so every question has these reasons without
 * a table of its own.
 */

import { asLatin, KNOWN_VERBS, verbOf } from '../protocol/index.ts';
import { formsOf } from './answers.ts';
import type { AnswerCondition, Condition } from './format.ts';
import { isNearlySpelled } from './spelling.ts';

export type OddAnswer =
  | 'unsure'
  | 'for-the-server'
  | 'several'
  | 'among-words'
  | 'yes-or-no'
  | 'number-wanted'
  | 'other-number'
  | 'address-wanted'
  | 'word-wanted'
  | 'misspelled'
  | 'other';

const UNSURE =
  /^(?:\?+|i (?:don'?t|do not) know|don'?t know|dunno|idk|no idea|not sure|help|hint|why|answer|text|explain|what|pass|skip|не знаю|хз|понятия не имею|не понимаю|не уверена?|помощь|помоги|подсказка|почему|ответ|что|пропустить)$/;
const YES_NO: ReadonlySet<string> = new Set(['yes', 'no', 'y', 'n', 'да', 'нет']);
const SEVERAL = /[^/]\/[^/]|\s(?:or|and|или|и|либо)\s|,\s/;

const NEGATION = /(?<!\p{L})(?:not|isn'?t|no|never|не|нет|ни)(?!\p{L})/u;

/** Whether a text has a word, or several, between others. */
function hasWord(text: string, word: string): boolean {
  return ` ${text.replace(/[\s"'«»“”,;:!?()]+/g, ' ')} `.includes(` ${word} `);
}

/** Whether a question asks for a yes or a no. */
export function isYesOrNo({ accept }: AnswerCondition): boolean {
  const texts = accept.flatMap((pattern) => (pattern.kind === 'text' ? [pattern.text.toLowerCase()] : []));
  return texts.some((text) => YES_NO.has(text));
}

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
  // Where a choice is a verb, another verb or a whole line is still meant for the server.
  const isChoice = wanted.choices.length > 0;
  const isVerbKnown = isChoice
    ? !plain.includes(':<') && known.some((text) => verbOf(text) === verbOf(plain))
    : known.some((text) => KNOWN_VERBS.includes(verbOf(text)));
  if (
    !isVerbKnown &&
    !YES_NO.has(plain) &&
    [plain, asLatin(plain)].some((text) => KNOWN_VERBS.includes(verbOf(text)))
  )
    return 'for-the-server';
  const texts = wanted.accept.flatMap((pattern) =>
    pattern.kind === 'text' ? [pattern.text.toLowerCase()] : [],
  );
  if (wanted.choices.length > 0 || texts.length === 0) return 'other';
  if (isYesOrNo(wanted)) return 'yes-or-no';
  const forms = formsOf(answer);
  const numbers = forms.filter((form) => /^\d+$/.test(form));
  const isSeveral = SEVERAL.test(plain);
  // The right word is there, among others that make it another answer to us.
  if (!isSeveral && !NEGATION.test(plain) && texts.some((text) => hasWord(plain, text))) return 'among-words';
  // Where words are right too, a number is not what is missing.
  if (
    texts.some((text) => /^\d+$/.test(text)) &&
    texts.every((text) => formsOf(text).some((form) => /^\d+$/.test(form)))
  ) {
    if (new Set(plain.match(/\d+/g)).size > 1 && isSeveral) return 'several';
    return numbers.length === 0 && !/\d/.test(plain) ? 'number-wanted' : 'other-number';
  }
  if (texts.some((text) => forms.some((form) => isNearlySpelled(form, text)))) return 'misspelled';
  // Where an address is only one of the ways to say it, another one is not wrong for having none.
  if (texts[0]?.includes('@') === true && !answer.includes('@')) return 'address-wanted';
  if (isSeveral) return 'several';
  return numbers.length > 0 && !texts.some((text) => /\d/.test(text)) ? 'word-wanted' : 'other';
}
