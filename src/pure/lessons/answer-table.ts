/** The wrong answers that a lesson spells out, each given to its question: what comes of them can be told without a conversation. */

import { holds, nearCaseOf } from './check.ts';
import type { Check, NearCase } from './format.ts';

/** Of each wrong answer that a near case spells out: 'passed', the id of the near case that it gets, or '' for none. */
export function playAnswers(
  check: Check,
  { when }: NearCase,
): readonly { readonly answer: string; readonly came: string }[] {
  if (when.kind !== 'answer') return [];
  const answers = when.accept.flatMap((pattern) => (pattern.kind === 'text' ? [pattern.text] : []));
  return answers.map((answer) => {
    const items = [{ kind: 'answer', check: check.id, text: answer } as const];
    const run = { items, state: null, mechanism: null };
    const came = holds(check.want, run, check.id) ? 'passed' : (nearCaseOf(check, run)?.id ?? '');
    return { answer, came };
  });
}
