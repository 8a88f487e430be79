/**
 * Reply codes, in English words: what a code means wherever it comes. `in-place` says it for one command.
 */

import type { ReplyWords } from '../words.ts';
import type { ReplyCodeId } from '../reply-codes.ts';

export const words: Readonly<Record<ReplyCodeId, ReplyWords>> = {};
