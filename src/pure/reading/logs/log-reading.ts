/** A reading of a log line: what its program's reader found, made whole. */

import type { CauseId } from '../../knowledge/index.ts';
import { causeOf, isSure } from '../cause-of.ts';
import { findingsOf } from '../findings.ts';
import { makeReading } from '../reading.ts';
import type { FindingCode, Reading, Side, Stage } from '../reading.ts';
import { readSaid } from '../said.ts';

/** What the reader of a program sees of a line. */
export interface Line {
  readonly message: string;
  readonly program: string;
  readonly time: string;
  readonly number: number;
}

export interface LogFacts {
  readonly system: string;
  readonly said: string;
  /** Where the layout tells it; the words do otherwise. */
  readonly cause?: CauseId | null;
  readonly side?: Side | undefined;
  readonly code?: number | null;
  readonly enhanced?: string | null;
  readonly recipient?: string | null;
  readonly queueId?: string | null;
  readonly peer?: string | null;
  readonly stage?: Stage | null;
  readonly findings?: readonly FindingCode[];
}

/** Nothing was refused: the line is only counted. */
export function quietLine(
  line: Line,
  system: string,
  queueId: string | null = null,
  recipient: string | null = null,
): Reading {
  return makeReading({
    ...{ kind: 'log', system, cause: 'none', queueId, recipient, said: line.message },
    ...{ lines: [line.number, line.number], time: line.time === '' ? null : line.time },
  });
}

/** A line that says something: the cause by its words, unless the layout tells it. */
export function logReading(line: Line, facts: LogFacts): Reading {
  const { said, stage = null } = facts;
  const quoted = readSaid(said);
  const code = facts.code === undefined ? (quoted.reply?.code ?? null) : facts.code;
  const enhanced = quoted.reply?.enhanced ?? facts.enhanced ?? null;
  const at = stage ?? quoted.stage;
  const verdict = causeOf({ code, enhanced, text: quoted.text, stage: at });
  const told = facts.cause !== undefined && facts.cause !== null;
  const cause = told ? (facts.cause ?? null) : (verdict?.cause ?? null);
  return makeReading({
    kind: 'log',
    system: facts.system,
    cause,
    sure: told || isSure(verdict),
    provider: told ? null : (verdict?.provider ?? null),
    code,
    enhanced,
    recipient: facts.recipient ?? null,
    queueId: facts.queueId ?? null,
    peer: facts.peer ?? quoted.peer,
    stage: at,
    ...(facts.side === undefined ? {} : { side: facts.side }),
    lines: [line.number, line.number],
    findings: [...findingsOf({ code, enhanced, text: quoted.text }), ...(facts.findings ?? [])],
    said,
    time: line.time === '' ? null : line.time,
  });
}

/** A line that is a letter delivered. */
export function deliveredLine(line: Line, facts: LogFacts): Reading {
  return logReading(line, { ...facts, cause: 'delivered', side: 'not-a-refusal' });
}
