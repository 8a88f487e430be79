/** What a refusal is known for beside its codes, without waiting: a conversation asks in the middle of a line. */

import type { CommonRefusalFacts } from './common-refusals.ts';
import { REFUSALS_EN } from './known-refusals.en.ts';
import { REFUSALS_RU } from './known-refusals.ru.ts';
import type { ProviderReplyFacts } from './provider-replies.ts';
import type { ProviderWords, Tongue } from './words.ts';

/** Both in the order to try them: the first that fits is meant. */
export interface KnownRefusals {
  /** The very words of a provider or a mail server. */
  readonly providers: ReadonlyMap<string, ProviderReplyFacts & ProviderWords>;
  /** What such words say, whoever says them. */
  readonly common: ReadonlyMap<string, CommonRefusalFacts & ProviderWords>;
}

/** By language. */
export const REFUSALS: Readonly<Record<Tongue, KnownRefusals>> = { en: REFUSALS_EN, ru: REFUSALS_RU };
