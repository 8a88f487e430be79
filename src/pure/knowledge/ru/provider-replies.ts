/**
 * Replies of well-known servers and providers, in Russian words: cause and cure.
 */

import type { ProviderWords } from '../words.ts';
import type { ProviderReplyId } from '../provider-replies.ts';

export const words: Readonly<Record<ProviderReplyId, ProviderWords>> = {};
