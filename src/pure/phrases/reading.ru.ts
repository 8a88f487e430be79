/** `explain` чужих текстов, по-русски. */

import { counted } from './plural.ru.ts';
import type { ReadingWords } from './reading.ts';

export const readingRu: ReadingWords = {
  lines: (lines) => `${lines.includes('–') ? 'строки' : 'строка'} ${lines}`,
  packets: (numbers) => (numbers.includes('–') ? `пакеты ${numbers}` : `пакет ${numbers}`),
  queue: (id) => `номер в очереди ${id}`,
  at: (peer) => `с ${peer}`,
  reportedBy: (name) => `сообщает ${name}`,
  times: (count) => counted(count, 'раз', 'раза', 'раз'),
  andOthers: (count) => `и ещё ${String(count)}`,
  sides: {
    'theirs-refused-us': 'Отказал другой сервер.',
    'ours-refused-client': 'Этот сервер отказал клиенту.',
    'ours-failed': 'Сбой произошёл на этом сервере.',
    'never-connected': 'Соединения не было.',
    'connection-broke': 'Соединение оборвалось.',
    'not-a-refusal': 'Отказа не было.',
  },
  stages: {
    connect: 'при приветствии',
    tls: 'на STARTTLS',
    ehlo: 'на EHLO',
    auth: 'при входе',
    mail: 'на MAIL FROM',
    rcpt: 'на RCPT TO',
    data: 'на DATA',
    message: 'после письма',
    queue: 'в очереди',
    local: 'при доставке в ящик',
  },
  duties: {
    sender: 'Исправить может отправитель.',
    'sender-admin': 'Исправить может администратор на стороне отправителя.',
    recipient: 'Исправить может получатель.',
    'recipient-admin': 'Исправить может администратор на стороне получателя.',
    network: 'Исправить могут те, кто отвечает за сеть между серверами.',
    nobody: 'Исправлять ничего не нужно.',
  },
  retries: {
    now: 'Отправьте снова, ждать не нужно.',
    later: 'Повторная попытка позже может помочь.',
    no: 'Повторять без изменений бесполезно.',
    'may-duplicate': 'Письмо могло дойти: при повторной отправке оно может прийти дважды.',
  },
  findings: {
    'classes-differ': 'Код и расширенный код противоречат друг другу; решает трёхзначный код.',
    'permanent-says-later':
      'По коду отказ окончательный, по тексту — временный: программы следуют коду и повторять не будут.',
    'temporary-blocklist':
      'Отказ из-за чёрного списка обычно не проходит сам, хотя код и предлагает повторить.',
    'success-with-refusal': 'Код означает успех, а текст похож на отказ; решает код.',
    'status-differs': 'Статус в самом отчёте отличается от кода в ответе; первоисточник — ответ.',
    'may-arrive-twice': 'Ответ на письмо не пришёл: оно может прийти дважды.',
    'waited-long': 'Письмо ждёт больше суток; само по себе ожидание вряд ли поможет.',
  },
  kinds: {
    report: 'отчёт о доставке',
    bounce: 'отчёт о недоставке',
    log: 'журнал',
    error: 'текст ошибки',
    reply: 'ответ',
    transcript: 'запись сеанса',
    capture: 'дамп трафика',
  },
  notKnown:
    'Текст такого вида программа не распознаёт, поэтому ничего о нём сказать не может. Она понимает отчёты о доставке и о недоставке (лучше письмо целиком, с заголовком), журналы Postfix, Exim, Sendmail, Dovecot, OpenSMTPD, qmail, Exchange и rspamd, тексты ошибок программ и библиотек, отдельные ответы. Диалог двух сторон: `smtp-lab replay --judge ФАЙЛ`.',
  letterOnly:
    'Это письмо, и о другом письме оно ничего не сообщает: в нём нет ни отчёта о доставке или недоставке, ни жалобы, ни автоматического ответа.',
  binary: 'Это не текст.',
  capture: {
    title: (packets, streams, conversations) =>
      `Дамп трафика. Пакетов: ${String(packets)}, соединений TCP: ${String(streams)}, разговоров SMTP: ${String(conversations)}. Разговоры целиком: smtp-lab replay ФАЙЛ; что каждая сторона сделала верно и неверно: smtp-lab replay --judge ФАЙЛ`,
    none: 'Разговоров с почтовым сервером не найдено. Снимите трафик порта сервера, пакеты целиком: tcpdump -s 0 -w ФАЙЛ port 25',
    link: (packets) =>
      `Пакетов с неподдерживаемым канальным уровнем: ${String(packets)}. Поддерживаются Ethernet, loopback, IP без заголовка и Linux cooked.`,
    fragments: (packets) =>
      `Фрагменты IP, у которых нет остальных частей или части противоречивы: ${String(packets)}.`,
    cut: (packets) =>
      `Слишком коротких пакетов, которые нельзя прочитать: ${String(packets)}. Пакеты целиком записывает tcpdump -s 0.`,
    damage: (octet) =>
      `Файл повреждён или обрезан на октете ${String(octet)}; прочитано только то, что до него.`,
    limits: (packets, octets) =>
      `Дамп больше допустимого: не прочитано пакетов — ${String(packets)}, октетов — ${String(octets)}. Снимите трафик одного сервера: tcpdump host ИМЯ and port 25`,
    encrypted: (client, server, packet, seen) =>
      `${client} → ${server}, с пакета ${String(packet)}: соединение зашифровано с самого начала${seen === '' ? '' : ` (${seen})`}, содержимое прочитать нельзя.`,
    conversation: (client, server, packet) => `${client} → ${server}, с пакета ${String(packet)}`,
    only: {
      client: 'В дампе есть только клиент.',
      server: 'В дампе есть только сервер.',
    },
    tls: (seen) =>
      `После STARTTLS соединение зашифровано${seen === '' ? '' : ` (${seen})`}, дальше прочитать ничего нельзя.`,
    missing: (client, server) =>
      `Не хватает в дампе октетов: от клиента — ${String(client)}, от сервера — ${String(server)}.`,
    repeated: (octets) => `Отправлено повторно октетов: ${String(octets)}.`,
    conflicting: (octets) =>
      `При повторе пришли другие октеты: ${String(octets)}. Показаны те, что пришли первыми.`,
    letter: (sender, recipients, outcome, code) => {
      const said = {
        accepted: `принято (${String(code)})`,
        refused: `отклонено (${String(code)})`,
        unknown: 'ответа в дампе нет, письмо могло дойти',
      };
      return `Письмо от ${sender} для ${recipients === '' ? 'неизвестно кого' : recipients}: ${said[outcome]}.`;
    },
    more: (count) => `Ещё разговоров, которых нет в списке: ${String(count)}; все показывает --json.`,
  },
  cut: (octets) => `Прочитаны только первые ${octets} этого текста.`,
  table: {
    title: (lines, understood) => `Строк: ${String(lines)}, из них понятно: ${String(understood)}.`,
    programs: (names) => `Записали программы: ${names}.`,
    head: ['раз', 'причина', 'получатели', 'впервые', 'в последний раз'],
    more: (count) => `Ещё видов, которые не показаны: ${String(count)}.`,
    hosts: (names) => `Чаще всего встречаются серверы: ${names}.`,
    delays: (text) => `Средняя задержка доставки: ${text}.`,
    delayParts: ['до очереди', 'в очереди', 'соединение', 'передача'],
    seconds: (value) => `${value.toFixed(2).replace('.', ',')} с`,
  },
  follow: {
    title: (what) => `Путь ${what}:`,
    nothing: (what) => `${what} в этих журналах не найдено.`,
    joined: (how, id) =>
      how === 'queued-as'
        ? `продолжается как ${id} (queued as)`
        : how === 'message-id'
          ? `продолжается как ${id} (тот же Message-ID)`
          : `продолжается как ${id} (назван в ответе)`,
    needsFiles: 'Укажите журналы: explain --follow ЧТО ФАЙЛ…',
    most: (count) => `Показаны только первые строки: ${String(count)}.`,
  },
  serverName: {
    title: 'Имя сервера неизвестно',
    text: 'Имени сервера, к которому подключалась программа, нет в DNS, или DNS-сервер не ответил.',
    next: 'Проверьте имя сервера в настройках: имя хоста без `smtp://`, порта и пробелов. Затем проверьте DNS-серверы, к которым обращается этот компьютер.',
  },
  dialogue: (refusals) =>
    `Это диалог двух сторон${refusals === 0 ? ', и отказов в нём нет' : ''}. Что каждая сторона сделала верно и неверно: smtp-lab replay --judge ФАЙЛ`,
  file: 'объяснить, что в этом файле: журнал, отчёт о недоставке, текст ошибки; - означает стандартный ввод',
  followOption: 'проследить путь письма по журналам: ЧТО — номер в очереди, Message-ID или адрес',
};
