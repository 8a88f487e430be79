/** Что произошло, что это значит, что попробовать: каждая ошибка по-русски. */

import { firstNames, isPlainName, serverNamed } from './names.ts';
import { counted } from './plural.ru.ts';
import { proxyFailure } from './proxy-faults.ru.ts';
import { signInFault } from './sign-in-faults.ru.ts';
import { systemReason } from './system-reasons.ru.ts';
import { tlsFaultsRu } from './tls-faults.ru.ts';
import type { ProblemDetails } from '../problems/index.ts';
import type { Attempt, CertificateTrouble, ProblemPhrases, ProblemSetting } from './problems.ts';

const NOTHING_SENT = 'Ничего не отправлено.';
const STAYED = 'Ни пароль, ни письмо этот компьютер не покинули.';

/** Сокет этого компьютера, по его пути. */
const isPath = (d: { readonly port: number | null; readonly address: string }): boolean =>
  d.port === null && d.address.startsWith('/');

const at = (peer: { readonly host: string; readonly port: number | null }): string =>
  peer.port === null ? peer.host : `${peer.host}, порт ${String(peer.port)}`;

const who = (setting: ProblemSetting): string => (setting.host === '' ? 'Сервер' : setting.host);

/** В винительном падеже, как после «за». */
const seconds = (count: number): string => counted(count, 'секунду', 'секунды', 'секунд');

const octets = (count: number): string => counted(count, 'октет', 'октета', 'октетов');

const reply = (code: number, enhanced: string | null, text: string): string => {
  const codes = enhanced === null ? String(code) : `${String(code)} ${enhanced}`;
  return text === '' ? `${codes}, без текста` : `${codes}, «${text}»`;
};

const answered = (
  setting: ProblemSetting,
  detail: { readonly code: number; readonly enhanced?: string | null; readonly text: string },
): string =>
  `Ответ ${setting.host === '' ? 'сервера' : setting.host}: ${reply(detail.code, detail.enhanced ?? null, detail.text)}.`;

const more = (setting: ProblemSetting): string => `Подробнее: ${setting.program} explain ${setting.term}`;

/** У LMTP нет своего порта: остаётся тот, на котором шёл разговор. */
const lmtp = ({ port, has, server }: ProblemSetting): string =>
  port === null || has('--port') || /:\d+\/?$/.test(server) ? '--lmtp' : `--lmtp --port ${String(port)}`;

const again = (code: number, setting: ProblemSetting): readonly string[] => [
  code < 500
    ? `Отказ временный: позже то же самое может пройти. ${more(setting)}`
    : `Если ничего не менять, снова придёт отказ. ${more(setting)}`,
];

/** У отказов обоих видов нет общего совета. */
const againWhere = (
  d: { readonly code: number; readonly mixed?: { readonly temporary: number; readonly permanent: number } },
  setting: ProblemSetting,
): readonly string[] =>
  d.mixed === undefined
    ? again(d.code, setting)
    : [
        `Временных отказов: ${String(d.mixed.temporary)}, этим получателям повторите позже. Окончательных: ${String(d.mixed.permanent)}, для них то же письмо снова не примут. ${more(setting)}`,
      ];

/** Что стало с письмом, которому отказали до отправки. */
const notThis = (letter: number | undefined): string =>
  letter === undefined ? 'Письмо не отправлено.' : `Письмо ${String(letter)} не отправлено.`;

const help = (setting: ProblemSetting): Attempt => ({
  what: 'все параметры:',
  command: `${setting.program} ${setting.command === '' ? '' : `${setting.command} `}--help`,
});

const step = (to: string): string =>
  to === 'greeting' ? 'приветствия' : to === '' ? 'ответа' : `ответа на ${to}`;

const looks: Readonly<Record<string, string>> = {
  http: 'веб-сервер (HTTP)',
  ssh: 'сервер удалённого входа (SSH)',
  ftp: 'файловый сервер (FTP)',
  imap: 'сервер почтовых ящиков (IMAP): он отдаёт почту пользователям, а не принимает её',
  pop3: 'сервер почтовых ящиков (POP3): он отдаёт почту пользователям, а не принимает её',
  tls: 'сервер, который ждёт TLS с первого октета',
  unknown: 'что-то другое, не почтовый сервер',
};

const rules: Readonly<Record<string, string>> = {
  'not-a-code': 'строка начинается не с трёх цифр',
  'code-out-of-range': 'код вне диапазона 200–599',
  'bad-separator': 'после кода нет ни пробела, ни дефиса',
  'codes-differ': 'у строк одного ответа разные коды',
  incomplete: 'ответ обрывается на середине',
};

const LONGER = 'ждать дольше:';
const FROM_START = 'TLS с начала соединения:';
const USER_PORT = 'порт для почтовых программ:';

/** What is wrong with a certificate, in the words of a headline. */
const OF_CERTIFICATES: Readonly<Record<CertificateTrouble, (d: ProblemDetails['certificate']) => string>> = {
  expired: (d) => `просрочен с ${d.validTo.slice(0, 10)}`,
  'not-yet-valid': (d) => `ещё не действует, начало ${d.validFrom.slice(0, 10)}`,
  name: (d) => `выдан не для ${d.wanted}`,
  revoked: () => 'отозван',
  'self-signed': () => 'не прошёл проверку',
  'private-authority': () => 'не прошёл проверку',
  'unknown-issuer': () => 'не прошёл проверку',
  weak: () => 'не прошёл проверку',
  pin: () => 'содержит не тот ключ, что указан в --tls-pin',
  other: () => 'не прошёл проверку',
};

/** What is wrong with an option of our own side of TLS. */
const TLS_SETTINGS: Readonly<
  Record<ProblemDetails['tls-settings']['reason'], { readonly what: string; readonly attempt: Attempt }>
