/**
 * What is said of a command line that is wrong, and of a fault of this program. Light: it is loaded at
 * every start. What a command throws is worded in `error-report.ts`.
 */

import { cliWords } from '../pure/phrases/index.ts';
import { EXIT } from '../pure/problems/index.ts';
import { makeVisible } from '../pure/protocol/index.ts';
import type { CliContext } from './context.ts';

/** Says what was wrong with the command line, and where the help is: that of the command, where there is one. */
export async function refuse(
  sentence: string,
  { lang, err, program }: Pick<CliContext, 'lang' | 'err' | 'program'>,
  command: string | null,
): Promise<number> {
  // SECURITY: it may quote what was typed, or what a file or a variable holds.
  const shown = makeVisible(sentence);
  if (shown.length <= err.columns) err.line(shown);
  else {
    const { wrapProse } = await import('./terminal/index.ts');
    for (const line of shown.split('\n')) for (const row of wrapProse(line, err.columns)) err.line(row);
  }
  const about = command === null || command === 'help' ? '--help' : `help ${command}`;
  err.line(cliWords[lang].seeHelp(`${program} ${about}`));
  return EXIT.usage;
}

/** How long what a fault left open may keep the program from ending. */
const GRACE_MILLISECONDS = 500;

/** Ends the program after a fault of its own, whatever that left open. For `main.ts`, whose process it is. */
export function endAfterFault(code: number): void {
  if (code === EXIT.fault) setTimeout(() => process.exit(code), GRACE_MILLISECONDS).unref();
}

/** A fault of this program: what it was, and how to report it. */
export function tellFault(
  error: unknown,
  {
    context,
    version,
  }: {
    readonly version: string;
    readonly context: Pick<CliContext, 'lang' | 'err' | 'env'>;
  },
): number {
  const words = cliWords[context.lang];
  context.err.line(makeVisible(words.internal(error instanceof Error ? error.message : String(error))));
  context.err.line(words.report(version, process.versions.node));
  if (!context.env['SMTP_LAB_DEBUG']) context.err.line(words.debugHint);
  return EXIT.fault;
}
