/** Session files: read with every error at once, printed back the same, filled, matched, and written from a log. */
export { MATCH_LEVELS } from './ast.ts';
export type * from './ast.ts';
export { expand, missingNames, namesOf } from './expand.ts';
export type { Expanded, Variables } from './expand.ts';
export { filmOf } from './film.ts';
export type { Scene } from './film.ts';
export { matchCommand, matchReply, showReply } from './match.ts';
export type { CameReply, Difference, Matched, MatchSetting } from './match.ts';
export { parseSession } from './parse.ts';
export type { ParsedSession } from './parse.ts';
export { escapeContent, printSession } from './print.ts';
export type { SessionProblem, Severity } from './problem.ts';
export { decodeSession } from './reader.ts';
export { Recorder } from './record.ts';
export { compilePattern, loadRegex, mayHavePattern } from './regex.ts';
export type { RegexPort } from './regex.ts';
