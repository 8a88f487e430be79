/**
 * SASL mechanisms, the ways to sign in. Follows RFC 4422 (SASL), RFC 4954 (AUTH) and the RFC of each mechanism.
 */

/** One mechanism. */
export interface MechanismFacts {
  readonly name: string;
  readonly registered: boolean;
  /** The registry's advice: common, limited, obsolete; `unregistered` for names that are not in it. */
  readonly usage: 'common' | 'limited' | 'obsolete' | 'unregistered';
  /** False where the registry's advice is known from hearsay alone. */
  readonly usageSure: boolean;
  readonly firstSpeaker: 'client' | 'server';
  /**
   * What a listener on an unencrypted line gets. password: the password · token: a token that works until it expires ·
   * weak-proof: a hash that can be guessed at offline · proof: a salted proof, costly to guess · ticket: nothing that lasts ·
   * nothing: there is no secret in it.
   */
  readonly exposes: 'password' | 'token' | 'weak-proof' | 'proof' | 'ticket' | 'nothing';
  /** The server proves itself too. */
  readonly mutual: boolean;
  readonly channelBinding: boolean;
  readonly source: string;
}

export const MECHANISMS = {} as const satisfies Readonly<Record<string, MechanismFacts>>;

export type MechanismId = keyof typeof MECHANISMS;
