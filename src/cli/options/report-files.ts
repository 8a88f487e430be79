/**
 * `--report KIND=FILE` of every command that writes reports: read, looked at before anything is tried, written whole in the end. What
 * stands in a report is the command's.
 */

import { InvalidArgumentError, Option } from 'commander';
import { REPORT_KINDS } from '../../pure/reports/index.ts';
import type { ReportKind } from '../../pure/reports/index.ts';
import type { CliContext } from '../context.ts';
import { checkOwn, toldWhereUnwritten, writeOut } from './output-files.ts';

/** Where one report of a list ends: a file may have a comma in its name. */
const BETWEEN_REPORTS = new RegExp(`,(?=(?:${REPORT_KINDS.join('|')})=)`);

export function reportOption(words: { readonly report: string; readonly badReport: string }): Option {
  return new Option('--report <KIND=FILE>', words.report).argParser(
    (value: string, before: readonly string[] | undefined) => {
      const wanted = reportsIn(value);
      if (wanted === null) throw new InvalidArgumentError(words.badReport);
      return [...(before ?? []), ...wanted];
    },
  );
}

/** The reports of a list, each `KIND=FILE`; null where one of them is none. */
export function reportsIn(value: string): readonly string[] | null {
  const wanted = value.split(BETWEEN_REPORTS);
  return wanted.every(isReport) ? wanted : null;
}

function isReport(argument: string): boolean {
  // A comma before another word and `=` is a kind that is misspelt, and no part of a file's name.
  if (/,[a-z-]+=/i.test(argument)) return false;
  return REPORT_KINDS.some((kind) => argument.startsWith(`${kind}=`) && argument.length > kind.length + 1);
}

/** Throws a `UsageError` where a report could not be written in the end. `isOwn`: whether a file that is there is such a report. */
export async function checkReports(
  wanted: readonly string[],
  isOwn: (kind: ReportKind, text: string) => boolean,
): Promise<void> {
  for (const { kind, path } of wanted.map(wishOf))
    await checkOwn('--report', path, (text) => kind === undefined || isOwn(kind, text));
}

/**
 * Writes each wanted report whole; whether all of them could be. One that cannot be written is told, and changes nothing about what
 * the run came to. SECURITY: no secret stands in one, whatever it is made of.
 */
export async function writeReports(
  wanted: readonly string[],
  reportOf: (kind: ReportKind) => string,
  context: CliContext,
): Promise<boolean> {
  let all = true;
  for (const { kind, path } of wanted.map(wishOf)) {
    if (kind === undefined) continue;
    const text = context.sealedProse(reportOf(kind));
    all = (await toldWhereUnwritten(context, () => writeOut('--report', path, text, context))) && all;
  }
  return all;
}

function wishOf(argument: string): { readonly kind: ReportKind | undefined; readonly path: string } {
  const at = argument.indexOf('=');
  return { kind: REPORT_KINDS.find((one) => one === argument.slice(0, at)), path: argument.slice(at + 1) };
}
