/**
 * A file that is played again where a server refused it for now (`retry`): which failures may pass, and the wait before the next try.
 * One failure of another kind, and it has failed: no later try hides it.
 */

import { isInSet, showReply } from '../../pure/sessions/index.ts';
import type { Expectation, Retry } from '../../pure/sessions/index.ts';
import type { Problem } from '../../pure/problems/index.ts';

/** A try that failed, and is followed by another one. */
export interface FailedTry {
  readonly file: string;
  /** The number of the try that comes next, from 2, and how many there may be. */
  readonly next: number;
  readonly most: number;
  readonly milliseconds: number;
  /** The reply for which it failed. */
  readonly said: string;
}

/** What of a try decides about the next one. */
interface Tried {
  readonly expectations: readonly Expectation[];
  readonly problem: Problem | null;
}

/** The reply for which a file failed, where it is worth another try; else null. */
export function passingFailure({ expectations, problem }: Tried, { on }: Retry): string | null {
  const wrong = expectations.filter(({ ok }) => !ok);
  // A sign-in by rule ends with a problem that has the reply in it.
  const coded = problem === null || problem.code === 'mismatch' ? null : codeIn(problem);
  if (problem !== null && problem.code !== 'mismatch') {
    if (coded === null || !isInSet(coded.code, on)) return null;
    return wrong.length === 0 ? `${coded.code} ${coded.text}`.trim() : null;
  }
  const [first] = wrong;
  if (first?.reply === undefined) return null;
  const isPassing = wrong.every(({ reply }) => reply !== undefined && isInSet(reply.code, on));
  return isPassing ? showReply(first.reply) : null;
}

function codeIn({ detail }: Problem): { readonly code: number; readonly text: string } | null {
  if (!('code' in detail) || typeof detail.code !== 'number') return null;
  return { code: detail.code, text: 'text' in detail && typeof detail.text === 'string' ? detail.text : '' };
}
