/** `smtp-lab serve`, по-русски. */

import { counted } from './plural.ru.ts';
import { systemReason } from './system-reasons.ru.ts';
import type { ServeWords } from './serve.ts';

export const serveRu: ServeWords = {
  about:
    'Запускает учебный сервер для других программ и показывает, что они ему отправляют. Он отказывает адресам busy@, full@, large@ и moved@example.test, каждому со своим кодом, и всем незнакомым.',
  options: {
    port: 'порт; 0 — любой свободный, номер будет показан',
    host: 'адрес, на котором слушать; не loopback — сервер доступен из сети',
    tls: 'off, starttls или implicit (с первого октета)',
    account: 'ИМЯ:ПАРОЛЬ, с которым можно войти, вместо student:practice; можно повторять',
    accountFile: 'то же из файла, по одному в строке: другие пользователи компьютера его не увидят',
    maildir: 'папка для писем, по файлу на каждое; без неё письма не сохраняются',
    caOut: 'записать в файл сертификат учебного центра (PEM), чтобы доверять ему',
    once: 'завершиться после первого соединения',
    idleExit: 'завершиться, если столько секунд не было соединений',
    scenario: 'как ведёт себя сервер; список: --list-scenarios',
    listScenarios: 'перечислить сценарии: что делает каждый',
    seed: 'с одним и тем же текстом повторяются номера в очереди, запросы при входе и случайные сбои',
    lmtp: 'работать по LMTP, то же, что --scenario lmtp',
    maxSize: 'максимальный размер письма, в октетах',
    script: 'отвечать по этим файлам сеансов, по одному на соединение; папка — все её файлы',
    loop: 'после последнего файла начать сначала',
    record: 'файл сеанса на каждое соединение, без секретов: FILE, FILE-2 …',
    showData: 'сколько строк каждого письма показать',
  },
  listening: (place, scenario) => `Учебный сервер слушает на ${place} (сценарий: ${scenario}).`,
  openToNetwork: (host) =>
    `${host} доступен не только с этого компьютера: любой, кому доступен этот адрес, может к нему подключиться.`,
  signIn: (accounts) => `Для входа: ${accounts}. Пароль учебный, больше он нигде не подходит.`,
  authority: (file) => `Сертификат центра, который его подписал: ${file}, для --tls-ca.`,
  scriptListening: (place) => `Сервер по файлу сеанса слушает на ${place}.`,
  notWithScript: 'Как ведёт себя сервер, говорит сам файл сеанса: вместе с --script это не нужно.',
  oneAccount: 'Вместе с --script учётная запись одна: из неё берутся переменные user и password.',
  nobodyCame: (file) => `${file}: никто не подключился.`,
  kept: (file) => `${file}: клиент сделал всё, что ожидалось.`,
  toTry: 'Попробуйте из другого окна:',
  toStop: 'Закончить: Ctrl-C.',
  connected: (connection, address) => `[${connection}] Соединение от ${address}.`,
  received: (connection, from, to, bytes, file) =>
    `[${connection}] Принято ${counted(bytes, 'октет', 'октета', 'октетов')}, от <${from}>, кому: ${to}${file === null ? '' : `; файл ${file}`}.`,
  badAccount: 'Нужно ИМЯ:ПАРОЛЬ, и то и другое непустое.',
  cannotWrite: (file, reason) => `Не удалось записать файл ${file} (${systemReason(reason)}).`,
  lmtpScenario: '--lmtp — это уже сценарий; уберите --scenario.',
};
