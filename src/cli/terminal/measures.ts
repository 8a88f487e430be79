/**
 * What `--timing` shows of several letters: a table of the stages in place of a waterfall, an event of its own with `--json`, and the same
 * as CSV for `--csv`.
 */

import { formatJson } from '../../pure/events/index.ts';
import { reportWords } from '../../pure/phrases/index.ts';
import type { Lang } from '../../pure/phrases/index.ts';
import type { Measured, StageMeasure } from '../../pure/reports/index.ts';
import { makeVisible } from '../../pure/protocol/index.ts';
import type { CliContext } from '../context.ts';
import { widthOf } from './columns.ts';
import { padTo } from './layout.ts';
import { createTheme } from './theme.ts';

const NUMBERS = ['min', 'median', 'p95', 'p99', 'max'] as const;

/** As a table, or as a line of JSON; nothing with `--quiet`. */
export function showMeasures(
  measured: Measured,
  { lang, color, out, json, quiet }: Pick<CliContext, 'lang' | 'color' | 'out' | 'json' | 'quiet'>,
  at: number,
  server: string,
): void {
  if (quiet && !json) return;
  if (measured.stages.length === 0) return;
  if (json) {
    const { accepted, perSecond, stages } = measured;
    const rows = stages.map((row) => ({ stage: nameInFiles(row), count: row.count, ...figures(row) }));
    const rate = perSecond === null ? null : exact(perSecond);
    const whose = server === '' ? {} : { server };
    out.line(
      formatJson({ type: 'measures', at: exact(at), ...whose, accepted, perSecond: rate, stages: rows }),
    );
    return;
  }
  const words = reportWords[lang].measures;
  const table = [
    ['', ...words.heads],
    ...measured.stages.map((row) => [
      makeVisible(nameFor(row, lang)),
      String(row.count),
      ...NUMBERS.map((name) => local(short(row[name]), lang)),
    ]),
  ];
  out.line();
  out.line(createTheme(color).strong(words.title));
  for (const line of columnsOf(table)) out.line(line);
  if (measured.perSecond !== null)
    out.line(words.perSecond(measured.accepted, measured.perSecond.toPrecision(3)));
}

/** Rows for a file: a head, a row a stage; `server` where there are several. Milliseconds. */
export function measuresAsCsv(
  all: readonly { readonly server: string; readonly measured: Measured }[],
): string {
  const rows = [['server', 'stage', 'count', ...NUMBERS, 'per_second']];
  for (const { server, measured } of all) {
    for (const row of measured.stages) {
      const rate = row.stage === 'letter' && measured.perSecond !== null ? exact(measured.perSecond) : '';
      rows.push([
        server,
        nameInFiles(row),
        String(row.count),
        ...NUMBERS.map((name) => String(exact(row[name]))),
        String(rate),
      ]);
    }
  }
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** RFC 4180 §2. A spreadsheet must not take the name of a server for a formula. */
function cell(text: string): string {
  const safe = /^[=+@\t\r-]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows as lines: the first column to the left, the others to the right. */
function columnsOf(table: readonly (readonly string[])[]): readonly string[] {
  const widths = (table[0] ?? []).map((_, at) => Math.max(...table.map((row) => widthOf(row[at] ?? ''))));
  return table.map((row) =>
    row
      .map((text, at) => {
        const width = widths[at] ?? 0;
        return at === 0 ? `  ${padTo(text, width)}` : ' '.repeat(width - widthOf(text)) + text;
      })
      .join('  '),
  );
}

function nameFor({ stage }: StageMeasure, lang: Lang): string {
  const { steps, measures } = reportWords[lang];
  if (stage === 'letter') return measures.letter;
  return isStep(stage, steps) ? steps[stage] : stage;
}

function isStep<T extends object>(stage: string, steps: T): stage is string & keyof T {
  return Object.hasOwn(steps, stage);
}

function nameInFiles({ stage }: StageMeasure): string {
  return stage;
}

function figures(row: StageMeasure): Readonly<Record<string, number>> {
  return Object.fromEntries(NUMBERS.map((name) => [name, exact(row[name])]));
}

const exact = (value: number): number => Math.round(value * 1000) / 1000;

/** Three digits tell all that a clock and a network let one know. */
function short(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

function local(text: string, lang: Lang): string {
  return lang === 'ru' ? text.replace('.', ',') : text;
}
