/**
 * The mechanisms that are spoken here, the strongest first: one that proves both sides, then one that hides the password, then those
 * that hand it over. The one table of them: a new hash of SCRAM is a row here and one in `crypto-port.ts`, its name
 * in the practice server's offer, and words. Follows RFC 4422 (SASL), RFC 4954 (AUTH) and
 * the specification of each; SCRAM-SHA-512 has only a draft, and some servers offer it all the same.
 */

import type { HashName } from './crypto-port.ts';

/** How an exchange goes, whatever its hash. */
export type MechanismFamily =
  'plain' | 'login' | 'cram-md5' | 'scram' | 'xoauth2' | 'oauthbearer' | 'external' | 'anonymous';

export interface MechanismProperties {
  readonly family: MechanismFamily;
  /** What its proofs are computed with; null where nothing is proved. */
  readonly hash: HashName | null;
  /** Whether the exchange is bound to the TLS connection (the -PLUS names, RFC 5802 §6). */
  readonly binding: boolean;
  /** What the user must have. */
  readonly needs: 'password' | 'token' | 'nothing';
  /** Whether who listens on an unencrypted connection can sign in with what was heard. */
  readonly exposes: boolean;
  /** Whether AUTH may bring the first answer with it: not where the server speaks first (RFC 4954 §4), though servers let LOGIN. */
  readonly initial: boolean;
  /** Whether the first answer is a name and no more, which is not a secret. */
  readonly nameFirst: boolean;
  /** Whether every run says something else, so that only an order to sign in repeats it. */
  readonly fresh: boolean;
  /** Whether it is used without being asked for. */
  readonly automatic: boolean;
}

const SCRAM = {
  family: 'scram',
  needs: 'password',
  exposes: false,
  initial: true,
  nameFirst: false,
  fresh: true,
  automatic: true,
} as const;

const HANDS_OVER = { hash: null, binding: false, exposes: true, fresh: false, automatic: true } as const;
const NO_SECRET = {
  hash: null,
  binding: false,
  needs: 'nothing',
  exposes: false,
  initial: true,
  nameFirst: true,
  fresh: false,
  automatic: false,
} as const;

export const MECHANISMS = {
  'SCRAM-SHA-512-PLUS': { ...SCRAM, hash: 'sha512', binding: true },
  'SCRAM-SHA-256-PLUS': { ...SCRAM, hash: 'sha256', binding: true },
  'SCRAM-SHA-1-PLUS': { ...SCRAM, hash: 'sha1', binding: true },
  'SCRAM-SHA-512': { ...SCRAM, hash: 'sha512', binding: false },
  'SCRAM-SHA-256': { ...SCRAM, hash: 'sha256', binding: false },
  'SCRAM-SHA-1': { ...SCRAM, hash: 'sha1', binding: false },
  'CRAM-MD5': {
    family: 'cram-md5',
    hash: 'md5',
    binding: false,
    needs: 'password',
    exposes: false,
    initial: false,
    nameFirst: false,
    fresh: false,
    automatic: true,
  },
  // Its answer names the server.
  OAUTHBEARER: {
    ...HANDS_OVER,
    family: 'oauthbearer',
    needs: 'token',
    initial: true,
    nameFirst: false,
    fresh: true,
  },
  XOAUTH2: {
    ...HANDS_OVER,
    family: 'xoauth2',
    needs: 'token',
    initial: true,
    nameFirst: false,
  },
  PLAIN: {
    ...HANDS_OVER,
    family: 'plain',
    needs: 'password',
    initial: true,
    nameFirst: false,
  },
  LOGIN: {
    ...HANDS_OVER,
    family: 'login',
    needs: 'password',
    initial: true,
    nameFirst: true,
  },
  EXTERNAL: { ...NO_SECRET, family: 'external' },
  ANONYMOUS: { ...NO_SECRET, family: 'anonymous' },
} as const satisfies Readonly<Record<string, MechanismProperties>>;

export type MechanismName = keyof typeof MECHANISMS;

/** The names of SCRAM. */
export type ScramName = {
  [K in MechanismName]: (typeof MECHANISMS)[K]['family'] extends 'scram' ? K : never;
}[MechanismName];

export function isScram(name: MechanismName): name is ScramName {
  return MECHANISMS[name].family === 'scram';
}

const TABLE: ReadonlyMap<string, MechanismProperties> = new Map(
  Object.entries<MechanismProperties>(MECHANISMS),
);

function isMechanism(name: string): name is MechanismName {
  return TABLE.has(name);
}

/** Their names, the strongest first. */
export const MECHANISM_NAMES: readonly MechanismName[] = [...TABLE.keys()].filter(isMechanism);

/** The row of a mechanism, in whatever case; null for a stranger. */
export function mechanismFacts(name: string): MechanismProperties | null {
  return TABLE.get(name.toUpperCase()) ?? null;
}

/** Whether none of these has a secret to say: then a connection need not be encrypted, nor a password be asked for. */
export function areHarmless(names: readonly string[]): boolean {
  return names.length > 0 && names.every((name) => mechanismFacts(name)?.needs === 'nothing');
}

/** Those that are used without being asked for, the strongest first. */
export const AUTOMATIC: readonly MechanismName[] = MECHANISM_NAMES.filter(
  (name) => MECHANISMS[name].automatic,
);
