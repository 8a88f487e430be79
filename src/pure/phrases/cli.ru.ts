/** Что говорит сама командная строка, по-русски. */

import type { CliWords } from './cli.ts';

export const cliRu: CliWords = {
  about: 'Учебный SMTP-клиент: ведёт почтовый разговор и объясняет каждую строку.',
  summaries: {
    tour: 'учебный разговор целиком, с пояснениями; сеть не нужна',
    send: 'отправить письмо и увидеть каждую строку разговора',
    connect: 'исследовать сервер: команды набираете вы сами',
    learn: 'уроки: вы набираете команды, отвечает учебный сервер',
    replay: 'показать файл сеанса или проверить по нему сервер',
    serve: 'учебный сервер или файл сеанса для других программ',
    explain: 'что значит код, ответ, команда, порт; сеть не нужна',
    completion: 'автодополнение для bash, zsh или fish',
    help: 'Эта справка или справка по команде.',
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
    color: 'цвет: auto, always, never; NO_COLOR и FORCE_COLOR учитываются',
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

  unknownCommand: (name) => `Неизвестная команда «${name}».`,
  unknownOption: (name) => `Неизвестный параметр «${name}».`,
  optionBeforeCommand: (name) => `Параметр «${name}» пишут после команды.`,
  didYouMean: (name) => `Может быть, «${name}»?`,
  needsValue: (option) => `Параметру ${option} нужно значение.`,
  badValue: (option, value) => `Значение «${value}» для ${option} не подходит.`,
  allowed: (values) => `Допустимо: ${values}.`,
  manyValues: (count) => `Допустимых значений: ${count}; список выводит smtp-lab serve --list-scenarios.`,
  missingArgument: (name) => `Не хватает аргумента ${name}.`,
  tooManyArguments: 'Слишком много аргументов.',
  conflict: (one, other) => `${one} и ${other} несовместимы.`,
  missingOption: (option) => `Не хватает параметра ${option}.`,
  seeHelp: (command) => `Справка: ${command}`,

  failed: (code) => `Разговор не удался: ${code}.`,
  internal: (message) => `Это ошибка самой программы smtp-lab: ${message}`,
  outputLost: (reason) =>
    `В стандартный вывод нельзя записать (${reason}), дальнейшее не показано. Работа продолжается, код завершения — её собственный.`,
  report: (version, node) =>
    `Сообщите о ней, указав, что было набрано: версия ${version}, Node.js ${node}; пароли не пишите.`,
  debugHint: 'SMTP_LAB_DEBUG=1 покажет трассировку стека.',

  help: { argument: 'команда или exit-codes' },
  completion: {
    about: 'Печатает скрипт автодополнения: команды, параметры и допустимые значения.',
    argument: 'bash, zsh или fish',
    install: 'Как включить:',
  },
};
