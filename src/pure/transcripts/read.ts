/**
 * A foreign transcript from its text: which notation it is in, where its dialogues are, what each says. Lenient: what was guessed
 * is remarked, never refused; an error is only that there is no conversation in it.
 */

import type { SessionProblem } from '../sessions/index.ts';
import { bareEntries } from './bare.ts';
import { candidatesIn } from './candidates.ts';
import { readDialogue } from './dialogue.ts';
import { groupsOf } from './groups.ts';
import { blockEntries, traceEntries } from './layouts.ts';
import { learnMarks } from './learn.ts';
import { learnedEntries } from './learned-reader.ts';
import { entriesBy } from './marks.ts';
import type { Entry } from './marks.ts';
import { NOTATIONS, rowOf } from './notations.ts';
import type { Notation } from './notations.ts';
import { withoutPasting } from './pasting.ts';
import { looksLikeReply, looksStrictlyLikeCommand } from './roles.ts';
import { rowReader } from './row-reader.ts';
import { clearedLines } from './source.ts';
import type { SourceLine } from './source.ts';
import type { Dialogue, FoundDialogues } from './turns.ts';

export interface ReadTranscript extends FoundDialogues {
  readonly problems: readonly SessionProblem[];
}

/** Reads a transcript; `auto` finds out the notation. */
export function readTranscript(
  text: string,
  name: string,
  notation: Notation | 'auto' = 'auto',
): ReadTranscript {
  const { lines: printed, furniture } = clearedLines(text);
  const lines = withoutPasting(printed);
  const problems: SessionProblem[] = [];
  const [firstBreak] = furniture;
  if (firstBreak !== undefined) {
    const count = furniture.reduce((sum, one) => sum + one.count, 0);
    const span = { line: firstBreak.line, column: 1, length: 1 };
    const fault = { code: 'T010', detail: { lines: count } } as const;
    problems.push({ file: name, span, severity: 'remark', fault, source: '' });
  }
  const chosen = notation === 'auto' ? likeliest(lines) : notation;
  const row = rowOf(chosen);
  const manner = { strict: row?.inProse === true, loose: row?.looseLetter === true };
  const dialogues: Dialogue[] = [];
  for (const group of groupsOf(entriesOf(chosen, lines), manner.strict)) {
    const dialogue = readDialogue(group, name, manner);
    if (dialogue === null) {
      const [first] = group.items;
      const span = { line: first?.line ?? 1, column: 1, length: 1 };
      const fault = { code: 'T012', detail: { lines: group.items.length } } as const;
      problems.push({ file: name, span, severity: 'remark', fault, source: first?.source ?? '' });
      continue;
    }
    dialogues.push(dialogue);
    for (const remark of dialogue.remarks) problems.push(remark);
  }
  if (dialogues.length === 0) {
    const span = { line: 1, column: 1, length: 1 };
    const fault = { code: 'unknown-notation', detail: {} } as const;
    problems.push({ file: name, span, severity: 'error', fault, source: '' });
  }
  problems.sort((a, b) => a.span.line - b.span.line);
  return { notation: chosen, dialogues, problems };
}

/** The lines of a text, read by a notation. */
function entriesOf(notation: Notation, lines: readonly SourceLine[]): readonly Entry[] {
  switch (notation) {
    case 'telnet':
      return bareEntries(lines.map((line) => ({ ...line, from: 0 })));
    case 'curl-trace':
      return traceEntries(lines);
    case 'blocks':
      return blockEntries(lines);
    case 'learned': {
      const marks = learnMarks(lines);
      return marks === null ? [] : learnedEntries(lines, marks);
    }
    default:
      return entriesBy(lines, rowReader(notation));
  }
}

/** As many lines that may be said decide which notation it is; of a long letter only its beginning is searched for them. */
const MOST_DECIDING = 3000;
const ENOUGH = 12;
const MOST_SEARCHED = 20_000;

/** The notation in which most lines are commands and replies; where two have the same, the one named first. */
function likeliest(lines: readonly SourceLine[]): Notation {
  const sample = deciding(lines);
  let best: Notation = 'telnet';
  let most = 0;
  for (const notation of NOTATIONS) {
    const row = rowOf(notation);
    const sign = row?.sign;
    if (sign !== undefined && !sample.some(({ text }) => sign.test(text))) continue;
    // What is known by name is preferred: it knows more than its marks.
    const count = weight(entriesOf(notation, sample)) * (row === undefined ? 1 : 1.1);
    if (count > most) {
      most = count;
      best = notation;
    }
  }
  return best;
}

/** The lines that may be said, each with the one before it. */
function deciding(lines: readonly SourceLine[]): readonly SourceLine[] {
  if (lines.length <= MOST_DECIDING) return lines;
  const found: SourceLine[] = [];
  let before: SourceLine | null = null;
  for (const [at, line] of lines.entries()) {
    if (at > MOST_SEARCHED && found.length > ENOUGH) break;
    if (candidatesIn(line.text).length > 0) {
      if (before !== null) found.push(before);
      found.push(line);
      before = null;
    } else before = line;
    if (found.length >= MOST_DECIDING) break;
  }
  return found;
}

function weight(entries: readonly Entry[]): number {
  let count = 0;
  for (const entry of entries) {
    if (entry.kind !== 'said') continue;
    const text = entry.text.trim();
    if (looksLikeReply(text) || looksStrictlyLikeCommand(text)) count++;
  }
  return count;
}
