/**
 * `--transcript on-error`: what would have been shown, kept until it is known whether it is wanted. Bounded: of a long run the last lines
 * are kept, and the rest is counted.
 */

import type { Output } from '../context.ts';

const MOST_LINES = 5000;

export interface HeldOutput {
  readonly out: Output;
  /** Writes what was kept; `left` words how many lines before it were not. */
  readonly release: (left: (lines: number) => string) => void;
}

/** An output that looks like `screen` and writes nothing until it is released. */
export function heldOutput(screen: Output): HeldOutput {
  let lines: string[] = [];
  let lost = 0;
  let passing = false;
  const write = (text: string): void => {
    if (passing) {
      screen.write(text);
      return;
    }
    lines.push(text);
    if (lines.length < MOST_LINES * 2) return;
    lost += lines.length - MOST_LINES;
    lines = lines.slice(-MOST_LINES);
  };
  return {
    out: {
      write,
      line: (text = '') => {
        write(`${text}\n`);
      },
      isTerminal: screen.isTerminal,
      get columns() {
        return screen.columns;
      },
    },
    release: (left) => {
      if (lost > 0) screen.line(left(lost));
      for (const line of lines) screen.write(line);
      lines = [];
      passing = true;
    },
  };
}
