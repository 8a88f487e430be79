/** What is said of a slip in a typed line: what stands where, and what was wanted there. */

import type { Slip, SlipKind } from '../slips/index.ts';
import type { Worded } from './lang.ts';
import { slipsEn } from './slips.en.ts';
import { slipsRu } from './slips.ru.ts';

export interface SlipWords {
  readonly sentence: Readonly<Record<SlipKind, (slip: Slip) => string>>;
  /** Before the line, or the lines, as it should be. */
  readonly shouldBe: (lines: number) => string;
}

export const slipWords: Worded<SlipWords> = { en: slipsEn, ru: slipsRu };
