/**
 * The verdict on session files that were played: a line for each, the counts at the end, the cases of the reports, the exit code: 15
 * where a file did not match, else that of the first that could not be played.
 */

import type { FailedTry, PlayedFile } from '../../io/play/index.ts';
import { formatJson } from '../../pure/events/index.ts';
import type { Advice } from '../../pure/explain/index.ts';
import { sessionWords } from '../../pure/phrases/index.ts';
import { EXIT, exitCodeOfSignal } from '../../pure/problems/index.ts';
import type { Problem } from '../../pure/problems/index.ts';
import { makeVisible } from '../../pure/protocol/index.ts';
import { reportOf } from '../../pure/reports/index.ts';
import type { PageConversation, SuiteCase, SuiteFailure } from '../../pure/reports/index.ts';
import { showReply } from '../../pure/sessions/index.ts';
import type { Span } from '../../pure/sessions/index.ts';
import type { CliContext } from '../context.ts';
import { writeReports } from '../options/index.ts';
import { indentProse, renderAdvice, showDifference } from '../terminal/index.ts';

/** A file that was played, and what the page shows of it. */
export interface Reported {
  readonly played: PlayedFile;
  readonly conversation: PageConversation | null;
  /** What was said, and the server's last reply. */
  readonly transcript: readonly string[];
  readonly server: string;
}

/** What puts a problem into words. */
export interface Adviser {
  readonly advice: (problem: Problem) => Advice;
}

/** What ended a play before its time, where that is not told by a difference; else null. */
function endedBy({ problem }: PlayedFile): Problem | null {
  return problem === null || problem.code === 'mismatch' ? null : problem;
}

/** What a report says of a file that failed. */
function whyFailed(
  { played, server }: Reported,
  context: Pick<CliContext, 'lang'>,
  adviser: Adviser,
): readonly SuiteFailure[] {
  const words = sessionWords[context.lang];
  const shown = (text: string): string => (text === '' ? words.nothing : text);
  const wrong = played.expectations
    .filter(({ ok }) => !ok)
    .map(({ file, span, wanted, came, after, reply }): SuiteFailure => {
      const { line, column } = span;
      const place = file === played.path ? `${line}:${column}` : `${file}:${line}:${column}`;
      const text = `${place} ${words.wanted} ${shown(wanted)}, ${words.came} ${shown(came)}`;
      const said = reply === undefined ? '' : showReply(reply);
      return { kind: 'failure', text, file, line, column, wanted, came, server: said, after };
    });
  const error = (text: string, span: Span | null): SuiteFailure => {
    const place = span === null ? '' : `${span.line}:${span.column} `;
    const about = { wanted: '', came: '', server, after: '' };
    const file = span?.file ?? played.path;
    return {
      kind: 'error',
      text: place + text,
      file,
      line: span?.line ?? null,
      column: span?.column ?? null,
      ...about,
    };
  };
  const problem = endedBy(played);
  return [
    ...wrong,
    ...played.refused.map(({ text, span }) => error(text, span)),
    ...(problem === null ? [] : [error(adviser.advice(problem).headline, played.at)]),
  ];
}

/** A file of a suite: a line where it passed, and where it did not what was wanted and what came, and what ended it. */
export function tellFile(played: PlayedFile, context: CliContext, adviser: Adviser): void {
  const words = sessionWords[context.lang];
  const { out, quiet } = context;
  if (played.skipped.length > 0) {
    if (!quiet) out.line(makeVisible(words.skippedFile(played.path, played.skipped.join(', '))));
    return;
  }
  if (played.exitCode === 0) {
    if (!quiet)
      out.line(makeVisible(words.passedFile(played.path, played.expectations.length, played.tries)));
    return;
  }
  const complain = quiet ? context.err.line : out.line;
  complain(makeVisible(words.failedFile(played.path)));
  for (const expectation of played.expectations)
    if (!expectation.ok) for (const line of showDifference(expectation, context)) complain(line);
  const problem = endedBy(played);
  const why = played.refused.map(({ text }) => text);
  for (const text of problem === null ? why : [...why, adviser.advice(problem).headline])
    for (const line of indentProse(makeVisible(text), 2, out.columns)) complain(line);
}

/** A try that failed for now, and when the next one is. */
export function tellRetry(failed: FailedTry, at: number, context: CliContext): void {
  const { out, json, quiet, lang } = context;
  if (json) {
    const { file, next, most, milliseconds, said } = failed;
    out.line(formatJson({ type: 'retry', at, file, next, most, milliseconds, said }));
  } else if (!quiet) out.line(makeVisible(sessionWords[lang].retried(failed)));
}

/** Why a file that was played alone could not be played to its end, with what to try. */
export function tellEnd(played: PlayedFile, { err, lang, color }: CliContext, adviser: Adviser): void {
  const problem = endedBy(played);
  if (problem === null) return;
  const setting = { lang, color: color && err.isTerminal, columns: err.columns };
  for (const line of renderAdvice(adviser.advice(problem), setting, played.exitCode)) err.line(line);
}

/** The closing line, or its JSON; gives the exit code. */
export function tellVerdict(
  played: readonly PlayedFile[],
  context: CliContext,
  milliseconds: number,
): number {
  const words = sessionWords[context.lang];
  const failed = played.filter(({ exitCode }) => exitCode !== 0);
  const expectations = played.reduce((sum, one) => sum + one.expectations.length, 0);
  const skipped = played.filter((one) => one.skipped.length > 0).length;
  const passed = played.length - failed.length - skipped;
  if (context.json) {
    const problem = played.map((one) => endedBy(one)?.code).find((code) => code !== undefined) ?? null;
    const counts = { files: played.length, passed, failed: failed.length, skipped, expectations, problem };
    context.out.line(formatJson({ type: 'summary', at: Math.round(milliseconds), ...counts }));
  } else if (!context.quiet || failed.length > 0) {
    const line = words.summary(
      played.length,
      passed,
      failed.length,
      expectations,
      (milliseconds / 1000).toFixed(1),
      skipped,
    );
    (context.quiet ? context.err : context.out).line(line);
  }
  if (context.signal.aborted) return exitCodeOfSignal(context.signal.reason);
  if (failed.length === 0) return 0;
  const strayed = failed.some(({ exitCode }) => exitCode === EXIT.mismatch);
  return strayed ? EXIT.mismatch : (failed[0]?.exitCode ?? EXIT.mismatch);
}

/** Writes the reports that are wanted of what was played. */
export async function report(
  wanted: readonly string[],
  reported: readonly Reported[],
  context: CliContext,
  adviser: Adviser,
): Promise<void> {
  const cases = casesOf(reported, context, adviser);
  await writeReports(wanted, (kind) => reportOf(kind, cases, context.lang), context);
}

/** What was played, as cases of a report. */
export function casesOf(
  reported: readonly Reported[],
  context: CliContext,
  adviser: Adviser,
): readonly SuiteCase[] {
  return reported.map((one) => caseOf(one, context, adviser));
}

function caseOf(one: Reported, context: CliContext, adviser: Adviser): SuiteCase {
  const { played, conversation, transcript } = one;
  return {
    file: played.path,
    title: played.title,
    expectations: played.expectations.length,
    failures: whyFailed(one, context, adviser),
    skipped: played.skipped,
    tries: played.tries,
    transcript,
    milliseconds: played.milliseconds,
    conversation,
    tried: true,
  };
}
