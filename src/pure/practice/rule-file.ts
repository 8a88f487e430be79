/** A list of rules, as a file has them: rows, or lines of text, the one beside the other. */

import type { BriefRule, RuleFault } from './brief-rules.ts';
import { readRule } from './brief-rules.ts';
import { parseRule } from './rule-text.ts';

export type ReadRules =
  | { readonly ok: true; readonly rows: readonly BriefRule[] }
  /** `at` is the item, from 1; 0 for the list as a whole. */
  | { readonly ok: false; readonly at: number; readonly fault: RuleFault };

export function readRules(items: unknown): ReadRules {
  if (!Array.isArray(items)) return { ok: false, at: 0, fault: { code: 'not-a-rule' } };
  const rows: BriefRule[] = [];
  for (const [index, item] of items.entries()) {
    const read = typeof item === 'string' ? parseRule(item) : readRule(item);
    if (!read.ok) return { ok: false, at: index + 1, fault: read.fault };
    rows.push(read.row);
  }
  return { ok: true, rows };
}
