/**
 * What is wrong with a certificate, in English words.
 */

import type { Words } from '../words.ts';
import type { CertificateFaultId } from '../certificates.ts';

export const words: Readonly<Record<CertificateFaultId, Words>> = {
  ERR_TLS_CERT_ALTNAME_INVALID: {
    title: 'Issued for another name',
    text: 'The certificate was not issued for the name that you asked for: this may be an alias, a server on a shared host, or a man in the middle. There is no way to tell from here.',
    next: 'Ask for a name that is in it: use `--server`, or `--tls-servername` if you must connect to this address.',
  },
  ERR_TLS_CERT_ALTNAME_FORMAT: {
    title: 'Its names are malformed',
    text: 'The list of names in the certificate is malformed, so none of them can be trusted.',
    next: 'The certificate must be reissued.',
  },
  HOSTNAME_MISMATCH: {
    title: 'Issued for another name',
    text: 'The certificate does not have the name that you asked for.',
    next: 'Ask for a name that is in it, with `--server` or `--tls-servername`.',
  },
  CERT_HAS_EXPIRED: {
    title: 'Expired',
    text: 'The certificate was valid until a date that has passed. Usually the renewal was forgotten, or the clock of this computer is wrong.',
    next: 'Check your clock, then tell the operator. `--insecure` continues without protection against an impostor.',
  },
  CERT_NOT_YET_VALID: {
    title: 'Not valid yet',
    text: 'The certificate becomes valid only at a future date. Most often the clock of this computer is slow.',
    next: 'Check date and time of this computer.',
  },
  ERROR_IN_CERT_NOT_BEFORE_FIELD: {
    title: 'Start date cannot be read',
    text: 'The certificate has a start date that makes no sense.',
    next: 'The certificate must be reissued.',
  },
  ERROR_IN_CERT_NOT_AFTER_FIELD: {
    title: 'End date cannot be read',
    text: 'The certificate has an end date that makes no sense.',
    next: 'The certificate must be reissued.',
  },
  DEPTH_ZERO_SELF_SIGNED_CERT: {
    title: 'Signed by itself',
    text: 'The server made its certificate itself, and nobody vouches for it. This is common inside companies and on test machines; on the open Internet it may be an impostor.',
    next: 'Get the certificate from the operator in a secure way, and give it with `--tls-ca FILE`.',
  },
  SELF_SIGNED_CERT_IN_CHAIN: {
    title: 'Issued by an unknown authority',
    text: 'The chain ends at an authority that this computer does not know: one belonging to a company, a test setup, or a virus scanner that inspects encrypted traffic.',
    next: 'If the authority is yours, give its certificate with `--tls-ca FILE`.',
  },
  UNABLE_TO_GET_ISSUER_CERT: {
    title: 'An issuer is missing in the chain',
    text: 'The certificate of one of the issuers was not found, so the chain is incomplete.',
    next: 'The server should send its intermediate certificates too; until then `--tls-ca FILE` with them helps.',
  },
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: {
    title: 'Issuer not known here',
    text: "The issuer's certificate was not sent by the server and is not known to this computer. Servers often fail to send their intermediate certificate; browsers hide that, mail programs do not.",
    next: 'The operator should configure the full chain. Until then give the missing one with `--tls-ca FILE`.',
  },
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: {
    title: 'No issuer found',
    text: 'The server sent only its own certificate, and nothing here vouches for it. Nearly always the intermediate certificate is missing.',
    next: 'The operator should send the full chain (`fullchain.pem`); for now `--tls-ca FILE` helps.',
  },
  CERT_UNTRUSTED: {
    title: 'The issuer is not trusted for this',
    text: 'The authority is known, but not trusted to vouch for mail servers.',
    next: 'If you do trust it, give it with `--tls-ca FILE`.',
  },
  CERT_REJECTED: {
    title: 'The issuer is rejected for this',
    text: 'The authority is marked as not to be trusted for this purpose.',
    next: 'Ask the operator for a certificate from another authority.',
  },
  CERT_CHAIN_TOO_LONG: {
    title: 'The chain is too long',
    text: 'There are more intermediate certificates than anyone should need.',
    next: 'The operator should look at the chain that the server sends.',
  },
  INVALID_CA: {
    title: 'The issuer may not issue',
    text: 'A certificate in the chain does not belong to an authority, yet it signed another one.',
    next: 'The operator should get a proper certificate.',
  },
  PATH_LENGTH_EXCEEDED: {
    title: 'The chain is longer than allowed',
    text: 'An authority allowed fewer levels below it than there are.',
    next: 'The operator should get a certificate issued at the right level.',
  },
  INVALID_PURPOSE: {
    title: 'Issued for another purpose',
    text: 'The certificate is not meant for servers but, for example, for signing letters or for clients.',
    next: 'The operator should install a server certificate.',
  },
  CERT_REVOKED: {
    title: 'Revoked',
    text: 'The authority revoked the certificate, perhaps because its key was stolen.',
    next: 'Do not continue. Tell the operator.',
  },
  UNABLE_TO_GET_CRL: {
    title: 'Revocation list not available',
    text: 'The certificate was to be checked for revocation, but the list for that is missing.',
    next: 'Get the list, or check without it.',
  },
  CRL_HAS_EXPIRED: {
    title: 'Revocation list has expired',
    text: 'The list of revoked certificates is out of date, so it says nothing about today.',
    next: 'Get a new list.',
  },
  CRL_NOT_YET_VALID: {
    title: 'Revocation list is not valid yet',
    text: 'The list of revoked certificates becomes valid only later; usually a clock is wrong.',
    next: 'Check the clock of this computer.',
  },
  CRL_SIGNATURE_FAILURE: {
    title: 'Revocation list is not genuine',
    text: 'The signature of the list of revoked certificates does not verify.',
    next: 'Get the list again from its authority.',
  },
  CERT_SIGNATURE_FAILURE: {
    title: 'Its signature does not verify',
    text: 'The certificate was altered, or it was not signed by the issuer that it names.',
    next: 'Do not continue. There may be a man in the middle, or the wrong chain is installed.',
  },
  UNABLE_TO_DECRYPT_CERT_SIGNATURE: {
    title: 'Its signature cannot be read',
    text: 'The signature of the certificate cannot be decoded at all.',
    next: 'The certificate must be reissued.',
  },
  UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY: {
    title: "Issuer's key cannot be read",
    text: 'The key of the issuer is damaged or of an unknown kind.',
    next: 'The operator should check the chain.',
  },
  EE_KEY_TOO_SMALL: {
    title: 'Key of the server is too short',
    text: "The server's key is so short that it could be broken, typically RSA below 2048 bits.",
    next: "The operator should create a new key. To look at an old machine: `--tls-ciphers 'DEFAULT@SECLEVEL=0'`.",
  },
  CA_KEY_TOO_SMALL: {
    title: 'Key of the issuer is too short',
    text: 'An authority in the chain has a key that could be broken.',
    next: 'The operator should get a certificate from another authority.',
  },
  CA_MD_TOO_WEAK: {
    title: 'Signed with a weak hash',
    text: 'The certificate is signed with MD5 or SHA-1, which can be forged.',
    next: 'The operator should have it signed again, with SHA-256.',
  },
  UNSPECIFIED: {
    title: 'Failed for an unnamed reason',
    text: 'OpenSSL rejected the certificate, and Node has no name for the reason. Usually a key or hash is too weak.',
    next: '`openssl s_client -starttls smtp -connect HOST:PORT` shows the reason in full.',
  },
};
