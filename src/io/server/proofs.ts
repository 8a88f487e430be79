/** The hashes that the judges of sign-ins ask for, from Node; SASLprep's tables are loaded only where a name is not ASCII. */

import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import type { Account, ProofPort } from '../../pure/practice/index.ts';
import { HASH_OCTETS, isAscii } from '../../pure/protocol/index.ts';

/** The port for these accounts. */
export async function openProofs(accounts: readonly Account[]): Promise<ProofPort> {
  const plain = accounts.every(({ user, password }) => isAscii(user) && isAscii(password));
  return {
    hash: (name, data) => createHash(name).update(data).digest(),
    hmac: (name, key, data) => createHmac(name, key).update(data).digest(),
    pbkdf2: (name, password, salt, iterations) =>
      pbkdf2Sync(password, salt, iterations, HASH_OCTETS[name], name),
    prepare: plain ? (text) => text : (await import('@mongodb-js/saslprep')).default,
  };
}
