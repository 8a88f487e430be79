/** Groups of commands that may leave in one write, and which command ends one. Follows RFC 2920 §3.1. */

import type { Outgoing } from './channel.ts';

/** After these no other command may stand in the same group. */
const LAST_OF_GROUP: readonly string[] = [
  ...['EHLO', 'HELO', 'LHLO', 'DATA', 'VRFY', 'EXPN', 'TURN', 'QUIT', 'NOOP', 'AUTH', 'STARTTLS', 'BDAT'],
];
/** As many commands as leave in one write; their replies fit into any buffer of the system. */
const MAX_GROUP = 100;

/** Cuts commands into groups. */
export function partsOf(outgoings: readonly Outgoing[]): readonly (readonly Outgoing[])[] {
  const parts: Outgoing[][] = [];
  let part: Outgoing[] = [];
  for (const outgoing of outgoings) {
    part.push(outgoing);
    if (part.length < MAX_GROUP && !LAST_OF_GROUP.includes(outgoing.verb.toUpperCase())) continue;
    parts.push(part);
    part = [];
  }
  if (part.length > 0) parts.push(part);
  return parts;
}
