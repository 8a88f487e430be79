/**
 * What is known about SMTP, as tables: facts once, words in two languages. Each table is loaded on demand and in one language:
 * `loadReplyCodes(lang)` and its sisters resolve to a map of rows, facts and words side by side. A conversation needs
 * several at every line: `loadCore(lang)` brings those once, and from then on they are read without waiting.
 */

import { join, joinByNumber } from './join.ts';
import { loadRefusals } from './known-refusals.ts';
import type { KnownRefusals } from './known-refusals.ts';
import type { CauseFacts } from './causes.ts';
import type { CertificateFaultFacts } from './certificates.ts';
import type { CommandFacts } from './commands.ts';
import type { EnhancedCodeFacts } from './enhanced-codes.ts';
import type { InPlaceFacts } from './in-place.ts';
import type { KeywordFacts } from './keywords.ts';
import type { LimitFacts } from './limits.ts';
import type { MechanismFacts } from './mechanisms.ts';
import type { ParameterFacts } from './parameters.ts';
import type { PortFacts } from './ports.ts';
import type { QuirkFacts } from './quirks.ts';
import type { ReplyClassFacts } from './reply-classes.ts';
import type { ReplyCodeFacts } from './reply-codes.ts';
import type { RfcFacts } from './rfcs.ts';
import type { TermFacts } from './terms.ts';
import type { CauseWords, ReplyWords, SideWords, TermWords, Tongue, Words } from './words.ts';

export { CAUSES, QUIET_CAUSES } from './causes.ts';
export type { CauseFacts, CauseId, Duty, Retry } from './causes.ts';
export type { CertificateFaultFacts, CertificateFaultId } from './certificates.ts';
export type { CommandFacts, CommandId } from './commands.ts';
export type { EnhancedCodeFacts, EnhancedCodeId } from './enhanced-codes.ts';
export type { InPlaceFacts, InPlaceId } from './in-place.ts';
export type { KeywordFacts, KeywordId } from './keywords.ts';
export { loadRefusals } from './known-refusals.ts';
export type { KnownRefusals } from './known-refusals.ts';
export type { LimitFacts, LimitId } from './limits.ts';
export type { MechanismFacts, MechanismId } from './mechanisms.ts';
export type { ParameterFacts, ParameterId } from './parameters.ts';
export type { PortFacts, PortId } from './ports.ts';
export { PROVIDER_REPLIES } from './provider-replies.ts';
export type { ProviderReplyFacts, ProviderReplyId } from './provider-replies.ts';
export {
  CODE_CAUSES,
  ENHANCED_CAUSES,
  REFUSAL_PATTERNS,
  VAGUE_ENHANCED_CAUSES,
  WEAK_PATTERNS,
} from './refusal-patterns.ts';
export type { RefusalPattern } from './refusal-patterns.ts';
export type { QuirkFacts, QuirkId } from './quirks.ts';
export type { ReplyClassFacts, ReplyClassId } from './reply-classes.ts';
export type { ReplyCodeFacts, ReplyCodeId } from './reply-codes.ts';
export type { RfcFacts, RfcNumber } from './rfcs.ts';
export type { TermFacts, TermId } from './terms.ts';
export type { CauseWords, ProviderWords, ReplyWords, SideWords, TermWords, Tongue, Words } from './words.ts';

/** A class (`4yz`) or a group (`x5z`) of replies. */
export type ReplyClassRow = ReplyClassFacts & ReplyWords;
export type ReplyCodeRow = ReplyCodeFacts & ReplyWords;
/** A reply code as the answer to one thing; the key is `PLACE CODE`, see `in-place.ts`. */
export type InPlaceRow = InPlaceFacts & ReplyWords;
export type EnhancedCodeRow = EnhancedCodeFacts & ReplyWords;
export type KeywordRow = KeywordFacts & SideWords;
export type CommandRow = CommandFacts & SideWords;
export type ParameterRow = ParameterFacts & SideWords;
export type MechanismRow = MechanismFacts & SideWords;
export type PortRow = PortFacts & Words;
export type LimitRow = LimitFacts & Words;
export type RfcRow = RfcFacts & { readonly title: string };
export type QuirkRow = QuirkFacts & Words;
export type CertificateFaultRow = CertificateFaultFacts & Words;
export type TermRow = TermFacts & TermWords;
export type CauseRow = CauseFacts & CauseWords;

