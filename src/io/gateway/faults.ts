/**
 * Faults by rule, at points of the protocol: which rule acts on what a client says, and what it does. The rows are those of the
 * practice server; where none acts everything goes its way.
 */

import { chanceOf, readRule, Rules } from '../../pure/practice/index.ts';
import type { BriefRule, Deed, Memory, Rule } from '../../pure/practice/index.ts';
import { isLegal } from '../../pure/protocol/index.ts';
import type { SessionState } from '../../pure/protocol/index.ts';

/** A rule that acts. */
export interface Acting {
  readonly deeds: readonly Deed[];
  readonly row: BriefRule;
}

/** The rules of one connection; what they count over all connections is in `memory`. */
export class Faults {
  readonly #rows = new Map<Rule, BriefRule>();
  readonly #rules: Rules;
  /** Whether there are any. */
  readonly any: boolean;
  /** Whether one of them asks how large a letter is, which is not known before its end. */
  readonly askSize: boolean;

  constructor(rows: readonly BriefRule[], memory: Memory, seed: string) {
    const rules = rows.flatMap((row) => {
      const read = readRule(row);
      if (!read.ok) return [];
      this.#rows.set(read.rule, row);
      return [read.rule];
    });
    this.#rules = new Rules({ rules }, memory, chanceOf(seed));
    this.any = rules.length > 0;
    this.askSize = rules.some(({ over }) => over !== null);
  }

  /** The rule that acts on a line, or on another occasion; null for none. */
  find(on: string, text: string, state: SessionState, octets = 0): Acting | null {
    if (!this.any) return null;
    const isVerb = /^[A-Z]/.test(on);
    const rule = this.#rules.find({ on, text, inPlace: !isVerb || isLegal(state, on), octets }, state);
    const row = rule === null ? undefined : this.#rows.get(rule);
    return rule === null || row === undefined ? null : { deeds: rule.deeds, row };
  }
}
