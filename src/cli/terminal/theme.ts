/**
 * Few colours, each with one meaning; words say the same, so that nothing is lost without them. The only place that knows
 * chalk. Without colour every function gives its text back: not one escape octet reaches the screen.
 */

import { Chalk } from 'chalk';

type Paint = (text: string) => string;

export interface Theme {
  /** `S:` and `C:`. */
  readonly server: Paint;
  readonly client: Paint;
  /** What is explained beside and below. */
  readonly note: Paint;
  /** Lines of the program's own about the conversation: TLS, warnings of little weight. */
  readonly aside: Paint;
  readonly good: Paint;
  readonly warning: Paint;
  readonly bad: Paint;
  readonly strong: Paint;
  /** In prose: what a page and its parts are called, what is to be typed, a word in italics, an address. */
  readonly title: Paint;
  readonly heading: Paint;
  readonly code: Paint;
  readonly emphasis: Paint;
  readonly link: Paint;
}

/** The theme with or without colour. Sixteen colours: they are those that the user has chosen for the terminal. */
export function createTheme(color: boolean): Theme {
  const chalk = new Chalk({ level: color ? 1 : 0 });
  // Of one argument, so that they can be handed to `map`: chalk itself would print the index too.
  return {
    server: (text) => chalk.cyan(text),
    client: (text) => chalk.magenta(text),
    note: (text) => chalk.dim(text),
    aside: (text) => chalk.blue(text),
    good: (text) => chalk.green(text),
    warning: (text) => chalk.yellow(text),
    bad: (text) => chalk.red(text),
    strong: (text) => chalk.bold(text),
    title: (text) => chalk.magenta.underline.bold(text),
    heading: (text) => chalk.green.bold(text),
    code: (text) => chalk.yellow(text),
    emphasis: (text) => chalk.italic(text),
    link: (text) => chalk.blue.underline(text),
  };
}