> = {
  'no-certificate': {
    what: 'в файле нет сертификата в виде PEM',
    attempt: { what: 'что в файле:', command: 'openssl x509 -in FILE -noout -subject' },
  },
  'no-key': {
    what: 'в файле нет закрытого ключа в виде PEM',
    attempt: { what: 'что в файле:', command: 'openssl pkey -in FILE -noout' },
  },
  locked: {
    what: 'ключ защищён парольной фразой',
    attempt: { what: 'снять парольную фразу:', command: 'openssl pkey -in FILE -out NEWFILE' },
  },
  'without-key': {
    what: 'не указан закрытый ключ к сертификату',
    attempt: { what: 'добавьте:', command: '--tls-key FILE' },
  },
  'without-certificate': {
    what: 'не указан сертификат к ключу',
    attempt: { what: 'добавьте:', command: '--tls-cert FILE' },
  },
  mismatch: {
    what: 'ключ не подходит к сертификату из --tls-cert',
    attempt: { what: 'ключ от этого сертификата:', command: '--tls-key FILE' },
  },
  'no-cipher': {
    what: 'в OpenSSL на этом компьютере нет таких шифров',
    attempt: { what: 'какие есть:', command: 'openssl ciphers -v' },
  },
  'min-above-max': {
    what: 'это выше, чем --tls-max',
    attempt: { what: 'допустимо так:', command: '--tls-min 1.2 --tls-max 1.3' },
  },
  'below-usual': {
    what: 'это ниже самой старой версии, допустимой по умолчанию',
    attempt: { what: 'разрешить её:', command: '--tls-min 1.0' },
  },
};

/** Почему почтовый сервер домена не доступен, по коду ошибки. */
const WHY_UNREACHABLE: Readonly<Record<string, string>> = {
  'name-not-found': 'у имени нет адреса',
  'name-lookup-failed': 'адрес не удалось узнать',
  'connection-refused': 'соединение отклонено',
  'connect-timeout': 'нет ответа',
  'network-unreachable': 'нет маршрута',
};

