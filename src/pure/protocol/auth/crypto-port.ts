/**
 * What SASL needs from the world, handed in as an argument so that `pure` stays pure: hashes, chance, preparation of
 * strings. `io/plan` builds it from `node:crypto` and a SASLprep library.
 */

/** The hashes, each with the octets of what it makes. */
export const HASH_OCTETS = { md5: 16, sha1: 20, sha256: 32, sha512: 64 } as const;

export type HashName = keyof typeof HASH_OCTETS;

export interface CryptoPort {
  readonly hash: (name: HashName, data: Uint8Array) => Uint8Array;
  readonly hmac: (name: HashName, key: Uint8Array, data: Uint8Array) => Uint8Array;
  /** Hi() of RFC 5802 §2.2, which is PBKDF2 with an output of the hash's length. Asynchronous: it may take long. */
  readonly pbkdf2: (
    name: HashName,
    password: Uint8Array,
    salt: Uint8Array,
    iterations: number,
  ) => Promise<Uint8Array>;
  readonly randomBytes: (count: number) => Uint8Array;
  /** SASLprep, RFC 4013, as a stored string. Throws where the text holds what it prohibits. */
  readonly saslprep: (text: string) => string;
}
