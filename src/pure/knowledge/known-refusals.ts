/** What a refusal is known for beside its codes: facts and words together, of two tables that are always asked in turn. */

import type { CommonRefusalFacts } from './common-refusals.ts';
import { join } from './join.ts';
import type { ProviderReplyFacts } from './provider-replies.ts';
import type { ProviderWords, Tongue } from './words.ts';

/** Both in the order to try them: the first that fits is meant. */
export interface KnownRefusals {
  /** The very words of a provider or a mail server. */
  readonly providers: ReadonlyMap<string, ProviderReplyFacts & ProviderWords>;
  /** What such words say, whoever says them. */
  readonly common: ReadonlyMap<string, CommonRefusalFacts & ProviderWords>;
}

/** In one language. */
export async function loadRefusals(lang: Tongue): Promise<KnownRefusals> {
  const [{ PROVIDER_REPLIES }, { COMMON_REFUSALS }, provider, common] = await Promise.all([
    import('./provider-replies.ts'),
    import('./common-refusals.ts'),
    lang === 'ru' ? import('./ru/provider-replies.ts') : import('./en/provider-replies.ts'),
    lang === 'ru' ? import('./ru/common-refusals.ts') : import('./en/common-refusals.ts'),
  ]);
  return {
    providers: join<ProviderReplyFacts, ProviderWords>(PROVIDER_REPLIES, provider.words),
    common: join<CommonRefusalFacts, ProviderWords>(COMMON_REFUSALS, common.words),
  };
}
