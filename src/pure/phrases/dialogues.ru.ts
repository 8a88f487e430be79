/** Записи сеансов других программ, по-русски. */

import type { DialogueWords } from './dialogues.ts';

const rules = new Intl.PluralRules('ru');
const plural = (count: number, one: string, few: string, many: string): string => {
  const form = rules.select(count);
  return `${count} ${form === 'one' ? one : form === 'few' ? few : many}`;
};

const PHASES: Readonly<Record<string, string>> = {
  connected: 'до приветствия',
  greeted: 'до EHLO',
  ready: 'вне транзакции',
  mail: 'пока не принят ни один получатель',
  rcpt: 'внутри транзакции',
  data: 'внутри письма',
  bdat: 'между двумя порциями',
  auth: 'во время входа',
  tls: 'когда должно начаться TLS',
  refused: 'после отказа в приветствии',
  closing: 'после QUIT',
  closed: 'после конца',
};

const QUIRKS: Readonly<Record<string, string>> = {
  'missing-brackets': 'адрес без угловых скобок',
  'source-route': 'в адресе маршрут, это устарело',
  'no-domain': 'адрес без домена',
  'space-before-path': 'после двоеточия стоит пробел',
  'trailing-space': 'в конце стоит пробел',
  'extra-space': 'лишние пробелы',
};

const FINDINGS: Readonly<Record<string, string>> = {
  'classes-differ': 'код и расширенный код спорят; решает код',
  'permanent-says-later': 'код говорит «никогда», текст «позже»; программы слушают код',
  'temporary-blocklist': 'код говорит «позже», а в тексте чёрный список',
  'success-with-refusal': 'код говорит «да», текст похож на «нет»; решает код',
};

export const dialoguesRu: DialogueWords = {
  from: 'как записан файл: native (наш), auto (определить) или rfc, swaks, curl, postfix …',
  conversation: 'который разговор записи, считая с 1',
  repair: 'напечатать запись чистым файлом сеанса, каждая правка с пояснением',
  judge: 'объяснить запись другой программы и назвать нарушения протокола; - это стандартный ввод',
  against: 'вместе с --judge: файл сеанса, которому она должна следовать',
  redact: 'напечатать файл без секретов; с --check назвать, что ещё на них похоже',
  anonymize: 'вместе с --redact: заменить и адреса, узлы, идентификаторы очереди',
  remark: 'замечание',
  remarks: {
    T001: (d) => `Ответ с кодом ${d.code} не кончается: в последней строке всё ещё дефис.`,
    T002: (d) => `В «${d.text}» нет кода ответа; принято за «да».`,
    T003: (d) => `На ${d.command} здесь нет ответа.`,
    T004: (d) => `Присоединено к строке выше (${d.rule}): ${d.text}`,
    T005: (d) => `«${d.text}» стоит вместо письма; чтобы сыграть, нужно письмо.`,
    T006: (d) => `Судя по репликам, ${d.server} это сервер, а ${d.client} клиент.`,
    T007: (d) => `После ${d.verb} стороны поменялись ролями.`,
    T008: (d) => `Пометка обеих сторон: ${d.text}`,
    T009: (d) => `Это не SMTP, пропущено: ${d.text}`,
    T010: (d) => `Пропущены разрывы страниц, строк: ${d.lines}.`,
    T011: (d) => `«${d.word}» начинает другой возможный ход.`,
    T012: (d) => `Похоже на таблицу кодов, а не на разговор, строк: ${d.lines}.`,
  },
  conduct: {
    'out-of-order': (d) => `${d.verb} не на месте: ${PHASES[d.phase] ?? d.phase}.`,
    'unknown-command': (d) => `«${d.verb}» не команда, насколько нам известно.`,
    syntax: (d) => `${d.verb} записана неверно: в позиции ${d.offset + 1} нужно: ${d.wanted}.`,
    lenient: (d) =>
      `${d.verb}: ${QUIRKS[d.quirk] ?? d.quirk}; многие серверы это пропускают, строгие отвечают 501.`,
    'not-offered': (d) =>
      d.what === d.keyword
        ? `${d.what}: сервер этого не предлагал.`
        : `${d.what}: сервер этого не предлагал (${d.keyword}).`,
    'pipelining-not-offered': (d) => `${d.verb} ушла без ожидания ответа, а PIPELINING сервер не предлагал.`,
    'group-goes-on': (d) => `${d.verb} должна быть последней в группе, а за ней отправлено ещё.`,
    'password-in-clear': (d) => `${d.mechanism} без шифрования: секрет прочтёт любой, кто слушает.`,
    'line-too-long': (d) => `Строка в ${d.octets} октетов; можно ${d.max}.`,
    'no-quit': () => 'Разговор кончается без QUIT, насколько видно из записи.',
    'impossible-reply': (d) => `${d.reply} не может быть ответом на ${d.verb}.`,
    'unasked-reply': (d) => `Пришло ${d.reply}, хотя ничего не спрашивали.`,
    'wrong-yes': (d) => `«Да» на ${d.verb} это ${d.wanted}, а не ${d.reply}.`,
    'starttls-inside-tls': () => 'STARTTLS предлагается снова, хотя связь уже зашифрована.',
    'enhanced-missing': (d) => `У ${d.reply} нет расширенного кода, хотя ENHANCEDSTATUSCODES предложено.`,
    'reply-contradicts': (d) => `Ответ противоречит себе: ${FINDINGS[d.finding] ?? d.finding}.`,
  },
  client: 'клиент',
  server: 'сервер',
  rule: (rule) => `(${rule})`,
  verdict: (client, server, warnings) =>
    `Нарушений у клиента: ${client}, у сервера: ${server}${warnings === 0 ? '.' : `; предупреждений: ${warnings}.`}`,
  verdictFine: 'Ни одна сторона не нарушила правил.',
  asWanted: (file) => `Всё прошло так, как записано в ${file}.`,
  oneAtATime: (count) =>
    `В записи ${plural(count, 'разговор', 'разговора', 'разговоров')}; скажите, который: --conversation N.`,
  noSuchConversation: (count) =>
    `В записи ${plural(count, 'разговор', 'разговора', 'разговоров')}; такого номера нет.`,
  tryAuto: 'Если это запись другой программы или из документа: --from auto.',
  leftovers: {
    'sign-in': 'ответ при входе',
    url: 'пароль в URL',
    bearer: 'токен',
    assignment: 'пароль или токен по имени',
    encoded: 'имя и пароль в base64',
  },
  clean: (file) => `${file}: ничего похожего на секрет.`,
  redacted: (places) => `Убрано секретов: ${places}.`,
  together: (one, other) => `${one} и ${other} вместе не бывают.`,
  needs: (option) => `Только вместе с ${option}.`,
};
