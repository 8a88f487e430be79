/** Параметры команд, которые ведут разговор, по-русски. */

import { systemReason } from './system-reasons.ru.ts';
import type { OptionWords } from './options.ts';

export const optionsRu: OptionWords = {
  groups: {
    server: 'Сервер:',
    encryption: 'Шифрование:',
    signIn: 'Аутентификация:',
    time: 'Время:',
    network: 'Сеть:',
    output: 'Вывод:',
  },
  help: {
    server:
      'хост, хост:порт, [ipv6]:порт, URL (smtp: smtps: lmtp: smtp+unix: lmtp+unix:) или pipe:КОМАНДА; без него учебный сервер',
    port: 'по умолчанию 25; с --tls implicit 465; с --user 587',
    lmtp: 'работать по LMTP: LHLO и отдельный ответ по каждому получателю',
    ehlo: 'имя для EHLO; по умолчанию имя этого хоста, если в нём есть точка, иначе его IP-адрес',
    helo: 'HELO вместо EHLO: без расширений',
    scenario: 'как ведёт себя учебный сервер; список: serve --list-scenarios',
    profile: 'взять параметры из раздела файла настроек',
    tls: 'auto: на порту 465 с начала соединения, иначе STARTTLS, если предложен; off; starttls и implicit обязательны',
    insecure: 'продолжать, если сертификат не прошёл проверку; что именно не так, будет показано',
    tlsCa: 'файл PEM: каким центрам сертификации доверять вместо системных',
    tlsCert: 'наш сертификат, PEM',
    tlsKey: 'ключ нашего сертификата, PEM',
    tlsServername: 'имя сервера для SNI и проверки сертификата; по умолчанию хост',
    tlsMin: 'минимальная версия TLS: от 1.0 до 1.3',
    tlsMax: 'максимальная версия TLS: от 1.0 до 1.3',
    tlsCiphers: 'список шифров, как в OpenSSL',
    user: 'имя для входа; если пароль не задан ниже, программа спросит его, не показывая',
    passwordFile: 'файл с паролем; последний перевод строки отбрасывается',
    passwordStdin: 'пароль со стандартного ввода',
    password: 'пароль в командной строке: его увидят другие пользователи этого компьютера',
    tokenFile: 'файл с токеном OAuth (или SMTP_LAB_TOKEN)',
    passwordCommand: "команда, которая печатает пароль, например 'pass mail'; без оболочки",
    tokenCommand: 'команда, которая печатает токен OAuth; если токен истёк, выполняется ещё раз',
    netrc: 'имя и пароль из ~/.netrc',
    netrcFile: 'имя и пароль из этого файла',
    auth: 'механизм или список через запятую по предпочтению; auto берёт самый стойкий',
    allowPlaintextAuth: 'разрешить отправку пароля по незашифрованному соединению',
    timeout: 'сколько секунд ждать соединения, рукопожатия TLS и каждого ответа',
    finalTimeout: 'сколько секунд ждать ответа на конец письма; по умолчанию 600 или --timeout',
    rfcTimeouts: 'ждать столько, сколько требует RFC 5321',
    maxTime: 'сколько секунд может длиться вся работа',
    ipv4: 'только IPv4',
    ipv6: 'только IPv6',
    bind: 'локальный адрес, с которого соединяться',
    proxy: 'socks5://[ИМЯ@]ХОСТ:ПОРТ или http://…; пароль: SMTP_LAB_PROXY_PASSWORD',
    xclient: 'описать клиента командой XCLIENT, как это делает фронтенд: ATTR=VALUE; можно повторять',
    proxyProtocol: 'начать с заголовка PROXY, версия 1 или 2',
    proxySource: 'АДРЕС:ПОРТ для этого заголовка; по умолчанию наш',
    record: 'записать разговор в файл сеанса; вместо секретов в нём переменные; - означает стандартный вывод',
    log: 'писать запись разговора ещё и в FILE, в конец; JSON, если у имени окончание .json или .ndjson',
    hex: 'показывать октеты каждой строки',
    showSecrets: 'показывать пароли на экране; в файл сеанса они не попадают никогда',
    timing: 'показывать, сколько ждали каждого ответа',
  },
  defaultWords: { timeout: '30', tls: 'auto', auth: 'auto' },

  askPassword: (user) => `Пароль для ${user}`,

  notSeconds: 'Нужно число секунд больше 0.',
  notAPort: 'Нужно целое число от 1 до 65535.',
  notAFreePort: 'Нужно целое число от 0 до 65535.',
  notANumber: 'Нужно число больше 0.',
  notACount: 'Нужно целое число от 1 до 999999999.',
  notAnIp: 'Нужен IP-адрес.',
  notATlsVersion: (known) => `Можно: ${known}.`,
  notYesOrNo: 'Нужно yes или no.',
  badPortOfServer: 'Порт — целое число от 1 до 65535.',
  pathInServer: 'В SMTP путей нет: после порта ничего не пишут, например smtp://mail.example.com:25.',
  otherFamily: (address, family) => `${address} — это адрес ${family}.`,
  badServer: 'Нужно хост, хост:порт, [ipv6]:порт, URL вроде smtp://хост:порт или pipe:КОМАНДА.',
  badPercent: 'После % в URL должны стоять две шестнадцатеричные цифры.',
  pathNeedsSlashes: (typed) => `В URL сокета перед путём три косые черты: ${typed.replace(/:\/*/, ':///')}`,
  needsPortOrPath: 'Своего порта у LMTP нет: укажите порт или путь через lmtp+unix://.',
  longForSocks: (most) => `В SOCKS5 имя и пароль не длиннее ${String(most)} октетов (RFC 1929).`,
  badProxy: 'Нужно socks5://ХОСТ:ПОРТ или http://ХОСТ:ПОРТ; если прокси требует входа, перед хостом ИМЯ@.',
  badEndPoint: 'Нужно АДРЕС:ПОРТ, адрес IPv6 в квадратных скобках.',
  badAttribute: 'Нужно АТРИБУТ=ЗНАЧЕНИЕ, например ADDR=192.0.2.7.',
  badHostName: 'Нужно одно слово, без пробелов.',
  badMechanism: (name, known) => `Неизвестный механизм «${name}». Известные: ${known}.`,
  badAddress: (value, column, wanted) =>
    `«${value}» — не почтовый адрес (символ ${column}: ожидалось ${wanted}).`,
  badPem: 'В файле нет ни одного блока PEM.',

  portOfPath: 'У сокета и у программы порта нет.',
  schemeAgainst: (scheme, option) => `${scheme} противоречит ${option}.`,
  needsServername:
    'Для TLS через сокет или программу нужен --tls-servername: имени хоста, которое можно проверить, здесь нет.',
  needsKey: '--tls-cert и --tls-key нужны вместе.',
  needsUser: 'Вместе с паролем нужно указать --user.',
  needsToken: 'Для этого механизма нужен токен: --token-file или SMTP_LAB_TOKEN.',
  needsProxyProtocol: '--proxy-source имеет смысл только с --proxy-protocol.',
  badCommand: 'Нужна команда с аргументами; осталась незакрытой кавычка, или команда пуста.',
  commandFailed: (program, reason) => `${program}: ошибка, ${systemReason(reason)}. Ничего не отправлено.`,
  commandSaidNothing: (program) => `${program}: в первой строке вывода нет секрета. Ничего не отправлено.`,
  netrcNeedsHost: 'Нужен сервер с именем хоста: --server.',
  netrcHasNone: (file, host, user) =>
    `В ${file} нет имени и пароля для ${host}${user === '' ? '' : ` и ${user}`}.`,
  twoFromStdin: (one, other) => `Стандартный ввод один: укажите либо ${one}, либо ${other}.`,
  scenarioWithServer: '--scenario действует только для учебного сервера: уберите --server.',

  noConfig: (profile, file) => `Профиля «${profile}» нет: файла ${file} не существует.`,
  badConfig: (file, reason) => `Файл настроек ${file} не читается: ${systemReason(reason)}`,
  noSection: (profile, file) =>
    `В профиле «${profile}» файла ${file} нет параметров: нужен раздел «${profile}:», а под ним строки с отступом, например «server: mail.example.com».`,
  noProfile: (profile, file, known) =>
    known === ''
      ? `В ${file} нет профиля «${profile}», и других тоже нет.`
      : `В ${file} нет профиля «${profile}»; есть ${known}.`,
  unknownKey: (key, profile, known) =>
    `Профиль «${profile}»: неизвестный параметр «${key}». Известные: ${known}.`,
  secretInProfile: (key, file) =>
    `В ${file} записано «${key}». Секретам не место в файле настроек: используйте password-file или token-file.`,
  badProfileValue: (key, profile) =>
    `Профиль «${profile}»: «${key}» должно быть текстом, числом, yes или no.`,
};
