/**
 * What a refusal is known for beside its codes: the very words of a provider or a mail server, else what such words say, whoever says
 * them. The judgement is that of the room that reads what others wrote.
 */

import type { CauseId, KnownRefusals } from '../knowledge/index.ts';
import { causeOf } from '../reading/index.ts';
import type { RefusalFacts } from '../reading/index.ts';

export interface KnownRefusal {
  readonly cause: string;
  readonly cure: string;
  /** What it comes down to, whoever words it. */
  readonly common: CauseId;
}

/** What is known of it by its words; null for nothing. */
export function knownRefusal(reply: RefusalFacts, refusals: KnownRefusals): KnownRefusal | null {
  const verdict = causeOf(reply);
  if (verdict === null || (verdict.by !== 'words' && verdict.by !== 'provider')) return null;
  const common = verdict.cause;
  const row = verdict.provider === null ? undefined : refusals.providers.get(verdict.provider);
  if (row !== undefined) return { cause: row.cause, cure: row.cure, common };
  const words = refusals.causes.get(common);
  return words === undefined ? null : { cause: words.text, cure: words.next, common };
}
