/**
 * The only home of colour, layout and questions: events in, lines on the screen out. `createEventView` shows a conversation as
 * the user wants it (lines, JSON, nothing), `renderAdvice` a failure; `askSecret` and its sisters ask.
 */
export { renderAdvice } from './advice.ts';
export { widthOf } from './columns.ts';
export { indentProse, padTo, wrapProse } from './layout.ts';
export { createEventView } from './event-view.ts';
export type { EventView, EventViewOptions, TranscriptWish } from './event-view.ts';
export { isMeasuresCsv, openRunTiming } from './run-timing.ts';
export { showServers } from './servers-table.ts';
export type { ServerRow } from './servers-table.ts';
export { held, released } from './no-break.ts';
export { askChoice, askFromMany, askSecret, askText, askYesNo, yesOrNo } from './prompts.ts';
export type { Choice } from './prompts.ts';
export { describeSessionProblem, sentenceOf, showDifference, showFilm, wordFault } from './sessions.ts';
export { openPace } from './pace.ts';
export type { PaceOptions } from './pace.ts';
export { renderMarkdown } from './markdown.ts';
export { markdownToHtml } from './markdown-page.ts';
export type { Theme } from './theme.ts';
export { createTranscript, SHOWN_LINES } from './transcript.ts';
export type { Transcript } from './transcript.ts';
export type { TranscriptOptions } from './transcript-options.ts';
export type { Waiting } from './waiting.ts';
export { openTiming, showSpans, withTiming } from './waterfall.ts';
export type { Timing } from './waterfall.ts';
export { veil } from './veil.ts';
