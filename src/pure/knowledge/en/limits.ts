/**
 * Limits, in English words.
 */

import type { Words } from '../words.ts';
import type { LimitId } from '../limits.ts';

export const words: Readonly<Record<LimitId, Words>> = {};
