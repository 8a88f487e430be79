/**
 * Enhanced status codes, in Russian words.
 */

import type { ReplyWords } from '../words.ts';
import type { EnhancedCodeId } from '../enhanced-codes.ts';

export const words: Readonly<Record<EnhancedCodeId, ReplyWords>> = {};
