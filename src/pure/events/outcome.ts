/** What became of a letter, by the problem that ended the run. */

import { exitNameOf } from '../problems/index.ts';
import type { ProblemCode } from '../problems/index.ts';
import type { Outcome } from './event.ts';

/** What became of the letter in a run that ended with this problem. */
export function outcomeOf(code: ProblemCode): Outcome {
  switch (exitNameOf(code)) {
    case 'some-recipients':
      return 'partial';
    case 'unknown':
      return 'unknown';
    case 'sender':
    case 'recipients':
    case 'message':
      return 'rejected';
    default:
      return 'not-sent';
  }
}
