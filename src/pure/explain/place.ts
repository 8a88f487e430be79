/** Where in a conversation a reply stands: what its code means depends on it (RFC 5321 §4.3.2). */

import type { ReplyEvent } from '../events/index.ts';
import { chunkOf } from '../protocol/index.ts';

/** What is wrong with the command itself is not a word about its letter (RFC 5321 §4.2.3). */
const OF_SYNTAX: readonly number[] = [500, 501, 502, 503, 504];

/** The verb answered, `letter` for the reply to the end of a letter, `unasked` where nothing was asked. */
export function placeOf({ command, to, code }: Pick<ReplyEvent, 'command' | 'to' | 'code'>): string {
  // The last chunk ends a letter as the lone dot does (RFC 3030 §2).
  const ends = command === '.' || (chunkOf(command ?? '')?.last === true && !OF_SYNTAX.includes(code));
  return ends ? 'letter' : (to ?? 'unasked');
}
