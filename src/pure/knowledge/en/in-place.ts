/**
 * What a reply code means to the very thing it answers, in English words.
 */

import type { ReplyWords } from '../words.ts';
import type { InPlaceId } from '../in-place.ts';

export const words: Readonly<Record<InPlaceId, ReplyWords>> = {};
