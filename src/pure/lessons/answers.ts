/**
 * What a learner meant by an answer: the same words in another case, with an article, a full stop or quotes, a number in words or
 * with its unit, y for yes, a choice by its number, its letter or its first words, and what was typed on the other keyboard
 * layout. In English and Russian alike, whatever language the screen has.
 */

import { asLatin, asRussian } from '../protocol/index.ts';
import type { TextPattern } from './format.ts';
import { numberIn } from './number-words.ts';
import { matchesText } from './text-pattern.ts';

const ORDINALS: readonly RegExp[] = [
  /^(?:first|1st|перв(?:ый|ая|ое))(?: one)?$/,
  /^(?:second|2nd|втор(?:ой|ая|ое))(?: one)?$/,
  /^(?:third|3rd|трет(?:ий|ья|ье))(?: one)?$/,
  /^(?:fourth|4th|четв[её]рт(?:ый|ая|ое))(?: one)?$/,
];
const YES: readonly string[] = [
  'y',
  'yes',
  'yep',
  'yeah',
  'д',
  'да',
  'ага',
  'угу',
  'конечно',
  'true',
  'верно',
];
const NO: readonly string[] = ['n', 'no', 'nope', 'н', 'нет', 'не', 'неа', 'false', 'неверно'];

/** What may stand before the answer itself. */
const BEFORE =
  /^(?:(?:i think|i guess|i believe|i would say|i'd say|probably|perhaps|maybe|must be|should be|it must be|it should be|мне кажется|по-моему|я думаю|думаю|наверное|наверно|вероятно|скорее всего|должно быть|видимо|похоже|the answer is|it is|it's|its|that is|they are|ответ|это|there are|there is|on|на|by|at|in|port|порт|class|класс|code|код|command|команда|number|номер|№|option|вариант|the|a|an)[\s,:—-]+)+/;
/** Why it is so may stand behind an answer. */
const BECAUSE = /(?:[,;—]| -+) .*$|,? (?:because|since|as it|потому что|так как|ведь|поскольку) .*$/;
const NO_LEAD =
  /(?<!\p{L})(?:yes|no|not|idea|clue|one|way|problem|and|or|but|да|нет|не|и|или|но|идей)(?!\p{L})/u;
/** What may stand behind a number. */
const UNIT = /^(\d[\d\s.,_]*?)\s*([a-zа-яё]+)\.?$/;
const SIZES: Readonly<Record<string, number>> = {
  kb: 1,
  кб: 1,
  kib: 1,
  k: 1,
  к: 1,
  mb: 2,
  мб: 2,
  mib: 2,
  m: 2,
  м: 2,
  megabytes: 2,
  мегабайт: 2,
  gb: 3,
  гб: 3,
};

