/** Groups of commands that may leave in one write, each ended by a command that must be its last. */

import { endsGroup } from '../../pure/protocol/index.ts';
import { refuseControls } from './one-line.ts';
import type { Outgoing } from './mask.ts';

/** As many commands as leave in one write; their replies fit into any buffer of the system. */
const MAX_GROUP = 100;

/** Cuts commands into groups. Throws where one of them is more than a line: nothing of any group is sent then. */
export function partsOf(outgoings: readonly Outgoing[]): readonly (readonly Outgoing[])[] {
  refuseControls(outgoings);
  const parts: Outgoing[][] = [];
  let part: Outgoing[] = [];
  for (const outgoing of outgoings) {
    part.push(outgoing);
    if (part.length < MAX_GROUP && !endsGroup(outgoing.verb.toUpperCase())) continue;
    parts.push(part);
    part = [];
  }
  if (part.length > 0) parts.push(part);
  return parts;
}
