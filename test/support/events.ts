/** Events of a log, for tests of what is derived from it. */

import type { ReplyEvent } from '../../src/pure/events/index.ts';
import { classOf } from '../../src/pure/protocol/index.ts';

/** A reply of one line that took so long. */
export function replyEventOf(at: number, to: string | null, code: number, elapsed: number): ReplyEvent {
  return {
    kind: 'reply',
    at,
    to,
    command: to === 'greeting' ? null : to,
    code,
    class: classOf(code),
    enhanced: null,
    lines: ['text'],
    phase: 'ready',
    elapsed,
    quirks: [],
    encrypted: false,
  };
}
