/** Conformance: cases, each a session file about clauses of the standards; the verdict on one; the matrix of a run, and its reports. */
export { byClause, LEVELS, readCase, sectionOf } from './case.ts';
export type { CaseOpening, ConformanceCase, InBoth, Level, ReadCase } from './case.ts';
export { foundOf, readFindings } from './findings.ts';
export type { Findings } from './findings.ts';
export { judge, tallyOf, VERDICTS } from './verdict.ts';
export type { CasePlay, Counts, Judged, Reason, Tally, Verdict } from './verdict.ts';
export { conformanceReport, counts, isConformanceReport, unique } from './reports.ts';
export type { ReportedCase, ReportHead } from './reported.ts';
