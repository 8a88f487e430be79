/**
 * What a learner did and saw, as the checks look at it: a bounded fold of the event log, with the letters that the practice
 * server received, the answers typed, and the guesses made. Commands and replies are paired by the log itself.
 */

import type { LabEvent } from '../events/index.ts';

/** A letter as the practice server received it, dots unstuffed. Lines without their CRLF; bounded by those who read it. */
export interface ReceivedLetter {
  readonly from: string;
  readonly to: readonly string[];
  readonly bytes: number;
  /** Names in lower case, values unfolded. */
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly body: readonly string[];
}

/** Whose doing it was: a line of the learner's own, a command of the lab that says lines for them, or the program by itself. */
export type Means = 'hand' | 'lab' | 'program';

export type TraceItem = HappenedItem & {
  /** Absent for what the learner did by hand. */
  readonly means?: Means;
};

type HappenedItem =
  | {
      readonly kind: 'command';
      readonly verb: string;
      readonly argument: string;
      readonly line: string;
      readonly grouped: boolean;
      readonly bytes: number;
    }
  | {
      readonly kind: 'reply';
      readonly to: string | null;
      readonly argument: string;
      readonly code: number;
      readonly class: number;
      readonly enhanced: string | null;
      readonly text: string;
    }
  | { readonly kind: 'tls' }
  | { readonly kind: 'closed'; readonly by: 'client' | 'server' }
  | { readonly kind: 'stuffed'; readonly lines: number; readonly bytes: number }
  | { readonly kind: 'received'; readonly letter: ReceivedLetter }
  | { readonly kind: 'answer'; readonly check: string; readonly text: string }
  | {
      readonly kind: 'guess';
      readonly to: string;
      readonly argument: string;
      readonly guess: number;
      readonly code: number;
    }
  | { readonly kind: 'lab'; readonly command: string; readonly argument: string };

/** A lesson is short; whoever types more than this in one step has the oldest part forgotten. */
export const MAX_TRACE_ITEMS = 5000;

/** The item that an event of the log adds; null for those that no check looks at. */
export function traceItemOf(event: LabEvent): TraceItem | null {
  switch (event.kind) {
    case 'command':
      return {
        kind: 'command',
        verb: event.verb.toUpperCase(),
        argument: argumentOf(event.line),
        line: event.line,
        grouped: event.grouped,
        bytes: event.bytes,
      };
    case 'reply':
      return {
        kind: 'reply',
        to: event.to,
        argument: event.command === null ? '' : argumentOf(event.command),
        code: event.code,
        class: event.class,
        enhanced: event.enhanced?.text ?? null,
        text: event.lines.join('\n'),
      };
    case 'tls':
      return { kind: 'tls' };
    case 'close':
      return { kind: 'closed', by: event.by };
    case 'data':
      return { kind: 'stuffed', lines: event.stuffed, bytes: event.bytes };
    default:
      return null;
  }
}

/** What follows the verb of a line. */
export function argumentOf(line: string): string {
  const space = line.indexOf(' ');
  return space < 0 ? '' : line.slice(space + 1);
}

/** Reads a received letter for the checks. Octets over `limit` are left out of headers and body, never out of `bytes`. */
export function readLetter(from: string, to: readonly string[], text: string, bytes: number): ReceivedLetter {
  const lines = text.split('\r\n');
  if (lines.at(-1) === '') lines.pop();
  const blank = lines.indexOf('');
  const head = blank < 0 ? lines : lines.slice(0, blank);
  const headers: { name: string; value: string }[] = [];
  for (const line of head) {
    const last = headers.at(-1);
    // A line that begins with a blank is not a field, even where there is none to continue.
    if (/^[ \t]/.test(line)) {
      if (last !== undefined) last.value += ` ${line.trim()}`;
      continue;
    }
    const colon = line.indexOf(':');
    if (colon > 0)
      headers.push({ name: line.slice(0, colon).trim().toLowerCase(), value: line.slice(colon + 1).trim() });
  }
  return { from, to, bytes, headers, body: blank < 0 ? [] : lines.slice(blank + 1) };
}
