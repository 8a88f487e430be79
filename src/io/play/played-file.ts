/** What became of a session file: played, with each of its expectations; refused, for what is wrong with it; or skipped. */

import { EXIT } from '../../pure/problems/index.ts';
import type { Problem } from '../../pure/problems/index.ts';
import type { Expectation, Span } from '../../pure/sessions/index.ts';
import type { ReadSession } from './read-session.ts';

/** A file that was played. */
export interface PlayedFile {
  readonly path: string;
  readonly title: string;
  readonly expectations: readonly Expectation[];
  readonly problem: Problem | null;
  /** Where the problem ended it; null where it did not begin. */
  readonly at: Span | null;
  /** Why it was not played at all, a text with its place each; empty for a file that was. */
  readonly refused: readonly Refusal[];
  /** What it needs and was not there, for which it was not played; empty for a file that was. */
  readonly skipped: readonly string[];
  /** How often it was played: more than once where it has a `retry` and was refused for now; what is told is that of the last time. */
  readonly tries: number;
  readonly milliseconds: number;
  readonly exitCode: number;
}

/** Why a file cannot be played. */
export interface Refusal {
  readonly text: string;
  readonly span: Span | null;
}

/** A file that is not played: it is faulty, or lacks a value. */
export function refusedFile({ path, file }: ReadSession, refused: readonly Refusal[]): PlayedFile {
  const about = {
    expectations: [],
    problem: null,
    at: null,
    tries: 0,
    milliseconds: 0,
    exitCode: EXIT.usage,
  };
  return { path, title: file.front.title, refused, skipped: [], ...about };
}

/** A file that is not played: what it needs is not there. */
export function skippedFile({ path, file }: ReadSession, skipped: readonly string[]): PlayedFile {
  const about = { expectations: [], problem: null, at: null, tries: 0, milliseconds: 0, exitCode: 0 };
  return { path, title: file.front.title, refused: [], skipped, ...about };
}
