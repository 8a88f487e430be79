/** `explain` чужих текстов, по-русски. */

import type { ReadingWords } from './reading.ts';

export const readingRu: ReadingWords = {
  lines: (lines) => `${lines.includes('–') ? 'строки' : 'строка'} ${lines}`,
  packets: (numbers) => (numbers.includes('–') ? `пакеты ${numbers}` : `пакет ${numbers}`),
  queue: (id) => `номер в очереди ${id}`,
  at: (peer) => `с ${peer}`,
  reportedBy: (name) => `сообщает ${name}`,
  times: (count) => `${String(count)} раз`,
  andOthers: (count) => `и ещё ${String(count)}`,
  sides: {
    'theirs-refused-us': 'Отказал другой сервер.',
    'ours-refused-client': 'Этот сервер отказал клиенту.',
    'ours-failed': 'Сбой на этом сервере.',
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
    now: 'Отправьте ещё раз сразу.',
    later: 'Повторная попытка позже может помочь.',
    no: 'Повторять без изменений бесполезно.',
    'may-duplicate': 'Письмо могло дойти: при повторной отправке оно может прийти дважды.',
  },
  findings: {
    'classes-differ': 'Код и расширенный код противоречат друг другу; решает трёхзначный код.',
    'permanent-says-later':
      'Код говорит «никогда», текст — «позже»: программы следуют коду и повторять не будут.',
    'temporary-blocklist':
      'Чёрный список обычно означает отказ, пока никто ничего не сделает, хотя код предлагает повторить.',
    'success-with-refusal': 'Код говорит «да», а текст похож на отказ; решает код.',
    'status-differs': 'Статус в самом отчёте отличается от кода в ответе; первоисточник — ответ.',
    'may-arrive-twice': 'Ответ на письмо не пришёл: оно может прийти дважды.',
    'waited-long': 'Письмо ждёт больше суток; одно ожидание вряд ли поможет.',
  },
  kinds: {
    report: 'отчёт о доставке',
    bounce: 'сообщение о недоставке',
    log: 'журнал',
    error: 'текст ошибки',
    reply: 'ответ',
    transcript: 'протокол диалога',
    capture: 'запись пакетов',
  },
  notKnown:
    'Такой текст здесь не известен, поэтому о нём ничего не сказано. Известны: отчёты о доставке и сообщения о недоставке (лучше всё письмо вместе с заголовком), журналы Postfix, Exim, Sendmail, Dovecot, OpenSMTPD, qmail, Exchange и rspamd, тексты ошибок программ и библиотек, отдельные ответы. Диалог двух сторон: `smtp-lab replay --judge --from auto ФАЙЛ`.',
  letterOnly:
    'Это письмо, и о другом письме оно ничего не сообщает: в нём нет ни отчёта о доставке, ни сообщения о недоставке, ни жалобы, ни автоматического ответа.',
  binary: 'Это не текст.',
  capture: {
    title: (packets, streams, conversations) =>
      `Запись пакетов. Пакетов: ${String(packets)}, соединений TCP: ${String(streams)}, диалогов SMTP: ${String(conversations)}. Диалоги целиком: smtp-lab replay ФАЙЛ; кто что сделал правильно и неправильно: smtp-lab replay --judge ФАЙЛ`,
    none: 'Диалогов с почтовым сервером не найдено. Записывайте порт сервера, пакеты целиком: tcpdump -s 0 -w ФАЙЛ port 25',
    link: (packets) =>
      `Канальный уровень не поддерживается, пакетов: ${String(packets)}. Поддерживаются Ethernet, loopback, IP без заголовка и Linux cooked.`,
    fragments: (packets) => `Фрагменты IP не собираются, пакетов: ${String(packets)}.`,
    cut: (packets) =>
      `Пакеты слишком короткие, прочитать их нельзя: ${String(packets)}. Целиком их записывает tcpdump -s 0.`,
    damage: (octet) =>
      `Файл повреждён или обрезан на октете ${String(octet)}; прочитано только то, что до него.`,
    limits: (packets, octets) =>
      `Запись больше допустимого: не прочитано пакетов — ${String(packets)}, октетов — ${String(octets)}. Записывайте один сервер: tcpdump host ИМЯ and port 25`,
    encrypted: (client, server, packet, seen) =>
      `${client} → ${server}, с пакета ${String(packet)}: соединение зашифровано с самого начала${seen === '' ? '' : ` (${seen})`}, содержимое прочитать нельзя.`,
    conversation: (client, server, packet) => `${client} → ${server}, с пакета ${String(packet)}`,
    only: {
      client: 'В записи есть только клиент.',
      server: 'В записи есть только сервер.',
    },
    tls: (seen) =>
      `После STARTTLS соединение зашифровано${seen === '' ? '' : ` (${seen})`}, дальше прочитать ничего нельзя.`,
    missing: (client, server) =>
      `Нет в записи октетов: клиента — ${String(client)}, сервера — ${String(server)}.`,
    repeated: (octets) => `Отправлено повторно октетов: ${String(octets)}.`,
    conflicting: (octets) =>
      `При повторе пришли другие октеты: ${String(octets)}. Показаны те, что пришли первыми.`,
    letter: (sender, recipients, outcome, code) => {
      const said = {
        accepted: `принято (${String(code)})`,
        refused: `отклонено (${String(code)})`,
        unknown: 'ответа нет в записи, письмо могло дойти',
      };
      return `Письмо от ${sender} для ${recipients === '' ? 'неизвестно кого' : recipients}: ${said[outcome]}.`;
    },
    more: (count) => `Ещё диалогов, которых нет в списке: ${String(count)}; все показывает --json.`,
  },
  nothingIn: (name) => `В ${name} ничего нет.`,
  cannotRead: (name, why) => `Не удалось прочитать ${name}: ${why}`,
  cut: (octets) => `Прочитаны только первые ${octets} этого текста.`,
  table: {
    title: (lines, understood) => `Строк: ${String(lines)}, из них понятно: ${String(understood)}.`,
    programs: (names) => `Написали: ${names}.`,
    head: ['раз', 'причина', 'получатели', 'впервые', 'в последний раз'],
    more: (count) => `Не показано видов: ${String(count)}.`,
    hosts: (names) => `Чаще всего другие серверы: ${names}.`,
    delays: (text) => `Средняя задержка доставки: ${text}.`,
    delayParts: ['до очереди', 'в очереди', 'соединение', 'передача'],
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
    text: 'Имени, с которым программа хотела соединиться, нет в DNS, или сервер имён не ответил.',
    next: 'Проверьте имя сервера в настройках: имя узла без `smtp://`, порта и пробелов. Затем проверьте резолвер этой машины.',
  },
  dialogue: (refusals) =>
    `Это диалог двух сторон${refusals === 0 ? ', и отказов в нём нет' : ''}. Что каждая сторона сделала верно и неверно: smtp-lab replay --judge --from auto ФАЙЛ`,
  file: 'объяснить, что в этом файле: журнал, сообщение о недоставке, текст ошибки; - — стандартный ввод',
  followOption: 'рассказать путь письма по журналам: ЧТО — номер в очереди, Message-ID или адрес',
};
