/** An `Output` that remembers, for tests of what is printed. */

import type { Output } from '../../src/cli/context.ts';

export interface Screen extends Output {
  readonly text: () => string;
  readonly lines: () => readonly string[];
}

/** A screen of so many columns; a terminal unless said otherwise. */
export function openScreen(columns = 80, isTerminal = true): Screen {
  let text = '';
  return {
    write: (more) => {
      text += more;
    },
    line: (line = '') => {
      text += `${line}\n`;
    },
    isTerminal,
    columns,
    text: () => text,
    lines: () => text.split('\n').slice(0, -1),
  };
}
