/** What came of session files that were played: told on the screen, written into reports, and as an exit code. */
export { isReport, tellFile, tellVerdict, writeReports } from './verdict.ts';
export type { Reported } from './verdict.ts';