export const problemsRu: ProblemPhrases = {
  usage: (d, s) => ({
    headline: 'Неверные параметры.',
    happened: [d.reason],
    means: [d.option === '' ? NOTHING_SENT : `${NOTHING_SENT} Исправьте ${d.option}.`],
    tries: [help(s)],
    closing: [],
  }),
  'bad-address': (d, s) => ({
    headline: `Это не почтовый адрес: ${d.value}`,
    happened: [`${d.option}: символ ${String(d.offset + 1)}, ожидалось: ${d.wanted}.`],
    means: ['Сервер тоже отказал бы, поэтому разговор не начат.'],
    tries: [
      { what: 'имя, знак @ и домен:', command: `${d.option} ann@example.com` },
      { what: 'что может быть в адресе:', command: `${s.program} explain mailbox` },
    ],
    closing: [],
  }),
  'bad-host-name': (d) => ({
    headline: 'Это не может быть именем хоста.',
    happened: [`${d.option}: ${d.value}`],
    means: [
      'Часть имени между точками не длиннее 63 октетов, всё имя — не длиннее 253, считая в том виде, в каком оно передаётся (RFC 1035 §2.3.4).',
    ],
    tries: [{ what: 'имя вроде такого:', command: 'mail.example.com' }],
    closing: [],
  }),
  'forbidden-characters': (d) => ({
    headline: 'Перевод строки здесь недопустим.',
    happened: [`В значении ${d.option} есть ${d.found}.`],
    means: [
      'Перевод строки завершил бы команду, а остаток стал бы новой командой. Так внедряют чужие команды (command injection), поэтому значение не принято.',
    ],
    tries: [{ what: `Запишите ${d.option} одной строкой, без управляющих символов.` }],
    closing: [],
  }),
  'file-unreadable': (d) => ({
    headline:
      d.file === '-' ? 'Не удалось прочитать стандартный ввод' : `Не удалось прочитать файл ${d.file}`,
    happened: [`${d.option}: ${systemReason(d.reason)}.`],
    means: [NOTHING_SENT],
    tries:
      d.file === '-'
        ? [{ what: 'Передать данные через файл.' }]
        : [{ what: 'проверить файл и права:', command: `ls -l ${d.file}` }],
    closing: [],
  }),
  'file-not-ours': (d) => ({
    headline: `Файл ${d.file} записан не этой командой`,
    happened: [`${d.option} заменил бы его содержимое отчётом.`],
    means: [`Ничего не перезаписано. ${NOTHING_SENT}`],
    tries: [{ what: 'Укажите другой файл или сначала удалите этот.' }],
    closing: [],
  }),
  'file-unwritable': (d) => ({
    headline: `Не удалось записать файл ${d.file || '""'}`,
    happened: [`${d.option}: ${systemReason(d.reason)}.`],
    means: [
      d.after
        ? 'К этому моменту разговор уже завершился, показанный итог верен: не записан только этот файл. Отправлять письмо повторно не нужно.'
        : NOTHING_SENT,
    ],
    tries: [{ what: 'Укажите файл в существующей папке, куда у вас есть право записи.' }],
    closing: [],
  }),
  'tls-settings': (d) => ({
    headline: `Значение ${d.option} не подходит.`,
    happened: [`${d.option}: ${TLS_SETTINGS[d.reason].what}.`],
    means: [NOTHING_SENT],
    tries: [TLS_SETTINGS[d.reason].attempt],
    closing: [],
  }),
  'password-in-url': (d) => ({
    headline: 'Пароль в URL не принимается.',
    happened: [`В URL параметра ${d.option} есть пароль.`],
    means: [
      'Его видно в списке процессов, в истории команд, в журналах. Программа его не использовала. Если экран могли видеть другие, смените пароль.',
    ],
    tries:
      d.option === '--proxy'
        ? [
            {
              what: 'имя в URL, пароль в переменной окружения:',
              command: 'SMTP_LAB_PROXY_PASSWORD=… --proxy socks5://NAME@HOST:PORT',
            },
          ]
        : [
            { what: 'ввести по запросу, скрыто:', command: '--user NAME' },
            { what: 'взять из файла:', command: '--user NAME --password-file FILE' },
          ],
    closing: [],
  }),
  'no-password': (d) => ({
    headline: `Нет пароля для ${d.user}.`,
    happened: ['Он не задан, а спросить его нельзя: терминала нет.'],
    means: ['Для входа он нужен, поэтому разговор не начат.'],
    tries: [
      { what: 'из файла:', command: '--password-file FILE' },
      { what: 'со стандартного ввода:', command: '--password-stdin' },
      { what: 'из окружения:', command: 'SMTP_LAB_PASSWORD' },
    ],
    closing: [],
  }),
  'stage-not-reached': (d, s) => ({
    headline: `В этом разговоре нет этапа «${d.stage}».`,
    happened: [`Разговор закончился, не дойдя до ${d.stage}.`],
    means: ['Этап starttls есть, только если TLS включается командой STARTTLS, этап auth — только с --user.'],
    tries: [{ what: 'этап, который есть всегда:', command: '--stop-after ehlo' }, help(s)],
    closing: [],
  }),
  'not-a-letter': (d, s) => ({
    headline: `${d.file} — не письмо.`,
    happened: ['В начале файла нет полей заголовка, таких как «From: ann@example.com».'],
    means: ['В готовом письме сначала идут поля заголовка, затем пустая строка и текст.'],
    tries: [{ what: 'отправить как текст письма:', command: `--body-file ${d.file}` }, help(s)],
    closing: [],
  }),
  'too-large-for-server': (d, s) => ({
    headline: 'Письмо слишком большое для этого сервера.',
    happened: [`В письме ${octets(d.size)}; ${who(s)} принимает не больше ${String(d.limit)} (SIZE).`],
    means: [
      'Отказ пришёл бы только после передачи всего письма, поэтому оно не отправлено. При передаче вложения увеличиваются на треть.',
    ],
    tries: [
      { what: 'Уменьшите письмо или отправьте ссылку вместо вложения.' },
      { what: 'всё равно отправить и увидеть отказ:', command: '--no-size' },
    ],
    closing: [],
  }),
  'needs-8bitmime': (_d, s) => ({
    headline: 'В письме есть октеты больше 127, а этот сервер принимает только ASCII.',
    happened: [`${who(s)} не предложил 8BITMIME.`],
    means: [
      'Такой сервер может обнулить старший бит каждого октета или не принять письмо (RFC 6152 §3), поэтому оно не отправлено.',
    ],
    tries: [
      { what: 'Закодируйте текст письма в base64 или quoted-printable.' },
      { what: 'посмотреть, что сервер с ним сделает:', command: '--no-8bitmime' },
    ],
    closing: [],
  }),
  'needs-smtputf8': (d) => ({
    headline: `Сервер не примет адрес ${d.address}`,
    happened: ['В части до @ есть символы вне ASCII, а SMTPUTF8 сервер не предложил.'],
    means: ['В ASCII можно переписать только домен (xn--…), но не имя ящика. Письмо не отправлено.'],
    tries: [{ what: 'Попросите адрес в ASCII или отправляйте через сервер с SMTPUTF8.' }],
    closing: [],
  }),

  'name-not-found': (d) =>
    d.family === undefined
      ? {
          headline: `Нет такого хоста: ${d.host}`,
          happened: [`DNS не знает адреса для ${d.host}.`],
          means: [
            'Имя написано с ошибкой, или у него нет записи с адресом. Часто у самого почтового домена её нет, она есть только у его MX-серверов.',
          ],
          tries: [
            { what: 'Проверьте написание.' },
            { what: 'почтовые серверы самого домена', command: '--mx' },
            { what: 'потренироваться без сети', leave: '--server' },
          ],
          closing: [],
        }
      : {
          headline: `У ${d.host} нет адреса IPv${String(d.family)}.`,
          happened: [`Имя есть, но все его адреса — IPv${d.family === 6 ? '4' : '6'}.`],
          means: ['Не подошла только версия IP: к самому хосту программа не обращалась.'],
          tries: [
            { what: 'по той версии IP, которая у него есть', leave: d.family === 6 ? '--ipv6' : '--ipv4' },
            { what: 'с другого локального адреса', leave: '--bind' },
          ],
          closing: [],
        },
  'name-lookup-failed': (d) => ({
    headline: `Имя ${d.host} не удалось найти.`,
    happened: [`DNS не ответил: ${systemReason(d.reason)}.`],
    means: [
      d.resolver === undefined
        ? 'Есть ли такое имя, неизвестно: не удался сам запрос. Обычно дело в локальной сети или в её DNS-сервере.'
        : `Есть ли такое имя, неизвестно: DNS-сервер ${d.resolver} из --dns на запрос не ответил.`,
    ],
    tries: [
      d.resolver === undefined
        ? { what: 'Проверьте, подключён ли компьютер к сети, и повторите.' }
        : { what: 'DNS-сервер этого компьютера', leave: '--dns' },
    ],
    closing: [],
  }),
  'connection-refused': (d, s) =>
    isPath(d)
      ? {
          headline: `Соединение отклонено: ${at(d)}`,
          happened: [`Сокет ${d.address} никто не слушает.`],
          means: [
            'Сокет остался от завершившегося сервера, либо сервер перегружен и не принимает соединений.',
          ],
          tries: [{ what: 'проверить, кто слушает сокет:', command: `ss -xl src ${d.address}` }],
          closing: [],
        }
      : {
          headline: `Соединение отклонено: ${at(d)}`,
          happened: [`${d.address} сразу ответил, что на этом порту никто не слушает.`],
          means: [
            'Хост доступен, но почтовый сервер не отвечает: он остановлен, слушает другой порт или закрыт межсетевым экраном.',
          ],
          tries: s.has('--mx')
            ? [{ what: 'Почту для своего домена серверы принимают только на порту 25. Попробуйте позже.' }]
            : [
                ...(d.port === 587 ? [] : [{ what: USER_PORT, command: '--port 587' }]),
                ...(d.port === 465 ? [] : [{ what: FROM_START, command: '--port 465' }]),
                ...(d.port === 25 ? [] : [{ what: 'между почтовыми серверами:', command: '--port 25' }]),
              ],
          closing: [],
        },
  'connect-timeout': (d, s) => ({
    headline: `Нет соединения: ${at(d)}`,
    happened: [`${d.address} не ответил за ${seconds(d.seconds)}.`],
    means: [
      'Пакеты где-то отбрасываются: мешает межсетевой экран или указан неверный адрес.',
      ...(d.port === 25
        ? [
            s.has('--mx')
              ? 'Исходящий порт 25 многие домашние и облачные сети закрывают из-за спама. Тогда почту можно отправить только через провайдера.'
              : 'Исходящий порт 25 многие домашние и облачные сети закрывают из-за спама. Порт 587 обычно открыт.',
          ]
        : []),
    ],
    tries: [
      ...(d.port === 587 || s.has('--mx') ? [] : [{ what: USER_PORT, command: '--port 587' }]),
      { what: LONGER, command: `--timeout ${String(d.seconds * 2)}` },
      ...(d.address.includes(':') ? [{ what: 'только по IPv4:', command: '-4' }] : []),
    ],
    closing: [],
  }),
  'network-unreachable': (d) =>
    isPath(d)
      ? {
          headline: `Не удалось открыть сокет ${at(d)}`,
          happened: [`${d.address}: ${systemReason(d.reason)}.`],
          means: [
            d.reason === 'EACCES' || d.reason === 'EPERM'
              ? 'Сокет есть, но открыть его вам нельзя.'
              : 'Такого сокета нет: сервер не запущен или создаёт его в другом месте.',
          ],
          tries: [{ what: 'что там есть:', command: `ls -l ${d.address}` }],
          closing: [],
        }
      : {
          headline:
            d.localPort === undefined
              ? `Нет маршрута: ${at(d)}`
              : `Локальный порт ${d.localPort} занять нельзя.`,
          happened: [`${d.address}: ${systemReason(d.reason)}.`],
          means: [
            d.localPort !== undefined
              ? d.reason === 'EACCES'
                ? `Порт ${d.localPort} из --local-port система даёт только администратору. До сервера дело не дошло.`
                : `Порт ${d.localPort} из --local-port занят другим соединением или был занят ещё минуту назад. До сервера дело не дошло.`
              : d.bind !== undefined
                ? `Адрес ${d.bind} из --bind не подходит: у этого компьютера его нет, или с него туда не попасть. До сервера дело не дошло.`
                : d.address.includes(':')
                  ? 'С этого компьютера туда нет маршрута. Возможно, в сети нет IPv6.'
                  : 'Маршрута туда нет: компьютер не подключён к сети, или связи нет где-то дальше.',
          ],
          tries:
            d.localPort !== undefined
              ? [{ what: 'с любого свободного порта', leave: '--local-port' }]
              : d.bind !== undefined
                ? [
                    { what: 'адреса этого компьютера', command: 'ip address' },
                    { what: 'с любого из них', leave: '--bind' },
                  ]
                : [
                    d.address.includes(':')
                      ? { what: 'только по IPv4', command: '-4' }
                      : { what: 'Проверьте сеть и повторите.' },
                  ],
          closing: [],
        },
  'proxy-failed': proxyFailure,
  'program-failed': (d) => ({
    headline: 'Программа, которая должна работать по SMTP, не запустилась.',
    happened: [`${d.command}: ${systemReason(d.reason)}.`],
    means: ['При pipe: запускается программа, и разговор идёт через её стандартный ввод и вывод.'],
    tries: [{ what: 'запустить её отдельно:', command: d.command }],
    closing: [],
  }),
  'null-mx': (d) => ({
    headline: `${d.domain} почту не принимает.`,
    happened: ['Его единственная запись MX — точка: это «null MX» (RFC 7505).'],
    means: ['Владелец прямо указал, что почту для этого домена не принимают. Ничего не отправлено.'],
    tries: [{ what: 'Проверьте домен после @. Если он верен, свяжитесь с получателем другим способом.' }],
    closing: [],
  }),
  'cannot-listen': (d, s) => ({
    headline: `Не удалось занять порт ${d.port ?? ''} на ${d.host}.`,
    happened: [`Ответ системы: ${systemReason(d.reason)}.`],
    means: [
      d.reason === 'EADDRINUSE'
        ? 'Этот порт уже занят другой программой.'
        : d.reason === 'EACCES'
          ? 'Порты ниже 1024 может открывать только root.'
          : 'Такого адреса у этого компьютера нет, или занять его нельзя.',
    ],
    tries: [
      d.reason === 'EADDRNOTAVAIL'
        ? { what: 'только на этом компьютере:', command: `${s.program} serve --host 127.0.0.1` }
        : { what: 'любой свободный порт:', command: `${s.program} serve --port 0` },
    ],
    closing: [],
  }),
  'no-mail-servers': (d) => ({
    headline: `У домена ${d.domain} нет почтового сервера.`,
    happened: ['В DNS для него нет ни записей MX, ни адресов.'],
    means: ['Домен написан с ошибкой или не настроен для почты.'],
    tries: [
      { what: 'Проверьте часть после @.' },
      { what: 'запросить DNS вручную:', command: `dig MX ${d.domain}` },
    ],
    closing: [],
  }),
  'mail-servers-unreachable': (d) => ({
    headline: `Ни один почтовый сервер домена ${d.domain} не доступен.`,
    happened: d.tried.map(({ host, because }) => `${host}: ${WHY_UNREACHABLE[because] ?? because}`),
    means: [
      'Опробованы все, в порядке записей MX. Обычно путь закрыт на этой стороне: порт 25 закрывают многие домашние и облачные сети.',
    ],
    tries: [
      { what: 'Попробуйте позже или из другой сети.' },
      { what: 'через сервер провайдера', command: '--server HOST --user NAME' },
    ],
    closing: [],
  }),

  'starttls-not-offered': (d) => ({
    headline: 'Остановлено: сервер не предлагает шифрования.',
    happened: [`${at(d)}: среди расширений нет STARTTLS.`],
    means: [`Либо на этом порту STARTTLS нет, либо кто-то по пути вырезал это слово из ответа. ${STAYED}`],
    tries: [
      { what: FROM_START, command: '--tls implicit' },
      { what: USER_PORT, command: '--port 587' },
      { what: 'без шифрования, письмо могут прочесть:', command: '--tls off' },
    ],
    closing: [],
  }),
  'requiretls-not-to-be-had': (d, s) => ({
    headline: 'Остановлено: письму нужно шифрование на всём пути, а этот сервер его не обещает.',
    happened: [
      !d.encrypted
        ? `${who(s)}: соединение не зашифровано, а REQUIRETLS действует только внутри TLS.`
        : d.verified
          ? `${who(s)}: среди расширений нет REQUIRETLS.`
          : `${who(s)}: сертификат не прошёл проверку, а REQUIRETLS этого требует (RFC 8689 §4.2.1).`,
    ],
    means: [
      'С REQUIRETLS каждый сервер на пути передаёт письмо только зашифрованно, иначе возвращает его (RFC 8689). Сервер без этого расширения передал бы письмо без шифрования.',
    ],
    tries: [
      { what: 'без этого требования', leave: '--requiretls' },
      { what: 'требовать TLS только до этого сервера:', command: '--tls starttls' },
    ],
    closing: [],
  }),
  'starttls-refused': (d, s) => ({
    headline: 'Остановлено: сервер не начал шифрование.',
    happened: [`${at(d)}: ответ на STARTTLS ${reply(d.code, null, d.text)}.`],
    means: [
      d.code < 500 ? `TLS у него есть, но не сейчас. ${STAYED}` : `Шифровать он отказывается. ${STAYED}`,
    ],
    tries: [
      ...(d.code < 500 ? [{ what: 'Повторите через несколько минут.' }] : []),
      { what: FROM_START, command: '--tls implicit' },
      { what: 'без шифрования, письмо могут прочесть:', command: '--tls off' },
    ],
    closing: [more(s)],
  }),
  'tls-failed': (d, s) => {
    const fault = tlsFaultsRu[s.tlsFault]({ code: d.reason, mode: d.mode, port: d.port, has: s.has });
    return {
      headline:
        d.late === true ? 'Остановлено: сервер прервал TLS.' : 'Остановлено: TLS-рукопожатие не удалось.',
      happened: [`${at(d)}: ${fault.happened}.`],
      means: [fault.means, ...(d.late === true ? [] : [STAYED])],
      tries: fault.tries,
      closing: [],
    };
  },
  'plain-text-to-tls': (d) => ({
    headline: 'Остановлено: на этом порту начинают без шифрования.',
    happened: [`На начало TLS-рукопожатия пришёл ответ открытым текстом (${at(d)}): «${d.greeting}».`],
    means: [
      'На этом порту разговор начинается без шифрования, оно включается командой STARTTLS. Соединение исправно, выбран не тот режим TLS.',
    ],
    tries: [
      { what: 'начать без TLS, потом STARTTLS:', command: '--tls starttls' },
      ...(d.port === 465
        ? []
        : [{ what: 'порт с TLS с начала соединения:', command: '--tls implicit --port 465' }]),
    ],
    closing: [],
  }),
  certificate: (d, s) => {
    const look: Attempt = {
      what: 'продолжить без проверки (небезопасно):',
      command:
        s.command !== 'send'
          ? '--insecure'
          : `--insecure --stop-after ${d.mode === 'starttls' ? 'starttls' : 'ehlo'}`,
    };
    const parts: Readonly<
      Record<
        typeof s.certificate,
        { readonly happened: readonly string[]; readonly means: string; readonly tries: readonly Attempt[] }
      >
    > = {
      name: {
        happened: [
          `запрошено   ${d.wanted}`,
          `выдан для   ${firstNames(d.names, (more) => `и ещё ${more}`) || 'никакого имени'}`,
          'Издателю доверяем, срок в порядке; не совпало только имя.',
        ],
        means: 'Возможно, это псевдоним сервера, а возможно, перехват соединения: отсюда их не различить.',
        tries: !isPlainName(d.names[0])
          ? [{ what: 'если настоящее имя известно:', command: '--tls-servername NAME' }]
          : [
              {
                what: 'если это имя верное:',
                command: `--server ${serverNamed(d.names[0] ?? '', s.server)}`,
              },
            ],
      },
      expired: {
        happened: [`Срок действия сертификата истёк: ${d.validTo}.`],
        means: 'Обычно его забыли продлить. Так же выглядит неверное время на этом компьютере.',
        tries: [{ what: 'Проверьте дату на этом компьютере, затем сообщите владельцу сервера.' }],
      },
      'not-yet-valid': {
        happened: [`Сертификат действует только с ${d.validFrom}.`],
        means: 'Обычно неверны часы: здесь или там, где его выпускали.',
        tries: [{ what: 'часы этого компьютера:', command: 'date -u' }],
      },
      'self-signed': {
        happened: [
          `Сертификат самоподписанный: его издатель — сам сервер${d.issuer === '' ? '' : ` (${d.issuer})`}.`,
        ],
        means:
          'Такой сертификат может сделать кто угодно, сам по себе он ничего не доказывает. Он бывает у только что установленных серверов.',
        tries: [{ what: 'если его файл получен надёжно:', command: '--tls-ca FILE' }],
      },
      'private-authority': {
        happened: [`Цепочка заканчивается на ${d.issuer || 'центре'}, которому этот компьютер не доверяет.`],
        means:
          'Это внутренний центр сертификации, какие бывают в компаниях, или прокси, который вскрывает зашифрованные соединения.',
        tries: [{ what: 'с сертификатом этого центра:', command: '--tls-ca FILE' }],
      },
      'unknown-issuer': {
        happened: [`Издатель (${d.issuer || 'не назван'}) этому компьютеру неизвестен.`],
        means: 'Это внутренний центр сертификации, либо сервер не прислал промежуточные сертификаты.',
        tries: [{ what: 'с сертификатом издателя:', command: '--tls-ca FILE' }],
      },
      revoked: {
        happened: ['Издатель отозвал этот сертификат.'],
        means: 'Его ключ мог попасть в чужие руки. Не обходите эту проверку.',
        tries: [{ what: 'Сообщите владельцу сервера.' }],
      },
      pin: {
        happened: [`Его ключ: ${d.pin ?? 'неизвестен'}.`],
        means:
          'Ключ сервера сменили, или это другой сервер. Что именно, знает только его администратор; --insecure эту проверку не отменяет.',
        tries: [
          { what: 'Спросите администратора сервера, менялся ли ключ.' },
          ...(d.pin === undefined ? [] : [{ what: 'если менялся', command: `--tls-pin ${d.pin}` }]),
        ],
      },
      weak: {
        happened: ['Ключ или хеш сертификата слишком слаб для этого компьютера.'],
        means: 'Такой сертификат сегодня можно подделать.',
        tries: [{ what: 'Сообщите владельцу сервера, что нужен новый.' }],
      },
      other: {
        happened: [d.check === '' ? 'Проверка не пройдена.' : `Проверка не пройдена: ${d.check}.`],
        means: 'Подлинность сервера не подтверждена.',
        tries: [
          { what: 'подробнее о проверке:', command: `${s.program} explain ${d.check || 'certificate'}` },
        ],
      },
    };
    const part = parts[s.certificate];
    return {
      headline: `Остановлено: сертификат ${d.host} ${OF_CERTIFICATES[s.certificate](d)}.`,
      happened: part.happened,
      means: [part.means, STAYED],
      tries: [...part.tries, ...(s.certificate === 'revoked' || s.certificate === 'pin' ? [] : [look])],
      closing: [],
    };
  },
  'data-after-starttls': (d) => ({
    headline: 'Остановлено: перед началом TLS пришли лишние данные.',
    happened: [`${at(d)}: сразу после ответа 220 на STARTTLS пришли незашифрованные данные.`],
    means: [
      'Их можно было бы принять за часть зашифрованного разговора. Это известная атака (подстановка команд) или неисправность сервера. Соединение закрыто, пароль не отправлен.',
    ],
    tries: [
      { what: FROM_START, command: '--tls implicit' },
      { what: 'Попробуйте из другой сети; если повторится, сообщите владельцу сервера.' },
    ],
    closing: [],
  }),

  'auth-needs-tls': (d) => ({
    headline: 'Остановлено: пароль был бы передан без шифрования.',
    happened: [
      d.starttlsOffered
        ? `Соединение не зашифровано (${at(d)}), хотя STARTTLS предлагается.`
        : `Соединение не зашифровано (${at(d)}), и STARTTLS не предлагается.`,
    ],
    means: ['Base64 ничего не скрывает: пароль прочёл бы любой по пути. Он не отправлен.'],
    tries: [
      d.starttlsOffered
        ? { what: 'сначала включить TLS:', command: '--tls starttls' }
        : { what: FROM_START, command: '--tls implicit' },
      { what: 'если риск допустим:', command: '--allow-plaintext-auth' },
    ],
    closing: [],
  }),
  'port-of-file': (d) => ({
    headline: `Остановлено: ${d.file} отправил бы секрет на порт ${String(d.port)}.`,
    happened: [
      `Порт выбран в самом файле (target), а почтовые серверы порт ${String(d.port)} не используют.`,
    ],
    means: [
      'На таком порту может слушать любая программа, поэтому секрет не отправлен. Не отправлено вообще ничего.',
    ],
    tries: [{ what: 'если нужен именно этот порт, укажите его сами:', command: `--port ${String(d.port)}` }],
    closing: [],
  }),
  'auth-not-offered': (d) => ({
    headline: 'Остановлено: сервер не предлагает аутентификацию (AUTH).',
    happened: [
      d.helo
        ? `${at(d)}: приветствие было командой HELO, а в ответе на неё расширений не называют.`
        : `${at(d)}: среди расширений нет AUTH.`,
    ],
    means: [
      d.helo
        ? 'AUTH и STARTTLS — расширения: их предлагают только в ответе на EHLO. Пароль не отправлен.'
        : d.tls
          ? 'Обычно на таком порту принимают почту от других серверов, и вход для пользователей на нём выключен.'
          : 'Многие серверы предлагают AUTH, только когда соединение зашифровано. Пароль не отправлен.',
    ],
    tries: [
      ...(d.tls || d.helo ? [] : [{ what: 'сначала включить TLS:', command: '--tls starttls' }]),
      ...(d.port === 587 ? [] : [{ what: USER_PORT, command: '--port 587' }]),
      { what: 'без входа', leave: '--user' },
    ],
    closing: [],
  }),
  'no-common-mechanism': (d, s) => ({
    headline: 'Остановлено: нет общего способа входа.',
    happened: [
      `сервер      ${d.offered.join(' ') || 'ничего'}`,
      `мы умеем    ${d.wanted.join(' ') || 'ничего'}`,
    ],
    means: [
      'Для заданных имени и пароля (или токена) нет механизма, который поддерживают обе стороны. Пароль не отправлен.',
    ],
    tries: [
      { what: 'взять самый стойкий:', command: '--auth auto' },
      ...(d.offered[0] === undefined
        ? []
        : [{ what: 'что это такое:', command: `${s.program} explain ${d.offered[0]}` }]),
    ],
    closing: [],
  }),
  'auth-rejected': (d, s) => ({
    headline: 'Войти не удалось: сервер отказал.',
    happened: [`AUTH ${d.mechanism}. ${answered(s, d)}`],
    means: s.refusal.means,
    tries: s.refusal.tries,
    closing: again(d.code, s),
  }),
  'auth-cancelled': (d, s) => ({
    headline: 'Остановлено: вход отменён с нашей стороны.',
    happened: [`AUTH ${d.mechanism}: ${signInFault(d.reason)}.`],
    means: ['Запрос сервера не подходит к механизму, поэтому вместо ответа отправлена «*», отмена входа.'],
    tries: [
      {
        what: 'Сначала проверьте имя сервера: при PLAIN или LOGIN подставной сервер получил бы сам пароль.',
      },
      { what: 'как должен идти обмен:', command: `${s.program} explain --sasl ${d.mechanism}` },
    ],
    closing: [],
  }),
  'server-not-proven': (d, s) => ({
    headline: 'Остановлено: сервер не доказал, что знает вас.',
    happened: [`AUTH ${d.mechanism}: ${signInFault(d.reason)}.`],
    means: [
      `При ${d.mechanism} сервер тоже должен доказать, что знает ваш пароль. Этот сервер принял вход без доказательства: он неисправен или подменён. Пароль и письмо не отправлены.`,
    ],
    tries: [
      { what: 'Прежде чем повторять, проверьте имя сервера и его сертификат.' },
      { what: 'как должен идти обмен:', command: `${s.program} explain --sasl ${d.mechanism}` },
    ],
    closing: [],
  }),

  'greeting-refused': (d, s) => ({
    headline: 'Сервер отказал в соединении уже в приветствии.',
    happened: [answered(s, d)],
    means: s.refusal.means,
    tries: s.refusal.tries,
    closing: again(d.code, s),
  }),
  'hello-refused': (d, s) => {
    const text = {
      headline: `Сервер отклонил команду ${d.verb}.`,
      happened: [answered(s, d)],
      closing: again(d.code, s),
    };
    // A verb that it does not know (RFC 5321 §4.2.3): it speaks the other dialect (RFC 2033 §4.1).
    if (d.code !== 500 && d.code !== 502) return { ...text, means: s.refusal.means, tries: s.refusal.tries };
    return d.verb === 'LHLO'
      ? {
          ...text,
          means: ['LHLO сервер не знает: скорее всего, он работает по SMTP.'],
          tries: [{ what: 'перейти на SMTP', leave: '--lmtp' }],
        }
      : {
          ...text,
          means: [
            'Сервер не понял EHLO. Возможно, он работает по LMTP, как серверы доставки в почтовые ящики.',
          ],
          tries: [{ what: 'перейти на LMTP:', command: lmtp(s) }],
        };
  },
  'sender-refused': (d, s) => ({
    headline: `Отказ: отправитель ${d.address === '' ? '<> (пустой)' : d.address}. ${notThis(d.letter)}`,
    happened: [answered(s, d)],
    means: s.refusal.means,
    tries: s.refusal.tries,
    closing: again(d.code, s),
  }),
  'recipients-refused': (d, s) => ({
    headline:
      d.count > 1
        ? `Отказ: не принят ни один получатель (${String(d.count)}). ${notThis(d.letter)}`
        : `Отказ: адрес ${d.address} не принят. ${notThis(d.letter)}`,
    happened: [answered(s, d), ...(d.count > 1 ? [`Так сервер ответил на адрес ${d.address}.`] : [])],
    means: s.refusal.means,
    tries: s.refusal.tries,
    closing: againWhere(d, s),
  }),
  'some-recipients-refused': (d, s) => ({
    headline: `Принято получателей: ${String(d.accepted)}, не принято: ${String(d.refused)}.`,
    happened: [`Адрес ${d.address}. ${answered(s, d)}`],
    means: [
      'Остальным письмо отправлено: повторяйте отправку только для тех, кто его не получил.',
      ...s.refusal.means,
    ],
    tries: s.refusal.tries,
    closing: againWhere(d, s),
  }),
  'message-refused': (d, s) => ({
    headline:
      d.step === 'message'
        ? 'Сервер не принял письмо.'
        : `Сервер отказался от письма ещё до передачи (${d.step}).`,
    happened: [answered(s, d)],
    means: [...s.refusal.means, 'Письма не получит никто, хотя получатели до этого были приняты.'],
    tries: s.refusal.tries,
    closing: againWhere(d, s),
  }),

  'no-greeting': (d) => ({
    headline: 'Соединение есть, приветствия нет.',
    happened: [
      d.partial
        ? `${at(d)}: соединение установлено, сервер прислал «${d.partial.trimEnd()}», но за ${seconds(d.seconds)} не закончил приветствие.`
        : `${at(d)}: соединение установлено, но за ${seconds(d.seconds)} сервер ничего не прислал.`,
    ],
    means: [
      d.partial
        ? 'Некоторые серверы намеренно отправляют первую строку приветствия сразу, а последнюю с задержкой, чтобы отсеять спамеров.'
        : 'Если сервер ждёт TLS с первого октета, он молчит, пока не начнёт клиент. Некоторые серверы намеренно задерживают приветствие, чтобы отсеять спамеров.',
    ],
    tries: [
      ...(d.partial ? [] : [{ what: FROM_START, command: '--tls implicit' }]),
      { what: LONGER, command: `--timeout ${String(d.seconds * 2)}` },
    ],
    closing: [],
  }),
  'no-reply': (d) => ({
    headline: d.to === '' ? 'Ответ не пришёл вовремя.' : `Ответ на ${d.to} не пришёл вовремя.`,
    happened: [`За ${seconds(d.seconds)} сервер так и не прислал ответ целиком.`],
    means: ['Сервер перегружен, намеренно медлит или соединение потеряно. Ничего не принято.'],
    tries: [
      { what: LONGER, command: `--timeout ${String(d.seconds * 2)}` },
      { what: 'ждать столько, сколько требует RFC 5321:', command: '--rfc-timeouts' },
    ],
    closing: [],
  }),
  'connection-lost': (d, s) => ({
    headline: `Соединение оборвалось до ${step(d.to)}.`,
    happened: [
      d.how === 'closed'
        ? `${who(s)}: сервер закрыл соединение без ответа.`
        : d.how === 'reset'
          ? `${who(s)} или кто-то по пути оборвал соединение (reset).`
          : 'Соединение TLS оборвано без close_notify.',
      ...(d.partial === '' ? [] : [`Пришло только «${d.partial}».`]),
    ],
    means: [
      s.pipe !== ''
        ? 'Ничего не принято. Программа посреди разговора завершилась или закрыла вывод.'
        : 'Ничего не принято. Так иногда поступает перегруженный сервер или сервер, которому не понравился ваш адрес.',
    ],
    tries: [
      s.pipe !== ''
        ? { what: 'Повторная отправка безопасна. Запустить программу отдельно:', command: s.pipe }
        : { what: 'Повторная отправка безопасна. Если так каждый раз, попробуйте из другой сети.' },
    ],
    closing: [],
  }),
  'server-closing': (d, s) => ({
    headline: 'Сервер закрывает соединение.',
    happened: [answered(s, d)],
    means: ['Сервер останавливается, перегружен или не дождался команды. Ничего не принято.'],
    tries: [{ what: 'Подождите несколько минут; повторная отправка безопасна.' }],
    closing: [more(s)],
  }),
  'upload-stalled': (d) => ({
    headline: 'Письмо застряло в пути.',
    happened: [`Передано ${octets(d.sent)}, после этого за ${seconds(d.seconds)} сервер ничего не принял.`],
    means: ['Письмо передано не до конца, поэтому сервер его отбросит. Ничего не принято.'],
    tries: [
      { what: 'Повторная отправка безопасна.' },
      { what: LONGER, command: `--timeout ${String(d.seconds * 2)}` },
    ],
    closing: [],
  }),
  'max-time': (d) => ({
    headline: 'Истекло общее время работы (--max-time).',
    happened: [`За ${seconds(d.seconds)} (--max-time) мы не дождались ${step(d.to)}.`],
    means: ['Ничего не принято.'],
    tries: [{ what: 'увеличить лимит:', command: `--max-time ${String(d.seconds * 2)}` }],
    closing: [],
  }),
  'outcome-unknown': (d) => ({
    headline: 'Неизвестно, принято ли письмо.',
    happened: [`Письмо отправлено целиком, но верного ответа на него не было: ${signInFault(d.how)}.`],
    means: [
      `Сервер мог принять письмо (${d.recipients.join(', ') || 'получатели'}), а может быть, и нет. Если отправить его снова, оно может прийти дважды.`,
    ],
    tries: [
      { what: 'Прежде чем повторять, спросите получателя или посмотрите журнал сервера.' },
      { what: 'Если отправить письмо снова с тем же Message-ID, дубликат будет легче распознать.' },
    ],
    closing: [],
  }),
  'letter-unreadable': (d) => ({
    headline: 'Письмо не удалось дочитать до конца.',
    happened: [`${d.file}: ${systemReason(d.reason)}; передано ${octets(d.sent)}.`],
    means: ['Письмо передано не до конца, поэтому сервер его отбросит. Ничего не принято.'],
    tries: [{ what: 'Проверьте файл; повторная отправка безопасна.' }],
    closing: [],
  }),

  'not-smtp': (d, s) => ({
    headline: 'Это не почтовый сервер.',
    happened: [`Ответ (${at(d)}): «${d.text}».`],
    means: [`Похоже на ${looks[d.looksLike] ?? ''}.`],
    tries:
      d.looksLike === 'tls'
        ? [{ what: FROM_START, command: '--tls implicit' }]
        : [
            ...[587, 25]
              .filter((port) => port !== d.port)
              .map((port) => ({
                what: port === 25 ? 'порт между почтовыми серверами' : 'порт для пользователей',
                command: `--port ${String(port)}`,
              })),
            { what: 'какой для чего:', command: `${s.program} explain 587` },
          ],
    closing: [],
  }),
  'malformed-reply': (d) => ({
    headline: `Сервер нарушил протокол: вместо ${step(d.to)} пришло что-то другое.`,
    happened: [`Пришло «${d.text}»: ${rules[d.rule] ?? d.rule}.`],
    means: ['Ответ нельзя разобрать однозначно, поэтому разговор прекращён. Ничего не принято.'],
    tries: [{ what: 'Проверьте хост и порт. Если они верны, неисправен сервер или что-то по пути.' }],
    closing: [],
  }),
  'reply-too-long': (d) => ({
    headline: `Конца ${step(d.to)} нет.`,
    happened: [
      `В ответе больше ${String(d.max)} ${d.limit === 'lines' ? 'строк' : `октетов${d.limit === 'line' ? ' в одной строке' : ''}`}.`,
    ],
    means: ['Настоящих ответов такой длины не бывает, чтение остановлено. Ничего не принято.'],
    tries: [{ what: 'Проверьте хост и порт: сервер неисправен, или это вовсе не почтовый сервер.' }],
    closing: [],
  }),
  'proxy-header-refused': (d, s) => ({
    headline: `Остановлено: ${who(s)} не принял заголовок PROXY.`,
    happened: [
      d.code === 0
        ? `После заголовка PROXY версии ${String(d.version)} ${who(s)} закрыл соединение.`
        : `На заголовок PROXY версии ${String(d.version)} ${who(s)} ответил ${reply(d.code, null, d.text)}.`,
    ],
    means: [
      'На этом порту протокол PROXY не принимают или принимают не с этого компьютера. Сервер оценивал бы этот компьютер, а не описанного вами клиента, и проверка ничего бы не показала.',
    ],
    tries: [
      { what: 'без него', leave: '--proxy-protocol' },
      {
        what: 'другая версия:',
        command: `--proxy-protocol ${d.version === 1 ? '2' : '1'}`,
      },
    ],
    closing: [],
  }),
  'extension-required': (d, s) => ({
    headline: `Остановлено: ${who(s)} не предложил ${d.keyword}.`,
    happened: [`Указан ${d.option}, а в ответе на EHLO нет ${d.keyword}.`],
    means: [
      'Без него сервер оценивал бы этот компьютер, а не описанного вами клиента, и проверка ничего бы не показала.',
    ],
    tries: [
      { what: 'без него', leave: d.option },
      { what: 'что это и кому разрешено:', command: `${s.program} explain ${d.keyword}` },
    ],
    closing: [],
  }),
  'impossible-reply': (d, s) => ({
    headline: d.to === '' ? 'Такой ответ невозможен.' : `Такой ответ на ${d.to} невозможен.`,
    happened: [answered(s, d)],
    means: [
      'Этот код здесь недопустим, и полагаться на него нельзя. Возможно, ответы сервера разошлись с командами клиента.',
    ],
    tries: [
      { what: 'по одной команде:', command: '--no-pipelining' },
      { what: 'что значит этот код:', command: `${s.program} explain ${String(d.code)}` },
    ],
    closing: [],
  }),
  'unasked-reply': (d, s) => ({
    headline: 'Сервер прислал ответ без запроса.',
    happened: [`Ответа не ждала ни одна команда. ${answered(s, d)}`],
    means: [
      'Если счесть его ответом на следующую команду, сдвинутся и все последующие ответы. Поэтому разговор прекращён.',
    ],
    tries: [{ what: 'по одной команде:', command: '--no-pipelining' }],
    closing: [more(s)],
  }),

  mismatch: (d, s) => ({
    headline: 'Разговор пошёл не так, как записано в файле сеанса.',
    happened: [`${d.file}, строка ${String(d.line)}.`],
    means: ['Изменился сервер или ожидания, записанные в файле.'],
    tries: [{ what: 'посмотреть ожидаемый разговор:', command: `${s.program} replay ${d.file}` }],
    closing: [],
  }),
  'nothing-expected': (d) => ({
    headline: `Файл ${d.file} воспроизведён, но ничего не проверил.`,
    happened: [
      'Ни одной строки S: и ни одного другого ожидания не встретилось: их нет в файле или они в другой ветви.',
    ],
    means: ['Такой файл прошёл бы при любых ответах сервера, поэтому пройденным он не считается.'],
    tries: [
      {
        what: 'записать этот разговор вместе с ответами, чтобы их проверять:',
        command: '--record recorded.smtp',
      },
    ],
    closing: [],
  }),
  interrupted: (d) => ({
    headline: 'Прервано.',
    happened: [d.signal === 'SIGTERM' ? 'Программа получила сигнал завершения (SIGTERM).' : 'Нажато Ctrl-C.'],
    means: d.unknown
      ? [
          'Письмо передано целиком, но ответ ещё не пришёл. Принято ли оно, неизвестно; если отправить его снова, оно может прийти дважды.',
        ]
      : ['Письмо, переданное не до конца, сервер отбрасывает.'],
    tries: [],
    closing: [],
  }),
  internal: (d) => ({
    headline: 'Ошибка этой программы.',
    happened: [d.message],
    means: ['Ошибка в самой smtp-lab, а не в ваших данных и не на сервере.'],
    tries: [{ what: 'подробности для сообщения об ошибке:', command: 'SMTP_LAB_DEBUG=1' }],
    closing: [],
  }),
};
