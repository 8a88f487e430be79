/** The words of the manual page that the help does not have, in each language. */

import type { Worded } from './lang.ts';

export interface ManualWords {
  /** Headings, in the order of the page. */
  readonly name: string;
  readonly synopsis: string;
  readonly description: string;
  readonly commands: string;
  readonly conversation: string;
  readonly common: string;
  readonly environment: string;
  readonly files: string;
  readonly exitStatus: string;
  readonly standards: string;
  /** What the program is, without a full stop. */
  readonly what: string;
  readonly about: string;
  /** Over the options that several commands have. */
  readonly shared: string;
  readonly variables: string;
  readonly config: string;
  readonly examples: string;
}

const en: ManualWords = {
  name: 'NAME',
  synopsis: 'SYNOPSIS',
  description: 'DESCRIPTION',
  commands: 'COMMANDS',
  conversation: 'OPTIONS OF EVERY CONVERSATION',
  common: 'OPTIONS OF EVERY COMMAND',
  environment: 'ENVIRONMENT',
  files: 'FILES',
  exitStatus: 'EXIT STATUS',
  standards: 'STANDARDS',
  what: 'a teaching SMTP client and protocol explorer',
  about:
    'opens a conversation with a mail server, shows every line of it, and explains every reply. Without a server it talks to the practice server that is built in. A password is never sent over an unencrypted connection unless that is asked for, and is never shown.',
  shared: 'These belong to every command that talks to a server.',
  variables:
    'Every option of a conversation may be set by a variable: its long name in capitals, with underscores for hyphens, after SMTP_LAB_; the command line wins, then --profile, then the environment.',
  config: 'profiles: a section of options for each, in YAML',
  examples: 'Examples:',
};

const ru: ManualWords = {
  name: 'ИМЯ',
  synopsis: 'ОБЗОР',
  description: 'ОПИСАНИЕ',
  commands: 'КОМАНДЫ',
  conversation: 'ПАРАМЕТРЫ ЛЮБОГО РАЗГОВОРА',
  common: 'ПАРАМЕТРЫ ЛЮБОЙ КОМАНДЫ',
  environment: 'ПЕРЕМЕННЫЕ ОКРУЖЕНИЯ',
  files: 'ФАЙЛЫ',
  exitStatus: 'КОД ЗАВЕРШЕНИЯ',
  standards: 'СТАНДАРТЫ',
  what: 'учебный клиент SMTP для терминала',
  about:
    'ведёт разговор с почтовым сервером, показывает каждую строку и объясняет каждый ответ. Если сервер не назван, отвечает встроенный учебный. Пароль не передаётся без шифрования, если об этом не попросить, и никогда не показывается.',
  shared: 'Они есть у каждой команды, которая разговаривает с сервером.',
  variables:
    'Любой параметр разговора можно задать переменной: SMTP_LAB_ и длинное имя заглавными буквами, с подчёркиваниями вместо дефисов. Порядок: командная строка, --profile, окружение.',
  config: 'профили: раздел параметров на каждый, YAML',
  examples: 'Примеры:',
};

export const manualWords: Worded<ManualWords> = { en, ru };
