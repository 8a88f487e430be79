/** What the command line itself says: help, usage errors, the three parts of a failure. */

import type { Worded } from './lang.ts';

export interface CliWords {
  readonly help: string;
  readonly unknownCommand: (name: string) => string;
  readonly unknownOption: (name: string) => string;
  readonly badValue: (option: string, value: string) => string;
  readonly seeHelp: string;
  readonly failed: (code: string) => string;
  readonly internal: (message: string) => string;
}

export const cliWords: Worded<CliWords> = {
  en: {
    help: `Usage: smtp-lab COMMAND [OPTIONS]

A teaching SMTP client: it shows a mail conversation and explains every line.

Commands:
  tour              a whole practice conversation, explained; needs no network

Options:
  --lang en|ru      language (default: SMTP_LAB_LANG, then the locale)
  -h, --help        this text
  -V, --version     the version`,
    unknownCommand: (name) => `There is no command "${name}".`,
    unknownOption: (name) => `There is no option "${name}".`,
    badValue: (option, value) => `${option} cannot be "${value}".`,
    seeHelp: 'See: smtp-lab --help',
    failed: (code) => `The conversation failed: ${code}.`,
    internal: (message) =>
      `This is a fault of smtp-lab: ${message}\nPlease report it with what you typed. SMTP_LAB_DEBUG=1 shows where it happened.`,
  },
  ru: {
    help: `Использование: smtp-lab КОМАНДА [ПАРАМЕТРЫ]

Учебный SMTP-клиент: показывает почтовый разговор и объясняет каждую строку.

Команды:
  tour              учебный разговор целиком, с пояснениями; сеть не нужна

Параметры:
  --lang en|ru      язык (по умолчанию: SMTP_LAB_LANG, затем локаль)
  -h, --help        эта справка
  -V, --version     версия`,
    unknownCommand: (name) => `Команды «${name}» нет.`,
    unknownOption: (name) => `Параметра «${name}» нет.`,
    badValue: (option, value) => `Значение «${value}» для ${option} не подходит.`,
    seeHelp: 'Справка: smtp-lab --help',
    failed: (code) => `Разговор не состоялся: ${code}.`,
    internal: (message) =>
      `Это ошибка smtp-lab: ${message}\nПожалуйста, сообщите о ней и о том, что было набрано. SMTP_LAB_DEBUG=1 покажет место.`,
  },
};
