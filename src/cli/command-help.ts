/** The help of one command: commander's layout, with examples at its end. Knows nothing of single commands. */

import type { Command } from 'commander';
import { loadExamples } from '../pure/phrases/index.ts';
import type { CliContext } from './context.ts';

/** The text of `smtp-lab COMMAND --help`; `name` is the command's own, also where `definition` is a subcommand of it. */
export async function commandHelp(
  name: string,
  definition: Command,
  { lang, program }: Pick<CliContext, 'lang' | 'program'>,
): Promise<string> {
  const { examples, examplesHeading } = await loadExamples();
  const found = Object.entries(examples).find(([command]) => command === name)?.[1] ?? [];
  const own = definition.parent === null ? found : [];
  if (own.length === 0) return definition.helpInformation();
  const lines = own.flatMap((example) => [`  ${example[lang]}:`, `    ${program} ${example.line}`]);
  return `${definition.helpInformation()}\n${examplesHeading[lang]}\n${lines.join('\n')}\n`;
}
