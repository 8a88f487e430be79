/**
 * EHLO keywords, in English words.
 */

import type { SideWords } from '../words.ts';
import type { KeywordId } from '../keywords.ts';

export const words: Readonly<Record<KeywordId, SideWords>> = {};
