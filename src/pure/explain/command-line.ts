/** What is wrong with a command line, as lines to be shown below it: a caret under the place, the reason, the line as it should be. */

import { slipWords } from '../phrases/index.ts';
import type { Lang } from '../phrases/index.ts';
import { slipOf } from '../slips/index.ts';
import type { Slip } from '../slips/index.ts';

/** Kinds that a text of plain words may have by chance. */
const SPOKEN: readonly string[] = [
  'other-word',
  'lab-colon',
  'no-such-verb',
  'misspelt-verb',
  'missing-verb',
];

/** Whether a text that begins with no command was meant as one, such as `MAILFROM:<…>`. */
export function meansCommand(text: string): boolean {
  const slip = slipOf(text);
  return slip !== null && slip.meant.length > 0 && !SPOKEN.includes(slip.kind);
}

export function findingsOf(line: string, slip: Slip, lang: Lang): readonly string[] {
  const words = slipWords[lang];
  return [
    ...(slip.at < 0 ? [] : [line, `${' '.repeat(slip.at)}^`]),
    words.sentence[slip.kind](slip),
    ...(slip.meant.length === 0 ? [] : [words.shouldBe(slip.meant.length), ...slip.meant]),
  ];
}
