/**
 * Whether a command is one line. SECURITY: every command passes here on its way to the wire, whatever made it: a value must never bring
 * a command of its own. What is meant to be raw octets says so (`Conversation.raw`).
 */

import { forbiddenIn } from '../../pure/protocol/index.ts';
import { WireError } from '../wire/index.ts';
import type { Outgoing } from './mask.ts';

/** Throws where a line holds CR, LF or NUL; the problem names its verb. */
export function refuseControls(outgoings: readonly Outgoing[]): void {
  for (const { verb, line, secret } of outgoings) {
    const found = forbiddenIn(verb) ?? forbiddenIn(line) ?? forbiddenIn(secret?.reveal() ?? '');
    if (found === null) continue;
    throw new WireError('forbidden-characters', { option: /^[A-Za-z0-9-]*/.exec(verb)?.[0] ?? '', found });
  }
}
