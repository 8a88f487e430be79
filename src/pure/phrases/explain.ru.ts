/** `smtp-lab explain`, по-русски. */

import type { ExplainWords } from './explain.ts';

export const explainRu: ExplainWords = {
  about: 'Что значит код, ответ, команда, ключевое слово, механизм, порт или термин; без сети.',
  argument: 'что объяснить; без этого берётся стандартный ввод: журнал, ответ или отчёт о недоставке',
  list: 'перечислить всё одного вида, или сами виды',
  search: 'перечислить всё, где есть это слово',
  showSecrets: 'показывать base64, в котором может быть пароль',
  unknown: (term, near) => `«${term}» неизвестно.${near.length === 0 ? '' : ` Похожее: ${near.join(', ')}.`}`,
  nothingFound: (word) => `Слова «${word}» нигде нет.`,
  whatToExplain: 'Назовите, что объяснить, например: explain 550',
  noRefusal: 'В этом тексте отказов не нашлось.',
  unknownCode: (code) => `${code}: такого кода нет`,
  unknownCodeText: (byClass, byGroup) =>
    `В стандартах его нет, судить можно только по цифрам. ${byClass} ${byGroup}`.trim(),
  next: 'Дальше: ',
  forAdmin: (text) => `Тому, кто отвечает за тот сервер: ${text}`,
  source: (source) => `Определено в ${source}.`,
  syntax: (text) => `Синтаксис: ${text}`,
  example: (text) => `Пример: ${text}`,
  parameters: (names) => `Параметры: ${names}`,
  answers: (codes) => `Обычные ответы: ${codes}`,
  notStandard: 'В стандартах этого нет, встречается на практике.',
  unsure: 'Проверить удалось не всё.',
  fault: (wanted) => `Здесь по грамматике нужно: ${wanted}.`,
  cause: 'Почему: ',
  base64: {
    title: 'Base64',
    text: (decoded) => `Здесь записано «${decoded}». Base64 это способ записи, а не шифр.`,
    secret: 'Похоже на имя и пароль для входа, поэтому не показано; --show-secrets покажет.',
    binary: 'Внутри не текст, а произвольные октеты.',
  },
  findings: {
    'classes-differ': 'Код и расширенный код противоречат друг другу; решает трёхзначный код.',
    'permanent-says-later':
      'Код говорит «никогда», текст говорит «позже»: программы смотрят на код и повторять не станут.',
    'temporary-blocklist':
      'Чёрный список обычно значит «нет, пока кто-то не вмешается», хотя код велит повторить.',
    'success-with-refusal': 'Код говорит «да», текст похож на отказ; решает код.',
  },
  kinds: {
    'reply-code': 'код ответа',
    'enhanced-code': 'расширенный код состояния',
    reply: 'ответ',
    command: 'команда',
    keyword: 'ключевое слово EHLO',
    mechanism: 'механизм SASL',
    port: 'порт',
    limit: 'предел',
    certificate: 'проверка сертификата',
    base64: 'base64',
    term: 'термин',
  },
};
