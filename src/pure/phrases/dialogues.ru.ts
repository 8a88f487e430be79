/** Записи сеансов других программ, по-русски. */

import { counted } from './plural.ru.ts';
import type { DialogueWords } from './dialogues.ts';

const PHASES: Readonly<Record<string, string>> = {
  connected: 'до приветствия',
  greeted: 'до EHLO',
  ready: 'вне транзакции',
  mail: 'пока не принят ни один получатель',
  rcpt: 'внутри транзакции',
  data: 'внутри письма',
  bdat: 'между двумя фрагментами BDAT',
  auth: 'во время входа',
  tls: 'там, где должен начаться TLS',
  refused: 'после отказа в приветствии',
  closing: 'после QUIT',
  closed: 'после закрытия соединения',
};

const QUIRKS: Readonly<Record<string, string>> = {
  'missing-brackets': 'адрес без угловых скобок',
  'source-route': 'в адресе указан маршрут, это устарело',
  'no-domain': 'адрес без домена',
  'space-before-path': 'после двоеточия стоит пробел',
  'trailing-space': 'в конце стоит пробел',
  'extra-space': 'лишние пробелы',
};

const FINDINGS: Readonly<Record<string, string>> = {
  'classes-differ': 'код и расширенный код противоречат друг другу; решает код',
  'permanent-says-later': 'по коду отказ окончательный, по тексту — временный; программы следуют коду',
  'temporary-blocklist': 'по коду отказ временный, а в тексте назван чёрный список',
  'success-with-refusal': 'код означает успех, а текст похож на отказ; решает код',
};

const ENDINGS: Readonly<Record<string, string>> = {
  'closed-by-server': 'Сервер закрыл соединение.',
  'closed-by-client': 'Клиент закрыл соединение без QUIT.',
  closed: 'Соединение закрыто; какой стороной, из текста не видно.',
};

const LETTERS: Readonly<Record<string, string>> = {
  none: 'Письмо не отправлялось.',
  accepted: 'До этого письмо было принято.',
  refused: 'До этого письмо было отклонено.',
  unknown:
    'Письмо отправлено до конца, а ответа на него в записи нет: возможно, оно принято. При повторной отправке оно может прийти дважды.',
  'not-sent': 'Письмо не было отправлено до конца, поэтому сервер не должен его доставлять.',
  'not-visible': 'После установки TLS ничего не показано: отправлялось ли письмо, неизвестно.',
};

