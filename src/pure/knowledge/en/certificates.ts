/**
 * What is wrong with a certificate, in English words.
 */

import type { Words } from '../words.ts';
import type { CertificateFaultId } from '../certificates.ts';

export const words: Readonly<Record<CertificateFaultId, Words>> = {
  ERR_TLS_CERT_ALTNAME_INVALID: {
    title: 'Made for another name',
    text: 'The certificate is not made for the name that you asked for: an alias, a server on a shared host, or a man in the middle. There is no way to tell from here.',
    next: 'Ask for a name that stands in it: `--server`, or `--tls-servername` if you must connect to this address.',
  },
  ERR_TLS_CERT_ALTNAME_FORMAT: {
    title: 'Names in it are malformed',
    text: 'The list of names in the certificate is not written as it should be, so none of them can be trusted.',
    next: 'The certificate must be reissued.',
  },
  HOSTNAME_MISMATCH: {
    title: 'Made for another name',
    text: 'The certificate does not have the name that you asked for.',
    next: 'Ask for a name that stands in it, with `--server` or `--tls-servername`.',
  },
  CERT_HAS_EXPIRED: {
    title: 'Expired',
    text: 'The certificate was good until a date that has passed. Usually its renewal was forgotten; or the clock of this computer is wrong.',
    next: 'Check your clock, then tell the operator. `--insecure` goes on unprotected against an impostor.',
  },
  CERT_NOT_YET_VALID: {
    title: 'Not valid yet',
    text: 'The certificate is good only from a date to come. Most often the clock of this computer is slow.',
    next: 'Check date and time of this computer.',
  },
  ERROR_IN_CERT_NOT_BEFORE_FIELD: {
    title: 'First date cannot be read',
    text: 'The certificate has a first date that makes no sense.',
    next: 'The certificate must be reissued.',
  },
  ERROR_IN_CERT_NOT_AFTER_FIELD: {
    title: 'Last date cannot be read',
    text: 'The certificate has a last date that makes no sense.',
    next: 'The certificate must be reissued.',
  },
  DEPTH_ZERO_SELF_SIGNED_CERT: {
    title: 'Signed by itself',
    text: 'The server made its certificate itself, and nobody vouches for it. Usual inside a company and on test machines; on the open net it may be an impostor.',
    next: 'Get the certificate from the operator by a safe way, and give it with `--tls-ca FILE`.',
  },
  SELF_SIGNED_CERT_IN_CHAIN: {
    title: 'Issued by an unknown authority',
    text: 'The chain ends at an authority that this computer does not know: that of a company, of a test, or of a virus scanner that looks into encrypted traffic.',
    next: 'If the authority is yours, give its certificate with `--tls-ca FILE`.',
  },
  UNABLE_TO_GET_ISSUER_CERT: {
    title: 'An issuer is missing in the chain',
    text: 'The certificate of one of the issuers was not found, so the chain is incomplete.',
    next: 'The server should send its intermediate certificates too; until then `--tls-ca FILE` with them helps.',
  },
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: {
    title: 'Issuer not known here',
    text: 'The issuer is neither sent by the server nor known to this computer. Often the server forgets its intermediate certificate; browsers hide that, mail programs do not.',
    next: 'The operator should configure the full chain. Until then give the missing one with `--tls-ca FILE`.',
  },
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: {
    title: 'No issuer in sight',
    text: 'The server sent its own certificate alone, and nothing here vouches for it. Nearly always the intermediate certificate is missing.',
    next: 'The operator should send the full chain (`fullchain.pem`); for now `--tls-ca FILE` helps.',
  },
  CERT_UNTRUSTED: {
    title: 'The issuer is not trusted for this',
    text: 'The authority is known, but not trusted to vouch for mail servers.',
    next: 'If you do trust it, give it with `--tls-ca FILE`.',
  },
  CERT_REJECTED: {
    title: 'The issuer is rejected for this',
    text: 'The authority is marked as one not to be believed in this matter.',
    next: 'Ask the operator for a certificate of another authority.',
  },
  CERT_CHAIN_TOO_LONG: {
    title: 'The chain is too long',
    text: 'There are more intermediate certificates than anybody should need.',
    next: 'The operator should look at the chain that the server sends.',
  },
  INVALID_CA: {
    title: 'The issuer may not issue',
    text: "A certificate in the chain is no authority's, and yet it signed another one.",
    next: 'The operator should get a proper certificate.',
  },
  PATH_LENGTH_EXCEEDED: {
    title: 'The chain is longer than allowed',
    text: 'An authority allowed fewer levels below itself than there are.',
    next: 'The operator should get a certificate from the right level.',
  },
  INVALID_PURPOSE: {
    title: 'Made for another purpose',
    text: 'The certificate is not meant for servers: for signing letters, say, or for clients.',
    next: 'The operator should install a server certificate.',
  },
  CERT_REVOKED: {
    title: 'Revoked',
    text: 'The authority took the certificate back, perhaps because its key was stolen.',
    next: 'Do not go on. Tell the operator.',
  },
  UNABLE_TO_GET_CRL: {
    title: 'Revocation list not available',
    text: 'It was asked to check whether the certificate is revoked, and the list for that is missing.',
    next: 'Get the list, or check without it.',
  },
  CRL_HAS_EXPIRED: {
    title: 'List of revoked ones has expired',
    text: 'The list of revoked certificates is out of date, so it says nothing about today.',
    next: 'Get a new list.',
  },
  CRL_NOT_YET_VALID: {
    title: 'List of revoked ones is from the future',
    text: 'The list of revoked certificates begins to be valid only later; usually a clock is wrong.',
    next: 'Check the clock of this computer.',
  },
  CRL_SIGNATURE_FAILURE: {
    title: 'List of revoked ones is not genuine',
    text: 'The signature of the list of revoked certificates does not fit.',
    next: 'Get the list again from its authority.',
  },
  CERT_SIGNATURE_FAILURE: {
    title: 'Its signature does not fit',
    text: 'The certificate was altered, or it was signed by another than it says.',
    next: 'Do not go on. Somebody may be in between, or the wrong chain is installed.',
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
    text: "The server's key is so short that it could be broken: RSA below 2048 bits, for the most part.",
    next: "The operator should make a new key. To look at an old machine: `--tls-ciphers 'DEFAULT@SECLEVEL=0'`.",
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
    title: 'Failed for a reason without a name',
    text: 'OpenSSL turned the certificate down, and Node has no name for the reason. A key or hash that is too weak is the usual one.',
    next: '`openssl s_client -starttls smtp -connect HOST:PORT` shows the reason in full.',
  },
};
