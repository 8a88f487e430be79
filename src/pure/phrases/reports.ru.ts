/** The words of reports, in Russian. */

import type { ReportWords } from './reports.ts';

const rules = new Intl.PluralRules('ru');

function several(count: number, one: string, few: string, many: string): string {
  const rule = rules.select(count);
  return `${count} ${rule === 'one' ? one : rule === 'few' ? few : many}`;
}

export const reportsRu: ReportWords = {
  timing: 'показать в конце, на что ушло время, шаг за шагом',
  oneFileOnly: 'работает с одним файлом сеанса, а не с несколькими',
  whereTimeWent: (seconds) => `На что ушло время (${seconds.replace('.', ',')} с)`,
  steps: {
    lookup: 'поиск адреса',
    connect: 'соединение',
    greeting: 'приветствие',
    tls: 'TLS-рукопожатие',
    upload: 'передача',
    final: 'итоговый ответ',
    rest: 'остальное',
  },
  milliseconds: (value) => `${value.replace('.', ',')} мс`,
  page: {
    conversation: 'Разговор',
    diagram: 'Кто что сказал и когда',
    client: 'клиент',
    server: 'сервер',
    passed: 'пройдено',
    failed: 'не пройдено',
    wentWrong: 'Что не так',
    line: 'Строка',
    meaning: 'Что она значит',
    summary: (files, failed) =>
      failed === 0
        ? `${several(files, 'файл', 'файла', 'файлов')}, расхождений нет.`
        : `${several(files, 'файл', 'файла', 'файлов')}, с расхождениями: ${failed}.`,
    letter: (octets) => `письмо, ${several(octets, 'октет', 'октета', 'октетов')}`,
    more: (count) => `и ещё ${several(count, 'шаг', 'шага', 'шагов')}, здесь не показано`,
    colophon: 'Страницу составила программа smtp-lab. Секретов на ней нет.',
    contents: 'Содержание',
    private: 'дальше соединение зашифровано',
  },
};
