/**
 * A line that is right and comes at the wrong time: what has to be said before it. Follows RFC 5321 §4.1.4 (the order), RFC 3207
 * §4.2 (once, and EHLO again after it), RFC 4954 §4 (once, never within a letter), RFC 3030 §2 (chunks are not mixed with DATA).
 */

import { hasPlace, verbFacts } from '../protocol/index.ts';
import type { SessionState } from '../protocol/index.ts';
import { slip } from './slip.ts';
import type { Slip } from './slip.ts';

const HELLO = 'EHLO client.example.test';
const SENDER = 'MAIL FROM:<student@example.test>';
const RECIPIENT = 'RCPT TO:<teacher@example.test>';

/** Why a verb had no place; null where it had one as far as it is known here. */
export function slipOfOrder(line: string, verb: string, state: SessionState): Slip | null {
  const told = (kind: Parameters<typeof slip>[0], ...before: readonly string[]): Slip =>
    slip(kind, line, [...before, ...(isRepeated(verb) ? [line.trim()] : [])], {
      at: -1,
      found: verb,
      name: verb,
    });
  if (state.phase === 'refused')
    return slip('refused-before', line, 'QUIT', { at: -1, found: verb, name: verb });
  if (state.phase === 'bdat' && ['MAIL', 'RCPT', 'DATA'].includes(verb)) return told('chunks-open', 'RSET');
  if (verb === 'STARTTLS' && state.encrypted)
    return slip('already-tls', line, '', { at: -1, found: verb, name: verb });
  if (state.greetedName === null && hasPlace('greeted', verb) === false)
    return told(
      state.encrypted ? 'hello-again' : 'hello-first',
      HELLO,
      ...(verb === 'RCPT' || verb === 'DATA' || verb === 'BDAT' ? [SENDER] : []),
      ...(verb === 'DATA' || verb === 'BDAT' ? [RECIPIENT] : []),
    );
  if (verb === 'AUTH' && state.identity !== null)
    return slip('already-signed-in', line, '', { at: -1, found: verb, name: verb });
  if (!state.extended && (verbFacts(verb)?.keyword ?? null) !== null)
    return told('helo-offers-nothing', HELLO);
  const open = ['mail', 'rcpt'].includes(state.phase);
  if ((verb === 'STARTTLS' || verb === 'AUTH') && open) return told('within-letter', 'RSET');
  if (verb === 'MAIL' && open) return told('sender-twice', 'RSET');
  if (verb === 'RCPT' && !open) return told('mail-first', SENDER);
  if (verb === 'DATA' || verb === 'BDAT') {
    if (state.phase === 'mail') return told('rcpt-first', RECIPIENT);
    if (!open) return told('mail-first', SENDER, RECIPIENT);
  }
  return null;
}

/** Whether the line may be shown again: what stands behind AUTH may be a secret. */
function isRepeated(verb: string): boolean {
  return verb !== 'AUTH';
}
