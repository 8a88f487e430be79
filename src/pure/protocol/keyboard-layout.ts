/** Text that was typed on the Russian keyboard layout where the Latin one was meant. */

/** The keys of the Russian layout, and the letters that stand on them in the Latin one. */
const RUSSIAN = 'йцукенгшщзхъфывапролджэячсмитьбюЖБЮ';
const LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.:<>";

/** The same keys on the Latin layout; the text itself where no key differs. */
export function asLatin(text: string): string {
  return [...text]
    .map((character) => {
      const at = RUSSIAN.indexOf(character);
      if (at >= 0) return LATIN[at] ?? character;
      const lower = RUSSIAN.indexOf(character.toLowerCase());
      return lower >= 0 ? (LATIN[lower] ?? character).toUpperCase() : character;
    })
    .join('');
}
