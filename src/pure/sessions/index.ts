/** Session files: read with every error at once, printed back the same, filled, matched, and written from a log. */
export { MATCH_LEVELS } from './ast.ts';
export type * from './ast.ts';
export type { BadCertificate, Directive } from './directive.ts';
export { accountOf, expand, missingNames, namesOf, namesRead } from './expand.ts';
export type { Expanded, Variables } from './expand.ts';
export { filmOf } from './film.ts';
export type { Scene } from './film.ts';
export { literalLines } from './literal.ts';
export { openingOf } from './opening.ts';
export type { Opening } from './opening.ts';
export {
  findAbsent,
  isAnything,
  matchCommand,
  matchReply,
  showAbsent,
  showReply,
  withCaptures,
} from './match.ts';
export type { CameReply, Difference, Matched, MatchSetting } from './match.ts';
export { checkSession, parseSession } from './parse.ts';
export type { ParsedSession } from './parse.ts';
export { compareSessions } from './compare.ts';
export type { Compared, CompareSetting } from './compare.ts';
export { emptySession, escapeContent, printLine, printParts, printSession } from './print.ts';
export type { SessionProblem, Severity } from './problem.ts';
export { decodeSession, MAX_FILE_OCTETS } from './reader.ts';
export { Recorder } from './record.ts';
export { leftovers, redactSession } from './redact.ts';
export type { Leftover, Redacted } from './redact.ts';
export { isSecretName } from './secret-names.ts';
export { findSecretLines } from './secret-lines.ts';
export { saidCode, isAmong } from './codes.ts';
export { compile } from './program.ts';
export type { Program } from './program.ts';
export type * from './step.ts';
export { RunVariables } from './run-variables.ts';
export { readRows } from './rows.ts';
export { walk } from './walk.ts';
export type { SecretLine, SignInLines } from './secret-lines.ts';
export { compilePattern, loadRegex, mayHavePattern } from './regex.ts';
export type { RegexPort } from './regex.ts';
export { sideOf } from './side.ts';
export type { SidedDirective } from './side.ts';
export { updateSession } from './update.ts';
