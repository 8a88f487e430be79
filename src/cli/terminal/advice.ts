/**
 * A failure on the screen: what happened, what it means, what to try. The look of all failures is made here; the sentences
 * come as an `Advice` from `explain`. SECURITY: every text passes `makeVisible`, since a server's own words are among them.
 */

import type { Advice } from '../../pure/explain/index.ts';
import { transcriptWords } from '../../pure/phrases/index.ts';
import { makeVisible } from '../../pure/protocol/index.ts';
import type { CliContext } from '../context.ts';
import { widthOf } from './columns.ts';
import { indentProse, padTo, wrapProse } from './layout.ts';
import { createTheme } from './theme.ts';

const INDENT = 2;
const GAP = 2;
/** A blank at which no line is broken. */
const HELD = '\u00a0';

/** The failure as lines. `exitCode` stands in the headline; null for none. */
export function renderAdvice(
  advice: Advice,
  setting: { readonly lang: CliContext['lang']; readonly color: boolean; readonly columns: number },
  exitCode: number | null = null,
): readonly string[] {
  const words = transcriptWords[setting.lang];
  const theme = createTheme(setting.color);
  const labels = [words.happened, words.means, words.tries];
  const margin = INDENT + Math.max(...labels.map(widthOf)) + GAP;
  const room = Math.max(20, setting.columns - margin);
  const block = (label: string, lines: readonly string[]): readonly string[] =>
    lines.map((line, index) => {
      const start = ' '.repeat(INDENT) + padTo(index === 0 ? label : '', margin - INDENT);
      return `${theme.strong(start)}${line}`.trimEnd();
    });
  const prose = (texts: readonly string[]): readonly string[] =>
    texts.flatMap((text) => wrapProse(makeVisible(text), room));
  // The exit code stays in one piece: its blanks hold until the lines are broken.
  const exit = exitCode === null ? '' : words.exit(exitCode).replaceAll(' ', HELD);
  const headline = wrapProse(`${makeVisible(advice.headline)} ${exit}`.trim(), setting.columns);
  return [
    ...headline.map((line) => theme.bad(line.replaceAll(HELD, ' '))),
    ...block(words.happened, prose(advice.happened)),
    ...block(words.means, prose(advice.means)),
    ...block(words.tries, renderTries(advice.tries, room)),
    ...advice.closing
      .flatMap((text) => indentProse(holdCommands(makeVisible(text)), INDENT, setting.columns))
      .map((line) => line.replaceAll(HELD, ' ')),
  ];
}

/** A command to be typed stays in one piece. */
function holdCommands(text: string): string {
  return text.replace(/(?:npx )?\S+ explain \S+/g, (command) => command.replaceAll(' ', HELD));
}

/** What to try, in two columns where each attempt fits into one line; else the command stands below its reason. */
function renderTries(tries: Advice['tries'], room: number): readonly string[] {
  const rows = tries.map(({ what, command }) => ({
    what: command === undefined ? makeVisible(what) : `${makeVisible(what)}:`,
    command: command === undefined ? null : makeVisible(command),
  }));
  const column =
    Math.max(0, ...rows.map(({ what, command }) => (command === null ? 0 : widthOf(what)))) + GAP;
  const fit = rows.every(({ command }) => command === null || column + widthOf(command) <= room);
  return rows.flatMap(({ what, command }) => {
    if (command === null) return wrapProse(what, room);
    if (fit) return [padTo(what, column) + command];
    // A command is never broken: it is to be copied.
    return [...wrapProse(what, room), `${' '.repeat(GAP)}${command}`];
  });
}
