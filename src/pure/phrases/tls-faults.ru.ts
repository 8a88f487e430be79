/** Неудавшееся TLS-рукопожатие, по-русски. */

import { OLD_SERVER, OWN_TLS, WEAK_SERVER } from './tls-faults.ts';
import type { TlsFaultPhrases, TlsFaultSetting } from './tls-faults.ts';
import type { Attempt } from './problems.ts';
import { systemReason } from './system-reasons.ru.ts';

const CLIENT_CERTIFICATE: Attempt = {
  what: 'если сервер требует сертификат клиента',
  command: '--tls-cert FILE --tls-key FILE',
};
const OLD: Attempt = { what: 'старый сервер со слабым шифрованием', command: OLD_SERVER };
const CHECK: Attempt = { what: 'Проверьте хост и порт.' };
const ELSEWHERE: Attempt = {
  what: 'Попробуйте из другой сети; если не поможет, сообщите администратору сервера.',
};
const TLS_1_2: Attempt = {
  what: 'без TLS 1.3, с которым не справляются некоторые устройства по пути',
  command: '--tls-max 1.2',
};

/** Другой способ начать TLS. */
const otherWay = ({ mode, port }: TlsFaultSetting): Attempt =>
  mode === 'implicit'
    ? { what: 'если соединение начинается без шифрования', command: '--tls starttls' }
    : { what: 'TLS с начала соединения', command: `--tls implicit${port === 465 ? '' : ' --port 465'}` };

const leave = (option: string): Attempt => ({ what: 'с обычными настройками', leave: option });

const withCode = (words: string, { code }: TlsFaultSetting): string => `${words} (${code})`;

