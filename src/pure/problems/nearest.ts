/**
 * The word that was probably meant: how many letters lie between two words, and the nearest of a list. For everything that
 * answers a slip: verbs, options, directives, names.
 */

/** Longer words are compared by their beginning: the work stays small whatever is typed. */
const MOST_LETTERS = 40;

/** How many letters must change, come, go or trade places (optimal string alignment); of each word the first 40 letters. */
export function lettersBetween(one: string, other: string): number {
  const a = one.slice(0, MOST_LETTERS);
  const b = other.slice(0, MOST_LETTERS);
  let before: readonly number[] = [];
  let above: readonly number[] = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      let least = Math.min(
        (above[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
      );
      if (j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    before = above;
    above = row;
  }
  return above[b.length] ?? 0;
}

/** One edit for each three letters, at least one. */
const usualMost = (word: string): number => Math.max(1, Math.floor(word.length / 3));

/**
 * The known word that `found` was probably meant to be, or ''. Case does not count. `most` is how many edits are still a slip
 * of the pen; the first of equally near words is taken.
 */
export function nearestOf(found: string, known: Iterable<string>, most = usualMost): string {
  const word = found.slice(0, MOST_LETTERS).toLowerCase();
  let best = '';
  let least = most(word) + 1;
  for (const candidate of known) {
    const distance = lettersBetween(word, candidate.toLowerCase());
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}
