/** Файлы сеансов, по-русски. */

import { counted } from './plural.ru.ts';
import { systemReason } from './system-reasons.ru.ts';
import type { SessionWords } from './sessions.ts';

const hint = (text: string): string => (text === '' ? '' : ` Возможно, ${text}?`);

export const sessionsRu: SessionWords = {
  faults: {
    'not-utf8': (d) => `Строка не в UTF-8 (октет ${d.octet}).`,
    'file-too-large': (d) =>
      `Размер файла — ${counted(d.octets, 'октет', 'октета', 'октетов')}, допустимо ${d.max}.`,
    'line-too-long': (d) =>
      `Длина строки — ${counted(d.length, 'символ', 'символа', 'символов')}, допустимо ${d.max}. Для длинного текста есть {{repeat}}.`,
    'control-character': () =>
      'Управляющий символ недопустим; произвольные октеты пишут в кавычках после C| и S|.',
    'no-conversation': () => 'В файле нет разговора: ни одна строка не начинается с C: или S:.',
    'unknown-notation': () =>
      'Разговора SMTP в этом тексте не нашлось: ни одна строка не похожа на команду или ответ с пометкой, чья она. Подойдёт отладочный вывод swaks, curl -v, telnet, openssl s_client, PHPMailer, Python, nodemailer и почти любой другой программы — строки обеих сторон в том виде, в каком они напечатаны.',
    'no-mail-in-capture': (d) =>
      `В дампе трафика нет разговора SMTP. Пакетов: ${d.packets}, соединений TCP: ${d.streams}, из них зашифровано с самого начала на порту 465: ${d.encrypted}. Снимите трафик порта почтового сервера, пакеты целиком: tcpdump -s 0 -w ФАЙЛ port 25.`,
    'unmarked-line': (d) =>
      `«${d.found}» — неизвестная пометка: строки начинаются с C:, S:, @, ? или #.${hint(d.suggestion)}`,
    'unknown-directive': (d) =>
      `Неизвестная директива @${d.found}.${hint(d.suggestion === '' ? '' : `@${d.suggestion}`)}`,
    'directive-argument': (d) => `Формат: ${d.wanted}.`,
    'literal-unclosed': () => 'После @literal нет строки из одной точки (C: .).',
    'path-outside': (d) => `${d.path} находится вне папки этого файла.`,
    'path-missing': (d) => `После ${d.mark} должно стоять имя файла.`,
    'include-unreadable': (d) => `Не удалось прочитать файл ${d.path} (${systemReason(d.reason)}).`,
    'bad-rows': (d) =>
      `Строка ${d.line} файла ${d.path} не подходит: «${d.found}». В первой строке — имена, в остальных — столько же значений.`,
    'include-loop': (d) => `${d.path} включает сам себя.`,
    'too-many-includes': (d) => `Включено больше ${d.max} файлов, вложенных или подряд.`,
    'no-folder': (d) =>
      `${d.found} читает из папки файла сеанса, а этот текст не в файле: сохраните его и укажите файл.`,
    'front-matter-unclosed': () => 'Заголовок файла не закрыт: нет второй строки из трёх дефисов.',
    'front-matter-syntax': (d) => `Заголовок файла — не YAML: ${d.reason}`,
    'front-matter-key': (d) => `Неизвестный ключ «${d.found}» в заголовке файла.${hint(d.suggestion)}`,
    'front-matter-value': (d) => `${d.key} может быть: ${d.wanted}.`,
    'unknown-connection': (d) =>
      `Соединений больше, чем указано в заголовке файла (${d.connections}): добавьте connections: ${d.connection}.`,
    'connection-in-branch': (d) =>
      `Соединение ${d.connection} открывает его первая строка; внутри @if она стоять не может.`,
    'connection-unused': (d) =>
      `В заголовке файла указано connections: ${d.connections}, но у соединения ${d.connection} нет ни одной строки (C${d.connection}:, S${d.connection}:).`,
    'target-differs': (d) =>
      d.tls === 'off'
        ? 'target.tls указан как off, а в файле есть @tls: укажите starttls или implicit либо уберите @tls.'
        : 'target.tls указан как starttls, а @tls в файле нет: ничего не будет зашифровано.',
    'secret-in-vars': (d) =>
      `«${d.name}» похоже на секрет, а файлами сеансов делятся: задайте его при запуске.`,
    'bad-code': (d) => `«${d.found}» — не код ответа; примеры: 250, 250|251, 2xx.`,
    'bad-separator': (d) => `После кода ${d.code} должен стоять пробел или дефис, а здесь «${d.found}».`,
    'codes-differ': (d) => `У всех строк ответа должен быть один код: ${d.first}, а здесь ${d.found}.`,
    'unfinished-reply': (d) => `У ответа нет последней строки: ${d.code} с пробелом.`,
    'optional-last': () => 'После S? в той же группе должна идти ещё одна строка S:.',
    'absent-without-reply': () => 'S! говорит, чего не должно быть в ответе выше, а строки S: перед ней нет.',
    'block-unclosed': (d) => `${d.directive} открывает блок, но строки @end для него нет.`,
    'block-not-open': (d) => `${d.found} стоит вне блока.`,
    'program-too-long': (d) => `В циклах этого файла больше ${d.max} шагов.`,
    'block-too-deep': (d) => `Уровней вложенности блоков может быть не больше ${d.max}.`,
    'hole-unclosed': () => 'Скобки {{ открыты, но не закрыты.',
    'bad-hole': (d) => `«${d.found}» между скобками недопустимо.`,
    'unknown-function': (d) => `Функции «${d.found}» нет.${hint(d.suggestion)}`,
    'unknown-filter': (d) => `Фильтра «${d.found}» нет.${hint(d.suggestion)}`,
    'function-arguments': (d) => `${d.name} пишут так: ${d.wanted}.`,
    'repeat-too-large': (d) =>
      `Получится ${counted(d.octets, 'октет', 'октета', 'октетов')}, допустимо ${d.max}.`,
    'chunk-size': (d) => `В BDAT объявлено октетов: ${d.announced}, а в файле их ${d.present}.`,
    'tls-without-starttls': () =>
      'Перед @tls нет STARTTLS: рукопожатие начнётся, когда сервер ещё не готов к TLS.',
    'captures-touch': (d) => `Между ${d.first} и ${d.second} должен стоять текст.`,
    'regex-unclosed': () => 'Регулярное выражение не закрыто косой чертой.',
    'regex-flag': (d) => `«${d.flag}» — недопустимый флаг; можно i, m, s.`,
    'bad-regex': (d) => `Ошибка в регулярном выражении: ${d.reason}`,
    'bad-json-string': () => 'Здесь нужен текст в кавычках, как в JSON.',
    'bad-assert': (d) =>
      `«${d.found}» — не проверка. Формат: ? имя оператор значение "свои слова"; текст с пробелами пишут в кавычках, для <, <=, > и >= нужно число.`,
    'unknown-operator': (d) => `Неизвестный оператор «${d.found}».${hint(d.suggestion)}`,
    'unknown-subject': (d) => `Неизвестное имя «${d.found}».${hint(d.suggestion)}`,
    'reply-left-open': (d) =>
      `По коду ${d.codes} не видно, начинается ли здесь письмо. Укажите только 354 или напишите после ответа @if 354 … @else … @end.`,
    'branches-part': () =>
      'Одна ветвь заканчивается внутри письма, другая — нет: строки после @end неоднозначны.',
    'letter-not-ended': () => 'У письма нет строки из одной точки.',
    'unstuffed-dot': () => 'Строка письма начинается с одной точки: при передаче их должно быть две.',
    'pipelining-not-offered': (d) =>
      `Не дожидаясь ответа, отправлено команд: ${d.commands}, а PIPELINING сервер не предлагал.`,
  },
  about: 'Воспроизводит файл сеанса: показывает его, выполняет на сервере, проверяет ответы.',
  files: 'файлы сеансов или папки с ними',
  check: 'проверить файлы, не выполняя их',
  practice: 'выполнить на учебном сервере',
  both: 'выполнить каждый файл за обе стороны, через loopback',
  match: 'что в ответе должно совпасть: code, exact или class',
  vars: 'ИМЯ=ЗНАЧЕНИЕ переменной; можно повторять',
  varsFile: 'файл переменных, YAML',
  keepGoing: 'после расхождения продолжать',
  jobs: 'сколько файлов выполнять одновременно',
  grep: 'только файлы с этим словом в имени, названии или метках',
  bail: 'остановиться на первом файле, который не прошёл',
  keys: 'Пробел: пауза; стрелки: вправо и влево — строка вперёд и назад, вверх и вниз — быстрее и медленнее; q: выход.',
  speed: 'скорость показа: 2 — вдвое быстрее',
  maxPause: 'самая долгая пауза при показе',
  step: 'ждать нажатия клавиши на каждой строке',
  update: 'записать полученные ответы в файлы; в терминале программа спросит о каждом, иначе запишет все',
  updated: (file, count) => `${file}: обновлено ответов: ${count}.`,
  acceptIt: 'Записать это в файл?',
  report:
    'записать отчёт, ВИД=ФАЙЛ: junit, tap, json, md, html; - означает стандартный вывод; можно повторять и перечислять через запятую',
  record: 'записать разговор в файл сеанса, с переменными вместо секретов',
  noFiles: 'Укажите хотя бы один файл сеанса.',
  badReport: 'Нужно junit=ФАЙЛ, tap=ФАЙЛ, json=ФАЙЛ, html=ФАЙЛ или md=ФАЙЛ.',
  badVar: 'Нужно ИМЯ=ЗНАЧЕНИЕ.',
  missingVars: (names, file) => `Для ${file} не заданы переменные: ${names}.`,
  giveSecret:
    'Пароль и токен задают обычным способом: --user и --password-file, SMTP_LAB_PASSWORD или ответ на вопрос в терминале.',
  giveVars: 'Остальное: --var ИМЯ=ЗНАЧЕНИЕ, --vars-file или SMTP_LAB_VAR_ИМЯ.',
  askVariable: (name) => `Значение ${name}:`,
  nothing: 'ничего',
  moreFaults: (count) => `И ещё: ${count}.`,
  moreLines: (count) => `и ещё строк: ${count}`,
  fine: (file, lines) => `${file}: всё в порядке, строк: ${lines}.`,
  error: 'ошибка',
  warning: 'предупреждение',
  wanted: 'ожидалось',
  came: 'получено',
  after: (line) => `после ${line}`,
  toAccept: 'Принять полученное: --update. Сравнивать только класс ответа: --match class.',
  passedFile: (file, checks, tries = 1) =>
    `ok    ${file} (${checks}${tries > 1 ? `, успешно с попытки ${tries}` : ''})`,
  retried: ({ file, next, most, milliseconds, said }) =>
    `снова ${file}: ${said}; попытка ${next} из ${most} через ${milliseconds / 1000} с`,
  failedFile: (file) => `СБОЙ  ${file}`,
  skippedFile: (file, needs) => `проп. ${file} (нужно: ${needs})`,
  summary: (files, passed, failed, expectations, seconds, skipped = 0) =>
    `Файлов: ${files}; прошло: ${passed}, не прошло: ${failed}${skipped === 0 ? '' : `, пропущено: ${skipped}`}; проверок: ${expectations}; ${seconds.replace('.', ',')} с.`,
  differs: 'расхождение',
  gone: 'другая сторона закрыла соединение',
  scriptOnly: 'Это относится к файлам сеансов: укажите вместе с --script.',
  notLogged: (file, reason) =>
    `В журнал больше не удаётся писать: ${file} (${reason}). Разговор продолжается без него.`,
  notWritten: (file, reason) =>
    `Файл записать не удалось: ${file} (${reason}). Показанный результат верен, отправлять письмо снова из-за этого не нужно.`,
  recorded: (file) => `Записано в ${file}.`,
  film: (title) => `${title}`,
};
