/** Reports of a suite of session files, for programs and people: JUnit, TAP, JSON, Markdown. */
export { reportOf, REPORT_KINDS } from './report.ts';
export type { ReportKind, SuiteCase } from './report.ts';
