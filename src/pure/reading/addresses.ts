/** Addresses as reports write them: with their type in front, in angle brackets, as a route, quoted. */

/**
 * An address by itself; `local` at a host without a dot is one too. It never ends in the middle of a name,
 * and words of a language without spaces in front of it are no part of it.
 */
export const ADDRESS =
  /(?:"[^"\s]{1,64}"|[^\s<>()[\],;:"@|/\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\u3000-\u303f\uff00-\uff20]{1,64}|[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\d.-]{1,64})@(?:\[[0-9a-fA-F.:IPv]{3,60}\]|[\p{L}\p{N}_](?:[\p{L}\p{N}._-]{0,253}[\p{L}\p{N}])?(?![\p{L}\p{N}_]|[.-][\p{L}\p{N}]))/u;

const TYPED = /^\s*(?:rfc\/?822|utf-8|x-[a-z0-9-]+|x400|smtp|ldap|lotus|notes)\s*;\s*/i;

/** The value of Final-Recipient and its sisters; null where it holds no address. */
export function addressOf(field: string): string | null {
  const value = field
    .replace(TYPED, '')
    .trim()
    .replace(/^<(.*)>$/, '$1')
    .trim();
  if (value.startsWith('|')) return null;
  const route = /^@[^:\s]{1,255}:(.+)$/.exec(value)?.[1];
  const text = route ?? value;
  const found = ADDRESS.exec(text);
  if (found !== null && found[0].length >= text.length - 2) return found[0];
  if (found !== null) return found[0];
  return /^[^\s<>()@|"]{1,64}$/.test(text) && text !== '' ? text : null;
}

/** Whether a value is a full address that stands there as the person wrote it. */
export function isPlain(field: string): boolean {
  const value = field
    .replace(TYPED, '')
    .trim()
    .replace(/^<(.*)>$/, '$1');
  const found = ADDRESS.exec(value);
  return found !== null && found.index === 0 && found[0].length === value.length;
}

/** The first address in a text. */
export function firstAddress(text: string): string | null {
  return ADDRESS.exec(text.slice(0, 2000))?.[0] ?? null;
}

/** All addresses of a list. */
export function addressesOf(text: string): readonly string[] {
  return [...text.slice(0, 4000).matchAll(new RegExp(ADDRESS.source, 'gu'))].map(([address]) => address);
}
