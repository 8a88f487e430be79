/** The words of reports: the waterfall of `--timing`, and the page of `--report html=FILE`. */

import type { Worded } from './lang.ts';
import { reportsEn } from './reports.en.ts';
import { reportsRu } from './reports.ru.ts';

interface ReportCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly expectations: number;
}

export interface ReportWords {
  readonly timing: string;
  /** What `--record` and `--timing` say of a whole suite. */
  readonly oneFileOnly: string;
  /** Heading of the waterfall; seconds as text, such as `0.41`. */
  readonly whereTimeWent: (seconds: string) => string;
  readonly steps: {
    readonly lookup: string;
    readonly connect: string;
    readonly greeting: string;
    readonly tls: string;
    readonly upload: string;
    readonly final: string;
    readonly rest: string;
  };
  /** The table of `--timing` for several letters. */
  readonly measures: {
    readonly title: string;
    /** A letter from MAIL to its final reply. */
    readonly letter: string;
    /** Heads of the columns behind the name of the stage: how many, least, median, 95 and 99 of 100, greatest. */
    readonly heads: readonly [string, string, string, string, string, string];
    readonly perSecond: (accepted: number, value: string) => string;
  };
  /** The table of a run with several servers. */
  readonly servers: {
    readonly title: string;
    readonly heads: readonly [string, string, string, string];
    readonly accepted: string;
    readonly notTried: string;
    readonly letters: (accepted: number, letters: number) => string;
  };
  readonly milliseconds: (value: string) => string;
  readonly seconds: (value: string) => string;
  /** Of the Markdown report: its first line, and the heads of its table. */
  readonly counts: (counts: ReportCounts) => string;
  readonly columns: readonly string[];
  readonly page: {
    readonly conversation: string;
    readonly diagram: string;
    readonly client: string;
    readonly server: string;
    readonly passed: string;
    /** It needed more than one try. */
    readonly onTry: (tries: number) => string;
    readonly failed: string;
    readonly wentWrong: string;
    readonly line: string;
    readonly meaning: string;
    readonly skipped: (needs: string) => string;
    readonly summary: (files: number, failed: number) => string;
    readonly letter: (octets: number) => string;
    readonly more: (count: number) => string;
    readonly colophon: string;
    readonly contents: string;
    readonly private: string;
  };
}

export const reportWords: Worded<ReportWords> = { en: reportsEn, ru: reportsRu };
