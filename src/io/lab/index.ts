/** What a user can do, a function each, with no terminal in sight. */
export { playTour } from './tour.ts';
export type { TourResult } from './tour.ts';
export { dryRun } from './dry-run.ts';
export { send } from './send.ts';
export type { SendPlan } from './send.ts';
export { Explorer } from './explore.ts';
export { coverageOf, createLesson, lintCourse, writeTranslation } from './lesson-authoring.ts';
export type { WrittenTranslation } from './lesson-authoring.ts';
export { builtInLessons, loadCourse } from './lesson-files.ts';
export type { LessonOnDisk, LoadedCourse } from './lesson-files.ts';
export { leadTo } from './lesson-moves.ts';
export { LessonSession } from './lesson-session.ts';
export { filmSolution, proveLesson } from './prove.ts';
export {
  exportProgress,
  importProgress,
  loadProgress,
  resetAll,
  resetLesson,
  saveProgress,
  stateOf,
} from './progress.ts';
export type { LessonProgress, LessonState, Progress } from './progress.ts';
export { loadHistory, saveHistory } from './history.ts';
export type { Expectation } from './play-setting.ts';
export { hasAccount } from './needs.ts';
export { refusedFile, replayBoth, replayFile } from './replay.ts';
export { readReports } from './homework-files.ts';
export type { ReportFile } from './homework-files.ts';
export { isNoFile, writeReport } from './report-file.ts';
export type { PlayedFile, Refusal, ReplayPlan } from './replay.ts';
export { findSessions, readConversations, readSession, readVariables } from './session-reading.ts';
export { accountWanted, namesWanted, variablesFor } from './session-variables.ts';
export type { Origin, ReadConversation, ReadSession } from './session-reading.ts';
export { planFor } from './plan.ts';
export { connect, playSession, sendLetter } from './library.ts';
export { matchers } from './matchers.ts';
export type { MatcherResult } from './matchers.ts';
export type { Live, LetterOptions, PlayedSession, PlayOptions, ServerOptions } from './library.ts';
export { checkRecorded, walkThrough } from './sasl-bench.ts';
export type { BenchLine, BenchResult } from './sasl-bench.ts';
export { checkLetters } from './letters-beside.ts';
export { serveScripts } from './serve-script.ts';
export { serve } from './serve.ts';
export type { ListeningPlace, ServeEars, ServePlan } from './serve.ts';
export type { ReceivedMail } from '../server/index.ts';
export type { DsnWishes, Envelope, Extensions } from './envelope.ts';
export type { ExchangeRoute } from './mail-exchange.ts';
export type { RunSetting, TalkingPlan } from './talking.ts';
export type { StopPoint, TlsMode } from '../client/index.ts';
export { composeFromParts, LetterError, openReadyLetter, readAsReader } from '../letters/index.ts';
export type { Letter, Source } from '../letters/index.ts';
export { parseServer, targetOf } from './target.ts';
export type { NamedResult, NamedServer, ServerFault } from './target.ts';
export { isResolver } from './dns.ts';
export type { DnsOptions, MailServers } from './dns.ts';
export { readProfile } from '../storage/index.ts';
export type { ProfileReading, ProfileValue } from '../storage/index.ts';

export { loadLesson, loadPath, nextOnPath, partEndingWith } from './lesson-path.ts';
export type { LessonPath, PathEntry } from './lesson-path.ts';
