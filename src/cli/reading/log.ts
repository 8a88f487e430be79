/** `explain` of a log: line by line, whatever its length; alike lines folded, and a table of causes at the end of a long one. */

import { SignInMask } from '../../pure/events/index.ts';
import { explainReading } from '../../pure/explain/index.ts';
import { loadRefusals, QUIET_CAUSES } from '../../pure/knowledge/index.ts';
import { readingWords } from '../../pure/phrases/index.ts';
import { EXIT } from '../../pure/problems/index.ts';
import { makeVisible } from '../../pure/protocol/index.ts';
import { LogFold, readLogLine } from '../../pure/reading/index.ts';
import type { LogGroup, LogSummary } from '../../pure/reading/index.ts';
import type { CliContext } from '../context.ts';
import { wrapProse } from '../terminal/index.ts';
import { printReading } from './print.ts';

/** A log of more lines than this ends with a table. */
const LONG = 3;
/** As many answers as are shown on the screen, the most frequent first. */
const MOST_SHOWN = 25;

/** Counts the lines of a log as they come; `finish` prints what they say. */
export class LogReport {
  readonly #fold = new LogFold();
  /** SECURITY: what is read may be quoted. */
  readonly #mask = new SignInMask();
  #number = 0;

  /** Takes whole lines, each ended by a line feed but perhaps the last. */
  take(piece: string): void {
    const text = this.#mask.hide(piece);
    let from = 0;
    while (from < text.length) {
      const end = text.indexOf('\n', from);
      const line = text.slice(from, end === -1 ? undefined : end);
      this.#number += 1;
      if (line !== '') this.#fold.add(readLogLine(line, this.#number), line);
      from = end === -1 ? text.length : end + 1;
    }
  }

  async finish(context: CliContext): Promise<number> {
    const summary = this.#fold.summary();
    const groups = [...summary.groups].sort(
      (a, b) => weight(b) - weight(a) || b.count - a.count || a.lines[0] - b.lines[0],
    );
    if (context.json) {
      for (const group of groups) await printGroup(group, context);
      return summary.understood === 0 ? EXIT.usage : 0;
    }
    const telling = groups.filter(({ first }) => first.cause === null || !QUIET_CAUSES.has(first.cause));
    const shown = telling.length > 0 || groups.length === 0 ? telling : groups.slice(0, 1);
    for (const group of shown.slice(0, MOST_SHOWN)) await printGroup(group, context);
    if (summary.lines > LONG || telling.length > 1) await printTable(summary, groups, context);
    return summary.understood === 0 ? EXIT.usage : 0;
  }
}

/** What failed comes before what did not. */
function weight({ first }: LogGroup): number {
  return first.cause !== null && QUIET_CAUSES.has(first.cause) ? 0 : 1;
}

async function printGroup(group: LogGroup, context: CliContext): Promise<void> {
  const answer = await explainReading(group.first, { lang: context.lang, showSecrets: false });
  const recipients = [...group.recipients];
  printReading(answer, { count: group.count, recipients, lines: group.lines }, context);
}

async function printTable(
  summary: LogSummary,
  groups: readonly LogGroup[],
  context: CliContext,
): Promise<void> {
  const { out, lang } = context;
  const words = readingWords[lang].table;
  const prose = (text: string): void => {
    for (const piece of wrapProse(makeVisible(text), out.columns)) out.line(piece);
  };
  prose(words.title(summary.lines, summary.understood));
  if (summary.programs.length > 0) prose(words.programs(summary.programs.join(', ')));
  const byCause = new Map<string, { count: number; recipients: number; from: string; to: string }>();
  for (const group of groups) {
    const cause = group.first.cause ?? 'unknown';
    const row = byCause.get(cause);
    const recipients = group.allRecipients;
    if (row === undefined)
      byCause.set(cause, { count: group.count, recipients, from: group.from, to: group.to });
    else {
      row.count += group.count;
      row.recipients += recipients;
      if (group.from < row.from) row.from = group.from;
      if (group.to > row.to) row.to = group.to;
    }
  }
  const titles = (await loadRefusals(lang)).causes;
  const rows = [...byCause].sort((a, b) => b[1].count - a[1].count);
  const cells = rows.map(([cause, row]) => [
    String(row.count),
    titles.get(cause)?.title ?? cause,
    row.recipients === 0 ? '' : String(row.recipients),
    short(row.from),
    short(row.to),
  ]);
  const all = [[...words.head], ...cells];
  const widths = [0, 1, 2, 3, 4].map((column) =>
    Math.max(...all.map((row) => [...(row[column] ?? '')].length)),
  );
  for (const row of all)
    out.line(
      makeVisible(
        row
          .map((cell, column) =>
            column === 0 || column === 2
              ? cell.padStart(widths[column] ?? 0)
              : cell.padEnd(widths[column] ?? 0),
          )
          .join('  ')
          .trimEnd(),
      ),
    );
  if (summary.beyond > 0) prose(words.more(summary.beyond));
  if (summary.hosts.length > 0)
    prose(words.hosts(summary.hosts.map(([host, count]) => `${host} (${String(count)})`).join(', ')));
  if (summary.deliveries > 0) {
    const parts = summary.delays.map(
      (sum, index) => `${words.delayParts[index] ?? ''} ${words.seconds(sum / summary.deliveries)}`,
    );
    prose(words.delays(parts.join(', ')));
  }
}

/** Time without the date where the date is that of syslog. */
function short(time: string): string {
  return time.replace(/\.\d+/, '').replace(/[+-]\d\d:?\d\d$/, '');
}
