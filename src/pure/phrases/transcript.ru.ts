/** Что говорится вокруг строк разговора, по-русски. */

import { firstNames } from './names.ts';
import { counted } from './plural.ru.ts';
import type { TranscriptWords } from './transcript.ts';

const RULES: Readonly<Record<string, string>> = {
  'not-a-code': 'ответ начинается с трёх цифр',
  'code-out-of-range': 'такого кода у ответа быть не может',
  'bad-separator': 'после кода должен стоять пробел или дефис',
  'codes-differ': 'у его строк разные коды',
  raw: 'эти октеты отправлены такими, какими они стоят в файле сеанса',
  incomplete: 'строка осталась незаконченной',
};

export const transcriptRu: TranscriptWords = {
  connected: ({ host, port, address, family, practice, proxy }) => {
    if (practice) return `Учебный сервер на ${address}:${port ?? ''}; в сеть ничего не уходит.`;
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
    `${record === 'mx' ? 'Почтовые серверы' : 'Адрес'} ${name}: запрос не удался (${error}).`,
  ofLeg: { client: 'с клиентом', server: 'с сервером' },
  tlsStarted: (protocol) => `${protocol}: соединение зашифровано`,
  tlsVerified: (protocol) => `${protocol}, сертификат проверен: соединение зашифровано`,
  tlsUnverified: (protocol, check) =>
    `${protocol}, сертификат НЕ прошёл проверку (${check}): соединение зашифровано, но неизвестно, кто на другом конце`,
  chain: {
    key: 'ключ',
    stapled: (octets) =>
      `ответ приложен, ${counted(octets, 'октет', 'октета', 'октетов')}; здесь он не проверяется`,
    notStapled: 'ответ не приложен',
    days: (left) =>
      left < 0
        ? `истёк ${counted(-left, 'день', 'дня', 'дней')} назад`
        : `осталось: ${counted(left, 'день', 'дня', 'дней')}`,
  },
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
  noText: 'код без текста: это допустимо',
  letterOctets: (octets) => `и ещё ${counted(octets, 'октет', 'октета', 'октетов')} письма`,
  dotsDoubled: (lines) => `строк с удвоенной начальной точкой: ${lines}`,
  letterRest: (lines) => `и ещё ${counted(lines, 'строка', 'строки', 'строк')} письма`,
  moreCharacters: (characters) => `и ещё ${counted(characters, 'символ', 'символа', 'символов')}`,
  emptyLine: 'пустая строка: конец заголовков',
  stuffedDot: 'начальная точка удвоена при передаче',
  loneDot: 'строка из одной точки: конец письма',
  bareEnd: 'в конце один LF, без CR',
  dotBesideBareEnd: 'не конец: рядом LF без CR',
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
    `Письмо принято для ${addresses.join(', ')}${queueId === null ? '' : `; номер в очереди ${queueId}`}.`,
  refusedRecipient: (address, reply, retryable) =>
    `${retryable ? 'не сейчас' : 'не принято'}: ${address}${reply === '' ? '' : `, ${reply}`}`,
  unknownRecipients: (addresses) => `Неизвестно, что с ${addresses.join(', ')}.`,
  rehearsed: 'Ничего не отправлено: это пробный прогон (--dry-run).',
  stopped: (stage, isUnknown) =>
    `Остановка после ${stage}, как просили. ${isUnknown ? 'Принял ли сервер письмо, неизвестно.' : 'Письмо не отправлено.'}`,
  counts: (accepted, retry, refused) => `Принято: ${accepted}, повторить: ${retry}, не принято: ${refused}.`,
  letter: (index, outcome, queueId) =>
    `Письмо ${index}: ${outcome}${queueId === null ? '' : `, номер в очереди ${queueId}`}`,
  outcomes: {
    accepted: 'принято',
    partial: 'принято не для всех',
    rejected: 'не принято',
    'not-sent': 'не отправлено',
    unknown: 'неизвестно',
    stopped: 'остановлено',
  },
  totals: (letters, accepted, failed, notTried, seconds) =>
    `${counted(letters, 'письмо', 'письма', 'писем')}: принято ${accepted}, не принято ${failed}${notTried === 0 ? '' : `, не отправлялось ${notTried}`}, за ${seconds.replace('.', ',')} с.`,

  happened: 'Что было',
  means: 'Пояснение',
  tries: 'Что делать',
  exit: (code) => `(код завершения ${code})`,

  yesNo: (suggestion) => (suggestion ? '(Д/н)' : '(д/Н)'),
  linesLeftOut: (lines) => `… пропущено: ${counted(lines, 'строка', 'строки', 'строк')}`,
  moreOctets: (count) => `… ещё ${counted(count, 'октет', 'октета', 'октетов')}`,
  hiddenInput: '(не показывается)',
  choiceKeys: '↑↓ перейти • Enter выбрать • Esc выйти',
  yes: ['д', 'да', 'y', 'yes', 'ага', 'l', 'lf'],
  no: ['н', 'нет', 'n', 'no', 'не', 'ytn'],
  yesOrNoOnly: (suggestion) =>
    `Ответьте «д» (да) или «н» (нет); Enter означает «${suggestion ? 'да' : 'нет'}».`,
};
