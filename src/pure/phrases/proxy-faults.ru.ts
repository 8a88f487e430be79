/** Почему прокси не установил соединение, по-русски: что он сделал, что это значит, что поможет. */

import type { ProblemDetails, ProxyFault } from '../problems/index.ts';
import type { Attempt, ProblemText } from './problems.ts';
import { systemReason } from './system-reasons.ru.ts';

type Detail = ProblemDetails['proxy-failed'];
type Words = readonly [happened: string, means: string, tries: readonly Attempt[]];

const NOT_REACHED = 'Подключиться к прокси не удалось, а значит, и к почтовому серверу.';
const CHECK_ADDRESS: Attempt = { what: 'Проверьте адрес и порт прокси.' };
const ASK_OWNER: Attempt = { what: 'Попросите администратора прокси разрешить этот хост и порт.' };
const AS_HTTP = (d: Detail): Attempt => ({
  what: 'если это HTTP-прокси:',
  command: `--proxy ${d.proxy.replace(/^\w+:/, 'http:')}`,
});
const AS_SOCKS = (d: Detail): Attempt => ({
  what: 'если это прокси SOCKS5:',
  command: `--proxy ${d.proxy.replace(/^\w+:/, 'socks5:')}`,
});
const LOGIN = (d: Detail): Attempt => ({
  what: 'имя в URL, пароль в переменной окружения:',
  command: `SMTP_LAB_PROXY_PASSWORD=… --proxy ${d.proxy.replace(/\/\/(?:[^@]*@)?/, '//NAME@')}`,
});
const target = (d: Detail): string => `${d.host}, порт ${String(d.port)}`;

