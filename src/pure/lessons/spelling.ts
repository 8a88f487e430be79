/** Whether a word is another one with a letter missing, added, changed or two of them swapped. */

/** Shorter words are too much alike: MX is not a slip of AX. */
const FEWEST_LETTERS = 4;
const LONG = 8;
const LONGEST = 60;

/** Whether `word` is `wanted` but for one slip, or two in a long word; false for the word itself. */
export function isNearlySpelled(word: string, wanted: string): boolean {
  if (wanted.length < FEWEST_LETTERS || word.length > LONGEST || wanted.length > LONGEST || word === wanted)
    return false;
  const slips = wanted.length >= LONG ? 2 : 1;
  return Math.abs(word.length - wanted.length) <= slips && distance(word, wanted) <= slips;
}

/** How many letters have to be added, taken away, changed or swapped with their neighbour. */
function distance(from: string, to: string): number {
  let before: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_none, at) => at);
  for (let row = 1; row <= from.length; row++) {
    const now = [row];
    for (let at = 1; at <= to.length; at++) {
      const same = from[row - 1] === to[at - 1];
      const changed = (last[at - 1] ?? 0) + (same ? 0 : 1);
      const swapped =
        row > 1 && at > 1 && from[row - 1] === to[at - 2] && from[row - 2] === to[at - 1]
          ? (before[at - 2] ?? 0) + 1
          : Infinity;
      now.push(Math.min(changed, swapped, (last[at] ?? 0) + 1, (now[at - 1] ?? 0) + 1));
    }
    before = last;
    last = now;
  }
  return last[to.length] ?? 0;
}
