/**
 * The server's side of SASL: an exchange as a value that is handed the client's answers and says yes, no, or asks on. None
 * of the client's code is used, so that both cannot be wrong together. Follows RFC 4954 §4 and RFC 4422 §3.
 */

import type { HashName } from '../../protocol/index.ts';
import type { ReplyId } from '../replies.ts';
import type { Account } from '../scenario.ts';

/** What the server says to an answer. `octets` are before base64. */
export type SignInVerdict =
  | { readonly kind: 'challenge'; readonly octets: Uint8Array }
  | { readonly kind: 'yes'; readonly user: string }
  | { readonly kind: 'no'; readonly reply: ReplyId };

/** One exchange. `start` gets the initial response, null where AUTH came without one. */
export interface Judge {
  readonly start: (initial: Uint8Array | null) => SignInVerdict;
  readonly next: (answer: Uint8Array) => SignInVerdict;
}

/** What the judges need from the world: hashes, and the preparation of strings (RFC 4013). All of it at once, no waiting. */
export interface ProofPort {
  readonly hash: (name: HashName, data: Uint8Array) => Uint8Array;
  readonly hmac: (name: HashName, key: Uint8Array, data: Uint8Array) => Uint8Array;
  /** PBKDF2 with an output of the hash's length. */
  readonly pbkdf2: (name: HashName, password: Uint8Array, salt: Uint8Array, iterations: number) => Uint8Array;
  readonly prepare: (text: string) => string;
}

/** What is kept of a password for SCRAM: it cannot be computed from these, nor can what a client needs. */
export interface ScramKeys {
  readonly salt: Uint8Array;
  readonly storedKey: Uint8Array;
  readonly serverKey: Uint8Array;
}

/** What a judge may look at. */
export interface Court {
  readonly accounts: readonly Account[];
  readonly port: ProofPort;
  /** Letters and digits that nobody can guess. */
  readonly chance: (length: number) => string;
  readonly hostname: string;
  /** `tls-exporter` keying material (RFC 9266); null where there is none. */
  readonly binding: Uint8Array | null;
  /** Whether a -PLUS mechanism was offered: then a client that says that it saw none was lied to. */
  readonly offersPlus: boolean;
  /** The name in the client's certificate; null without one. */
  readonly clientName: string | null;
  /** Keys of SCRAM, made once for each account and hash. */
  readonly keys: Map<string, ScramKeys>;
}

export const NO: SignInVerdict = { kind: 'no', reply: 'wrong-password' };
export const BAD: SignInVerdict = { kind: 'no', reply: 'bad-answer' };

/** The account of this name and password; names and passwords are compared as prepared (RFC 4616 §2). */
export function accountOf(court: Court, user: string, password: string): Account | null {
  const { accounts, port } = court;
  return (
    accounts.find(
      (account) =>
        (account.user === user && account.password === password) ||
        (same(port, account.user, user) && same(port, account.password, password)),
    ) ?? null
  );
}

/** Whether two texts are the same as prepared; what may not be prepared is the same as nothing. */
export function same({ prepare }: ProofPort, one: string, other: string): boolean {
  if (one === other) return true;
  try {
    return prepare(one) === prepare(other);
  } catch {
    return false;
  }
}
