/**
 * The one base of every error this program throws on purpose. It carries data; `message` is one line of it for
 * developers. Words for a person are made by `explain/describe-problem.ts` in the reader's language.
 */

import type { Problem, ProblemCode, ProblemDetails } from './codes.ts';
import { sentenceOfProblem } from './problem-sentence.ts';

export abstract class LabError<K extends ProblemCode = ProblemCode> extends Error {
  readonly code: K;
  readonly detail: ProblemDetails[K];

  constructor(code: K, detail: ProblemDetails[K], cause?: unknown) {
    super(sentenceOfProblem(code, detail), cause === undefined ? {} : { cause });
    this.name = new.target.name;
    this.code = code;
    this.detail = detail;
  }

  /** The same as a value, for a result. Code and detail are of one row by the constructor, which the compiler cannot see here. */
  get problem(): Problem {
    return { code: this.code, detail: this.detail } as Problem;
  }
}
