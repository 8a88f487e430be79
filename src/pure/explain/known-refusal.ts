/**
 * What a refusal is known for beside its codes: the very words of a provider or a mail server, else what such words say whoever says
 * them. Patterns are tried on a bounded piece of the text.
 */

import type { KnownRefusals } from '../knowledge/index.ts';

/** A reply as the tables look at it. */
export interface RefusalFacts {
  readonly code: number | null;
  /** The enhanced code, such as `5.7.1`. */
  readonly enhanced: string | null;
  readonly text: string;
}

export interface KnownRefusal {
  readonly cause: string;
  readonly cure: string;
  /** Which common refusal it is, by its id in the knowledge base, whoever words it; null for none. */
  readonly common: string | null;
}

/** As much of a reply as is looked at, in UTF-16 units. */
const MOST_TEXT = 2000;

/** What is known of it; null for nothing. */
export function knownRefusal(reply: RefusalFacts, refusals: KnownRefusals): KnownRefusal | null {
  const common = commonRefusal(reply, refusals);
  const row = providerReply(reply, refusals) ?? common?.row;
  return row === undefined ? null : { cause: row.cause, cure: row.cure, common: common?.id ?? null };
}

type Row = Pick<KnownRefusal, 'cause' | 'cure'>;

function providerReply(
  { code, enhanced, text }: RefusalFacts,
  { providers }: KnownRefusals,
): Row | undefined {
  for (const row of providers.values()) {
    if (code !== null && row.code !== code) continue;
    if (row.enhanced !== null && enhanced !== null && row.enhanced !== enhanced) continue;
    if (says(row.pattern, text)) return row;
  }
  return undefined;
}

/** What the text says by itself, whoever said it. */
function commonRefusal(
  { code, enhanced, text }: RefusalFacts,
  { common }: KnownRefusals,
): { readonly id: string; readonly row: Row } | null {
  const first = Number(String(code ?? enhanced ?? '').charAt(0));
  for (const [id, row] of common) {
    if (row.classes.some((one) => one === first) && says(row.pattern, text)) return { id, row };
  }
  return null;
}

const compiled = new Map<string, RegExp>();

function says(pattern: string, text: string): boolean {
  const known = compiled.get(pattern) ?? new RegExp(pattern, 'i');
  compiled.set(pattern, known);
  return known.test(text.slice(0, MOST_TEXT));
}
