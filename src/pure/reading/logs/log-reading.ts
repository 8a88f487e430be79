/** A reading of a log line: what its program's reader found, made whole. */

import { CAUSES } from '../../knowledge/index.ts';
import type { CauseId } from '../../knowledge/index.ts';
import { causeOf, isSure, nameless } from '../cause-of.ts';
import { findingsOf } from '../findings.ts';
import { makeReading, MOST_SAID } from '../reading.ts';
import type { FindingCode, Reading, Side, Stage } from '../reading.ts';
import { readSaid } from '../said.ts';
import type { Said } from '../said.ts';

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
  return {
    kind: 'log',
    system,
    cause: 'none',
    sure: true,
    provider: null,
    code: null,
    enhanced: null,
    recipient,
    queueId,
    peer: null,
    reporter: null,
    stage: null,
    side: 'not-a-refusal',
    duty: 'nobody',
    retry: 'no',
    lines: [line.number, line.number],
    findings: [],
    said: line.message,
    time: line.time === '' ? null : line.time,
  };
}

/** A delivery that failed or was put off, or a refusal quoted with its enhanced code: whatever else such a line is, it is not quiet. */
const REFUSAL =
  /\bstatus=(?:deferred|bounced|expired|undeliverable)\b|\bstat(?:us)?=(?:Deferred|User unknown|Service unavailable)|(?:^|[:'"(]\s?|\bsaid: )[45]\d\d[- ][45]\.\d{1,3}\.\d{1,3}\b/;

/** A line whose layout no rule knows: counted where it holds no refusal, read by its words where it does. */
export function unknownLine(
  line: Line,
  system: string,
  queueId: string | null = null,
  recipient: string | null = null,
): Reading {
  const found = REFUSAL.exec(line.message);
  if (found === null) return quietLine(line, system, queueId, recipient);
  const at = found.index + (/[45]\d\d[- ][45]\./.exec(found[0])?.index ?? -found.index);
  return logReading(line, { system, said: line.message.slice(at), queueId, recipient });
}

/** What the words of a line come to, without whom it is about: logs say the same of many. */
interface Judged {
  readonly code: number | null;
  readonly enhanced: string | null;
  readonly stage: Stage | null;
  readonly cause: CauseId | null;
  readonly sure: boolean;
  readonly provider: string | null;
  readonly findings: readonly FindingCode[];
}

const MOST_JUDGED = 5000;
const judged = new Map<string, Judged>();

function judge(facts: LogFacts, quoted: Said): Judged {
  const code = facts.code === undefined ? (quoted.reply?.code ?? null) : facts.code;
  const enhanced = quoted.reply?.enhanced ?? facts.enhanced ?? null;
  const stage = facts.stage ?? quoted.stage;
  const told = facts.cause ?? null;
  const verdict = told === null ? causeOf({ code, enhanced, text: quoted.text, stage }) : null;
  return {
    code,
    enhanced,
    stage,
    cause: told ?? verdict?.cause ?? null,
    sure: told !== null || isSure(verdict),
    provider: verdict?.provider ?? null,
    findings: findingsOf({ code, enhanced, text: quoted.text }),
  };
}

/** A line that says something: the cause by its words, unless the layout tells it. */
export function logReading(line: Line, facts: LogFacts): Reading {
  const { said } = facts;
  const told = facts.cause ?? null;
  if (told !== null && facts.code === null && facts.peer !== undefined)
    return toldReading(line, facts, told, facts.peer);
  const key = `${facts.code === null ? '-' : (facts.code ?? '')}|${facts.cause ?? ''}|${facts.enhanced ?? ''}|${facts.stage ?? ''}|${nameless(said)}`;
  let found = judged.get(key);
  let peer = facts.peer;
  if (found === undefined || peer === undefined) {
    const quoted = readSaid(said);
    peer ??= quoted.peer;
    found ??= judge(facts, quoted);
    if (judged.size >= MOST_JUDGED) judged.clear();
    judged.set(key, found);
  }
  return makeReading({
    kind: 'log',
    system: facts.system,
    cause: found.cause,
    sure: found.sure,
    provider: found.provider,
    code: found.code,
    enhanced: found.enhanced,
    recipient: facts.recipient ?? null,
    queueId: facts.queueId ?? null,
    peer,
    stage: found.stage,
    ...(facts.side === undefined ? NOTHING : { side: facts.side }),
    lines: [line.number, line.number],
    findings: facts.findings === undefined ? found.findings : [...found.findings, ...facts.findings],
    said,
    time: line.time === '' ? null : line.time,
  });
}

/** Where the layout tells all, the words are not looked at. */
function toldReading(line: Line, facts: LogFacts, cause: CauseId, peer: string | null): Reading {
  return makeReading({
    kind: 'log',
    system: facts.system,
    cause,
    enhanced: facts.enhanced ?? null,
    recipient: facts.recipient ?? null,
    queueId: facts.queueId ?? null,
    peer,
    stage: facts.stage ?? null,
    ...(facts.side === undefined ? NOTHING : { side: facts.side }),
    lines: [line.number, line.number],
    findings: facts.findings ?? [],
    said: facts.said,
    time: line.time === '' ? null : line.time,
  });
}

const NOTHING = {};

/** A line that is a letter delivered: of a busy server there are millions, so its reading is made in one piece. */
export function deliveredLine(line: Line, facts: LogFacts): Reading {
  const { said } = facts;
  const reply = facts.code === null ? null : takenReply(said);
  return {
    kind: 'log',
    system: facts.system,
    cause: 'delivered',
    sure: true,
    provider: null,
    code: facts.code ?? reply?.code ?? null,
    enhanced: reply?.enhanced ?? facts.enhanced ?? null,
    recipient: facts.recipient ?? null,
    queueId: facts.queueId ?? null,
    peer: facts.peer ?? null,
    reporter: null,
    stage: facts.stage ?? null,
    side: 'not-a-refusal',
    duty: CAUSES.delivered.duty,
    retry: CAUSES.delivered.retry,
    lines: [line.number, line.number],
    findings: NO_FINDINGS,
    said: said.length > MOST_SAID ? `${said.slice(0, MOST_SAID)}…` : said,
    time: line.time === '' ? null : line.time,
  };
}

const NO_FINDINGS: readonly FindingCode[] = [];

interface Taken {
  readonly code: number;
  readonly enhanced: string | null;
}

const QMAIL_WORDS = 'Remote host said: ';
const ENHANCED = /^2\.\d{1,3}\.\d{1,3}$/;

/** The reply to a letter that was taken, at the beginning or behind qmail's words; by its places. */
function takenReply(said: string): Taken | null {
  let at = 0;
  if (said.charCodeAt(0) !== TWO) {
    const words = said.indexOf(QMAIL_WORDS);
    if (words === -1 || words > 200) return null;
    at = words + QMAIL_WORDS.length;
    if (said.charCodeAt(at) !== TWO) return null;
  }
  const tens = said.charCodeAt(at + 1) - ZERO;
  const ones = said.charCodeAt(at + 2) - ZERO;
  const behind = said.charCodeAt(at + 3);
  if (!(tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 && (behind === SPACE || behind === HYPHEN)))
    return null;
  const code = 200 + tens * 10 + ones;
  if (said.charCodeAt(at + 4) !== TWO || said.charAt(at + 5) !== '.') return { code, enhanced: null };
  if (said.startsWith('2.0.0 ', at + 4)) return { code, enhanced: '2.0.0' };
  const end = said.indexOf(' ', at + 4);
  const word = said.slice(at + 4, end === -1 ? undefined : end);
  return { code, enhanced: ENHANCED.test(word) ? word : null };
}

const ZERO = 48;
const TWO = 50;
const SPACE = 32;
const HYPHEN = 45;
