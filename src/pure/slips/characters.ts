/**
 * Slips of the characters of a line, whatever it says: the other keyboard layout, letters that only look Latin, blanks that are
 * none, quotes around it, a prompt that was copied with it. A command is ASCII, and begins at the first column (RFC 5321 §2.4).
 */

import { asLatin, KNOWN_VERBS, verbOf } from '../protocol/index.ts';
import { slip } from './slip.ts';
import type { Slip } from './slip.ts';

/** Cyrillic and Greek letters that look as Latin ones do. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  А: 'A',
  В: 'B',
  Е: 'E',
  К: 'K',
  М: 'M',
  Н: 'H',
  О: 'O',
  Р: 'P',
  С: 'C',
  Т: 'T',
  У: 'Y',
  Х: 'X',
  І: 'I',
  а: 'a',
  е: 'e',
  о: 'o',
  р: 'p',
  с: 'c',
  у: 'y',
  х: 'x',
  і: 'i',
  Α: 'A',
  Ε: 'E',
  Μ: 'M',
  Ο: 'O',
  Τ: 'T',
};

const ODD_BLANKS = /[\t\u00a0\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]/;

export function isVerb(word: string): boolean {
  return KNOWN_VERBS.includes(word.toUpperCase());
}

/** What is wrong with the characters of a line; null for nothing. `isForLab` knows the words of the lab. */
export function slipOfCharacters(line: string, isForLab: (word: string) => boolean): Slip | null {
  if (line.trim() === '') return slip('empty', line, '', { at: -1 });
  const latin = asLatin(line);
  if (latin !== line && !isVerb(verbOf(line))) {
    const [word = ''] = latin.trim().split(/\s+/);
    const isMeant = isVerb(word) || (word.startsWith(':') && isForLab(word.slice(1).toLowerCase()));
    if (isMeant) return slip('keyboard-layout', line, latin, { at: -1 });
  }
  const [first = ''] = line.trim().split(/\s+/);
  const plain = [...first].map((character) => LOOKALIKES[character] ?? character).join('');
  if (plain !== first && isVerb(plain))
    return slip(
      'lookalike',
      line,
      line.replace(first, () => plain),
    );
  const [, before = '', keyword = ''] = /^(\s*(?:MAIL|RCPT)\s+)([^\s:<]+)/i.exec(line) ?? [];
  const inLatin = [...keyword].map((character) => LOOKALIKES[character] ?? character).join('');
  if (inLatin !== keyword && /^(?:FROM|TO)$/i.test(inLatin))
    return slip('lookalike', line, before + inLatin + line.slice(before.length + keyword.length));
  const wrapped = /^\s*[`"'“”„«‘’](.*?)[`"'“”»’]\s*$/.exec(line)?.[1];
  if (wrapped !== undefined && isVerb(verbOf(wrapped))) return slip('quoted-line', line, wrapped);
  const prompt = /^\s*(?:C:|[>$%#]+|[-~=]+>)\s*(\S.*)$/.exec(line)?.[1];
  if (prompt !== undefined && isVerb(verbOf(prompt))) return slip('copied-prefix', line, prompt);
  const written = /^(.*?)(?:\\r\\n|\\n|<CRLF>|<CR><LF>)+\s*$/i.exec(line)?.[1];
  if (written !== undefined && isVerb(verbOf(written)))
    return slip('written-line-end', line, written, { at: written.length });
  if (/^\s/.test(line) && isVerb(verbOf(line.trim()))) return slip('leading-space', line, line.trim());
  const verb = /^[A-Za-z]+/.exec(line)?.[0] ?? '';
  const odd = line.search(ODD_BLANKS);
  if (odd >= 0 && isVerb(verb) && odd < line.trimEnd().length)
    return slip('odd-blank', line, line.replace(new RegExp(ODD_BLANKS, 'g'), ' ').replace(/ +/g, ' '), {
      at: odd,
    });
  return null;
}
