/**
 * What is missing in a dialogue: replies that never end, commands that are never answered. A group of commands that was sent at
 * once is answered by as many replies; LMTP and BDAT have more. Follows RFC 5321 §4.2.1, RFC 2920 §3.1, RFC 2033 §4.2.
 */

import type { SessionFault } from '../problems/index.ts';
import type { Turn } from './turns.ts';

export interface Gap {
  readonly turn: Turn;
  readonly fault: Extract<SessionFault, { code: 'T001' | 'T003' }>;
}

/** The gaps, in order. Without a server nothing is wanted of it. */
export function gapsIn(turns: readonly Turn[], hasServer: boolean): readonly Gap[] {
  const gaps: Gap[] = [];
  let waiting: Turn[] = [];
  const unanswered = (): void => {
    for (const turn of waiting)
      gaps.push({ turn, fault: { code: 'T003', detail: { command: turn.text.split(' ')[0] ?? '' } } });
    waiting = [];
  };
  for (const [at, turn] of turns.entries()) {
    if (turn.kind === 'client') {
      // Replies came, and another group begins: what still waits was left out.
      if (turns[at - 1]?.kind === 'server') unanswered();
      waiting.push(turn);
    }
    if (turn.kind !== 'server') continue;
    const next = turns[at + 1];
    const open = /^(\d{3})-/.exec(turn.text)?.[1];
    const goesOn = open !== undefined && next?.kind === 'server' && next.text.startsWith(open);
    if (goesOn) continue;
    if (open !== undefined) gaps.push({ turn, fault: { code: 'T001', detail: { code: open } } });
    waiting.shift();
  }
  if (hasServer) unanswered();
  return gaps;
}
