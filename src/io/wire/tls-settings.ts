/**
 * Whether our own side of TLS can be used at all: certificate, key, ciphers, versions. Found out before anything is connected to, since
 * in a handshake such a fault looks like the server's.
 */

import type { SecureContextOptions } from 'node:tls';
import type { ProblemDetails } from '../../pure/problems/index.ts';
import type { TlsOptions, TlsVersion } from './wire.ts';
import { WireError } from './wire-error.ts';

type Reason = ProblemDetails['tls-settings']['reason'];

const VERSIONS: readonly TlsVersion[] = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'];

/** OpenSSL passes over what it cannot read, and then no server verifies. */
async function checkAuthorities(authorities: readonly string[]): Promise<void> {
  if (authorities.length === 0) return;
  const { X509Certificate } = await import('node:crypto');
  const blocks = authorities.join('\n').match(CERTIFICATE) ?? [];
  const unreadable = (error?: unknown) =>
    new WireError('tls-settings', { option: '--tls-ca', reason: 'no-certificate' }, error);
  if (blocks.length === 0) throw unreadable();
  try {
    blocks.forEach((block) => new X509Certificate(block));
  } catch (error) {
    throw unreadable(error);
  }
}

const CERTIFICATE =
  /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[^-]*-----END (?:TRUSTED |X509 )?CERTIFICATE-----/g;

/** Throws `tls-settings`, which names the option and what is wrong with it. */
export async function checkTlsSettings(
  options: Pick<TlsOptions, 'cert' | 'key' | 'ciphers' | 'minVersion' | 'maxVersion'> & {
    readonly authorities?: readonly string[];
  },
): Promise<void> {
  await checkAuthorities(options.authorities ?? []);
  const { cert, key, ciphers, minVersion, maxVersion } = options;
  if ([cert, key, ciphers, minVersion, maxVersion].every((value) => value === undefined)) return;
  const { createSecureContext, DEFAULT_MIN_VERSION } = await import('node:tls');
  const attempt = (settings: SecureContextOptions, option: string, reason: Reason): void => {
    try {
      createSecureContext(settings);
    } catch (error) {
      throw new WireError('tls-settings', { option, reason }, error);
    }
  };
  if (cert !== undefined) attempt({ cert }, '--tls-cert', 'no-certificate');
  if (key !== undefined) attempt({ key }, '--tls-key', /ENCRYPTED/.test(key) ? 'locked' : 'no-key');
  if (cert !== undefined && key === undefined)
    throw new WireError('tls-settings', { option: '--tls-cert', reason: 'without-key' });
  if (key !== undefined && cert === undefined)
    throw new WireError('tls-settings', { option: '--tls-key', reason: 'without-certificate' });
  if (cert !== undefined && key !== undefined) attempt({ cert, key }, '--tls-key', 'mismatch');
  if (ciphers !== undefined) {
    if (ciphers.trim() === '')
      throw new WireError('tls-settings', { option: '--tls-ciphers', reason: 'no-cipher' });
    attempt({ ciphers }, '--tls-ciphers', 'no-cipher');
  }
  const least = minVersion ?? DEFAULT_MIN_VERSION;
  if (maxVersion !== undefined && VERSIONS.indexOf(least) > VERSIONS.indexOf(maxVersion))
    throw new WireError('tls-settings', {
      option: minVersion === undefined ? '--tls-max' : '--tls-min',
      reason: minVersion === undefined ? 'below-usual' : 'min-above-max',
    });
}
