/** Session files and transcripts as they are given: read, judged, cleaned; what came of those that were played. */
export { tellLeftovers, tellRedacted, tellRepaired, tellUnreadable } from './cleaning.ts';
export { tellStream, tellStreamTiming } from './capture-table.ts';
export { tellJudgement } from './judgement.ts';
export { givenVariables, playAll } from './playing.ts';
export type { PlayingOptions } from './playing.ts';
export { isBroken, ORIGINS, readAll, tellProblems } from './reading.ts';
export { refuseWithoutScript, serveFiles } from './serving.ts';
export type { Reported } from './verdict.ts';
