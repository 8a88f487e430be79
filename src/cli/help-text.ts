/** The help of the whole program, made of the register of commands and its words. Light: it loads no command. */

import { cliWords } from '../pure/phrases/index.ts';
import { COMMAND_NAMES } from './commands/names.ts';
import type { CliContext } from './context.ts';

/** Wide enough for the longest term; what stands behind it fits a screen of 80 columns (a test looks). */
const TERM_COLUMNS = 17;

/** `smtp-lab --help`. */
export function helpText({ lang, program }: Pick<CliContext, 'lang' | 'program'>): string {
  const words = cliWords[lang];
  const row = (term: string, meaning: string): string => `  ${term.padEnd(TERM_COLUMNS)}${meaning}`;
  return [
    `${words.headings.usage} ${program} ${words.commandWord} ${words.optionsWord} ${words.argumentsWord}`,
    '',
    words.about,
    words.practiceHint,
    '',
    words.headings.commands,
    ...COMMAND_NAMES.map((name) => row(name, words.summaries[name])),
    '',
    words.headings.common,
    row('--lang LANG', words.common.lang),
    row('--color WHEN', words.common.color),
    row('--explain LEVEL', words.common.explain),
    row('--json', words.common.json),
    row('-q, --quiet', words.common.quiet),
    row('-h, --help', words.common.help),
    row('-V, --version', words.common.version),
    '',
    `${words.helpOfCommand} ${program} help ${words.commandWord}`,
  ].join('\n');
}
