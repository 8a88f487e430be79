/**
 * CRAM-MD5: the server sends a challenge, the client answers with its name and an HMAC-MD5 of the challenge, keyed with the
 * password. Follows RFC 2195 §2. The password does not travel, but a listener can try guesses on what does.
 */

import { decodeText, encodeText } from '../bytes.ts';
import type { CryptoPort } from './crypto-port.ts';
import { answerOf, cancelOf } from './exchanges.ts';
import type { Credentials, SaslExchange, SaslStep } from './mechanism.ts';

export function startCramMd5({ user, password }: Credentials, crypto: CryptoPort): SaslExchange {
  let answered = false;
  return {
    mechanism: 'CRAM-MD5',
    initial: () => null,
    next: (challenge): Promise<SaslStep> => {
      if (answered) return Promise.resolve(cancelOf('unexpected-challenge'));
      if (challenge === null) return Promise.resolve(cancelOf('bad-challenge'));
      answered = true;
      const digest = hexOf(crypto.hmac('md5', encodeText(password?.reveal() ?? ''), challenge));
      return Promise.resolve(
        answerOf(`${user} ${digest}`, true, '{{cram-md5 user password challenge}}', [
          { id: 'challenge', value: decodeText(challenge) },
          { id: 'digest', value: digest },
        ]),
      );
    },
    finish: () => ({ ok: true }),
  };
}

function hexOf(bytes: Uint8Array): string {
  return [...bytes].map((octet) => octet.toString(16).padStart(2, '0')).join('');
}
