/**
 * What a policy remembers: who was written to, who came for the first time, which words letters have. Bounded: what was met longest ago is
 * forgotten first. Times are milliseconds of the wall's clock, handed in.
 */

import type { WordCounts, Words } from './bayes.ts';

const MOST_MET = 20_000;
const MOST_KNOWN = 20_000;
const MOST_WORDS = 200_000;

/** What greylisting says of a triple of network, sender and recipient. */
export type Met =
  /** It may come in; `waited` milliseconds after it came first, 0 where it has passed before. */
  { readonly kind: 'passed'; readonly waited: number } | { readonly kind: 'wait'; readonly left: number };

export interface StateData {
  readonly version: 1;
  readonly met: readonly (readonly [key: string, first: number, last: number, passed: boolean])[];
  readonly known: readonly (readonly [address: string, at: number])[];
  readonly letters: WordCounts;
  readonly words: readonly (readonly [word: string, ham: number, spam: number])[];
}

export class PolicyState implements Words {
  readonly #met = new Map<string, { first: number; last: number; passed: boolean }>();
  readonly #known = new Map<string, number>();
  readonly #words = new Map<string, { ham: number; spam: number }>();
  #letters = { ham: 0, spam: 0 };
  /** How often it changed. */
  changes = 0;

  get letters(): WordCounts {
    return this.#letters;
  }

  count(word: string): WordCounts | undefined {
    return this.#words.get(word);
  }

  /** Somebody wants in. */
  meet(key: string, now: number, wait: number, keep: number): Met {
    this.changes++;
    const before = this.#met.get(key);
    this.#met.delete(key);
    const fresh = before === undefined || now - before.last > keep;
    const entry = fresh ? { first: now, last: now, passed: false } : before;
    this.#met.set(key, entry);
    forgetOldest(this.#met, MOST_MET);
    entry.last = now;
    const waited = now - entry.first;
    if (!entry.passed && waited < wait) return { kind: 'wait', left: wait - waited };
    const first = !entry.passed;
    entry.passed = true;
    return { kind: 'passed', waited: first ? waited : 0 };
  }

  /** Somebody was written to. */
  know(address: string, now: number): void {
    this.changes++;
    const key = address.toLowerCase();
    this.#known.delete(key);
    this.#known.set(key, now);
    forgetOldest(this.#known, MOST_KNOWN);
  }

  knows(address: string, now: number, keep: number): boolean {
    const at = this.#known.get(address.toLowerCase());
    return at !== undefined && now - at <= keep;
  }

  /** Takes in the words of a letter. */
  learn(words: readonly string[], kind: 'ham' | 'spam'): void {
    this.changes++;
    this.#letters[kind]++;
    for (const word of words) {
      const counts = this.#words.get(word) ?? { ham: 0, spam: 0 };
      counts[kind]++;
      // What is met again lasts longer.
      this.#words.delete(word);
      this.#words.set(word, counts);
    }
    while (this.#words.size > MOST_WORDS) forgetOldest(this.#words, MOST_WORDS);
  }

  data(): StateData {
    return {
      version: 1,
      met: [...this.#met].map(([key, { first, last, passed }]) => [key, first, last, passed]),
      known: [...this.#known],
      letters: this.#letters,
      words: [...this.#words].map(([word, { ham, spam }]) => [word, ham, spam]),
    };
  }

  /** From what was stored; what is not of this form is left out. */
  static from(value: unknown): PolicyState {
    const state = new PolicyState();
    for (const row of rowsOf(value, 'met'))
      if (isText(row[0]) && isCount(row[1]) && isCount(row[2]))
        state.#met.set(row[0], { first: row[1], last: row[2], passed: row[3] === true });
    for (const row of rowsOf(value, 'known'))
      if (isText(row[0]) && isCount(row[1])) state.#known.set(row[0], row[1]);
    for (const row of rowsOf(value, 'words'))
      if (isText(row[0]) && isCount(row[1]) && isCount(row[2]))
        state.#words.set(row[0], { ham: row[1], spam: row[2] });
    const letters = fieldOf(value, 'letters');
    const [ham, spam] = [fieldOf(letters, 'ham'), fieldOf(letters, 'spam')];
    if (isCount(ham) && isCount(spam)) state.#letters = { ham, spam };
    return state;
  }
}

function rowsOf(value: unknown, name: string): readonly (readonly unknown[])[] {
  const rows = fieldOf(value, name);
  return Array.isArray(rows)
    ? rows.filter((row: unknown): row is readonly unknown[] => Array.isArray(row))
    : [];
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0;

function forgetOldest(kept: Map<string, unknown>, most: number): void {
  const [oldest] = kept.size > most ? kept.keys() : [];
  if (oldest !== undefined) kept.delete(oldest);
}

/** What greylisting goes by: the network of a client, since big senders come from many addresses of it, and the two addresses. */
export function greyKey(address: string, from: string, to: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  const network = plain.includes(':')
    ? plain.split(':').slice(0, 4).join(':')
    : plain.split('.').slice(0, 3).join('.');
  return `${network} ${from.toLowerCase()} ${to.toLowerCase()}`;
}
