/** The reports of `conform`: which are wanted, whether each can be written before anything is tried, and writing them. */

import { CONFORMANCE_REPORTS, conformanceReport, isConformanceReport } from '../../pure/conformance/index.ts';
import type { ConformanceReport, ReportedCase, ReportHead } from '../../pure/conformance/index.ts';
import type { CliContext } from '../context.ts';
import { checkOwn, toldWhereUnwritten, writeOut } from '../options/index.ts';

/** Where one report of a list ends: a file may have a comma in its name. */
export const REPORT_LISTS = new RegExp(`,(?=(?:${CONFORMANCE_REPORTS.join('|')})=)`);

/** Whether an argument is `KIND=FILE`. */
export function isConformanceReportArgument(argument: string): boolean {
  if (/,[a-z-]+=/i.test(argument)) return false;
  return CONFORMANCE_REPORTS.some(
    (kind) => argument.startsWith(`${kind}=`) && argument.length > kind.length + 1,
  );
}

function wishOf(argument: string): { readonly kind: ConformanceReport | undefined; readonly path: string } {
  const at = argument.indexOf('=');
  return {
    kind: CONFORMANCE_REPORTS.find((one) => one === argument.slice(0, at)),
    path: argument.slice(at + 1),
  };
}

/** Throws a `UsageError` where a report could not be written in the end. */
export async function checkConformanceReports(wanted: readonly string[]): Promise<void> {
  for (const argument of wanted) {
    const { kind, path } = wishOf(argument);
    await checkOwn('--report', path, (text) => kind === undefined || isConformanceReport(kind, text));
  }
}

/** Writes each wanted report whole. SECURITY: what was handed over as a secret is in none of them. */
export async function writeConformanceReports(
  wanted: readonly string[],
  cases: readonly ReportedCase[],
  head: ReportHead,
  context: CliContext,
): Promise<void> {
  for (const argument of wanted) {
    const { kind, path } = wishOf(argument);
    if (kind === undefined) continue;
    const text = conformanceReport(kind, cases, head, context.lang);
    await toldWhereUnwritten(context, () => writeOut('--report', path, context.sealedProse(text), context));
  }
}
