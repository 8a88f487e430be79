/**
 * What becomes of a certificate that does not verify: the end, or a warning. Between mail servers it is a warning, since most
 * have none that would (RFC 3207 §4.1, RFC 7435); for a user with a password it is the end.
 */

import { WireError } from '../wire/index.ts';
import type { TlsFacts, TlsStart } from '../wire/index.ts';
import type { Channel } from './channel.ts';

/** What to do where a certificate does not verify: `fail`, go on as mail servers do, or go on since the user said so. */
export type Unverified = 'fail' | 'warn' | 'insecure';

/** `auto`: from the start on port 465, else STARTTLS where it is offered. `starttls` and `implicit` are required. */
export type TlsMode = 'auto' | 'off' | 'starttls' | 'implicit';

/** What a certificate that does not verify does: it is a warning for a user who asked for no encryption and signs in as nobody. */
export function unverifiedIn(
  plan: { readonly insecure?: boolean; readonly tls: TlsMode; readonly user: boolean },
  mode: TlsMode = plan.tls,
): Unverified {
  if (plan.insecure === true) return 'insecure';
  return plan.tls === 'auto' && mode !== 'starttls' && !plan.user ? 'warn' : 'fail';
}

/** Acts on a failed check, where there is one. Rejects with `certificate`, and has hung up then. */
export function enforceCertificatePolicy(
  channel: Channel,
  facts: TlsFacts,
  unverified: Unverified,
  mode: TlsStart,
): void {
  const check = facts.error;
  if (check === null) return;
  const wanted = facts.servername ?? '';
  const { altNames: names = [], issuer = '', validFrom = '', validTo = '' } = facts.certificate ?? {};
  const error = new WireError('certificate', {
    ...channel.peer,
    check,
    wanted,
    names,
    issuer,
    validFrom,
    validTo,
    mode,
    ...(facts.certificate?.chain?.[0] === undefined ? {} : { pin: facts.certificate.chain[0].pin }),
  });
  // Who names a key wants that one and no other, whatever else is let pass.
  switch (check === 'PIN_MISMATCH' ? 'fail' : unverified) {
    case 'insecure':
      channel.emit({ kind: 'warning', code: 'insecure', detail: { check } });
      return;
    case 'warn':
      // Letters may go; a password may not.
      channel.speech.unproven = error;
      channel.emit({ kind: 'warning', code: 'certificate-unverified', detail: { check, wanted } });
      return;
    case 'fail':
      channel.close('client', false);
      throw error;
  }
}
