/**
 * Quirks, in English words.
 */

import type { Words } from '../words.ts';
import type { QuirkId } from '../quirks.ts';

export const words: Readonly<Record<QuirkId, Words>> = {};
