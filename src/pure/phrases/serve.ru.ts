/** `smtp-lab serve`, по-русски. */

import { systemReason } from './system-reasons.ru.ts';
import type { ServeWords } from './serve.ts';

export const serveRu: ServeWords = {
  about: 'Запускает учебный сервер для других программ и показывает, что ему говорят.',
  options: {
    port: 'порт; 0 берёт свободный и сообщает какой',
    host: 'адрес; всё, кроме loopback, впускает другие машины',
    tls: 'off, starttls или implicit (с первого октета)',
    account: 'ИМЯ:ПАРОЛЬ, с которым можно войти, вместо student:practice; можно повторять',
    maildir: 'папка для писем, по файлу на каждое; без неё письма забываются',
    caOut: 'записать сертификат центра, которому доверять, PEM',
    once: 'закончить после первого соединения',
    idleExit: 'закончить после стольких секунд без соединений',
    scenario: 'как он себя ведёт',
    listScenarios: 'рассказать о каждом сценарии и закончить',
    seed: 'одинаковый текст даёт одинаковые номера, вызовы и случайности',
    lmtp: 'говорить на LMTP, то же что --scenario lmtp',
    maxSize: 'наибольшее письмо, в октетах',
    script: 'играть за сервер по этим файлам сеансов, по одному на соединение; папка — все её файлы',
    loop: 'после последнего файла начать сначала',
    record: 'файл сеанса на каждое соединение, без секретов: FILE, FILE-2 …',
    showData: 'сколько строк каждого письма показать',
  },
  listening: (place, scenario) => `Учебный сервер слушает на ${place} (сценарий: ${scenario}).`,
  openToNetwork: (host) =>
    `${host} виден не только этой машине: говорить с сервером сможет любой, кто до него достучится.`,
  signIn: (accounts) => `Вход: ${accounts}. Это не секрет: больше нигде не подходит.`,
  authority: (file) => `Сертификат его центра лежит в ${file}, для --tls-ca.`,
  scriptListening: (place) => `Сервер по сценарию слушает на ${place}.`,
  notWithScript: 'Как ведёт себя сервер, говорит сам файл сеанса: вместе с --script это не нужно.',
  oneAccount: 'Вместе с --script учётная запись одна: из неё берутся переменные user и password.',
  nobodyCame: (file) => `${file}: никто не пришёл.`,
  kept: (file) => `${file}: клиент всё выполнил.`,
  toTry: 'Попробуйте из другого окна:',
  toStop: 'Закончить: Ctrl-C.',
  connected: (connection, address) => `[${connection}] Соединение от ${address}.`,
  received: (connection, from, to, bytes, file) =>
    `[${connection}] Принято: октетов ${bytes}, от <${from}>, кому: ${to}${file === null ? '' : `; файл ${file}`}.`,
  badAccount: 'Нужно ИМЯ:ПАРОЛЬ, и то и другое непустое.',
  cannotWrite: (file, reason) => `Файл ${file} не записать (${systemReason(reason)}).`,
  lmtpScenario: '--lmtp сам по себе сценарий; --scenario не нужен.',
};
