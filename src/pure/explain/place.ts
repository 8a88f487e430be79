/** Where in a conversation a reply stands: what its code means depends on it (RFC 5321 §4.3.2). */

import type { ReplyEvent } from '../events/index.ts';

/** The verb answered, `letter` for the reply to the end of a letter, `unasked` where nothing was asked. */
export function placeOf({ command, to }: Pick<ReplyEvent, 'command' | 'to'>): string {
  return command === '.' ? 'letter' : (to ?? 'unasked');
}
