/**
 * Terms of the field, in English words.
 */

import type { TermWords } from '../words.ts';
import type { TermId } from '../terms.ts';

export const words: Readonly<Record<TermId, TermWords>> = {};
