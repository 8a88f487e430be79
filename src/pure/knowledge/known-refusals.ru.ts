/** What refusals are known for, in Russian: facts and words together. Loaded when the first server refuses something. */

import { COMMON_REFUSALS } from './common-refusals.ts';
import type { CommonRefusalFacts } from './common-refusals.ts';
import { words as common } from './ru/common-refusals.ts';
import { words as provider } from './ru/provider-replies.ts';
import { join } from './join.ts';
import type { KnownRefusals } from './known-refusals.ts';
import { PROVIDER_REPLIES } from './provider-replies.ts';
import type { ProviderReplyFacts } from './provider-replies.ts';
import type { ProviderWords } from './words.ts';

export const REFUSALS_RU: KnownRefusals = {
  providers: join<ProviderReplyFacts, ProviderWords>(PROVIDER_REPLIES, provider),
  common: join<CommonRefusalFacts, ProviderWords>(COMMON_REFUSALS, common),
};
