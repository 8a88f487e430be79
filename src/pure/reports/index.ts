/** What is told about a conversation when it is over: where its time went; and of a suite, as JUnit, TAP, JSON, Markdown, a page. */
export { CaseTranscript } from './case-transcript.ts';
export { PageLog } from './page-log.ts';
export type { PageConversation, PageStep } from './page-log.ts';
export {
  cell,
  isPage,
  isTap,
  junitElement,
  junitOf,
  pageOf,
  REPORT_KINDS,
  scalar,
  tapOf,
} from './formats.ts';
export type { ReportKind } from './formats.ts';
export { PAGE_STYLE } from './page-style.ts';
export { markup } from './markup.ts';
export { conversationTable, renderPage } from './page.ts';
export type { PageCase } from './page.ts';
export { isReportOf, reportOf } from './report.ts';
export type { SuiteCase, SuiteFailure } from './report.ts';
export { Measures } from './measures.ts';
export type { Measured, MeasuredStage, StageMeasure } from './measures.ts';
export { MOST_SPANS, Timeline } from './timeline.ts';
export type { TimeSpan, TimeStep } from './timeline.ts';
