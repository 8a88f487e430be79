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

export const CERTIFICATE_FAULTS = {
  ERR_TLS_CERT_ALTNAME_INVALID: { about: 'name', options: ['--tls-servername', '--server'] },
  ERR_TLS_CERT_ALTNAME_FORMAT: { about: 'name', options: ['--insecure'] },
  HOSTNAME_MISMATCH: { about: 'name', options: ['--tls-servername', '--server'] },
  CERT_HAS_EXPIRED: { about: 'time', options: ['--insecure'] },
  CERT_NOT_YET_VALID: { about: 'time', options: ['--insecure'] },
  ERROR_IN_CERT_NOT_BEFORE_FIELD: { about: 'damage', options: ['--insecure'] },
  ERROR_IN_CERT_NOT_AFTER_FIELD: { about: 'damage', options: ['--insecure'] },
  DEPTH_ZERO_SELF_SIGNED_CERT: { about: 'issuer', options: ['--tls-ca', '--insecure'] },
  SELF_SIGNED_CERT_IN_CHAIN: { about: 'issuer', options: ['--tls-ca', '--insecure'] },
  UNABLE_TO_GET_ISSUER_CERT: { about: 'issuer', options: ['--tls-ca', '--insecure'] },
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: { about: 'issuer', options: ['--tls-ca', '--insecure'] },
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: { about: 'issuer', options: ['--tls-ca', '--insecure'] },
  CERT_UNTRUSTED: { about: 'issuer', options: ['--tls-ca', '--insecure'] },
  CERT_REJECTED: { about: 'issuer', options: ['--insecure'] },
  CERT_CHAIN_TOO_LONG: { about: 'issuer', options: ['--insecure'] },
  INVALID_CA: { about: 'purpose', options: ['--insecure'] },
  PATH_LENGTH_EXCEEDED: { about: 'purpose', options: ['--insecure'] },
  INVALID_PURPOSE: { about: 'purpose', options: ['--insecure'] },
  CERT_REVOKED: { about: 'revocation', options: ['--insecure'] },
  UNABLE_TO_GET_CRL: { about: 'revocation', options: ['--insecure'] },
  CRL_HAS_EXPIRED: { about: 'revocation', options: ['--insecure'] },
  CRL_NOT_YET_VALID: { about: 'revocation', options: ['--insecure'] },
  CRL_SIGNATURE_FAILURE: { about: 'revocation', options: ['--insecure'] },
  CERT_SIGNATURE_FAILURE: { about: 'damage', options: ['--insecure'] },
  UNABLE_TO_DECRYPT_CERT_SIGNATURE: { about: 'damage', options: ['--insecure'] },
  UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY: { about: 'damage', options: ['--insecure'] },
  EE_KEY_TOO_SMALL: { about: 'strength', options: ['--tls-ciphers', '--insecure'] },
  CA_KEY_TOO_SMALL: { about: 'strength', options: ['--tls-ciphers', '--insecure'] },
  CA_MD_TOO_WEAK: { about: 'strength', options: ['--tls-ciphers', '--insecure'] },
  UNSPECIFIED: { about: 'damage', options: ['--insecure'] },
} as const satisfies Readonly<Record<string, CertificateFaultFacts>>;

export type CertificateFaultId = keyof typeof CERTIFICATE_FAULTS;