/** Keys `1yz` to `5yz` for classes, `x0z` to `x5z` for groups. */
export async function loadReplyClasses(lang: Tongue): Promise<ReadonlyMap<string, ReplyClassRow>> {
  const [{ REPLY_CLASSES }, { words }] = await Promise.all([
    import('./reply-classes.ts'),
    lang === 'ru' ? import('./ru/reply-classes.ts') : import('./en/reply-classes.ts'),
  ]);
  return join<ReplyClassFacts, ReplyWords>(REPLY_CLASSES, words);
}

/** Keys are the codes. */
export async function loadReplyCodes(lang: Tongue): Promise<ReadonlyMap<number, ReplyCodeRow>> {
  const [{ REPLY_CODES }, { words }] = await Promise.all([
    import('./reply-codes.ts'),
    lang === 'ru' ? import('./ru/reply-codes.ts') : import('./en/reply-codes.ts'),
  ]);
  return joinByNumber<ReplyCodeFacts, ReplyWords>(REPLY_CODES, words);
}

/** Keys such as `MAIL 550`, `greeting 220`, `letter 250`, `unasked 421`. */
export async function loadInPlace(lang: Tongue): Promise<ReadonlyMap<string, InPlaceRow>> {
  const [{ IN_PLACE }, { words }] = await Promise.all([
    import('./in-place.ts'),
    lang === 'ru' ? import('./ru/in-place.ts') : import('./en/in-place.ts'),
  ]);
  return join<InPlaceFacts, ReplyWords>(IN_PLACE, words);
}

/** Keys `5.X.X` for a class, `X.7.X` for a subject, `X.7.1` for a detail whatever its class. */
export async function loadEnhancedCodes(lang: Tongue): Promise<ReadonlyMap<string, EnhancedCodeRow>> {
  const [{ ENHANCED_CODES }, { words }] = await Promise.all([
    import('./enhanced-codes.ts'),
    lang === 'ru' ? import('./ru/enhanced-codes.ts') : import('./en/enhanced-codes.ts'),
  ]);
  return join<EnhancedCodeFacts, ReplyWords>(ENHANCED_CODES, words);
}

/** Keys in upper case; `keyword` has the spelling of its maker. */
export async function loadKeywords(lang: Tongue): Promise<ReadonlyMap<string, KeywordRow>> {
  const [{ KEYWORDS }, { words }] = await Promise.all([
    import('./keywords.ts'),
    lang === 'ru' ? import('./ru/keywords.ts') : import('./en/keywords.ts'),
  ]);
  return upperCase(join<KeywordFacts, SideWords>(KEYWORDS, words));
}

/** Keys are the verbs. */
export async function loadCommands(lang: Tongue): Promise<ReadonlyMap<string, CommandRow>> {
  const [{ COMMANDS }, { words }] = await Promise.all([
    import('./commands.ts'),
    lang === 'ru' ? import('./ru/commands.ts') : import('./en/commands.ts'),
  ]);
  return join<CommandFacts, SideWords>(COMMANDS, words);
}

/** Keys are the names of the parameters, such as `SIZE`. */
export async function loadParameters(lang: Tongue): Promise<ReadonlyMap<string, ParameterRow>> {
  const [{ PARAMETERS }, { words }] = await Promise.all([
    import('./parameters.ts'),
    lang === 'ru' ? import('./ru/parameters.ts') : import('./en/parameters.ts'),
  ]);
  return join<ParameterFacts, SideWords>(PARAMETERS, words);
}

/** Keys are the names of the mechanisms, in upper case. */
export async function loadMechanisms(lang: Tongue): Promise<ReadonlyMap<string, MechanismRow>> {
  const [{ MECHANISM_FACTS }, { words }] = await Promise.all([
    import('./mechanisms.ts'),
    lang === 'ru' ? import('./ru/mechanisms.ts') : import('./en/mechanisms.ts'),
  ]);
  return join<MechanismFacts, SideWords>(MECHANISM_FACTS, words);
}

