/**
 * SCRAM: both sides prove that they know the password, and it does not travel. Follows RFC 5802 §3 (the computation), §5
 * (the messages), §7 (the grammar), RFC 9266 (`tls-exporter` for the -PLUS names).
 *
 * ```
 * client  n,,n=user,r=NONCE
 * server  r=NONCE+MORE,s=salt,i=4096
 * client  c=biws,r=NONCE+MORE,p=proof
 * server  v=signature
 * ```
 *
 * SECURITY: the server's nonce must begin with ours, its iterations are capped, and a sign-in that ends without its
 * signature is not a sign-in: whoever answers 235 without it does not know the password.
 */

import { decodeBase64, encodeBase64 } from '../base64.ts';
import { concatBytes, decodeText, encodeText } from '../bytes.ts';
import { MAX_CHALLENGE_OCTETS, MAX_SCRAM_ITERATIONS } from '../limits.ts';
import type { CryptoPort, HashName } from './crypto-port.ts';
import { answerOf, cancelOf } from './exchanges.ts';
import type { Credentials, SaslAnswer, SaslExchange, SaslStep } from './mechanism.ts';
import { MECHANISMS } from './mechanisms.ts';
import type { ScramName } from './mechanisms.ts';

/** Octets of chance in our nonce. */
const NONCE_OCTETS = 18;

/** What this exchange begins with: the header in front, the rest of the first message, the nonce in it. */
interface Opening {
  readonly header: string;
  readonly binding: Uint8Array;
  readonly firstBare: string;
  readonly nonce: string;
}

/** What the connection gives: keying material of TLS 1.3, and the names that the server offered. */
export interface ScramContext {
  readonly binding: Uint8Array | null;
  readonly offered?: readonly string[];
}

/** Starts an exchange. */
export function startScram(
  mechanism: ScramName,
  credentials: Credentials,
  crypto: CryptoPort,
  context: ScramContext,
): SaslExchange {
  const { hash } = MECHANISMS[mechanism];
  const opening = openingOf(mechanism, credentials, crypto, context);
  let step = 0;
  let signature = '';
  let proven: 'no-server-signature' | 'yes' = 'no-server-signature';
  return {
    mechanism,
    initial: () => {
      if (opening === null) return null;
      step = 1;
      return firstMessage(opening, credentials);
    },
    next: async (challenge): Promise<SaslStep> => {
      step++;
      if (opening === null) return cancelOf('prohibited-characters');
      if (step === 1) return firstMessage(opening, credentials);
      if (challenge === null || challenge.length > MAX_CHALLENGE_OCTETS) return cancelOf('bad-challenge');
      const message = decodeText(challenge);
      if (step === 2) {
        const proof = await prove(message, hash, opening, credentials, crypto);
        if (proof.kind === 'cancel') return proof;
        signature = proof.signature;
        return proof.answer;
      }
      if (step > 3) return cancelOf('unexpected-challenge');
      // RFC 5802 §7: the server says in words why it does not sign.
      const refusal = /^e=([^,]+)/.exec(message)?.[1];
      if (refusal !== undefined) return cancelOf('server-error', { error: refusal });
      if (message.split(',')[0] !== `v=${signature}`) return cancelOf('wrong-signature');
      proven = 'yes';
      return answerOf('', false, '');
    },
    finish: () => (proven === 'yes' ? { ok: true } : { ok: false, reason: proven }),
  };
}

function firstMessage({ header, firstBare, nonce }: Opening, { user }: Credentials): SaslAnswer {
  return answerOf(header + firstBare, true, '{{*}}', [
    { id: 'user', value: user },
    { id: 'nonce', value: nonce },
  ]);
}

