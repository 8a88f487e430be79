/** What reports are made of: the cases of a run, and what stands over them. */

import type { PageConversation } from '../reports/index.ts';
import type { Level } from './case.ts';
import type { Verdict } from './verdict.ts';

/** A case as a report has it. */
export interface ReportedCase {
  readonly id: string;
  readonly title: string;
  readonly level: Level;
  readonly clauses: readonly string[];
  readonly verdict: Verdict;
  /** In a line; '' where it held. */
  readonly why: string;
  readonly file: string;
  readonly line: number | null;
  readonly transcript: readonly string[];
  readonly conversation: PageConversation | null;
  readonly milliseconds: number;
}

/** What a report says over its cases. */
export interface ReportHead {
  readonly server: string;
  readonly software: string;
  /** The version of the program, whose cases these are. */
  readonly version: string;
  readonly strict: boolean;
}
