/** The table after a run with several servers: what became of the letter at each. With `--json` it is the last line. */

import { formatJson } from '../../pure/events/index.ts';
import type { ResultEvent } from '../../pure/events/index.ts';
import { reportWords, transcriptWords } from '../../pure/phrases/index.ts';
import { makeVisible } from '../../pure/protocol/index.ts';
import type { CliContext } from '../context.ts';
import { padTo } from './layout.ts';
import { widthOf } from './columns.ts';
import { createTheme } from './theme.ts';

export interface ServerRow {
  /** As it was named. */
  readonly server: string;
  /** Null where the run was over before its turn came. */
  readonly result: ResultEvent | null;
  readonly milliseconds: number;
}

export function showServers(
  rows: readonly ServerRow[],
  { lang, color, out, json, quiet }: Pick<CliContext, 'lang' | 'color' | 'out' | 'json' | 'quiet'>,
  at: number,
): void {
  if (json) {
    const servers = rows.map(({ server, result, milliseconds }) => ({
      server,
      outcome: result?.outcome ?? null,
      exitCode: result?.exitCode ?? null,
      milliseconds: result === null ? null : exact(milliseconds),
      ...lettersOf(result),
    }));
    out.line(formatJson({ type: 'servers', at: exact(at), servers }));
    return;
  }
  if (quiet) return;
  const { servers: words, seconds } = reportWords[lang];
  const table = [
    [...words.heads],
    ...rows.map(({ server, result, milliseconds }) => [
      makeVisible(server),
      result === null ? '' : seconds((milliseconds / 1000).toFixed(2)),
      result === null ? '' : String(result.exitCode),
      outcomeOf(result, lang),
    ]),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...table.map((row) => widthOf(row[column] ?? ''))));
  out.line();
  out.line(createTheme(color).strong(words.title));
  for (const row of table)
    out.line(`  ${row.map((text, column) => padTo(text, widths[column] ?? 0)).join('  ')}`.trimEnd());
}

function outcomeOf(result: ResultEvent | null, lang: CliContext['lang']): string {
  const words = reportWords[lang].servers;
  if (result === null) return words.notTried;
  const { accepted, letters } = lettersOf(result);
  return letters > 1 ? words.letters(accepted, letters) : transcriptWords[lang].outcomes[result.outcome];
}

function lettersOf(result: ResultEvent | null): { readonly accepted: number; readonly letters: number } {
  if (result?.totals !== undefined)
    return { accepted: result.totals.accepted, letters: result.totals.letters };
  return { accepted: result?.outcome === 'accepted' ? 1 : 0, letters: 1 };
}

const exact = (value: number): number => Math.round(value * 1000) / 1000;
