/** Of a capture: between whom each conversation was, what of it is missing, and a table of all of them behind their verdicts. */

import type { ReadConversation } from '../../io/play/index.ts';
import { formatJson } from '../../pure/events/index.ts';
import type { ConversationVerdict } from '../../pure/explain/index.ts';
import { dialogueWords } from '../../pure/phrases/index.ts';
import { makeVisible } from '../../pure/protocol/index.ts';
import type { CliContext } from '../context.ts';
import { showSpans, wordFault, wrapProse } from '../terminal/index.ts';

/** Remarks on a capture, which are told wherever its conversations are shown. */
const TOLD: ReadonlySet<string> = new Set(['T013', 'T014', 'T015']);

/** Above a conversation: its two sides, its first packet, and what is missing. Nothing for what is no capture. */
export function tellStream({ path, stream, problems }: ReadConversation, context: CliContext): void {
  const { out, json, quiet, lang } = context;
  if (stream === undefined) return;
  if (json) {
    const { spans: _spans, ...about } = stream;
    out.line(formatJson({ type: 'stream', file: path, ...about }));
    return;
  }
  if (quiet) return;
  const { client, server, packet } = stream;
  const told = problems
    .filter(({ fault }) => TOLD.has(fault.code))
    .map(({ fault }) => wordFault(fault, lang));
  for (const text of [dialogueWords[lang].stream(client, server, packet), ...told])
    for (const line of wrapProse(makeVisible(text), out.columns)) out.line(line);
}

/** Below a conversation: where its time went, by the clock of the capture. */
export function tellStreamTiming(
  { stream }: ReadConversation,
  wanted: boolean | undefined,
  context: CliContext,
): void {
  if (wanted === true && stream !== undefined) showSpans(stream.spans, context);
}

export interface JudgedStream {
  readonly one: ReadConversation;
  readonly verdict: ConversationVerdict;
  /** Rules that were broken. */
  readonly errors: number;
}

/** A row a conversation: packet, sides, encryption, the letter, refusals, rules broken. */
export function tellStreamTable(judged: readonly JudgedStream[], context: CliContext): void {
  const rows = judged.filter(({ one }) => one.stream !== undefined);
  if (rows.length < 2 || context.json || context.quiet) return;
  const words = dialogueWords[context.lang].streamTable;
  const cells = rows.map(({ one: { stream }, verdict: { tls, ending, refusals }, errors }) => [
    String(stream?.packet ?? ''),
    `${stream?.client ?? ''} → ${stream?.server ?? ''}`,
    tls.mode === 'starttls' || tls.mode === 'implicit' ? 'TLS' : '',
    words.letters[ending.letter],
    refusals.map(({ code }) => String(code)).join(' '),
    errors === 0 ? '' : String(errors),
  ]);
  const all = [[...words.head], ...cells];
  const widths = words.head.map((_, column) =>
    Math.max(...all.map((row) => [...(row[column] ?? '')].length)),
  );
  context.out.line();
  for (const row of all)
    context.out.line(
      makeVisible(
        row
          .map((cell, column) =>
            column === 0 ? cell.padStart(widths[0] ?? 0) : cell.padEnd(widths[column] ?? 0),
          )
          .join('  ')
          .trimEnd(),
      ),
    );
}
