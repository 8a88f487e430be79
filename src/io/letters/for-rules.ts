/** A letter as rules about its content look at it: every field with its words decoded, and the text in its character set. */

import { hasMarkup, textOfMarkup } from './markup.ts';

export interface LetterForRules {
  /** `value` is unfolded; `decoded` has its encoded words as text (RFC 2047). */
  readonly fields: readonly { readonly name: string; readonly value: string; readonly decoded: string }[];
  readonly text: string;
}

/** Of a longer letter the beginning is looked at. */
const MOST_OCTETS = 262_144;
const LATIN = new TextDecoder('latin1');

/** Reads it. What is no letter at all is all text. */
export async function readForRules(content: Uint8Array): Promise<LetterForRules> {
  const { default: PostalMime, decodeWords } = await import('postal-mime');
  const read = content.subarray(0, MOST_OCTETS);
  const letter = await PostalMime.parse(read, { maxNestingDepth: 20 }).catch(() => null);
  const fields = headerOf(read).map(({ name, value }) => ({ name, value, decoded: decodeWords(value) }));
  if (letter === null) return { fields, text: new TextDecoder().decode(read) };
  const text = letter.text ?? '';
  const markup = letter.html ?? '';
  return { fields, text: text !== '' || !hasMarkup(markup) ? text : textOfMarkup(markup) };
}

function headerOf(content: Uint8Array): readonly { readonly name: string; readonly value: string }[] {
  const whole = LATIN.decode(content);
  const end = whole.search(/\r?\n\r?\n/);
  const header = end < 0 ? whole : whole.slice(0, end);
  return header
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
    .flatMap((line) => {
      const [, name, value = ''] = /^([!-9;-~]+)[ \t]*:\s*(.*)$/.exec(line) ?? [];
      return name === undefined ? [] : [{ name, value: value.trimEnd() }];
    });
}
