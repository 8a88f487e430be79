/** The way through a program: the steps that are done, where an `@if` is decided by the code that came. */

import { isInSet } from './codes.ts';
import type { Step } from './step.ts';

/** The steps, one after the other; `code` is asked for the last one of its connection at each `@if`. Without one, the first branch is taken. */
export function* walk(steps: readonly Step[], code: (connection: number) => number | null): Iterable<Step> {
  for (let at = 0; at < steps.length;) {
    const step = steps[at];
    if (step === undefined) return;
    const came = step.act === 'if' ? code(step.connection) : null;
    if (step.act === 'else') at = step.to;
    else if (step.act === 'if' && came !== null && isInSet(came, step.codes) === step.negated) at = step.to;
    else {
      at++;
      if (step.act !== 'if' && step.act !== 'end') yield step;
    }
  }
}
