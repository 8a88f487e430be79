/** Что говорится вокруг строк разговора, по-русски. */

import { firstNames } from './names.ts';
import type { TranscriptWords } from './transcript.ts';

const RULES: Readonly<Record<string, string>> = {
  'not-a-code': 'ответ начинается с трёх цифр',
  'code-out-of-range': 'такого кода у ответа быть не может',
  'bad-separator': 'после кода должен стоять пробел или дефис',
  'codes-differ': 'у его строк разные коды',
  incomplete: 'строка осталась незаконченной',
};

const plural = new Intl.PluralRules('ru');

const several = (count: number, one: string, few: string, many: string): string => {
  const form = plural.select(count);
  return `${count} ${form === 'one' ? one : form === 'few' ? few : many}`;
};

export const transcriptRu: TranscriptWords = {
  connected: ({ host, port, address, family, practice, proxy }) => {
    if (practice) return `Учебный сервер на ${address}:${port ?? ''}; этот компьютер ничего не покидает.`;
    if (family === 'unix') return `Соединение с сокетом ${address} установлено.`;
    if (family === 'pipe') return `Разговор с программой: ${address}`;
    const by = proxy === null ? '' : `, через ${proxy}`;
    return `Соединение установлено: ${host}${host === address ? '' : ` (${address})`}, порт ${port ?? ''}${by}.`;
  },
  looked: (name, record, answers) =>
    record === 'mx'
      ? `Почтовые серверы ${name}: ${answers.length === 0 ? 'не указаны' : answers.join(', ')}.`
      : `Адрес ${name}: ${answers.length === 0 ? 'не указан' : answers.join(', ')}.`,
  lookupFailed: (name, record, error) =>
    `${record === 'mx' ? 'Почтовые серверы' : 'Адрес'} ${name}: ответа нет (${error}).`,
  tlsStarted: (protocol) => `${protocol}: линия закрыта`,
  tlsVerified: (protocol) => `${protocol}, сертификат прошёл проверку: линия закрыта`,
  tlsUnverified: (protocol, check) =>
    `${protocol}, сертификат НЕ прошёл проверку (${check}): линия закрыта, но кто на том конце?`,
  certificate: {
    subject: 'кому выдан',
    issuer: 'кем выдан',
    names: 'имена',
    listed: (names) => firstNames(names, (more) => `и ещё ${more}`),
    valid: 'действует',
    fingerprint: 'SHA-256',
    cipher: 'шифр',
    from: (from, to) => `с ${from} по ${to}`,
  },
  noText: 'код без текста: так можно',
  letterOctets: (octets) => `ещё октетов письма: ${octets}`,
  letterRest: (lines) => `и ещё ${several(lines, 'строка', 'строки', 'строк')} письма`,
  moreCharacters: (characters) => `и ещё ${several(characters, 'знак', 'знака', 'знаков')}`,
  emptyLine: 'пустая строка: конец заголовков',
  stuffedDot: 'начальная точка удвоена в пути',
  loneDot: 'строка из одной точки: конец письма',
  restOfHeader: '+ From, To, Date, Message-ID',
  notAReply: (rule) => `Это не ответ SMTP: ${RULES[rule] ?? rule}.`,
  serverHungUp: 'сервер закрыл соединение',
  warning: 'Внимание:',
  note: 'Примечание:',
  elapsed: (milliseconds) =>
    milliseconds < 1000
      ? `${Math.round(milliseconds)} мс`
      : `${(milliseconds / 1000).toFixed(1).replace('.', ',')} с`,
  waiting: (verb, seconds) =>
    `ждём ${verb === 'greeting' ? 'приветствия' : `ответа на ${verb}`}${seconds === 0 ? '' : `, ${seconds} с`}`,
  connecting: (seconds) => `соединяемся${seconds === 0 ? '' : `, ${seconds} с`}`,

  accepted: (addresses, queueId) =>
    `Принято для ${addresses.join(', ')}${queueId === null ? '' : `; идентификатор очереди ${queueId}`}.`,
  refusedRecipient: (address, reply, retryable) =>
    `${retryable ? 'не сейчас' : 'не принято'}: ${address}${reply === '' ? '' : `, ${reply}`}`,
  unknownRecipients: (addresses) => `Неизвестно, что с ${addresses.join(', ')}.`,
  rehearsed: 'Ничего не отправлено: это была репетиция.',
  stopped: (stage, isUnknown) =>
    `Остановка после ${stage}, как просили. ${isUnknown ? 'Взял ли сервер письмо, неизвестно.' : 'Письмо не отправлено.'}`,
  counts: (accepted, retry, refused) => `Принято: ${accepted}, повторить: ${retry}, не принято: ${refused}.`,
  letter: (index, outcome, queueId) =>
    `Письмо ${index}: ${outcome}${queueId === null ? '' : `, идентификатор очереди ${queueId}`}`,
  outcomes: {
    accepted: 'принято',
    partial: 'принято не для всех',
    rejected: 'не принято',
    'not-sent': 'не отправлено',
    unknown: 'неизвестно',
    stopped: 'остановлено',
  },
  totals: (letters, accepted, failed, seconds) =>
    `${several(letters, 'письмо', 'письма', 'писем')}: принято ${accepted}, не принято ${failed}, за ${seconds.replace('.', ',')} с.`,

  happened: 'Что было',
  means: 'Значит',
  tries: 'Что делать',
  exit: (code) => `(код завершения ${code})`,

  yesNo: (suggestion) => (suggestion ? '(Д/н)' : '(д/Н)'),
  hiddenInput: '(не показывается)',
  yes: ['д', 'да', 'y', 'yes'],
};
