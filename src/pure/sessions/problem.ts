/**
 * What is wrong with a session file: code, place and data. Words and carets are made by `explain/describe-session.ts`.
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

/** Edits between two short words: one for each insertion, deletion, change or swap of neighbours. Bounded by `max`. */
function distance(a: string, b: string, max: number): number {
  if (Math.abs(a.length - b.length) > max) return max + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min(
        (previous[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (previous[j - 1] ?? 0) + (same ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, (before[j - 2] ?? 0) + 1);
      }
      row.push(best);
    }
    before = previous;
    previous = row;
  }
  return previous[b.length] ?? max + 1;
}

/** The known word that `found` was probably meant to be, or ''. Case does not count; one edit for each three letters. */
export function nearest(found: string, known: readonly string[]): string {
  const word = found.slice(0, 40).toLowerCase();
  const max = Math.max(1, Math.floor(word.length / 3));
  let best = '';
  let least = max + 1;
  for (const candidate of known) {
    const d = distance(word, candidate.toLowerCase(), max);
    if (d < least) {
      least = d;
      best = candidate;
    }
  }
  return best;
}
