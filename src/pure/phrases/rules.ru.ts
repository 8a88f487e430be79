/** Правила, по которым сервер ведёт себя неправильно, по-русски. */

import type { RuleFault } from '../practice/index.ts';
import type { RuleWords } from './rules.ts';

const EXAMPLE = 'Например: RCPT TO:<busy@*> [first 2] = 450 4.2.0 Later';

function faultRu(fault: RuleFault, certificates: readonly string[]): string {
  switch (fault.code) {
    case 'not-a-rule':
      return `Правило — это КОГДА [СКОЛЬКО] = ЧТО, с пробелами вокруг знака равенства. ${EXAMPLE}`;
    case 'no-deed':
      return 'В правиле не сказано, что делать: ответ, delay, drop, reset, cut, hide или certificate.';
    case 'too-many-deeds':
      return 'Правило делает что-то одно; перед этим может стоять delay.';
    case 'too-many-counts':
      return 'В правиле может быть что-то одно из first (times), from и every; chance можно добавить к любому.';
    case 'bad-when':
      return `«${fault.text}» — не событие. Допустимо: connect, dot, letter > 1MB, * или команда, например RCPT TO:<busy@*>.`;
    case 'bad-count':
      return `«${fault.text}» — не счётчик. Допустимо: [first 2], [from 3], [every 5], [chance 10%].`;
    case 'bad-deed':
      return `«${fault.text}» правило сделать не может. Допустимо: ответ, например 450 4.2.0 Later, delay 5s, drop, reset, cut 100, hide STARTTLS, certificate expired.`;
    case 'unknown-key':
      return `В правиле не бывает «${fault.text}».`;
    case 'bad-value':
      return fault.key === 'certificate'
        ? `Значение ${fault.text} для ${fault.key} не подходит. Допустимо: ${certificates.join(', ')}.`
        : `Значение ${fault.text} для ${fault.key} не подходит.`;
    case 'misplaced':
      return `«${fault.key}» не сочетается с ${fault.on}: ${placesRu(fault.key)}`;
  }
}

function placesRu(key: string): string {
  switch (key) {
    case 'over':
      return 'размер есть только у письма.';
    case 'hide':
      return 'ключевые слова стоят в ответе на EHLO.';
    case 'certificate':
      return 'сертификат показывают после STARTTLS.';
    default:
      return 'адрес есть в MAIL и RCPT.';
  }
}

export const rulesRu: RuleWords = {
  group: 'Сбои:',
  rule: "сбой, например 'RCPT TO:<busy@*> [first 2] = 450 4.2.0 Later'; можно повторять",
  rules: 'сбои из файла (YAML): список таких строк или записей',
  seed: 'с одним и тем же текстом [chance 10%] срабатывает в те же моменты',
  fault: faultRu,
  inFile: (at, said) => (at === 0 ? said : `Правило ${at}. ${said}`),
  notYaml: (reason) => `Это не YAML: ${reason}`,
};
