/** Every sentence that the program says, by area, each in both languages and of one shape. */
export type { Lang, Worded } from './lang.ts';
/** The examples of the help, loaded when a help is printed. */
export const loadExamples = (): Promise<typeof import('./examples.ts')> => import('./examples.ts');
export { conformanceWords } from './conformance.ts';
export type { ConformanceWords, VerdictWords } from './conformance.ts';
export { exitWords } from './exit-codes.ts';
export type { ExitWords } from './exit-codes.ts';
export { notes } from './notes.ts';
export type { Notes } from './notes.ts';
export { optionWords } from './options.ts';
export type { OptionWords, ConnectionHelp } from './options.ts';
export { explorerWords } from './explorer.ts';
export type { ExplorerWords, Place } from './explorer.ts';
export { scenarioWords } from './scenarios.ts';
export type { ScenarioWords } from './scenarios.ts';
export { learnWords } from './learn.ts';
export type { LearnWords, LessonWord } from './learn.ts';
export { sessionWords } from './sessions.ts';
export type { SessionFaultDetails, SessionWords } from './sessions.ts';
export { policyWords, verdictLines } from './policy.ts';
export type { PolicyWords } from './policy.ts';
export { pageWords } from './page.ts';
export type { PageWords } from './page.ts';
export { ruleWords } from './rules.ts';
export type { RuleWords } from './rules.ts';
export { gatewayWords } from './gateway.ts';
export type { GatewayWords } from './gateway.ts';
export { serveWords } from './serve.ts';
export type { ServeWords } from './serve.ts';
export { reportWords } from './reports.ts';
export { dialogueWords } from './dialogues.ts';
export type { DialogueWords } from './dialogues.ts';
export type { ReportWords } from './reports.ts';
export { manualWords } from './manual.ts';
export { sendmailWords } from './sendmail.ts';
export { sendWords } from './send.ts';
export type { SendWords } from './send.ts';
export { tourWords } from './tour.ts';
export type { TourWords } from './tour.ts';
export { cliWords } from './cli.ts';
export type { CliWords, CommandSummaries } from './cli.ts';
export { transcriptWords } from './transcript.ts';
export type { TranscriptWords, Whereto } from './transcript.ts';
export { loadProblemWords } from './problems.ts';
export type {
  Attempt,
  AttemptPhrases,
  CertificateTrouble,
  ProblemPhrases,
  ProblemSetting,
  ProblemText,
  ProblemWords,
  RefusalText,
} from './problems.ts';
export { remarkPhrases } from './remarks.ts';
export type { RemarkPhrases } from './remarks.ts';
export { slipWords } from './slips.ts';
export type { SlipWords } from './slips.ts';
export { explainWords } from './explain.ts';
export type { ExplainWords } from './explain.ts';
export { readingWords } from './reading.ts';
export type { ReadingWords } from './reading.ts';