/** The texts that an answer can stand for, the plainest first: all of them in small letters but the first. */
export function formsOf(answer: string): readonly string[] {
  const plain = answer
    // Normalised, it would be a no.
    .replace(/[№#]\s*(?=\d)/g, 'number ')
    .normalize('NFKC')
    .trim()
    .replace(/\s+/g, ' ');
  const forms = new Set<string>([answer.trim(), plain.toLowerCase()]);
  const bare = withoutMarks(plain.toLowerCase());
  forms.add(bare);
  for (const text of [
    bare,
    withoutMarks(bare.replace(BEFORE, '')),
    withoutMarks(bare.replace(BECAUSE, '').replace(BEFORE, '')),
    bare.replace(/ (?:of them|of it|из них)$/, ''),
  ])
    addForms(text, forms);
  // МХ in Cyrillic letters looks as MX does.
  const upper = bare.toUpperCase();
  if (/^[АВЕКМНОРСТУХ]+$/.test(upper))
    forms.add(
      upper.replace(/./g, (letter) => 'ABEKMHOPCTYX'.charAt('АВЕКМНОРСТУХ'.indexOf(letter))).toLowerCase(),
    );
  const isLatin = /^[\x20-\x7e]*$/.test(bare);
  const other = withoutMarks(isLatin ? asRussian(bare) : asLatin(bare).toLowerCase());
  // What reads as a word on this layout is that word.
  if (other !== bare && forms.size <= 3 && !/\d/.test(bare)) addForms(other, forms);
  forms.delete('');
  return [...forms];
}

function withoutMarks(text: string): string {
  return text.replace(/^[\s"'`“”„«»‘’(]+/, '').replace(/[\s"'`“”«»‘’).!?,;:…]+$/, '');
}

function addForms(text: string, forms: Set<string>): void {
  forms.add(text);
  const word = numberIn(text);
  if (word >= 0) forms.add(String(word));
  const counting = numberIn(/^(\S+(?: \S+){0,3}) [a-zа-яё]+$/.exec(text)?.[1] ?? '');
  if (counting >= 0) forms.add(String(counting));
  const unit = UNIT.exec(text);
  if (unit !== null) {
    const digits = (unit[1] ?? '').replace(/[\s,_]/g, '');
    forms.add(digits);
    const power = SIZES[unit[2] ?? ''];
    if (power !== undefined) {
      forms.add(String(Number(digits) * 1024 ** power));
      forms.add(String(Number(digits) * 1000 ** power));
    }
  }
  if (/^\d{1,3}(?:[ ,._]\d{3})+$/.test(text)) forms.add(text.replace(/[ ,._]/g, ''));
  const numbers = text.match(/\d+/g) ?? [];
  if (
    numbers.length === 1 &&
    !/(?<!\p{L})(?:not|no|не|нет)(?![\p{L}\d])/u.test(text) &&
    /^[a-zа-яё =]*\d+[a-zа-яё ]*$/.test(text)
  )
    forms.add(numbers[0] ?? '');
  if (/^\dyz$|^\dxx$/.test(text)) forms.add(text.charAt(0));
  const first = /^(\p{L}+)(?:[,.;:!—-]| —).*$/u.exec(text)?.[1] ?? text;
  const lead = /^(yes|no|да|нет) (.+)$/.exec(text);
  // `yes it still holds`; `no idea` and `yes and no` are none of the two.
  if (lead !== null && !NO_LEAD.test(lead[2] ?? '')) forms.add(lead[1] ?? '');
  if (YES.includes(first)) for (const yes of ['yes', 'да']) forms.add(yes);
  if (NO.includes(first)) for (const no of ['no', 'нет']) forms.add(no);
}

/**
 * Which choice is meant, from 0; -1 for none, or for more than one. `shown` are the choices in the words of the screen; words of the
 * question tell none of them apart.
 */
export function choiceMeant(
  answer: string,
  shown: readonly string[],
  original: readonly string[],
  question = '',
): number {
  // A person may be named by the whole address.
  const forms = [
    ...formsOf(answer),
    ...formsOf(answer).flatMap((form) => /^<?([^@<>]+)@\S+$/.exec(form)?.[1] ?? []),
  ].map(plainYo);
  const texts = shown.map((choice, at) =>
    [choice, original[at] ?? ''].map((text) => plainYo(withoutMarks(text.toLowerCase()).replace(BEFORE, ''))),
  );
  const same = texts.findIndex(
    (own, at) =>
      own.some((text) => forms.includes(text)) || forms.includes(plainYo((shown[at] ?? '').toLowerCase())),
  );
  if (same >= 0) return same;
  for (const form of forms) {
    const number = /^\d{1,2}$/.test(form)
      ? Number(form) - 1
      : ORDINALS.findIndex((ordinal) => ordinal.test(form));
    if (number >= 0 && number < shown.length) return number;
  }
  const letter = forms.find((form) => /^[a-eа-д]$/.test(form));
  if (letter !== undefined) {
    const at = Math.max('abcde'.indexOf(letter), 'абвгд'.indexOf(letter));
    if (at < shown.length) return at;
  }
  const only = (passes: (text: string) => boolean): number => {
    const found = texts.flatMap((own, at) => (own.some(passes) ? [at] : []));
    return found.length === 1 ? (found[0] ?? -1) : -1;
  };
  const asked = wordsOf(plainYo(question.toLowerCase()));
  for (const form of forms.filter((text) => text.length >= 3 || /^\d+$/.test(text))) {
    const begins = only(
      (text) => text.startsWith(form) && (/\D/.test(form) || !/^\d/.test(text.slice(form.length))),
    );
    if (begins >= 0) return begins;
    const words = wordsOf(form).filter((word) => word.length > 1 && !IDLE.has(word));
    const telling = words.filter((word) => !asked.includes(word));
    for (const some of [words, telling]) {
      if (some.length === 0) continue;
      const within = only((text) => {
        const own = wordsOf(text);
        return some.every((word) => own.some((one) => isSameWord(word, one)));
      });
      if (within >= 0) return within;
    }
    // CRLF for CR LF.
    const joined = form.replace(/[^\p{L}\p{N}]+/gu, '');
    const inside =
      joined.length < STEM ? -1 : only((text) => text.replace(/[^\p{L}\p{N}]+/gu, '').includes(joined));
    if (inside >= 0) return inside;
    // More words than the choice has: «программа отправителя» for «программа»; a line for the server is none of them.
    if (DENIED.test(form) || /[:<>@=]/.test(form)) continue;
    const given = wordsOf(form);
    const around = only((text) => {
      const own = wordsOf(text).filter((word) => word.length > 1 && !IDLE.has(word));
      return (
        own.some((word) => word.length >= STEM) &&
        own.every((word) => given.some((one) => one === word || (one.length > STEM && isSameWord(word, one))))
      );
    });
    if (around >= 0) return around;
    // A few words of which one tells a choice: «spam robots» for «robots collect addresses».
    const told = telling.filter((word) => word.length >= STEM);
    const some = given.length > 3 ? [] : told;
    const byOne = only((text) => wordsOf(text).some((one) => some.some((word) => isSameWord(word, one))));
    if (byOne >= 0) return byOne;
  }
  return -1;
}

/** Whether an answer only tells the place of a choice in its list: a number, a letter, «второй». */
export function namesPlace(answer: string): boolean {
  // A sentence with a number in it says more than that.
  if (answer.trim().split(/\s+/).length > 3) return false;
  return formsOf(answer).some(
    (form) => /^(?:\d{1,2}|[a-eа-д])$/.test(form) || ORDINALS.some((ordinal) => ordinal.test(form)),
  );
}

const DENIED = /(?<!\p{L})(?:not|isn't|no|never|nor|neither|не|нет|ни)(?!\p{L})/u;

/** Russian is typed without its ё as often as with it. */
function plainYo(text: string): string {
  return text.replaceAll('ё', 'е');
}

function wordsOf(text: string): readonly string[] {
  return text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

/** Forms of one word that share too little. */
const BOTH = /^(?:оба|обе|обоим|обеим|обоих|обеих)$/;

/** Letters that two forms of a word share at least. */
const STEM = 4;

/** Whether two words are one, or forms of one: what they differ in is an ending. */
function isSameWord(one: string, other: string): boolean {
  if (one === other || (BOTH.test(one) && BOTH.test(other))) return true;
  const shorter = Math.min(one.length, other.length);
  let same = 0;
  while (same < shorter && one[same] === other[same]) same++;
  const ending = Math.max(one.length, other.length) - same;
  // English has few endings: a mailbox is no form of mail.
  if (/^[a-z]+$/.test(one + other) && same >= STEM)
    return [one, other].every((word) => ENGLISH_ENDING.test(word.slice(same)));
  return (
    same >= STEM && ((same >= shorter - 2 && ending <= ENDING) || (same > STEM + 1 && ending <= VERB_ENDING))
  );
}

const ENGLISH_ENDING = /^(?:|e|s|es|d|ed|r|er|ers|or|ors|y|ies|ied|ing|ly|ion|ions|t|n|en|al|ment)$/;
/** Letters that an ending has at most; of a verb behind a long stem, as in «попробует» and «попробовать». */
const ENDING = 3;
const VERB_ENDING = 5;

/** Whether an answer is one of those that are looked for, whatever it is dressed in. */
export function isAmong(patterns: readonly TextPattern[], answer: string): boolean {
  const forms = formsOf(answer);
  return patterns.some((pattern) =>
    forms.some(
      (form) =>
        matchesText(pattern, form) ||
        (pattern.kind === 'text' && plainYo(pattern.text.toLowerCase()) === plainYo(form)) ||
        (pattern.kind === 'text' && withoutMarks(pattern.text.toLowerCase()).replace(BEFORE, '') === form),
    ),
  );
}

const IDLE = new Set([
  'the',
  'an',
  'is',
  'it',
  'to',
  'of',
  'in',
  'on',
  'by',
  'at',
  'and',
  'это',
  'на',
  'в',
  'и',
  'по',
  'my',
  'your',
  'мой',
  'моя',
  'мою',
  'ваш',
  'ваша',
]);
