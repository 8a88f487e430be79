/**
 * From the words and codes of a refusal to its cause. Words that name the reason come first, then an enhanced code that means one
 * thing, then vague words, then the code. Addresses and links are taken out of the text before: a mailbox called `spam` is not spam.
 */

import {
  CODE_CAUSES,
  ENHANCED_CAUSES,
  PROVIDER_REPLIES,
  REFUSAL_PATTERNS,
  VAGUE_ENHANCED_CAUSES,
  WEAK_PATTERNS,
} from '../knowledge/index.ts';
import type { CauseId, ProviderReplyFacts, RefusalPattern } from '../knowledge/index.ts';
import type { Stage } from './reading.ts';

export interface RefusalFacts {
  readonly code: number | null;
  readonly enhanced: string | null;
  readonly text: string;
  readonly stage?: Stage | null;
}

export interface FoundCause {
  readonly cause: CauseId;
  /** `words` and `provider` are sure; `enhanced`, `vague` and `code` are what is left. */
  readonly by: 'words' | 'provider' | 'enhanced' | 'vague' | 'code';
  /** The row of the provider's replies; null for none. */
  readonly provider: string | null;
}

/** Whether more than the class of a code tells it. */
export function isSure(verdict: FoundCause | null): boolean {
  return verdict !== null && verdict.by !== 'code' && verdict.by !== 'vague';
}

/** As much of a text as is looked at, in UTF-16 units. */
const MOST_TEXT = 2000;
/** As many verdicts as are remembered: logs say the same again and again. */
const MOST_REMEMBERED = 5000;

const remembered = new Map<string, FoundCause | null>();

/** The cause; null where neither words nor codes tell. */
export function causeOf({ code, enhanced, text, stage = null }: RefusalFacts): FoundCause | null {
  const raw = text.slice(0, MOST_TEXT);
  const key = `${code ?? ''} ${enhanced ?? ''} ${stage ?? ''} ${nameless(raw)}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const verdict = judge(code, enhanced, raw, stage);
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(key, verdict);
  return verdict;
}

function judge(
  code: number | null,
  enhanced: string | null,
  raw: string,
  stage: Stage | null,
): FoundCause | null {
  const plain = withoutNames(raw);
  const first = Number(String(code ?? enhanced ?? '').charAt(0));
  const fits = (row: RefusalPattern): boolean => matches(row, raw, plain, first, stage);
  const broken = REFUSAL_PATTERNS[0];
  if (broken?.cause === 'list-broken' && fits(broken)) return sure('list-broken');
  const detail = enhanced?.slice(2) ?? '';
  if (detail === '1.6') return { cause: 'moved', by: 'enhanced', provider: null };
  const provider = providerRow(code, enhanced, raw);
  if (provider !== null) {
    const cause = provider.row.cause ?? REFUSAL_PATTERNS.find(fits)?.cause;
    if (cause !== undefined) return { cause, by: 'provider', provider: provider.id };
  }
  const strong = REFUSAL_PATTERNS.find(fits);
  if (strong !== undefined) return sure(syntaxCause(strong.cause, plain, code, detail) ?? strong.cause);
  const precise = code === null || code >= 400 ? preciseCause(code, detail) : undefined;
  if (precise !== undefined && first !== 2) return { cause: precise, by: 'enhanced', provider: null };
  const weak = WEAK_PATTERNS.find(fits);
  if (weak !== undefined) return { cause: weak.cause, by: 'vague', provider: null };
  if (first === 2) return { cause: 'delivered', by: 'code', provider: null };
  const left = VAGUE_ENHANCED_CAUSES[detail] ?? (code === null ? undefined : CODE_CAUSES[code]);
  return left === undefined ? null : { cause: left, by: 'code', provider: null };
}

const IS_INVALID = /^\W*(?:invalid|bad|illegal|incorrect) (?:e-?mail |mail(?:box)? |recipient )?address\W*$/i;

/** "Invalid address" alone is said of unknown users too: where the codes are those of syntax, it is that (RFC 5321 §4.2.2, RFC 3463 §3.2). */
function syntaxCause(
  cause: CauseId,
  plain: string,
  code: number | null,
  detail: string,
): 'recipient-syntax' | 'sender-syntax' | null {
  if (cause !== 'unknown-user' || !IS_INVALID.test(plain)) return null;
  if (detail === '1.7') return 'sender-syntax';
  return detail === '1.3' || (code === 501 && detail === '') ? 'recipient-syntax' : null;
}

/** What an enhanced code means by itself; the sign-in codes say more than `security`. */
function preciseCause(code: number | null, detail: string): CauseId | undefined {
  if (code === 535 || code === 530 || code === 538 || code === 534) return CODE_CAUSES[code];
  return ENHANCED_CAUSES[detail];
}

function sure(cause: CauseId): FoundCause {
  return { cause, by: 'words', provider: null };
}

function providerRow(
  code: number | null,
  enhanced: string | null,
  text: string,
): { readonly id: string; readonly row: ProviderReplyFacts } | null {
  if (code === null) return null;
  for (const [id, row] of PROVIDERS) {
    if (row.code !== code) continue;
    if (row.enhanced !== null && enhanced !== null && row.enhanced !== enhanced) continue;
    if (expression(row.pattern).test(text)) return { id, row };
  }
  return null;
}

function matches(
  row: RefusalPattern,
  raw: string,
  plain: string,
  first: number,
  stage: Stage | null,
): boolean {
  if (row.stage !== undefined && row.stage !== stage) return false;
  if (row.classes !== undefined && !row.classes.some((one) => one === first)) return false;
  const text = row.raw === true ? raw : plain;
  if (!expression(row.pattern).test(text)) return false;
  return row.unless === undefined || !expression(row.unless).test(plain);
}

const compiled = new Map<string, RegExp>();

function expression(pattern: string): RegExp {
  const known = compiled.get(pattern) ?? new RegExp(pattern, 'i');
  compiled.set(pattern, known);
  return known;
}

/** What is the same for all hosts and people: the verdict does not depend on who it is. */
export function nameless(raw: string): string {
  return raw
    .replace(/<[^<>\s]{0,320}@[^<>\s]{0,320}>/g, '<>')
    .replace(/\[[0-9a-f.:]{2,60}\](?::\d{1,5})?|(?<![\d.])(?!127\.255)\d{1,3}(?:\.\d{1,3}){3}/g, '[]')
    .replace(/\d{5,}/g, '0');
}

const PROVIDERS: readonly (readonly [string, ProviderReplyFacts])[] =
  Object.entries<ProviderReplyFacts>(PROVIDER_REPLIES);

/** Without addresses, links and numbers of hosts. */
function withoutNames(text: string): string {
  return (
    text
      .replace(/https?:\/\/[^\s)>\]]{1,300}/gi, ' ')
      .replace(/<[^<>\s]{0,320}>?/g, (name) => (name.includes('@') ? ' ' : name))
      .replace(/[^\s<>()"']{1,128}@[^\s<>()"',;]{1,256}/g, ' ')
      .replace(/\d{4,}/g, '0')
      // Cisco's name for any refusal at RCPT.
      .replace(/\bUnknown address error\b/g, ' ')
      .replace(/\s+/g, ' ')
      .trim()
  );
}
