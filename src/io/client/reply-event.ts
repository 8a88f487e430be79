/** A reply as an event of the log: what was said, what it answers, and the state that it came in. */

import type { Draft, ReplyEvent, Untimed } from '../../pure/events/index.ts';
import { CR, decodeBase64, decodeStrictly, decodeText, findOctet, LF } from '../../pure/protocol/index.ts';
import type { Reply, SessionState } from '../../pure/protocol/index.ts';

/** What a reply answers. */
export type Answer = Pick<ReplyEvent, 'to' | 'command' | 'elapsed'> & { readonly recipient: string | null };

/** Nobody asked for it. */
export const UNASKED: Answer = { to: null, command: null, recipient: null, elapsed: 0 };

/** Written out: there is one for each reply, and copies of objects are felt. */
export function eventOf(
  { code, class: first, enhanced, lines, quirks, raw }: Reply,
  { phase, encrypted }: SessionState,
  { to, command, recipient, elapsed }: Answer,
): Untimed<ReplyEvent> {
  const challenge = code === 334 ? decodeBase64((lines[0] ?? '').trim()) : undefined;
  const event: Draft<Untimed<ReplyEvent>> = {
    kind: 'reply',
    to,
    command,
    code,
    class: first,
    enhanced,
    lines,
    phase,
    elapsed,
    quirks,
    encrypted,
  };
  if (lines.some(isMarked) && decodeStrictly(raw) === null) event.octets = octetsOfLines(raw);
  if (quirks.includes('bare-lf') && raw.length > 0) event.raw = linesOf(raw);
  if (recipient !== null) event.recipient = recipient;
  if (challenge !== undefined) event.challenge = challenge === null ? null : decodeText(challenge);
  return event;
}

/** Whether a text may have octets that are no UTF-8; the marks may have come as they are. */
function isMarked(text: string): boolean {
  return text.includes('\\x');
}

/** What stands on each line after its code and separator. */
function octetsOfLines(raw: Uint8Array): readonly Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let from = 0; from < raw.length;) {
    const end = findOctet(raw, LF, from);
    const to = end < 0 ? raw.length : end;
    lines.push(raw.subarray(Math.min(from + BEFORE_TEXT, to), raw[to - 1] === CR ? to - 1 : to));
    from = to + 1;
  }
  return lines;
}

/** Each line with its end. */
function linesOf(raw: Uint8Array): readonly Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let from = 0; from < raw.length;) {
    const end = findOctet(raw, LF, from);
    const to = end < 0 ? raw.length : end + 1;
    lines.push(raw.subarray(from, to));
    from = to;
  }
  return lines;
}

/** A code and its separator. */
const BEFORE_TEXT = 4;