const WORDS: Readonly<Record<ProxyFault, (d: Detail) => Words>> = {
  'name-not-found': () => ['В DNS нет такого имени.', NOT_REACHED, [CHECK_ADDRESS]],
  'connection-refused': () => ['По этому адресу и порту никто не слушает.', NOT_REACHED, [CHECK_ADDRESS]],
  'connect-timeout': () => ['Прокси не ответил вовремя.', NOT_REACHED, [CHECK_ADDRESS]],
  unreachable: (d) => [
    d.said === '' ? 'Маршрута до прокси нет.' : `Маршрута до прокси нет: ${systemReason(d.said)}.`,
    NOT_REACHED,
    [CHECK_ADDRESS],
  ],
  socks4: () => [
    'Ответ похож на ответ прокси SOCKS версии 4.',
    'Версия 4 — это другой протокол, smtp-lab его не поддерживает. До почтового сервера дело не дошло.',
    [{ what: 'Используйте прокси SOCKS5 или HTTP.' }],
  ],
  'speaks-http': (d) => [
    `Ответ пришёл по HTTP: «${d.said}».`,
    'Это HTTP-прокси или веб-сервер, а не прокси SOCKS5. До почтового сервера дело не дошло.',
    [AS_HTTP(d)],
  ],
  'speaks-socks': (d) => [
    'Ответ похож на ответ прокси SOCKS5.',
    'Это не HTTP-прокси. До почтового сервера дело не дошло.',
    [AS_SOCKS(d)],
  ],
  'not-a-proxy': (d) => [
    d.said === '' ? 'Ответ не похож на ответ прокси.' : `Ответ оттуда: «${d.said}».`,
    'По этому адресу работает не прокси. До почтового сервера дело не дошло.',
    [CHECK_ADDRESS],
  ],
  'login-required': (d) => [
    d.said === '' ? 'Без входа прокси никого не пускает.' : `Прокси ответил ${d.said}.`,
    'Прокси нужны свои имя и пароль; имя и пароль почтового сервера здесь не подходят. До почтового сервера дело не дошло.',
    [LOGIN(d)],
  ],
  'login-refused': (d) => [
    d.said === '' ? 'Прокси не принял имя или пароль.' : `Прокси ответил ${d.said}.`,
    d.login === 'name'
      ? 'Имя отправлено без пароля: переменная SMTP_LAB_PROXY_PASSWORD не задана. До почтового сервера дело не дошло.'
      : 'Имя в URL или пароль в SMTP_LAB_PROXY_PASSWORD для этого прокси неверны. До почтового сервера дело не дошло.',
    [LOGIN(d)],
  ],
  'login-not-taken': () => [
    'Прокси не принимает ни имя с паролем, ни соединение без входа.',
    'Нужен другой способ входа, например Kerberos; smtp-lab его не поддерживает. До почтового сервера дело не дошло.',
    [{ what: 'Используйте другой прокси.' }],
  ],
  forbidden: (d) => [
    d.said === '' ? `Правила прокси не разрешают: ${target(d)}.` : `Прокси ответил ${d.said} (${target(d)}).`,
    'Прокси работает, но его правила запрещают это соединение. Многие прокси пускают только на веб-порты.',
    [ASK_OWNER],
  ],
  'no-method': (d) => [
    d.said === '' ? 'Этот сервер не соединяет с другими хостами.' : `Прокси ответил ${d.said}.`,
    'Соединений с другими хостами командой CONNECT этот сервер не открывает: это веб-сервер или прокси только для веб-страниц.',
    [{ what: 'Используйте прокси, который разрешает CONNECT, или прокси SOCKS5.' }],
  ],
  'address-kind': (d) => [
    `С адресами такого вида, как ${d.host}, прокси не соединяет.`,
    'Некоторые прокси не поддерживают IPv6 или имена.',
    [{ what: 'Укажите почтовый сервер по имени или по адресу IPv4.' }],
  ],
  'target-unreachable': (d) => [
    d.said === ''
      ? `Прокси не может подключиться к серверу: ${target(d)}.`
      : `Прокси ответил ${d.said} (${target(d)}).`,
    'Прокси работает; нет маршрута от него до почтового сервера, или имя сервера ему неизвестно.',
    [{ what: 'Проверьте имя и порт почтового сервера.' }],
  ],
  'target-refused': (d) => [
    `Прокси получил отказ в соединении: ${target(d)}.`,
    'Прокси работает; на этом порту почтового сервера никто не слушает, или межсетевой экран не пускает прокси.',
    [{ what: 'Проверьте имя и порт почтового сервера.' }],
  ],
  'target-timeout': (d) => [
    d.said === '' ? `Прокси не дождался ответа: ${target(d)}.` : `Прокси ответил ${d.said} (${target(d)}).`,
    'Прокси работает; почтовый сервер ему не отвечает, или между ними стоит межсетевой экран.',
    [{ what: 'Проверьте имя и порт почтового сервера.' }],
  ],
  closed: (d) => [
    'Прокси закрыл соединение без ответа.',
    'Возможно, это прокси другого вида, или отсюда он никого не пускает. До почтового сервера дело не дошло.',
    [d.proxy.startsWith('http') ? AS_SOCKS(d) : AS_HTTP(d)],
  ],
  timeout: (d) => [
    'Прокси принял соединение, но не ответил вовремя.',
    'Возможно, это прокси другого вида, или он ещё подключается к почтовому серверу.',
    [
      d.proxy.startsWith('http') ? AS_SOCKS(d) : AS_HTTP(d),
      { what: 'ждать дольше:', command: '--timeout 60' },
    ],
  ],
  general: (d) => [
    d.said === '' ? 'Прокси сообщил о сбое, но не сказал, о каком.' : `Прокси ответил ${d.said}.`,
    'До почтового сервера дело не дошло.',
    [ASK_OWNER],
  ],
};

/** Текст целиком. */
export function proxyFailure(d: Detail): ProblemText {
  const [happened, means, tries] = WORDS[d.reason](d);
  return {
    headline: 'Прокси не установил соединение.',
    happened: [`Прокси: ${d.proxy}.`, happened],
    means: [means],
    tries: [...tries, { what: 'без него', leave: '--proxy' }],
    closing: [],
  };
}
