/** The sentence of every remark, in both languages. A code of the register without words does not compile. */

import type { RemarkCode, RemarkDetails } from '../events/index.ts';
import type { Worded } from './lang.ts';
import { remarksEn } from './remarks.en.ts';
import { remarksRu } from './remarks.ru.ts';

export type RemarkPhrases = { readonly [K in RemarkCode]: (detail: RemarkDetails[K]) => string };

export const remarkPhrases: Worded<RemarkPhrases> = { en: remarksEn, ru: remarksRu };
