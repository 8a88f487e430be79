/** What the command line itself says: help, usage errors, faults of the program. One shape, both languages. */

import { cliEn } from './cli.en.ts';
import { cliRu } from './cli.ru.ts';
import type { Worded } from './lang.ts';

/** Each command has one line in the help, its name as the key. */
export interface CommandSummaries {
  readonly tour: string;
  readonly send: string;
  readonly sendmail: string;
  readonly connect: string;
  readonly learn: string;
  readonly replay: string;
  readonly serve: string;
  readonly gateway: string;
  readonly conform: string;
  readonly explain: string;
  readonly completion: string;
  readonly help: string;
}

export interface CliWords {
  /** One sentence about the whole program, over the help. */
  readonly about: string;
  readonly summaries: CommandSummaries;
  readonly headings: {
    readonly usage: string;
    readonly arguments: string;
    readonly options: string;
    readonly commands: string;
    /** Over the options that every command has. */
    readonly common: string;
  };
  /** What stands in the usage line for a command, its options and its arguments. */
  readonly commandWord: string;
  readonly optionsWord: string;
  readonly argumentsWord: string;
  readonly defaultsTo: (value: string) => string;
  readonly choices: (values: string) => string;
  readonly common: {
    readonly lang: string;
    readonly color: string;
    readonly explain: string;
    readonly json: string;
    readonly quiet: string;
    readonly help: string;
    readonly version: string;
  };
  readonly helpOfCommand: string;
  readonly practiceHint: string;
  readonly menu: {
    readonly question: string;
    readonly choices: Readonly<
      Record<'learn' | 'connect' | 'send' | 'replay' | 'explain' | 'serve' | 'lang' | 'leave', string>
    >;
    readonly to: string;
    readonly subject: string;
    readonly body: string;
    readonly file: string;
    readonly term: string;
    readonly whatElse: string;
  };

  // usage errors
  readonly lastCounts: (option: string) => string;
  readonly onlyOnce: (option: string) => string;
  readonly unknownCommand: (name: string) => string;
  readonly unknownOption: (name: string) => string;
  readonly optionBeforeCommand: (name: string) => string;
  readonly didYouMean: (name: string) => string;
  readonly needsValue: (option: string) => string;
  readonly badValue: (option: string, value: string) => string;
  readonly allowed: (values: string) => string;
  /** Of more values than one reads: how many, and what lists them. Scenarios are the only list of this kind. */
  readonly manyValues: (count: number) => string;
  readonly missingArgument: (name: string) => string;
  readonly tooManyArguments: string;
  readonly conflict: (one: string, other: string) => string;
  readonly missingOption: (option: string) => string;
  readonly seeHelp: (command: string) => string;

  // what stops the program
  readonly failed: (code: string) => string;
  readonly internal: (message: string) => string;
  /** Standard output takes nothing any more; `acts`: something is being done, which goes on. */
  readonly outputLost: (reason: string, acts: boolean) => string;
  readonly report: (version: string, node: string) => string;
  readonly debugHint: string;

  // `help` and `completion`
  readonly help: { readonly argument: string; readonly schema: string };
  readonly completion: { readonly about: string; readonly argument: string; readonly install: string };
}

export const cliWords: Worded<CliWords> = { en: cliEn, ru: cliRu };
