/** The words of session files: what can be wrong with one, and what `replay` says. */

import type { SessionErrorDetails, SessionWarningDetails } from '../problems/index.ts';
import type { Worded } from './lang.ts';
import { sessionsEn } from './sessions.en.ts';
import { sessionsRu } from './sessions.ru.ts';

/** What can be wrong with a file of ours. */
export interface SessionFaultDetails extends SessionErrorDetails, SessionWarningDetails {}

export interface SessionWords {
  readonly faults: { readonly [K in keyof SessionFaultDetails]: (detail: SessionFaultDetails[K]) => string };
  readonly about: string;
  readonly files: string;
  readonly check: string;
  readonly practice: string;
  readonly both: string;
  readonly match: string;
  readonly vars: string;
  readonly varsFile: string;
  readonly keepGoing: string;
  readonly jobs: string;
  readonly grep: string;
  readonly bail: string;
  readonly keys: string;
  readonly speed: string;
  readonly maxPause: string;
  readonly step: string;
  readonly update: string;
  readonly updated: (file: string, count: number) => string;
  readonly acceptIt: string;
  readonly report: string;
  readonly record: string;
  readonly noFiles: string;
  readonly badReport: string;
  readonly badVar: string;
  /** `names` have no value in `file`. */
  readonly missingVars: (names: string, file: string) => string;
  /** How a password or a token is given, and any other value. */
  readonly giveSecret: string;
  readonly giveVars: string;
  readonly askVariable: (name: string) => string;
  readonly nothing: string;
  readonly moreFaults: (count: number) => string;
  readonly moreLines: (count: number) => string;
  readonly fine: (file: string, lines: number) => string;
  readonly error: string;
  readonly warning: string;
  readonly wanted: string;
  readonly came: string;
  readonly after: (line: string) => string;
  readonly toAccept: string;
  readonly passedFile: (file: string, checks: number, tries?: number) => string;
  /** A server refused for now; `next` of `most` tries follows. */
  readonly retried: (failed: {
    readonly file: string;
    readonly next: number;
    readonly most: number;
    readonly milliseconds: number;
    readonly said: string;
  }) => string;
  readonly failedFile: (file: string) => string;
  /** A file that was not played: what it needs was not there. */
  readonly skippedFile: (file: string, needs: string) => string;
  readonly summary: (
    files: number,
    passed: number,
    failed: number,
    expectations: number,
    seconds: string,
    skipped?: number,
  ) => string;
  readonly differs: string;
  readonly gone: string;
  readonly scriptOnly: string;
  /** Behind a delivery. */
  readonly notLogged: (file: string, reason: string) => string;
  readonly notWritten: (file: string, reason: string) => string;
  readonly recorded: (file: string) => string;
  readonly film: (title: string) => string;
}

export const sessionWords: Worded<SessionWords> = { en: sessionsEn, ru: sessionsRu };
