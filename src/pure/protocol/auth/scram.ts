/**
 * SCRAM: both sides prove that they know the password, and it does not travel. Follows RFC 5802 §3 (the computation), §5
 * (the messages), §7 (the grammar), RFC 7677 (SHA-256), RFC 9266 (`tls-exporter` for the -PLUS names).
 *
 * ```
 * client  n,,n=user,r=NONCE
 * server  r=NONCE+MORE,s=salt,i=4096
 * client  c=biws,r=NONCE+MORE,p=proof
 * server  v=signature
 * ```
 *
 * SECURITY: the server's nonce must begin with ours, its iterations are capped, and a sign-in that ends without its
 * signature is no sign-in: whoever answers 235 without it does not know the password.
 */

import { decodeBase64, encodeBase64 } from '../base64.ts';
import { concatBytes, decodeText, encodeText } from '../bytes.ts';
import { MAX_CHALLENGE_OCTETS, MAX_SCRAM_ITERATIONS } from '../limits.ts';
import type { CryptoPort, HashName } from './crypto-port.ts';
import { answerOf, cancelOf } from './exchanges.ts';
import type { Credentials, MechanismName, SaslExchange, SaslStep } from './mechanism.ts';

/** Octets of chance in our nonce. */
const NONCE_OCTETS = 18;

export type ScramName = Extract<MechanismName, `SCRAM-${string}`>;

interface Started {
  readonly gs2: Uint8Array;
  readonly firstBare: string;
  readonly nonce: string;
}

/** Starts an exchange. `binding` is the keying material of the TLS connection, for the -PLUS names. */
export function startScram(
  mechanism: ScramName,
  credentials: Credentials,
  crypto: CryptoPort,
  binding: Uint8Array | null = null,
): SaslExchange {
  const hash: HashName = mechanism.startsWith('SCRAM-SHA-256') ? 'sha256' : 'sha1';
  const started = begin(mechanism, credentials, crypto, binding);
  let step = 0;
  let signature = '';
  let verified = false;
  const first = (): SaslStep & { kind: 'answer' } =>
    answerOf(headerOf(mechanism, credentials) + started.firstBare, true, '{{*}}', [
      { id: 'user', value: credentials.user },
      { id: 'nonce', value: started.nonce },
    ]);
  return {
    mechanism,
    initial: () => {
      step = 1;
      return first();
    },
    next: async (challenge): Promise<SaslStep> => {
      step++;
      if (step === 1) return first();
      if (challenge === null || challenge.length > MAX_CHALLENGE_OCTETS) return cancelOf('bad-challenge');
      const message = decodeText(challenge);
      if (step === 2) {
        const proof = await prove(message, hash, started, credentials, crypto);
        if (proof.kind === 'cancel') return proof;
        signature = proof.signature;
        return proof.answer;
      }
      if (step > 3) return cancelOf('unexpected-challenge');
      if (message !== `v=${signature}`) return cancelOf('wrong-signature');
      verified = true;
      return answerOf('', false, '');
    },
    finish: () => (verified ? { ok: true } : { ok: false, reason: 'no-server-signature' }),
  };
}

function headerOf(mechanism: ScramName, { authzid }: Credentials): string {
  const binding = mechanism.endsWith('-PLUS') ? 'p=tls-exporter' : 'n';
  return `${binding},${authzid === undefined ? '' : `a=${saslName(authzid)}`},`;
}

function begin(
  mechanism: ScramName,
  credentials: Credentials,
  crypto: CryptoPort,
  binding: Uint8Array | null,
): Started {
  const nonce = encodeBase64(crypto.randomBytes(NONCE_OCTETS)).replace(/,/g, '');
  const header = encodeText(headerOf(mechanism, credentials));
  return {
    gs2: mechanism.endsWith('-PLUS') && binding !== null ? concatBytes([header, binding]) : header,
    firstBare: `n=${saslName(crypto.saslprep(credentials.user))},r=${nonce}`,
    nonce,
  };
}

type Proof =
  | { readonly kind: 'proof'; readonly answer: SaslStep; readonly signature: string }
  | (SaslStep & { readonly kind: 'cancel' });

async function prove(
  serverFirst: string,
  hash: HashName,
  started: Started,
  { password }: Credentials,
  crypto: CryptoPort,
): Promise<Proof> {
  const fields = /^r=([^,]+),s=([^,]+),i=(\d{1,10})(?:,.*)?$/.exec(serverFirst);
  const [, nonce = '', saltText = '', iterationsText = ''] = fields ?? [];
  const salt = decodeBase64(saltText);
  if (fields === null || salt === null) return { kind: 'cancel', reason: 'bad-challenge', detail: {} };
  if (!nonce.startsWith(started.nonce) || nonce === started.nonce) {
    return { kind: 'cancel', reason: 'wrong-nonce', detail: {} };
  }
  const iterations = Number(iterationsText);
  if (iterations < 1 || iterations > MAX_SCRAM_ITERATIONS) {
    return {
      kind: 'cancel',
      reason: 'too-many-iterations',
      detail: { iterations, max: MAX_SCRAM_ITERATIONS },
    };
  }
  const clear = encodeText(crypto.saslprep(password?.reveal() ?? ''));
  const salted = await crypto.pbkdf2(hash, clear, salt, iterations);
  const clientKey = crypto.hmac(hash, salted, encodeText('Client Key'));
  const storedKey = crypto.hash(hash, clientKey);
  const withoutProof = `c=${encodeBase64(started.gs2)},r=${nonce}`;
  const authMessage = encodeText(`${started.firstBare},${serverFirst},${withoutProof}`);
  const clientSignature = crypto.hmac(hash, storedKey, authMessage);
  const proof = encodeBase64(clientKey.map((octet, at) => octet ^ (clientSignature[at] ?? 0)));
  const serverKey = crypto.hmac(hash, salted, encodeText('Server Key'));
  return {
    kind: 'proof',
    signature: encodeBase64(crypto.hmac(hash, serverKey, authMessage)),
    answer: answerOf(`${withoutProof},p=${proof}`, true, '{{*}}', [
      { id: 'salt', value: saltText },
      { id: 'iterations', value: iterationsText },
      { id: 'proof', value: proof },
    ]),
  };
}

/** RFC 5802 §5.1: a comma and an equals sign in a name are written as codes. */
function saslName(text: string): string {
  return text.replace(/=/g, '=3D').replace(/,/g, '=2C');
}
