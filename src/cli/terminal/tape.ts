/**
 * What a film has put on the screen since each of its stops, in rows, so that the last of it can be taken off again. Between stops
 * everything passes; while it is silent nothing does, for scenes that have been shown before.
 */

import type { Output } from '../context.ts';
import { widthOf } from './columns.ts';

interface Stop {
  /** The scene that comes next there. */
  readonly scene: number;
  rows: number;
}

export class Tape {
  readonly out: Output;
  readonly #screen: Output;
  readonly #stops: Stop[] = [];
  #silent = false;

  constructor(screen: Output) {
    this.#screen = screen;
    const write = (text: string): void => {
      if (this.#silent) return;
      screen.write(text);
      const stop = this.#stops.at(-1);
      if (stop !== undefined) stop.rows += rowsOf(text, screen.columns);
    };
    this.out = {
      write,
      line: (text = '') => {
        write(`${text}\n`);
      },
      isTerminal: screen.isTerminal,
      get columns() {
        return screen.columns;
      },
    };
  }

  /** What is shown from here on can be taken back to here. */
  stop(scene: number): void {
    this.#stops.push({ scene, rows: 0 });
  }

  /** Takes what was shown last off the screen; the scene that comes next now. */
  back(): number {
    let stop = this.#stops.pop();
    while (stop !== undefined && stop.rows === 0 && stop.scene > 0) stop = this.#stops.pop();
    if (stop === undefined) return 0;
    if (stop.rows > 0) this.#screen.write(`\u001B[${stop.rows}A\r\u001B[J`);
    return stop.scene;
  }

  /** Does something that has been seen. */
  silently(work: () => void): void {
    this.#silent = true;
    work();
    this.#silent = false;
  }
}

/** Of ours: texts of others have been made visible before. */
const STYLE = /\u001B\[[\d;]*m/g;

/** Rows of a terminal that a text of whole lines takes; the styles in it take none. */
function rowsOf(text: string, columns: number): number {
  return text
    .replace(STYLE, '')
    .split('\n')
    .slice(0, -1)
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(widthOf(line) / columns)), 0);
}
