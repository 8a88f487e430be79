/** What a bounce in prose says of one recipient, before it becomes an answer. */

import { causeOf, isSure } from '../cause-of.ts';
import type { FoundCause } from '../cause-of.ts';
import { findingsOf } from '../findings.ts';
import { makeReading } from '../reading.ts';
import type { Reading, ReadingKind, Stage } from '../reading.ts';
import { readSaid } from '../said.ts';
import { stageOf } from '../said.ts';

export interface ProseRow {
  readonly recipient: string | null;
  readonly code: number | null;
  readonly enhanced: string | null;
  readonly text: string;
  readonly stage: Stage | null;
  readonly peer: string | null;
  readonly lines: readonly [number, number];
  /** Set where the layout tells the cause; null where the words do. */
  readonly cause: FoundCause | null;
}

/** A row from the words about a recipient. */
export function proseRow(
  recipient: string | null,
  words: string,
  lines: readonly [number, number],
  more: Partial<ProseRow> = {},
): ProseRow {
  const { reply, stage, peer, text } = readSaid(words);
  return {
    recipient: recipient?.replace(/^'/, '') ?? null,
    code: reply?.code ?? null,
    enhanced: reply?.enhanced ?? null,
    text,
    stage,
    peer,
    lines,
    cause: null,
    ...more,
  };
}

export { stageOf };

export function sureCause(cause: FoundCause['cause']): FoundCause {
  return { cause, by: 'words', provider: null };
}

export function readingOfRow(row: ProseRow, system: string, kind: ReadingKind = 'bounce'): Reading {
  const { code, enhanced, text, stage } = row;
  const verdict = row.cause ?? causeOf({ code, enhanced, text, stage });
  return makeReading({
    kind,
    system,
    cause: verdict?.cause ?? null,
    sure: isSure(verdict),
    provider: verdict?.provider ?? null,
    code,
    enhanced,
    recipient: row.recipient,
    peer: row.peer,
    stage,
    lines: row.lines,
    findings: findingsOf({ code, enhanced, text }),
    said: [code, enhanced, text].filter((one) => one !== null && one !== '').join(' '),
  });
}
