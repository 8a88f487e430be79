/** Что говорит сама командная строка, по-русски. */

import type { CliWords } from './cli.ts';

export const cliRu: CliWords = {
  about: 'Учебный SMTP-клиент: ведёт почтовый разговор и объясняет каждую строку.',
  summaries: {
    tour: 'учебный разговор целиком, с пояснениями; сеть не нужна',
    send: 'отправить письмо и увидеть каждую строку разговора',
    connect: 'исследовать сервер: команды набираете вы сами',
    learn: 'уроки: команды набирают учебному серверу',
    replay: 'посмотреть файл сеанса, выполнить его, проверить им сервер',
    serve: 'учебный сервер или файл сеанса для других программ',
    explain: 'что значит код, ответ, команда, порт; сеть не нужна',
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
    color: 'цвет: auto, always или never; учитываются NO_COLOR и FORCE_COLOR',
    explain: 'сколько объяснять: none, brief или full (по умолчанию brief)',
    json: 'по одному объекту JSON в строке',
    quiet: 'только ошибки и код завершения',
    help: 'эта справка',
    version: 'версия',
  },
  helpOfCommand: 'Справка по команде:',
  practiceHint: 'Пока вы не назвали сервер, собеседник всегда учебный, внутри самой программы.',

  unknownCommand: (name) => `Команды «${name}» нет.`,
  unknownOption: (name) => `Параметра «${name}» нет.`,
  optionBeforeCommand: (name) => `Параметр «${name}» пишут после команды.`,
  didYouMean: (name) => `Может быть, «${name}»?`,
  needsValue: (option) => `Для ${option} нужно значение.`,
  badValue: (option, value) => `Значение «${value}» для ${option} не подходит.`,
  allowed: (values) => `Можно: ${values}.`,
  missingArgument: (name) => `Не хватает аргумента ${name}.`,
  tooManyArguments: 'Слишком много аргументов.',
  conflict: (one, other) => `${one} и ${other} несовместимы.`,
  missingOption: (option) => `Не хватает параметра ${option}.`,
  seeHelp: (command) => `Справка: ${command}`,

  failed: (code) => `Разговор не состоялся: ${code}.`,
  internal: (message) => `Это ошибка самой программы smtp-lab: ${message}`,
  report: (version, node) =>
    `Сообщите о ней, указав, что было набрано: версия ${version}, Node.js ${node}; пароли не пишите.`,
  debugHint: 'SMTP_LAB_DEBUG=1 покажет место в программе.',

  help: { argument: 'команда, о которой рассказать' },
  completion: {
    about: 'Печатает сценарий автодополнения: команды, параметры и известные заранее значения.',
    argument: 'bash, zsh или fish',
    install: 'Как включить:',
  },
};
