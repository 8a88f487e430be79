/**
 * What can be wrong with a certificate, keyed by the code that Node's `tls` gives (OpenSSL's `X509_V_ERR_…` without its prefix).
 * Follows RFC 5280 §6 (path validation) and RFC 9525 (names).
 */

/** One failed check. */
export interface CertificateFaultFacts {
  readonly about: 'name' | 'time' | 'issuer' | 'revocation' | 'purpose' | 'strength' | 'damage';
  /** Options that help, the best first; `--insecure` only where nothing better does. */
  readonly options: readonly string[];
}

export const CERTIFICATE_FAULTS = {} as const satisfies Readonly<Record<string, CertificateFaultFacts>>;

export type CertificateFaultId = keyof typeof CERTIFICATE_FAULTS;
