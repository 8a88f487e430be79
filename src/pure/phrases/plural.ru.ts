/** Число с существительным по-русски: одна форма для 1, другая для 2–4, третья для остальных. */

const rules = new Intl.PluralRules('ru');

/** Форма слова для числа: «октет», «октета», «октетов». Дробям подходит вторая: «1,5 секунды». */
function formFor(count: number, one: string, few: string, many: string): string {
  const rule = rules.select(count);
  return rule === 'one' ? one : rule === 'few' || rule === 'other' ? few : many;
}

/** Число и слово: «464 октета». */
export const counted = (count: number, one: string, few: string, many: string): string =>
  `${String(count).replace('.', ',')} ${formFor(count, one, few, many)}`;
