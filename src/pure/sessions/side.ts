/** Whom a directive means that names nobody: the side that the file speaks for, else the one that plays it. */

import type { SessionFile, Side } from './ast.ts';
import type { Directive } from './ast.ts';

/** A directive that one of the two does. */
export type SidedDirective = Extract<Directive, { readonly side: Side | null }>;

/** Who does it: disconnects, falls silent. Of `@closed` it is the other side that has to disconnect. */
export function sideOf({ name, side }: SidedDirective, { front }: SessionFile, player: Side): Side {
  if (side !== null) return side;
  const speaker = front.side ?? player;
  if (name !== 'closed') return speaker;
  return speaker === 'client' ? 'server' : 'client';
}
