/**
 * What a refusal is known for beside its codes: the very words of a provider or a mail server, else what such words say whoever says
 * them. Patterns are tried on a bounded piece of the text.
 */

import { loadCommonRefusals, loadProviderReplies } from '../knowledge/index.ts';
import type { Lang } from '../phrases/index.ts';
import type { FoundReply } from './refusal.ts';

export interface KnownRefusal {
  readonly cause: string;
  readonly cure: string;
}

/** What is known of it; null for nothing. */
export async function knownRefusal(reply: FoundReply, lang: Lang): Promise<KnownRefusal | null> {
  return (await providerReply(reply, lang)) ?? (await commonRefusal(reply, lang));
}

async function providerReply(reply: FoundReply, lang: Lang): Promise<KnownRefusal | null> {
  for (const row of (await loadProviderReplies(lang)).values()) {
    if (reply.code !== null && row.code !== reply.code) continue;
    if (row.enhanced !== null && reply.enhanced !== null && row.enhanced !== reply.enhanced.text) continue;
    if (new RegExp(row.pattern, 'i').test(reply.text.slice(0, 2000))) return row;
  }
  return null;
}

/** What the text says by itself, whoever said it. */
async function commonRefusal(reply: FoundReply, lang: Lang): Promise<KnownRefusal | null> {
  const first = reply.code === null ? reply.enhanced?.class : Math.floor(reply.code / 100);
  const text = reply.text.slice(0, 2000);
  for (const row of (await loadCommonRefusals(lang)).values()) {
    if (row.classes.some((one) => one === first) && new RegExp(row.pattern, 'i').test(text)) return row;
  }
  return null;
}
