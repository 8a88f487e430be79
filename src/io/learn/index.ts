/** `learn`: lessons on disk, taken against the practice server, proved; a learner's progress. */

export { coverageOf, createLesson, lintCourse, writeTranslation } from './lesson-authoring.ts';
export type { WrittenTranslation } from './lesson-authoring.ts';
export { builtInLessons, loadCourse } from './lesson-files.ts';
export type { LessonOnDisk, LoadedCourse } from './lesson-files.ts';
export { leadTo } from './lesson-moves.ts';
export { LessonSession } from './lesson-session.ts';
export { filmSolution, proveLesson } from './proof.ts';
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
export { readReports } from './homework-files.ts';
export type { ReportFile } from './homework-files.ts';
export { loadLesson, loadPath, nextOnPath, partEndingWith } from './lesson-path.ts';
export type { LessonPath, PathEntry } from './lesson-path.ts';
