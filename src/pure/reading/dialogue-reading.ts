/**
 * The refusals in a dialogue that the room of transcripts has read: one a refused command, with what it was about. A 503 behind a
 * refused command is its consequence and is left out.
 */

import { causeOf, isSure } from './cause-of.ts';
import { findingsOf } from './findings.ts';
import { makeReading } from './reading.ts';
import type { Reading, Stage } from './reading.ts';
import { readReplyText } from './reply-text.ts';

/** What was said, in order: as much of a turn as is asked. */
export interface Spoken {
  readonly kind: string;
  readonly text: string;
  readonly line: number;
}

const STAGES: readonly (readonly [RegExp, Stage])[] = [
  [/^(?:EHLO|HELO|LHLO)\b/i, 'ehlo'],
  [/^STARTTLS\b/i, 'tls'],
  [/^AUTH\b/i, 'auth'],
  [/^MAIL\b/i, 'mail'],
  [/^RCPT\b/i, 'rcpt'],
  [/^DATA\b/i, 'data'],
];

/** Whether two sides talk: a greeting of a client or an envelope, and a reply. */
export function isDialogue(turns: readonly Spoken[]): boolean {
  const commands = turns.filter(
    ({ kind, text }) => kind === 'client' && STAGES.some(([pattern]) => pattern.test(text)),
  );
  const replies = turns.filter(({ kind, text }) => kind === 'server' && /^[2-5]\d\d(?:[ -]|$)/.test(text));
  return commands.length > 0 && replies.length > 1;
}

/** `kind`: what the turns were read from. */
export function readDialogueTurns(
  turns: readonly Spoken[],
  kind: 'transcript' | 'capture' = 'transcript',
): readonly Reading[] {
  const readings: Reading[] = [];
  let stage: Stage | null = 'connect';
  let command = '';
  let held: Spoken[] = [];
  let refused = false;
  // A group that was sent at once is answered in its order (RFC 2920).
  let waiting: Asked[] = [];
  let before = '';
  for (const turn of turns) {
    if (turn.kind === 'client') {
      if (before === 'server') waiting = [];
      const next = STAGES.find(([pattern]) => pattern.test(turn.text))?.[1];
      // An answer to 334 is not a command: the sign-in goes on.
      stage = next ?? (stage === 'auth' && !/^[A-Z]{4,8}\b/.test(turn.text) ? 'auth' : null);
      command = turn.text;
      waiting.push({ stage, command });
    } else if (turn.kind === 'letter' || turn.kind === 'placeholder' || turn.kind === 'chunk') {
      stage = 'message';
      if (turn.kind === 'letter' && turn.text === '.') waiting.push({ stage, command: '.' });
    }
    before = turn.kind;
    if (turn.kind !== 'server') continue;
    held.push(turn);
    if (/^\d{3}-/.test(turn.text)) continue;
    const reading = readOne(held, waiting.shift() ?? { stage, command }, kind);
    held = [];
    if (reading === null) continue;
    const follows = refused && (reading.code === 503 || /no valid recipients/i.test(reading.said));
    refused = true;
    if (!follows) readings.push(reading);
  }
  return readings;
}

/** A command with its place in the conversation. */
interface Asked {
  readonly stage: Stage | null;
  readonly command: string;
}

function readOne(
  held: readonly Spoken[],
  { stage, command }: Asked,
  kind: 'transcript' | 'capture',
): Reading | null {
  const reply = readReplyText(held.map(({ text }) => text).join('\n'));
  if (reply === null || reply.code === null || reply.code < 400) return null;
  const verdict = causeOf({ ...reply, stage });
  return makeReading({
    kind,
    cause: verdict?.cause ?? null,
    sure: isSure(verdict),
    provider: verdict?.provider ?? null,
    code: reply.code,
    enhanced: reply.enhanced,
    recipient: stage === 'rcpt' ? (/<([^<>\s]{1,320})>/.exec(command)?.[1] ?? null) : null,
    stage,
    lines: [held[0]?.line ?? 1, held.at(-1)?.line ?? 1],
    findings: findingsOf(reply),
    said: reply.text,
  });
}