export const tlsFaultsRu: TlsFaultPhrases = {
  version: (s) => ({
    happened: withCode('нет версии TLS, допустимой для обеих сторон', s),
    means:
      s.has('--tls-min') || s.has('--tls-max')
        ? 'Параметры --tls-min и --tls-max не оставляют версий, которые есть у сервера.'
        : 'Этот компьютер по умолчанию использует TLS 1.2 и 1.3. У сервера только более старые версии.',
    tries: s.has('--tls-max')
      ? [leave('--tls-max')]
      : s.has('--tls-min') && !s.has('--tls-ciphers')
        ? [{ what: 'старым версиям нужны старые шифры', command: OLD_SERVER }]
        : [OLD],
  }),
  'nothing-common': (s) => ({
    happened: withCode('нет шифра, обмена ключами или подписи, допустимых для обеих сторон', s),
    means: s.has('--tls-ciphers')
      ? 'Параметр --tls-ciphers не оставляет шифров, которые есть у сервера.'
      : 'У сервера только шифры или подписи, слишком слабые для этого компьютера, или он не знает шифров этого компьютера.',
    tries: s.has('--tls-ciphers') ? [leave('--tls-ciphers')] : [OLD],
  }),
  'handshake-failure': (s) => ({
    happened: withCode('сервер прервал рукопожатие, не назвав причины (handshake_failure)', s),
    means: s.has('--tls-ciphers')
      ? 'Обычно это значит, что нет общего шифра: возможно, --tls-ciphers не оставляет ни одного из шифров сервера.'
      : 'Обычно это значит, что нет общего шифра или что сервер требует сертификат клиента.',
    tries: [
      ...(s.has('--tls-cert') ? [] : [CLIENT_CERTIFICATE]),
      s.has('--tls-ciphers') ? leave('--tls-ciphers') : OLD,
    ],
  }),
  'not-tls': (s) => ({
    happened: withCode('сервер прислал данные, которые не похожи на TLS', s),
    means: 'На этом порту соединение начинается без шифрования, или это не почтовый сервер.',
    tries: [...(s.mode === 'implicit' ? [otherWay(s)] : []), CHECK],
  }),
  'too-weak': (s) => ({
    happened: withCode('ключ или подпись сервера слишком слабы для этого компьютера', s),
    // До 1.2 подписи делались через SHA-1 (RFC 4346 §7.4.3): тогда слабо то, что задано.
    means: s.has('--tls-max')
      ? 'Версии до --tls-max подписывают способами, которые OpenSSL на этом компьютере считает слишком слабыми (это его «уровень безопасности»).'
      : 'OpenSSL на этом компьютере их не допускает (это его «уровень безопасности»). Серверу нужен более длинный ключ или новый сертификат.',
    tries: [
      ...(s.has('--tls-max') ? [leave('--tls-max')] : []),
      { what: 'всё же допустить слабое шифрование', command: WEAK_SERVER },
    ],
  }),
  'old-renegotiation': (s) => ({
    happened: withCode('сервер не поддерживает безопасное пересогласование (RFC 5746)', s),
    means: 'OpenSSL 3 на этом компьютере не работает с такими серверами: их данные можно подменить.',
    tries: [
      { what: 'Сервер должен обновить его администратор.' },
      ...(s.has('--tls-min')
        ? []
        : [{ what: 'если у сервера есть TLS 1.3, где этого изъяна нет', command: '--tls-min 1.3' }]),
    ],
  }),
  'certificate-wanted': (s) => ({
    happened: withCode('сервер требует сертификат клиента', s),
    means: s.has('--tls-cert')
      ? 'Сертификат из --tls-cert не подошёл: его выдал не тот центр, который назвал сервер.'
      : 'Сервер работает только с клиентами, у которых есть сертификат, а сертификат не задан.',
    tries: [
      s.has('--tls-cert')
        ? { what: 'кто его выдал', command: 'openssl x509 -in FILE -noout -issuer' }
        : { what: 'с вашим сертификатом', command: '--tls-cert FILE --tls-key FILE' },
    ],
  }),
  'certificate-refused': (s) => ({
    happened: withCode('сервер не принял сертификат клиента или самого клиента', s),
    means: s.has('--tls-cert')
      ? 'Сертификат из --tls-cert истёк, отозван или выдан центром, которому сервер не доверяет.'
      : 'Сервер принимает только клиентов с известным ему сертификатом, а сертификат не задан.',
    tries: [
      s.has('--tls-cert')
        ? { what: 'что в нём', command: 'openssl x509 -in FILE -noout -subject -issuer -dates' }
        : { what: 'с вашим сертификатом', command: '--tls-cert FILE --tls-key FILE' },
    ],
  }),
  'certificate-broken': (s) => ({
    happened: withCode('сертификат сервера нельзя использовать', s),
    means: 'Он повреждён, или этот компьютер не поддерживает такие сертификаты.',
    tries: [{ what: 'Сообщите администратору сервера.' }],
  }),
  'name-unknown': (s) => ({
    happened: withCode('сервер не знает имени, которое у него запросили', s),
    means: 'В рукопожатии клиент называет нужный хост, а для этого имени у сервера нет сертификата.',
    tries: [{ what: 'с другим именем', command: '--tls-servername NAME' }],
  }),
  'no-application-protocol': (s) => ({
    happened: withCode('сервер ждёт внутри TLS другой протокол (ALPN)', s),
    means: 'Скорее всего, это веб-сервер: почтовые серверы ALPN не используют.',
    tries: [CHECK],
  }),
  'server-fault': (s) => ({
    happened: withCode('сервер сообщил о своей внутренней ошибке', s),
    means: 'Часто он не может прочесть свой сертификат или ключ. Причина записана в его журнале.',
    tries: [{ what: 'Сообщите администратору сервера или попробуйте позже.' }],
  }),
  complained: (s) => ({
    happened: withCode('сервер сообщил, что получил повреждённые или недопустимые данные', s),
    means: 'Что-то по пути меняет данные, или ошибка есть в одной из двух библиотек TLS.',
    tries: [...(s.has('--tls-max') ? [] : [TLS_1_2]), ELSEWHERE],
  }),
  'cut-off': (s) => ({
    happened:
      s.code === 'closed'
        ? 'сервер закрыл соединение посреди рукопожатия'
        : withCode('соединение оборвалось посреди рукопожатия', s),
    means: 'На этом порту у сервера не работает TLS, или он не принимает этого клиента.',
    tries: [otherWay(s), ...(s.has('--tls-cert') ? [] : [CLIENT_CERTIFICATE])],
  }),
  timeout: (s) => ({
    happened: 'рукопожатие не завершилось вовремя',
    means: 'Сервер на этом порту не говорит по TLS, или что-то по пути отбрасывает большие пакеты.',
    tries: [otherWay(s)],
  }),
  'own-settings': (s) => ({
    happened: withCode('настройку TLS на этой стороне нельзя использовать', s),
    means: 'Ошибка на этой стороне: в параметрах TLS или в настройках OpenSSL этого компьютера.',
    tries: OWN_TLS.filter((option) => s.has(option)).map(leave),
  }),
  'own-use': (s) => ({
    happened: withCode('OpenSSL на этом компьютере сообщил об ошибке', s),
    means: 'Ошибка на этой стороне, в этой программе или в её библиотеке TLS, а не на сервере.',
    tries: [{ what: 'версии, для отчёта об ошибке', command: 'node -p process.versions' }],
  }),
  broken: (s) => ({
    happened: withCode('данные от сервера нарушают правила TLS', s),
    means: 'Ошибка в библиотеке TLS сервера, или данные повредились по пути.',
    tries: [...(s.has('--tls-max') ? [] : [TLS_1_2]), ELSEWHERE],
  }),
  other: (s) => ({
    happened: `рукопожатие не удалось, ${systemReason(s.code)}`,
    means: 'Об этом сообщила система, а не сервер.',
    tries: [otherWay(s)],
  }),
};
