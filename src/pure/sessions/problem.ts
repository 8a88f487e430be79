/**
 * What is wrong with a session file: code, place and data. Words and carets are made by `cli/terminal/sessions.ts`.
 */

import type { SessionFault } from '../problems/index.ts';
import type { Span } from './ast.ts';

/** `error`: the file cannot be played; `warning`: it can, but probably not as meant; `remark`: how a transcript was read. */
export type Severity = 'error' | 'warning' | 'remark';

export interface SessionProblem {
  readonly file: string;
  readonly span: Span;
  readonly severity: Severity;
  readonly fault: SessionFault;
  /** The source line it stands on, for the caret. */
  readonly source: string;
}

/** Collects the problems of one file while it is read. */
export interface ProblemList {
  readonly add: (span: Span, fault: SessionFault, severity?: Severity) => void;
}
