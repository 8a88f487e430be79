/** Looking through the knowledge base: everything of a kind, what has a word in it, and what is near to a misspelt name. */

import { lettersBetween } from '../problems/index.ts';
import {
  loadCertificateFaults,
  loadCommands,
  loadEnhancedCodes,
  loadKeywords,
  loadLimits,
  loadMechanisms,
  loadPorts,
  loadReplyCodes,
  loadTerms,
} from '../knowledge/index.ts';
import type { Lang } from '../phrases/index.ts';
import type { AnswerKind } from './answer.ts';

/** A name that `explain` knows, and its title. */
export interface Entry {
  readonly kind: AnswerKind;
  readonly name: string;
  readonly title: string;
  readonly text: string;
}

interface Titled {
  readonly title: string;
  readonly text: string;
}

const TABLES: Readonly<
  Partial<Record<AnswerKind, (lang: Lang) => Promise<ReadonlyMap<string | number, Titled>>>>
> = {
  'reply-code': loadReplyCodes,
  'enhanced-code': loadEnhancedCodes,
  command: loadCommands,
  keyword: loadKeywords,
  mechanism: loadMechanisms,
  port: loadPorts,
  limit: loadLimits,
  certificate: loadCertificateFaults,
  term: loadTerms,
};

/** The kinds that can be listed. */
export const LISTED_KINDS: readonly AnswerKind[] = Object.keys(TABLES).filter(isListed);

function isListed(kind: string): kind is AnswerKind {
  return Object.hasOwn(TABLES, kind);
}

/** Every entry of the kinds, in their order. */
export async function listEntries(
  lang: Lang,
  kinds: readonly AnswerKind[] = LISTED_KINDS,
): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  for (const kind of kinds) {
    const table = await TABLES[kind]?.(lang);
    for (const [name, { title, text }] of table ?? []) {
      // An enhanced code of any class is asked for by a class of its own.
      entries.push({ kind, name: String(name).replace(/^X(?=\.\d+\.\d)/, '5'), title, text });
    }
  }
  return entries;
}

/** Entries with the word in name, title or text. */
export async function searchEntries(word: string, lang: Lang): Promise<readonly Entry[]> {
  const wanted = word.toLowerCase();
  const all = await listEntries(lang);
  return all.filter(({ name, title, text }) => `${name} ${title} ${text}`.toLowerCase().includes(wanted));
}

/** A name without what makes no difference: case, ё for е, hyphens, and what a title has in brackets. */
export function sameName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/ \([^)]*\)$/, '')
    .replace(/[-\s]+/g, ' ')
    .trim();
}

/** At most three names that a misspelt one may have meant; those of terms in the reader's language too. */
export async function nearestNames(term: string, lang: Lang): Promise<readonly string[]> {
  const wanted = sameName(term);
  const most = Math.max(1, Math.floor(wanted.length / 3));
  const names = new Map<string, { readonly name: string; readonly entry: string }>();
  const offer = (name: string, entry: string): void => {
    // The first spelling of a name counts: commands and keywords come before terms.
    if (!names.has(sameName(name))) names.set(sameName(name), { name, entry });
  };
  for (const { kind, name } of await listEntries(lang)) offer(name, `${kind} ${name}`);
  for (const [id, { title, also }] of await loadTerms(lang)) {
    for (const name of [title, ...also]) offer(name.replace(/ \([^)]*\)$/, ''), `term ${id}`);
  }
  const near = [...names]
    .map(([spelling, { name, entry }]) => ({ name, entry, distance: lettersBetween(wanted, spelling) }))
    .filter(({ distance }) => distance <= most)
    .sort((a, b) => a.distance - b.distance);
  return near
    .filter(({ entry }, at) => near.findIndex((other) => other.entry === entry) === at)
    .slice(0, 3)
    .map(({ name }) => name);
}
