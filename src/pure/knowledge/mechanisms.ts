/**
 * SASL mechanisms, the ways to sign in: what a registry says of each name. How those that are spoken here work is in the table of the
 * protocol. Follows RFC 4422 (SASL), RFC 4954 (AUTH) and the RFC of each mechanism.
 */

/** One mechanism. */
export interface MechanismFacts {
  readonly name: string;
  readonly registered: boolean;
  /** The registry's advice: common, limited, obsolete; `unregistered` for names that are not in it. */
  readonly usage: 'common' | 'limited' | 'obsolete' | 'unregistered';
  /** False where the registry's advice is known from hearsay alone. */
  readonly usageSure: boolean;
  readonly source: string;
}

export const MECHANISM_FACTS = {
  PLAIN: {
    name: 'PLAIN',
    registered: true,
    usage: 'common',
    usageSure: true,
    source: 'RFC 4616; RFC 4954 §14',
  },
  LOGIN: {
    name: 'LOGIN',
    registered: true,
    usage: 'obsolete',
    usageSure: false,
    source: 'draft-murchison-sasl-login',
  },
  'CRAM-MD5': {
    name: 'CRAM-MD5',
    registered: true,
    usage: 'limited',
    usageSure: true,
    source: 'RFC 2195 §2; RFC 4954 §4',
  },
  'DIGEST-MD5': {
    name: 'DIGEST-MD5',
    registered: true,
    usage: 'obsolete',
    usageSure: true,
    source: 'RFC 2831 §2; RFC 6331',
  },
  'SCRAM-SHA-1': {
    name: 'SCRAM-SHA-1',
    registered: true,
    usage: 'common',
    usageSure: true,
    source: 'RFC 5802 §3, §5, §7',
  },
  'SCRAM-SHA-1-PLUS': {
    name: 'SCRAM-SHA-1-PLUS',
    registered: true,
    usage: 'common',
    usageSure: true,
    source: 'RFC 5802 §6, §10; RFC 9266',
  },
  'SCRAM-SHA-256': {
    name: 'SCRAM-SHA-256',
    registered: true,
    usage: 'common',
    usageSure: true,
    source: 'RFC 7677 §3; RFC 5802',
  },
  'SCRAM-SHA-256-PLUS': {
    name: 'SCRAM-SHA-256-PLUS',
    registered: true,
    usage: 'common',
    usageSure: true,
    source: 'RFC 7677 §3; RFC 5802 §6; RFC 9266',
  },
  'SCRAM-SHA-512': {
    name: 'SCRAM-SHA-512',
    registered: false,
    usage: 'unregistered',
    usageSure: false,
    source: 'draft-melnikov-scram-sha-512',
  },
  'SCRAM-SHA-512-PLUS': {
    name: 'SCRAM-SHA-512-PLUS',
    registered: false,
    usage: 'unregistered',
    usageSure: false,
    source: 'draft-melnikov-scram-sha-512; RFC 9266',
  },
  'SCRAM-SHA3-512': {
    name: 'SCRAM-SHA3-512',
    registered: false,
    usage: 'unregistered',
    usageSure: false,
    source: 'draft-melnikov-scram-sha3-512',
  },
  'SCRAM-SHA3-512-PLUS': {
    name: 'SCRAM-SHA3-512-PLUS',
    registered: false,
    usage: 'unregistered',
    usageSure: false,
    source: 'draft-melnikov-scram-sha3-512; RFC 9266',
  },
  XOAUTH2: {
    name: 'XOAUTH2',
    registered: true,
    usage: 'obsolete',
    usageSure: false,
    source: '',
  },
  OAUTHBEARER: {
    name: 'OAUTHBEARER',
    registered: true,
    usage: 'common',
    usageSure: true,
    source: 'RFC 7628 §3, §4',
  },
  OAUTH10A: {
    name: 'OAUTH10A',
    registered: true,
    usage: 'common',
    usageSure: false,
    source: 'RFC 7628',
  },
  EXTERNAL: {
    name: 'EXTERNAL',
    registered: true,
    usage: 'common',
    usageSure: true,
    source: 'RFC 4422 appendix A; RFC 4954 §4.1',
  },
  ANONYMOUS: {
    name: 'ANONYMOUS',
    registered: true,
    usage: 'common',
    usageSure: true,
    source: 'RFC 4505 §2, §4',
  },
  GSSAPI: {
    name: 'GSSAPI',
    registered: true,
    usage: 'common',
    usageSure: true,
    source: 'RFC 4752 §3',
  },
  'GSS-SPNEGO': {
    name: 'GSS-SPNEGO',
    registered: true,
    usage: 'limited',
    usageSure: false,
    source: 'RFC 4178',
  },
  'GS2-KRB5': {
    name: 'GS2-KRB5',
    registered: true,
    usage: 'common',
    usageSure: true,
    source: 'RFC 5801',
  },
  NTLM: {
    name: 'NTLM',
    registered: true,
    usage: 'limited',
    usageSure: true,
    source: '',
  },
  KERBEROS_V4: {
    name: 'KERBEROS_V4',
    registered: true,
    usage: 'obsolete',
    usageSure: true,
    source: 'RFC 2222',
  },
  OTP: {
    name: 'OTP',
    registered: true,
    usage: 'common',
    usageSure: true,
    source: 'RFC 2444',
  },
  SKEY: {
    name: 'SKEY',
    registered: true,
    usage: 'obsolete',
    usageSure: true,
    source: 'RFC 2222',
  },
  SECURID: {
    name: 'SECURID',
    registered: true,
    usage: 'common',
    usageSure: true,
    source: 'RFC 2808',
  },
  SAML20: {
    name: 'SAML20',
    registered: true,
    usage: 'common',
    usageSure: true,
    source: 'RFC 6595',
  },
  OPENID20: {
    name: 'OPENID20',
    registered: true,
    usage: 'common',
    usageSure: true,
    source: 'RFC 6616',
  },
} as const satisfies Readonly<Record<string, MechanismFacts>>;

export type MechanismId = keyof typeof MECHANISM_FACTS;
