/** The words of reports, in Russian. */

import { counted } from './plural.ru.ts';
import type { ReportWords } from './reports.ts';

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
    final: 'ответ на письмо',
    rest: 'остальное',
  },
  measures: {
    title: 'Сколько длился каждый этап, в миллисекундах',
    letter: 'письмо целиком',
    heads: ['число', 'мин', 'медиана', 'p95', 'p99', 'макс'],
    perSecond: (accepted, value) =>
      `${counted(accepted, 'письмо принято', 'письма приняты', 'писем принято')}: ${value.replace('.', ',')} за секунду прогона.`,
  },
  servers: {
    title: 'Серверы',
    heads: ['сервер', 'время', 'код', 'результат'],
    accepted: 'принято',
    notTried: 'до него не дошло',
    letters: (accepted, letters) => `принято писем: ${accepted} из ${letters}`,
  },
  milliseconds: (value) => `${value.replace('.', ',')} мс`,
  seconds: (value) => `${value.replace('.', ',')} с`,
  counts: ({ passed, failed, skipped, expectations }) =>
    [
      `Прошло: ${passed}, не прошло: ${failed}`,
      ...(skipped === 0 ? [] : [`пропущено: ${skipped}`]),
      `проверок: ${expectations}.`,
    ].join(', '),
  columns: ['файл', 'результат', 'время', 'что не так'],
  page: {
    conversation: 'Разговор',
    diagram: 'Кто что сказал и когда',
    client: 'клиент',
    server: 'сервер',
    passed: 'пройдено',
    onTry: (tries) => `с попытки ${tries}`,
    failed: 'не пройдено',
    wentWrong: 'Что не так',
    line: 'Строка',
    meaning: 'Что она значит',
    skipped: (needs) => `пропущено, нужно: ${needs}`,
    summary: (files, failed) =>
      failed === 0
        ? `${counted(files, 'файл', 'файла', 'файлов')}, расхождений нет.`
        : `${counted(files, 'файл', 'файла', 'файлов')}, с расхождениями: ${failed}.`,
    letter: (octets) => `письмо, ${counted(octets, 'октет', 'октета', 'октетов')}`,
    more: (count) => `и ещё ${counted(count, 'шаг', 'шага', 'шагов')}, здесь не показаны`,
    colophon: 'Страницу составила программа smtp-lab. Секретов на ней нет.',
    contents: 'Содержание',
    private: 'дальше соединение зашифровано',
  },
};
