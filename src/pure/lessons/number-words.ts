/** Numbers in words, in English and Russian. */

const NUMBERS: readonly (readonly string[])[] = [
  ['zero', 'none', 'ноль', 'нуль', 'ни одной', 'ни одного'],
  ['one', 'a single one', 'один', 'одна', 'одно', 'одну'],
  ['two', 'два', 'две'],
  ['three', 'три'],
  ['four', 'четыре'],
  ['five', 'пять'],
  ['six', 'шесть'],
  ['seven', 'семь'],
  ['eight', 'восемь'],
  ['nine', 'девять'],
  ['ten', 'десять'],
  ['eleven', 'одиннадцать'],
  ['twelve', 'двенадцать'],
];
const TEENS: readonly (readonly string[])[] = [
  ['thirteen', 'тринадцать'],
  ['fourteen', 'четырнадцать'],
  ['fifteen', 'пятнадцать'],
  ['sixteen', 'шестнадцать'],
  ['seventeen', 'семнадцать'],
  ['eighteen', 'восемнадцать'],
  ['nineteen', 'девятнадцать'],
];
const TENS: readonly (readonly string[])[] = [
  ['twenty', 'двадцать'],
  ['thirty', 'тридцать'],
  ['forty', 'сорок'],
  ['fifty', 'пятьдесят'],
  ['sixty', 'шестьдесят'],
  ['seventy', 'семьдесят'],
  ['eighty', 'восемьдесят'],
  ['ninety', 'девяносто'],
];

const HUNDREDS: readonly string[] = [
  'сто',
  'двести',
  'триста',
  'четыреста',
  'пятьсот',
  'шестьсот',
  'семьсот',
  'восемьсот',
  'девятьсот',
];

/** A number in words, up to 999, or digit by digit; -1 for none. */
export function numberIn(text: string): number {
  const words = text.split(/[ -]/).filter((word) => word !== 'and');
  const digits = words.map((word) => NUMBERS.findIndex((names) => names.includes(word)));
  if (words.length > 1 && digits.every((digit) => digit >= 0 && digit < 10)) return Number(digits.join(''));
  const [first = '', second = '', ...rest] = words;
  const isEnglish = second === 'hundred';
  const hundreds = isEnglish ? (digits[0] ?? -1) : HUNDREDS.indexOf(first) + 1;
  if (hundreds < 1 || hundreds > 9) return belowHundred(words.join(' '));
  const below = (isEnglish ? rest : [second, ...rest]).filter((word) => word !== '');
  const more = below.length === 0 ? 0 : belowHundred(below.join(' '));
  return more < 0 ? -1 : hundreds * 100 + more;
}

function belowHundred(text: string): number {
  const small = [...NUMBERS, ...TEENS].findIndex((words) => words.includes(text));
  if (small >= 0) return small;
  const [first = '', second, ...more] = text.split(' ');
  const tens = TENS.findIndex((words) => words.includes(first));
  if (tens < 0 || more.length > 0) return -1;
  const units = second === undefined ? 0 : NUMBERS.findIndex((words) => words.includes(second));
  return second !== undefined && (units < 1 || units > 9) ? -1 : (tens + 2) * 10 + units;
}
