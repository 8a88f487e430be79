/**
 * Enhanced status codes, in English words.
 */

import type { ReplyWords } from '../words.ts';
import type { EnhancedCodeId } from '../enhanced-codes.ts';

export const words: Readonly<Record<EnhancedCodeId, ReplyWords>> = {};
