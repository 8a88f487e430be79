/** Что говорит сама командная строка, по-русски. */

import type { CliWords } from './cli.ts';

export const cliRu: CliWords = {
  about: 'Учебный SMTP-клиент: ведёт почтовый разговор и объясняет каждую строку.',
  summaries: {
    tour: 'учебный разговор целиком, с пояснениями; сеть не нужна',
    send: 'отправить письмо и увидеть каждую строку разговора',
    sendmail: 'письмо из stdin вместо sendmail: для cron, PHP и git',
    connect: 'исследовать сервер: команды набираете вы сами',
    learn: 'уроки: вы набираете команды, отвечает учебный сервер',
    replay: 'показать файл сеанса или проверить по нему сервер',
    serve: 'учебный сервер или файл сеанса для других программ',
    gateway: 'между клиентом и сервером: каждая строка с пояснением',
    conform: 'проверить сервер на соответствие стандартам',
    explain: 'что значит код, ответ, команда или порт; сеть не нужна',
    completion: 'автодополнение для bash, zsh или fish',
    help: 'эта справка или справка по команде',
  },
  headings: {
    usage: 'Использование:',
    arguments: 'Аргументы:',
    options: 'Параметры:',
    commands: 'Команды:',
    common: 'Параметры всех команд:',
  },
  commandWord: 'КОМАНДА',
  optionsWord: '[ПАРАМЕТРЫ]',
  argumentsWord: '[АРГУМЕНТЫ]',
  defaultsTo: (value) => `по умолчанию: ${value}`,
  choices: (values) => values,
  common: {
    lang: 'язык: en или ru (по умолчанию SMTP_LAB_LANG, затем локаль)',
    color: 'цвет: auto, always или never; см. также NO_COLOR, FORCE_COLOR',
    explain: 'сколько объяснять: none, brief или full (по умолчанию brief)',
    json: 'события в JSON, по объекту в строке',
    quiet: 'только ошибки и код завершения',
    help: 'эта справка',
    version: 'версия',
  },
  helpOfCommand: 'Справка по команде:',
  menu: {
    question: 'Чем займёмся?',
    choices: {
      learn: 'Учиться: уроки с самого начала',
      connect: 'Исследовать: разговор вручную',
      send: 'Отправить письмо и увидеть каждую строку',
      replay: 'Воспроизвести файл сеанса',
      explain: 'Объяснить код, команду или слово',
      serve: 'Запустить учебный сервер для других программ',
      lang: 'In English',
      leave: 'Выйти',
    },
    to: 'Кому (teacher@example.test есть на учебном сервере)',
    subject: 'Тема',
    body: 'Текст, одной строкой',
    file: 'Какой файл?',
    term: 'Какой код, команда или слово?',
    whatElse: 'Что ещё?',
  },
  practiceHint: 'Если сервер не указан, отвечает учебный, встроенный в программу.',

  lastCounts: (option) => `Параметр ${option} указан несколько раз; используется последнее значение.`,
  onlyOnce: (option) => `${option} указывается один раз: в одном сеансе один сервер и одно письмо.`,
  unknownCommand: (name) => `Неизвестная команда «${name}».`,
  unknownOption: (name) => `Неизвестный параметр «${name}».`,
  optionBeforeCommand: (name) => `Параметр «${name}» указывают после команды.`,
  didYouMean: (name) => `Может быть, «${name}»?`,
  needsValue: (option) => `Не указано значение для ${option}.`,
  badValue: (option, value) => `Значение «${value}» для ${option} не подходит.`,
  allowed: (values) => `Допустимо: ${values}.`,
  manyValues: (count) => `Допустимых значений: ${count}; список выводит smtp-lab serve --list-scenarios.`,
  missingArgument: (name) => `Не указан аргумент ${name}.`,
  tooManyArguments: 'Слишком много аргументов.',
  conflict: (one, other) => `${one} и ${other} несовместимы.`,
  missingOption: (option) => `Не указан параметр ${option}.`,
  seeHelp: (command) => `Справка: ${command}`,

  failed: (code) => `Разговор не удался: ${code}.`,
  internal: (message) => `Это ошибка самой программы smtp-lab: ${message}`,
  outputLost: (reason, acts) =>
    acts
      ? `Не удаётся записать в стандартный вывод (${reason}), дальше ничего не показано. Работа продолжается, её итог — в коде завершения.`
      : `Не удаётся записать в стандартный вывод (${reason}), поэтому вывод неполон.`,
  report: (version, node) =>
    `Сообщите о ней: набранная команда без паролей, версия ${version}, Node.js ${node}.`,
  debugHint: 'Трассировку стека покажет SMTP_LAB_DEBUG=1.',

  help: {
    argument: 'команда, exit-codes или man (страница руководства для man)',
    schema: 'напечатать JSON Schema: events (--json) или policy',
  },
  completion: {
    about: 'Печатает скрипт автодополнения: команды, параметры и допустимые значения.',
    argument: 'bash, zsh или fish',
    install: 'Как включить:',
  },
};