/** Keys are the numbers of the ports. */
export async function loadPorts(lang: Tongue): Promise<ReadonlyMap<number, PortRow>> {
  const [{ PORT_FACTS }, { words }] = await Promise.all([
    import('./ports.ts'),
    lang === 'ru' ? import('./ru/ports.ts') : import('./en/ports.ts'),
  ]);
  return joinByNumber<PortFacts, Words>(PORT_FACTS, words);
}

/** Keys are kebab-case names, such as `command-line`. */
export async function loadLimits(lang: Tongue): Promise<ReadonlyMap<string, LimitRow>> {
  const [{ LIMITS }, { words }] = await Promise.all([
    import('./limits.ts'),
    lang === 'ru' ? import('./ru/limits.ts') : import('./en/limits.ts'),
  ]);
  return join<LimitFacts, Words>(LIMITS, words);
}

/** Keys are the numbers of the RFCs. */
export async function loadRfcs(lang: Tongue): Promise<ReadonlyMap<number, RfcRow>> {
  const [{ RFCS }, { titles }] = await Promise.all([
    import('./rfcs.ts'),
    lang === 'ru' ? import('./ru/rfcs.ts') : import('./en/rfcs.ts'),
  ]);
  const words = Object.fromEntries(Object.entries(titles).map(([number, title]) => [number, { title }]));
  return joinByNumber<RfcFacts, { readonly title: string }>(RFCS, words);
}

/** Keys are the names that `quirks` of replies and commands hold. */
export async function loadQuirks(lang: Tongue): Promise<ReadonlyMap<string, QuirkRow>> {
  const [{ QUIRKS }, { words }] = await Promise.all([
    import('./quirks.ts'),
    lang === 'ru' ? import('./ru/quirks.ts') : import('./en/quirks.ts'),
  ]);
  return join<QuirkFacts, Words>(QUIRKS, words);
}

/** Keys are Node's codes of a failed check, such as `CERT_HAS_EXPIRED`. */
export async function loadCertificateFaults(lang: Tongue): Promise<ReadonlyMap<string, CertificateFaultRow>> {
  const [{ CERTIFICATE_FAULTS }, { words }] = await Promise.all([
    import('./certificates.ts'),
    lang === 'ru' ? import('./ru/certificates.ts') : import('./en/certificates.ts'),
  ]);
  return join<CertificateFaultFacts, Words>(CERTIFICATE_FAULTS, words);
}

/** Keys are short English ids; look in `title` and `also` for what a person typed. */
export async function loadTerms(lang: Tongue): Promise<ReadonlyMap<string, TermRow>> {
  const [{ TERMS }, { words }] = await Promise.all([
    import('./terms.ts'),
    lang === 'ru' ? import('./ru/terms.ts') : import('./en/terms.ts'),
  ]);
  return join<TermFacts, TermWords>(TERMS, words);
}

/** What a transcript needs at every line. */
export interface Core {
  readonly classes: ReadonlyMap<string, ReplyClassRow>;
  readonly codes: ReadonlyMap<number, ReplyCodeRow>;
  readonly inPlace: ReadonlyMap<string, InPlaceRow>;
  readonly enhanced: ReadonlyMap<string, EnhancedCodeRow>;
  readonly keywords: ReadonlyMap<string, KeywordRow>;
  readonly commands: ReadonlyMap<string, CommandRow>;
  readonly refusals: KnownRefusals;
}

/** Loads all that explains a conversation as it runs; afterwards nothing of it is asynchronous. */
export async function loadCore(lang: Tongue): Promise<Core> {
  const [classes, codes, inPlace, enhanced, keywords, commands, refusals] = await Promise.all([
    loadReplyClasses(lang),
    loadReplyCodes(lang),
    loadInPlace(lang),
    loadEnhancedCodes(lang),
    loadKeywords(lang),
    loadCommands(lang),
    loadRefusals(lang),
  ]);
  return { classes, codes, inPlace, enhanced, keywords, commands, refusals };
}

function upperCase<T>(table: ReadonlyMap<string, T>): ReadonlyMap<string, T> {
  return new Map([...table].map(([key, row]) => [key.toUpperCase(), row]));
}
