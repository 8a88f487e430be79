/** What `expect.extend` of vitest or jest takes: `expect(session).toPass()` says which lines of a session file were not met. */

import { sentenceOfProblem } from '../../pure/problems/index.ts';
import type { PlayedSession } from './library.ts';

/** As both of them want a matcher's answer. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

export const matchers = {
  toPass(session: PlayedSession): MatcherResult {
    return {
      pass: session.passed,
      message: () => (session.passed ? 'everything was as the file says' : missed(session)),
    };
  },
};

function missed({ expectations, faults, problem }: PlayedSession): string {
  return [
    ...faults.map(({ file, span, fault }) => `${file}:${span.line}: ${fault.code.replaceAll('-', ' ')}`),
    ...expectations
      .filter(({ ok }) => !ok)
      .map(({ file, span, wanted, came, after }) =>
        [
          `${file}:${span.line}${after === '' ? '' : ` after ${after}`}`,
          `  wanted ${wanted}`,
          `  came   ${came}`,
        ].join('\n'),
      ),
    ...(problem === null ? [] : [sentenceOfProblem(problem.code, problem.detail)]),
  ].join('\n');
}