/** Null where the name holds what RFC 4013 prohibits. */
function openingOf(
  mechanism: ScramName,
  { user, authzid }: Credentials,
  crypto: CryptoPort,
  { binding, offered = [] }: ScramContext,
): Opening | null {
  const name = prepare(user, crypto);
  if (name === null) return null;
  const nonce = encodeBase64(crypto.randomBytes(NONCE_OCTETS));
  const bound = MECHANISMS[mechanism].binding && binding !== null;
  // SECURITY: `y` tells the server that we could have bound the channel and did not see it offered: where it had offered it,
  // somebody in between has taken it away, and the server ends the exchange (RFC 5802 §6).
  const flag = bound
    ? 'p=tls-exporter'
    : binding !== null && !offered.includes(`${mechanism}-PLUS`)
      ? 'y'
      : 'n';
  return {
    header: `${flag},${authzid === undefined ? '' : `a=${saslName(authzid)}`},`,
    binding: bound ? binding : new Uint8Array(0),
    firstBare: `n=${saslName(name)},r=${nonce}`,
    nonce,
  };
}

function prepare(text: string, crypto: CryptoPort): string | null {
  try {
    return crypto.saslprep(text);
  } catch {
    return null;
  }
}

type Proof =
  | { readonly kind: 'proof'; readonly answer: SaslAnswer; readonly signature: string }
  | (SaslStep & { readonly kind: 'cancel' });

async function prove(
  serverFirst: string,
  hash: HashName,
  opening: Opening,
  { password }: Credentials,
  crypto: CryptoPort,
): Promise<Proof> {
  const fields = /^r=([^,]+),s=([^,]+),i=(\d{1,10})(?:,.*)?$/.exec(serverFirst);
  const [, nonce = '', saltText = '', iterationsText = ''] = fields ?? [];
  const salt = decodeBase64(saltText);
  if (fields === null || salt === null) return cancelOf('bad-challenge');
  if (!nonce.startsWith(opening.nonce) || nonce === opening.nonce) return cancelOf('wrong-nonce');
  const iterations = Number(iterationsText);
  if (iterations < 1) return cancelOf('bad-challenge');
  if (iterations > MAX_SCRAM_ITERATIONS) {
    return cancelOf('too-many-iterations', { iterations, max: MAX_SCRAM_ITERATIONS });
  }
  const clear = prepare(password?.reveal() ?? '', crypto);
  if (clear === null) return cancelOf('prohibited-characters');
  const bound = encodeBase64(concatBytes([encodeText(opening.header), opening.binding]));
  const withoutProof = `c=${bound},r=${nonce}`;
  const said = `${opening.firstBare},${serverFirst},${withoutProof}`;
  const { proof, signature } = await scramProofs(hash, { clear, salt, iterations, said }, crypto);
  return {
    kind: 'proof',
    signature,
    answer: answerOf(`${withoutProof},p=${proof}`, true, '{{*}}', [
      { id: 'salt', value: saltText },
      { id: 'iterations', value: iterationsText },
      { id: 'proof', value: proof },
    ]),
  };
}

/** What a password and the messages come to. `clear` is prepared, `said` the three messages joined by commas (RFC 5802 §3). */
export interface ScramInputs {
  readonly clear: string;
  readonly salt: Uint8Array;
  readonly iterations: number;
  readonly said: string;
}

/** The client's proof and the server's signature, in base64. */
export async function scramProofs(
  hash: HashName,
  { clear, salt, iterations, said }: ScramInputs,
  crypto: CryptoPort,
): Promise<{ readonly proof: string; readonly signature: string }> {
  const salted = await crypto.pbkdf2(hash, encodeText(clear), salt, iterations);
  const clientKey = crypto.hmac(hash, salted, encodeText('Client Key'));
  const storedKey = crypto.hash(hash, clientKey);
  const clientSignature = crypto.hmac(hash, storedKey, encodeText(said));
  const serverKey = crypto.hmac(hash, salted, encodeText('Server Key'));
  return {
    proof: encodeBase64(clientKey.map((octet, at) => octet ^ (clientSignature[at] ?? 0))),
    signature: encodeBase64(crypto.hmac(hash, serverKey, encodeText(said))),
  };
}

/** RFC 5802 §5.1: a comma and an equals sign in a name are written as codes. */
function saslName(text: string): string {
  return text.replace(/=/g, '=3D').replace(/,/g, '=2C');
}
