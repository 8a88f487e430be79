/** Text that was typed on one keyboard layout, Russian or Latin, where the other was meant. */

/** The keys of the Russian layout, and what stands on them in the Latin one. */
const RUSSIAN = 'йцукенгшщзхъфывапролджэячсмитьбюЖБЮ';
const LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.:<>";
/** Signs that are on other keys; they are read so only where a line has no Latin letter. */
const RUSSIAN_SIGNS = '".,;№';
const LATIN_SIGNS = '@/?$#';

/** The same keys on the Latin layout; the text itself where no key differs. */
export function asLatin(text: string): string {
  const isRussian = /[А-Яа-яЁё]/.test(text) && !/[A-Za-z]/.test(text);
  return [...text]
    .map((character) => {
      const at = RUSSIAN.indexOf(character);
      if (at >= 0) return LATIN[at] ?? character;
      const lower = RUSSIAN.indexOf(character.toLowerCase());
      if (lower >= 0) return (LATIN[lower] ?? character).toUpperCase();
      const sign = isRussian ? RUSSIAN_SIGNS.indexOf(character) : -1;
      return sign >= 0 ? (LATIN_SIGNS[sign] ?? character) : character;
    })
    .join('');
}

/** The same keys on the Russian layout, in small letters. */
export function asRussian(text: string): string {
  return [...text.toLowerCase()].map((character) => RUSSIAN[LATIN.indexOf(character)] ?? character).join('');
}
