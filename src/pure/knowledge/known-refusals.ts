/** What a refusal is known for beside its codes: facts and words together, of two tables that are always asked in turn. */

import type { CauseFacts } from './causes.ts';
import { join } from './join.ts';
import type { ProviderReplyFacts } from './provider-replies.ts';
import type { CauseWords, ProviderWords, Tongue } from './words.ts';

export interface KnownRefusals {
  /** The very words of a provider or a mail server, in the order to try them. */
  readonly providers: ReadonlyMap<string, ProviderReplyFacts & ProviderWords>;
  /** What refusals come down to, by the id of the cause. */
  readonly causes: ReadonlyMap<string, CauseFacts & CauseWords>;
}

/** In one language. */
export async function loadRefusals(lang: Tongue): Promise<KnownRefusals> {
  const [{ PROVIDER_REPLIES }, { CAUSES }, provider, cause] = await Promise.all([
    import('./provider-replies.ts'),
    import('./causes.ts'),
    lang === 'ru' ? import('./ru/provider-replies.ts') : import('./en/provider-replies.ts'),
    lang === 'ru' ? import('./ru/causes.ts') : import('./en/causes.ts'),
  ]);
  return {
    providers: join<ProviderReplyFacts, ProviderWords>(PROVIDER_REPLIES, provider.words),
    causes: join<CauseFacts, CauseWords>(CAUSES, cause.words),
  };
}
