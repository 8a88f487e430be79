/**
 * Which words letters of either kind have, and what a new one's words say of it: each word by how often it was in good letters and in
 * spam (Robinson's f(w)), all of them together by Fisher's method, as mail filters do it. Letters of any script: where words are not
 * parted by blanks, pairs of characters are taken.
 */

export interface WordCounts {
  readonly ham: number;
  readonly spam: number;
}

/** What was learnt. */
export interface Words {
  /** Letters of either kind. */
  readonly letters: WordCounts;
  readonly count: (word: string) => WordCounts | undefined;
}

export interface BayesResult {
  /** 0 is good, 1 is spam; 0.5 where nothing is known. */
  readonly probability: number;
  /** The words that decided most, each with how much it speaks for spam. */
  readonly decisive: readonly (readonly [word: string, probability: number])[];
}

const MOST_TOKENS = 5000;
const MOST_USED = 150;
const SHOWN = 10;
/** How much a word that was never seen is believed, against those that were (Robinson's s), and what of it (x). */
const STRENGTH = 0.45;
const UNKNOWN = 0.5;
/** Words that say so little are left out. */
const LEAST_DISTANCE = 0.1;
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}'’_-]{1,29}/gu;
const UNPARTED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}]{2,}/gu;

/** The words of a letter, each once; those of the subject by themselves. */
export function wordsOf(subject: string, text: string): readonly string[] {
  const found = new Set<string>();
  add(found, subject, 'subject:');
  add(found, text, '');
  return [...found];
}

function add(found: Set<string>, text: string, prefix: string): void {
  const low = text.toLowerCase();
  for (const [run] of low.matchAll(UNPARTED)) {
    const characters = [...run];
    for (let at = 0; at + 1 < characters.length && found.size < MOST_TOKENS; at++)
      found.add(`${prefix}${characters[at] ?? ''}${characters[at + 1] ?? ''}`);
  }
  for (const [word] of low.replace(UNPARTED, ' ').matchAll(WORD)) {
    if (found.size >= MOST_TOKENS) return;
    if (!/^\d+$/.test(word)) found.add(prefix + word);
  }
}

/** What the words of a letter say of it. */
export function judgeWords(tokens: readonly string[], words: Words): BayesResult {
  const { ham, spam } = words.letters;
  const known = tokens
    .flatMap((word) => {
      const count = words.count(word);
      return count === undefined ? [] : [[word, speaksFor(count, ham, spam)] as const];
    })
    .filter(([, probability]) => Math.abs(probability - 0.5) >= LEAST_DISTANCE)
    .sort((a, b) => Math.abs(b[1] - 0.5) - Math.abs(a[1] - 0.5) || (a[0] < b[0] ? -1 : 1))
    .slice(0, MOST_USED);
  if (known.length === 0) return { probability: 0.5, decisive: [] };
  const logOf = (value: (probability: number) => number): number =>
    known.reduce((sum, [, probability]) => sum + Math.log(value(probability)), 0);
  const good = chiSquareTail(-2 * logOf((probability) => probability), known.length);
  const bad = chiSquareTail(-2 * logOf((probability) => 1 - probability), known.length);
  return { probability: (1 + good - bad) / 2, decisive: known.slice(0, SHOWN) };
}

function speaksFor(count: WordCounts, ham: number, spam: number): number {
  const inSpam = count.spam / Math.max(1, spam);
  const inHam = count.ham / Math.max(1, ham);
  const seen = count.ham + count.spam;
  const plain = inSpam + inHam === 0 ? UNKNOWN : inSpam / (inSpam + inHam);
  return (STRENGTH * UNKNOWN + seen * plain) / (STRENGTH + seen);
}

/** How likely chi-square with `2 × pairs` degrees of freedom is to be at least so large; without an overflow where it is very large. */
function chiSquareTail(value: number, pairs: number): number {
  const half = value / 2;
  let logTerm = -half;
  let sum = Math.exp(logTerm);
  for (let at = 1; at < pairs; at++) {
    logTerm += Math.log(half / at);
    sum += Math.exp(logTerm);
  }
  return Math.min(1, sum);
}
