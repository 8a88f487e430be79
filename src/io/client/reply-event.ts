/** A reply as an event of the log: what was said, what it answers, and the state that it came in. */

import type { ReplyEvent, Untimed } from '../../pure/events/index.ts';
import { decodeBase64, decodeText } from '../../pure/protocol/index.ts';
import type { Reply, SessionState } from '../../pure/protocol/index.ts';

/** What a reply answers. */
export type Answer = Pick<ReplyEvent, 'to' | 'command' | 'elapsed'> & { readonly recipient: string | null };

/** Nobody asked for it. */
export const UNASKED: Answer = { to: null, command: null, recipient: null, elapsed: 0 };
const NOTHING = {} as const;

/** Written out: there is one for each reply, and copies of objects are felt. */
export function eventOf(
  { code, class: first, enhanced, lines, quirks }: Reply,
  { phase, encrypted }: SessionState,
  { to, command, recipient, elapsed }: Answer,
): Untimed<ReplyEvent> {
  const challenge = code === 334 ? decodeBase64((lines[0] ?? '').trim()) : undefined;
  return {
    kind: 'reply',
    to,
    command,
    code,
    class: first,
    enhanced,
    lines,
    ...(recipient === null ? NOTHING : { recipient }),
    phase,
    elapsed,
    ...(challenge === undefined ? NOTHING : { challenge: challenge === null ? null : decodeText(challenge) }),
    quirks,
    encrypted,
  };
}
