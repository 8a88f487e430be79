/**
 * A SASL mechanism as a value: a conversation that is asked for its next answer. One mechanism a file.
 * Follows RFC 4954 §4 (the AUTH command and its exchange) and RFC 4422 §3 (what a mechanism is).
 */

import type { Secret } from '../secret.ts';
import type { MechanismName } from './mechanisms.ts';

/** Who signs in. Each mechanism says which of them it needs. */
export interface Credentials {
  readonly user: string;
  readonly password?: Secret;
  readonly token?: Secret;
  /** Authorization identity, where it differs from `user` (RFC 4422 §3.4.1). */
  readonly authzid?: string;
}

/** A piece of an exchange for the learner: what it is called, what it holds, whether it may be shown. */
export interface SaslPart {
  /** Stable id, worded by `phrases`: `user`, `password`, `nonce`, `salt`, `iterations`, `proof`, `digest` … */
  readonly id: string;
  readonly value: string | Secret;
}

/** What the client sends next: the octets before base64, and how a recording writes them. */
export interface SaslAnswer {
  readonly kind: 'answer';
  /** Octets before base64. */
  readonly bytes: Uint8Array;
  /** True where the octets hold a secret or something derived from one. */
  readonly secret: boolean;
  /** The same as an expression of a session file, such as `{{plain user password}}`. */
  readonly template: string;
  readonly parts: readonly SaslPart[];
}

/** The exchange must be cancelled with `*` (RFC 4954 §4): a server that lies, or asks for more than there is. */
export interface SaslCancel {
  readonly kind: 'cancel';
  readonly reason: CancelReason;
  readonly detail: Readonly<Record<string, string | number>>;
}

/**
 * Why an exchange is cancelled, worded by `phrases`. `bad-challenge`: not what the mechanism's grammar allows.
 * `unexpected-challenge`: more is asked for than there is. `prohibited-characters`: SASLprep refuses the name or password.
 */
export type CancelReason =
  | 'bad-challenge'
  | 'unexpected-challenge'
  | 'prohibited-characters'
  | 'wrong-nonce'
  | 'too-many-iterations'
  | 'server-error'
  | 'wrong-signature';

export type SaslStep = SaslAnswer | SaslCancel;

/** One running exchange. `initial` is sent with AUTH where the mechanism speaks first; `next` answers a challenge. */
export interface SaslExchange {
  readonly mechanism: MechanismName;
  /** Null where the server speaks first (LOGIN, CRAM-MD5). */
  readonly initial: () => SaslAnswer | null;
  /** `challenge` is decoded; null where the 334 text was not base64. */
  readonly next: (challenge: Uint8Array | null) => Promise<SaslStep>;
  /** Called with 235 and, where the server sent them, the last decoded octets. A server that does not prove itself is found here. */
  readonly finish: () => { readonly ok: true } | { readonly ok: false; readonly reason: string };
}
