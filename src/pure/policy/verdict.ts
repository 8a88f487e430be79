/** The points of a letter, their sum, and what it comes to. Every rule has its point, the ones that did not decide too. */

import type { Policy } from './policy.ts';

/** What a rule found; the words are in `phrases/policy`. */
export type PointWhat =
  | 'ehlo-fine'
  | 'ehlo-invalid'
  | 'ehlo-literal'
  | 'ehlo-ours'
  | 'ptr-fine'
  | 'ptr-missing'
  | 'ptr-mismatch'
  | 'listed'
  | 'not-listed'
  /** A list that answers everybody, or nobody like us: its answer means nothing. */
  | 'list-broken'
  | 'no-answer'
  | 'known-sender'
  | 'unknown-sender'
  /** What its words say; `detail` has the words that decided. */
  | 'words'
  | 'words-untrained'
  | 'content-found'
  | 'content-not-found'
  | 'clean'
  | 'virus'
  | 'score'
  | 'scanner-stalled'
  | 'scanner-failed'
  /** Not asked about those who signed in. */
  | 'signed-in'
  /** Not asked, since a letter that lies there does not say where it came from. */
  | 'not-told';

export interface Point {
  readonly rule: 'ehlo' | 'ptr' | 'lists' | 'known' | 'bayes' | 'content' | 'clamd' | 'spamd' | 'rspamd';
  /** Which of several: a zone, the name of a rule; '' where there is one. */
  readonly name: string;
  readonly points: number;
  readonly what: PointWhat;
  /** An address, the name of a virus, the symbols of a scanner; text of strangers. */
  readonly detail: string;
}

export type PolicyAction = 'pass' | 'tag' | 'quarantine' | 'refuse' | 'later';

export interface PolicyVerdict {
  readonly points: readonly Point[];
  readonly sum: number;
  readonly action: PolicyAction;
  /** The sum at which something more would happen, or did; null where nothing more is set. */
  readonly limit: number | null;
}

/** What the points come to. `later` where a rule could not decide and the policy wants to wait. */
export function policyVerdictOf(
  points: readonly Point[],
  { at }: Pick<Policy, 'at'>,
  later = false,
): PolicyVerdict {
  const sum = rounded(points.reduce((total, point) => total + point.points, 0));
  if (later) return { points, sum, action: 'later', limit: null };
  for (const action of ['refuse', 'quarantine', 'tag'] as const) {
    const limit = at[action];
    if (limit !== undefined && sum >= limit) return { points, sum, action, limit };
  }
  const next = [at.tag, at.quarantine, at.refuse].filter((step) => step !== undefined);
  return { points, sum, action: 'pass', limit: next[0] ?? null };
}

/** Tenths and hundredths do not add up by themselves in binary. */
function rounded(sum: number): number {
  return Math.round(sum * 100) / 100;
}

/** `+3.0`, `−0.2`, `0.0`: a sign in front where there is one. */
export function signed(points: number): string {
  const text = Math.abs(points).toFixed(Number.isInteger(points * 10) ? 1 : 2);
  return points > 0 ? `+${text}` : points < 0 ? `-${text}` : text;
}
