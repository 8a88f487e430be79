/** The hashes, the chance and the preparation of strings that SASL asks for, from Node and a SASLprep library. */

import { HASH_OCTETS } from '../../pure/protocol/index.ts';
import type { CryptoPort } from '../../pure/protocol/index.ts';

/** The port. The SASLprep tables and Node's cryptography are loaded with it: ask for it only where somebody signs in. */
export async function openCrypto(): Promise<CryptoPort> {
  const { default: saslprep } = await import('@mongodb-js/saslprep');
  const { createHash, createHmac, pbkdf2, randomBytes } = await import('node:crypto');
  return {
    hash: (name, data) => createHash(name).update(data).digest(),
    hmac: (name, key, data) => createHmac(name, key).update(data).digest(),
    pbkdf2: (name, password, salt, iterations) =>
      new Promise((resolve, reject) => {
        pbkdf2(password, salt, iterations, HASH_OCTETS[name], name, (error, key) => {
          if (error) reject(error);
          else resolve(key);
        });
      }),
    randomBytes: (count) => randomBytes(count),
    saslprep: (text) => saslprep(text),
  };
}
