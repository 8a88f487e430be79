/** An error of the way to the server, as a problem of the register with its data; `cause` keeps what the system said. */

import { LabError } from '../../pure/problems/index.ts';
import type { ProblemCode } from '../../pure/problems/index.ts';

export class WireError<K extends ProblemCode = ProblemCode> extends LabError<K> {}

/** What an aborted signal says: its reason where that is an error of ours (a limit of time), else an interruption. */
export function abortError(signal: AbortSignal): LabError {
  const reason: unknown = signal.reason;
  return reason instanceof LabError
    ? reason
    : new WireError('interrupted', { signal: String(reason), unknown: false });
}
