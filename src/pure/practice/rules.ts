/**
 * Which rule of a scenario acts now. A rule counts its occasions, and acts on those from `first` to `last`; the first rule
 * in the list that acts decides. Counting over the whole server is how greylisting and rate limits are made.
 */

import type { SessionState } from '../protocol/index.ts';
import type { Chance } from './chance.ts';
import type { ScramKeys } from './sasl/judge.ts';
import type { Rule, Scenario } from './scenario.ts';

/** What a server remembers between connections: shared by all of its minds, and changed by them. */
export interface Memory {
  /** Letters taken so far. */
  queued: number;
  readonly counts: Map<string, number>;
  /** Connections so far. */
  connections: number;
  readonly scramKeys: Map<string, ScramKeys>;
  /** When each occasion of a rule that waits was first met, by the clock. */
  readonly firstMet: Map<string, number>;
  /** The server's clock, in milliseconds from its start. */
  clock: () => number;
}

/** Texts that are counted one by one are forgotten beyond this: a hostile client must not fill the memory. */
const MOST_COUNTS = 10_000;

export function openMemory(): Memory {
  return {
    queued: 0,
    counts: new Map(),
    connections: 0,
    scramKeys: new Map(),
    firstMet: new Map(),
    clock: () => 0,
  };
}

/** What happened, for a rule to look at. */
export interface Occasion {
  readonly on: string;
  readonly text: string;
  /** Of the letter that is over. */
  readonly octets?: number;
  /** Whether it has its place now: where it has none, only rules that name a phase act. */
  readonly inPlace: boolean;
}

export class Rules {
  readonly #rules: readonly Rule[];
  readonly #memory: Memory;
  readonly #chance: Chance;
  readonly #counts = new Map<number, number>();

  constructor(scenario: Pick<Scenario, 'rules'>, memory: Memory, chance: Chance) {
    this.#rules = scenario.rules;
    this.#memory = memory;
    this.#chance = chance;
  }

  /** The rule that acts on this occasion; null for none. Each rule that the occasion is about counts it. */
  find(occasion: Occasion, state: SessionState): Rule | null {
    let found: Rule | null = null;
    for (const [index, rule] of this.#rules.entries()) {
      if (!isAbout(rule, occasion, state)) continue;
      const count = this.#count(rule, index, occasion);
      if (found !== null || count < rule.first || count > rule.last || count % rule.every !== 0) continue;
      if (rule.wait > 0 && this.#since(index, occasion) >= rule.wait) continue;
      if (rule.chance >= 1 || this.#chance.next() < rule.chance) found = rule;
    }
    return found;
  }

  /** How long ago this occasion was met first. */
  #since(index: number, { text }: Occasion): number {
    const { firstMet, clock } = this.#memory;
    const key = `${index} ${text.toLowerCase()}`;
    const now = clock();
    const first = firstMet.get(key) ?? now;
    firstMet.set(key, first);
    forgetOldest(firstMet);
    return now - first;
  }

  #count(rule: Rule, index: number, { text }: Occasion): number {
    if (rule.count === 'connection') {
      const count = (this.#counts.get(index) ?? 0) + 1;
      this.#counts.set(index, count);
      return count;
    }
    const { counts } = this.#memory;
    const key = rule.count === 'server' ? String(index) : `${index} ${text.toLowerCase()}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.delete(key);
    counts.set(key, count);
    forgetOldest(counts);
    return count;
  }
}

function forgetOldest(kept: Map<string, number>): void {
  const [oldest] = kept.size > MOST_COUNTS ? kept.keys() : [];
  if (oldest !== undefined) kept.delete(oldest);
}

function isAbout(rule: Rule, { on, text, inPlace, octets = 0 }: Occasion, state: SessionState): boolean {
  return (
    (rule.on === on || (rule.on === '*' && on !== 'connect')) &&
    (rule.match === null || fits(rule.match, text)) &&
    (rule.over === null || octets > rule.over) &&
    (rule.phase === null ? inPlace : rule.phase === state.phase) &&
    (rule.encrypted === null || rule.encrypted === state.encrypted) &&
    (rule.signedIn === null || rule.signedIn === (state.identity !== null))
  );
}

/** Whether a text fits a pattern in which `*` stands for any text; in any case, in a time that both lengths bound. */
function fits(pattern: string, text: string): boolean {
  const pieces = pattern.toLowerCase().split('*');
  const [first = ''] = pieces;
  const whole = text.toLowerCase();
  if (pieces.length === 1) return whole === first;
  if (!whole.startsWith(first)) return false;
  let at = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = whole.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  const last = pieces.at(-1) ?? '';
  return whole.length - last.length >= at && whole.endsWith(last);
}
