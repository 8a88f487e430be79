/**
 * A foreign transcript from its text: which notation it is in, where its dialogues are, what each says. Lenient: what was guessed
 * is remarked, never refused; an error is only that there is no conversation in it.
 */

import type { SessionProblem } from '../sessions/index.ts';
import { readDialogue } from './dialogue.ts';
import { groupsOf } from './groups.ts';
import { markedBy, NOTATIONS } from './marks.ts';
import type { Marked, Notation } from './marks.ts';
import { looksLikeCommand, looksLikeReply } from './roles.ts';
import { clearedLines } from './source.ts';
import type { SourceLine } from './source.ts';
import type { Dialogue, Transcript } from './turns.ts';

/** Notations that are printed in running text, where prose ends a dialogue. */
const IN_PROSE: readonly Notation[] = ['rfc', 'postfix'];

export interface ReadTranscript extends Transcript {
  readonly problems: readonly SessionProblem[];
}

/** Reads a transcript; `auto` finds out the notation. */
export function readTranscript(
  text: string,
  name: string,
  notation: Notation | 'auto' = 'auto',
): ReadTranscript {
  const { lines, furniture } = clearedLines(text);
  const problems: SessionProblem[] = [];
  const [firstBreak] = furniture;
  if (firstBreak !== undefined) {
    const count = furniture.reduce((sum, one) => sum + one.count, 0);
    const span = { line: firstBreak.line, column: 1, length: 1 };
    const fault = { code: 'T010', detail: { lines: count } } as const;
    problems.push({ file: name, span, severity: 'remark', fault, source: '' });
  }
  const chosen = notation === 'auto' ? likeliest(lines) : notation;
  const strict = IN_PROSE.includes(chosen);
  const dialogues: Dialogue[] = [];
  for (const group of groupsOf(lines, markedBy(chosen, lines), strict)) {
    const dialogue = readDialogue(group, name, strict);
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
    const fault = { code: 'no-conversation', detail: {} } as const;
    problems.push({ file: name, span, severity: 'error', fault, source: lines[0]?.text.slice(0, 500) ?? '' });
  }
  problems.sort((a, b) => a.span.line - b.span.line);
  return { notation: chosen, dialogues, problems };
}

/** The notation in which most lines are commands and replies; where two have the same, the one named first. */
function likeliest(lines: readonly SourceLine[]): Notation {
  let best: Notation = 'telnet';
  let most = 0;
  for (const notation of NOTATIONS) {
    const sign = SIGNS[notation];
    if (sign !== undefined && !lines.some(({ text }) => sign.test(text))) continue;
    const count = weight(markedBy(notation, lines));
    if (count > most) {
      most = count;
      best = notation;
    }
  }
  return best;
}

/** What a text of this notation has for certain: its marks alone could be of another. */
const SIGNS: Partial<Record<Notation, RegExp>> = {
  sendmail: /while talking to|Transcript of session/i,
  exim: /^\?\?\? /,
};

function weight(marked: readonly Marked[]): number {
  let count = 0;
  for (const mark of marked) {
    if (mark.kind !== 'said') continue;
    const text = mark.text.trim();
    if (looksLikeReply(text) || looksLikeCommand(text)) count++;
  }
  return count;
}
