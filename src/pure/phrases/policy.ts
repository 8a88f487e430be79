/** The words about a policy: what each rule found, what the sum came to, and what is wrong with a file. */

import type { VerdictEvent } from '../events/index.ts';
import type { Point, PolicyAction, PolicyFault } from '../policy/index.ts';
import type { Worded } from './lang.ts';
import { policyEn } from './policy.en.ts';
import { policyRu } from './policy.ru.ts';

export interface PolicyWords {
  readonly option: string;
  readonly point: (point: Point) => string;
  /** The sum and what it came to, behind the points. */
  readonly outcome: (
    verdict: Pick<VerdictEvent, 'sum' | 'limit' | 'action' | 'kept'> & { readonly tried?: boolean },
  ) => string;
  /** Over the points. */
  readonly heading: string;
  readonly fault: (fault: PolicyFault) => string;
  readonly notYaml: (reason: string) => string;
  readonly badPattern: (rule: string) => string;
  readonly more: (count: number) => string;
  // letters that lie in files
  readonly argument: string;
  readonly group: string;
  readonly ham: string;
  readonly spam: string;
  readonly needsPolicy: string;
  readonly needsBayes: string;
  readonly needsPiles: string;
  readonly onlyWithFiles: string;
  readonly trained: (
    learnt: { readonly ham: number; readonly spam: number },
    all: { readonly ham: number; readonly spam: number },
    file: string,
  ) => string;
  /** Before the points of a good letter that would not have passed. */
  readonly hurt: (file: string) => string;
  readonly columns: Readonly<Record<'rule' | 'points' | 'ham' | 'spam' | 'action', string>>;
  readonly actions: Readonly<Record<PolicyAction, string>>;
}

export const policyWords: Worded<PolicyWords> = { en: policyEn, ru: policyRu };

/** A verdict in lines, for the screen and the log. */
export function verdictLines(
  verdict: VerdictEvent,
  words: PolicyWords,
): { readonly heading: string; readonly points: readonly string[]; readonly outcome: string } {
  return { heading: words.heading, points: verdict.points.map(words.point), outcome: words.outcome(verdict) };
}