export const dialoguesRu: DialogueWords = {
  from: 'формат записи: native (наш), auto (определить) или rfc, swaks, curl, postfix …',
  conversation: 'номер разговора в записи, начиная с 1',
  repair: 'преобразовать запись в файл сеанса; каждая правка — с комментарием',
  judge: 'объяснить запись другой программы и найти нарушения протокола; - означает стандартный ввод',
  against: 'вместе с --judge: файл сеанса, с которым сверить запись',
  redact: 'напечатать файл без секретов; с --check — показать, что ещё похоже на секрет',
  anonymize: 'вместе с --redact: заменить и адреса, хосты, номера в очереди',
  remark: 'замечание',
  remarks: {
    T001: (d) => `Ответ с кодом ${d.code} не завершён: в последней строке после кода дефис.`,
    T002: (d) => `В строке «${d.text}» нет кода ответа; считаем её успешным ответом.`,
    T003: (d) => `Ответа на ${d.command} в записи нет.`,
    T004: (d) => `Присоединено к строке выше (${d.rule}): ${d.text}`,
    T005: (d) => `Вместо письма записано «${d.text}»; для воспроизведения нужно само письмо.`,
    T006: (d) => `Судя по репликам, ${d.server} — сервер, а ${d.client} — клиент.`,
    T007: (d) => `После ${d.verb} стороны поменялись ролями.`,
    T008: (d) => `Пометка об обеих сторонах: ${d.text}`,
    T009: (d) => `Это не SMTP, пропущено: ${d.text}`,
    T010: (d) => `Пропущено строк с разрывами страниц: ${d.lines}.`,
    T011: (d) => `С «${d.word}» начинается другой вариант диалога.`,
    T012: (d) => `Похоже на таблицу кодов, а не на разговор, строк: ${d.lines}.`,
    T013: (d) => `Октетов, которых нет в дампе: от клиента — ${d.client}, от сервера — ${d.server}.`,
    T014: (d) => `Дамп повреждён или обрезан на октете ${d.octet}; прочитано только то, что до него.`,
    T015: (d) =>
      `Дамп больше допустимого: не прочитано пакетов — ${d.packets}, октетов — ${d.octets}. Снимите трафик одного сервера: tcpdump host ИМЯ and port 25.`,
  },
  stream: (client, server, packet) => `${client} → ${server}, с пакета ${String(packet)}`,
  streamTable: {
    head: ['пакет', 'соединение', 'TLS', 'письмо', 'отказы', 'нарушений'],
    letters: {
      none: '',
      accepted: 'принято',
      refused: 'отклонено',
      unknown: 'неизвестно',
      'not-sent': 'не отправлено',
      'not-visible': 'зашифровано',
    },
  },
  conduct: {
    'out-of-order': (d) => `${d.verb} не на месте: ${PHASES[d.phase] ?? d.phase}.`,
    'unknown-command': (d) => `Неизвестная команда «${d.verb}».`,
    syntax: (d) => `${d.verb}: ошибка записи, в позиции ${d.offset + 1} ожидалось: ${d.wanted}.`,
    lenient: (d) =>
      `${d.verb}: ${QUIRKS[d.quirk] ?? d.quirk}; многие серверы это пропускают, строгие отвечают 501.`,
    'not-offered': (d) =>
      d.what === d.keyword
        ? `${d.what}: сервер этого не предлагал.`
        : `${d.what}: сервер этого не предлагал (${d.keyword}).`,
    'pipelining-not-offered': (d) =>
      `${d.verb} отправлена до ответа на предыдущую команду, а PIPELINING сервер не предлагал.`,
    'group-goes-on': (d) => `${d.verb} должна завершать группу, а после неё отправлены ещё команды.`,
    'password-in-clear': (d) => `${d.mechanism} без шифрования: секрет прочтёт любой, кто перехватит трафик.`,
    'line-too-long': (d) =>
      `Длина строки — ${counted(d.octets, 'октет', 'октета', 'октетов')}, допустимо ${d.max}.`,
    'no-quit': () => 'Насколько видно из записи, разговор завершён без QUIT.',
    'impossible-reply': (d) => `${d.reply} не может быть ответом на ${d.verb}.`,
    'unasked-reply': (d) => `Ответ ${d.reply} пришёл без запроса.`,
    'wrong-yes': (d) => `Положительный ответ на ${d.verb} — ${d.wanted}, а не ${d.reply}.`,
    'starttls-inside-tls': () => 'STARTTLS предлагается снова, хотя соединение уже зашифровано.',
    'enhanced-missing': (d) => `У ${d.reply} нет расширенного кода, хотя ENHANCEDSTATUSCODES предложено.`,
    'reply-contradicts': (d) => `Ответ противоречит себе: ${FINDINGS[d.finding] ?? d.finding}.`,
  },
  client: 'клиент',
  server: 'сервер',
  rule: (rule) => `(${rule})`,
  verdict: (client, server, warnings) =>
    `Нарушений у клиента: ${client}, у сервера: ${server}${warnings === 0 ? '.' : `; предупреждений: ${warnings}.`}`,
  verdictFine: 'Ни одна сторона не нарушила правил.',
  refused: (place, recipient, title) => `${place}: ${recipient === '' ? '' : `${recipient}: `}${title}`,
  refusedOnly: 'Отказ; ни код, ни текст не объясняют причину',
  moreRefusals: (count) => `Ещё отказов: ${count}.`,
  ending: (how, letter) => [ENDINGS[how], LETTERS[letter]].filter((one) => one !== undefined).join(' '),
  encrypted: (mode) =>
    mode === 'starttls'
      ? 'Соединение зашифровано после STARTTLS.'
      : 'Соединение зашифровано с первого октета.',
  beginningMissing: 'Начала в записи нет: оценивается то, что видно, начиная с первой строки.',
  notUnderstood: (lines, first) =>
    `Строк, которые не удалось понять: ${lines} (первая — ${first}); ни одной из сторон они в вину не ставятся.`,
  asWanted: (file) => `Всё прошло так, как записано в ${file}.`,
  oneAtATime: (count) =>
    `В записи ${counted(count, 'разговор', 'разговора', 'разговоров')}; укажите номер: --conversation N.`,
  noSuchConversation: (count) =>
    `В записи ${counted(count, 'разговор', 'разговора', 'разговоров')}; такого номера нет.`,
  tryAuto: 'Если это запись другой программы или из документа: --from auto.',
  leftovers: {
    'sign-in': 'ответ при входе',
    url: 'пароль в URL',
    bearer: 'токен',
    assignment: 'пароль или токен в переменной',
    encoded: 'имя и пароль в base64',
  },
  clean: (file) => `${file}: ничего похожего на секрет.`,
  redacted: (places) => `Убрано секретов: ${places}.`,
  repaired: (places) =>
    `Секретов заменено переменными: ${places}. Чтобы воспроизвести файл, задайте --user и пароль или --var.`,
  notRedacted: (file) =>
    `${file}: что-то в файле похоже на секрет, и убрать это не удалось, поэтому ничего не напечатано. Номера строк покажет «replay --redact --check»; исправьте их вручную.`,
  notReadable: (file, line, code) =>
    `${file}:${line}: текст понят не полностью (${code}), а непонятое может оказаться секретом, поэтому ничего не напечатано. Укажите программу, которая сделала запись: --from.`,
  together: (one, other) => `${one} и ${other} несовместимы.`,
  needs: (option) => `Только вместе с ${option}.`,
};
