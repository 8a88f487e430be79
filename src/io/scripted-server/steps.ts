/** Steps of a session file by what they are to a scripted server: what it waits for, and what is only about what is said next. */

import type { Order, Step } from '../../pure/sessions/index.ts';

/** What the client does: everything was said before. */
export const WAITED_FOR: readonly Step['act'][] = [
  'command',
  'chunk',
  'letter-line',
  'letter',
  'handshake',
  'sign-in',
];

/** About what is said next, or only about the file. */
export const SHAPES: readonly Order['name'][] = ['split', 'slow', 'within', 'after'];

export function isWait(step: Step): boolean {
  return step.act === 'order' && step.directive.name === 'wait';
}
