/** What is common to both languages in what is said of a wrong answer. */

import type { OddAnswer } from '../lessons/index.ts';

/** Kinds of wrong answers after which there is still to be said where to look. */
export const LEAVES_OPEN: ReadonlySet<OddAnswer> = new Set([
  'number-wanted',
  'other-number',
  'address-wanted',
  'word-wanted',
  'several',
  'other',
]);
