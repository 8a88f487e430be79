/**
 * A recorded sign-in held against a password: what CRAM-MD5 (RFC 2195 §2) or SCRAM (RFC 5802 §3) make of it, beside what was said.
 * Messages are found by their form, so that a transcript, a log or an RFC's example can be pasted as it is.
 */

import { decodeBase64 } from '../base64.ts';
import { decodeText, encodeText } from '../bytes.ts';
import { MAX_SCRAM_ITERATIONS } from '../limits.ts';
import type { CryptoPort, HashName } from './crypto-port.ts';
import { MECHANISMS } from './mechanisms.ts';
import type { ScramName } from './mechanisms.ts';
import { scramProofs } from './scram.ts';

/** One thing that was said, and what it should have been; `wanted` is null where nothing can be computed. */
export interface CheckedPart {
  readonly id: 'user' | 'challenge' | 'nonce' | 'salt' | 'iterations' | 'digest' | 'proof' | 'signature';
  readonly came: string;
  readonly wanted: string | null;
  readonly ok: boolean;
}

/** `incomplete`: messages are missing; `too-costly`: more iterations than are computed here. */
export type ExchangeCheck =
  | { readonly kind: 'checked'; readonly parts: readonly CheckedPart[]; readonly ok: boolean }
  | { readonly kind: 'incomplete' | 'too-costly' };

/** Holds an exchange against a password. `text` has its messages, one a line, marks and codes in front of them or not. */
export function checkExchange(
  mechanism: 'CRAM-MD5' | ScramName,
  text: string,
  password: string,
  crypto: CryptoPort,
): Promise<ExchangeCheck> {
  const messages = text.split(/\r?\n/).map(messageOf);
  if (mechanism === 'CRAM-MD5') return Promise.resolve(checkCramMd5(messages, password, crypto));
  return checkScram(MECHANISMS[mechanism].hash, messages, password, crypto);
}

/** The message of a line: base64 decoded where it is some. */
function messageOf(line: string): string {
  const bare = line
    .trim()
    .replace(/^(?:[CS]:|[<>~*-]{1,3})\s*/, '')
    .replace(/^(?:334|235|AUTH\s+[A-Z0-9-]+)(?:\s+(?:[245]\.\d+\.\d+\s+)?|$)/i, '')
    .trim();
  const octets = /^[A-Za-z0-9+/]{4,}={0,2}$/.test(bare) ? decodeBase64(bare) : null;
  return octets === null ? bare : decodeText(octets);
}

function checkCramMd5(messages: readonly string[], password: string, crypto: CryptoPort): ExchangeCheck {
  const challenge = messages.find((message) => /^<[^<>]+>$/.test(message));
  const answer = messages
    .map((message) => /^(.+) ([0-9a-f]{32})$/i.exec(message))
    .find((match) => match !== null);
  if (challenge === undefined || answer === undefined) return { kind: 'incomplete' };
  const [, user = '', digest = ''] = answer;
  const octets = crypto.hmac('md5', encodeText(password), encodeText(challenge));
  const wanted = [...octets].map((octet) => octet.toString(16).padStart(2, '0')).join('');
  const ok = wanted === digest.toLowerCase();
  return {
    kind: 'checked',
    ok,
    parts: [given('challenge', challenge), given('user', user), { id: 'digest', came: digest, wanted, ok }],
  };
}

async function checkScram(
  hash: HashName,
  messages: readonly string[],
  password: string,
  crypto: CryptoPort,
): Promise<ExchangeCheck> {
  const found = (pattern: RegExp): RegExpExecArray | null =>
    messages.map((message) => pattern.exec(message)).find((match) => match !== null) ?? null;
  const clientFirst = found(/^(?:[ny]|p=[^,]+),(?:a=[^,]*)?,(n=([^,]*),r=([^,]+).*)$/);
  const serverFirst = found(/^r=([^,]+),s=([^,]+),i=(\d{1,10})(?:,.*)?$/);
  const clientFinal = found(/^(c=[^,]+,r=[^,]+(?:,.*)?),p=([A-Za-z0-9+/=]+)$/);
  const salt = decodeBase64(serverFirst?.[2] ?? '');
  if (clientFirst === null || serverFirst === null || clientFinal === null || salt === null)
    return { kind: 'incomplete' };
  const iterations = Number(serverFirst[3]);
  if (iterations > MAX_SCRAM_ITERATIONS || iterations < 1) return { kind: 'too-costly' };
  const said = `${clientFirst[1]},${serverFirst[0]},${clientFinal[1]}`;
  const clear = crypto.saslprep(password);
  const { proof, signature } = await scramProofs(hash, { clear, salt, iterations, said }, crypto);
  const nonce = serverFirst[1] ?? '';
  const parts: CheckedPart[] = [
    given('user', clientFirst[2] ?? ''),
    // RFC 5802 §5.1: the server's nonce begins with the client's.
    { id: 'nonce', came: nonce, wanted: null, ok: nonce.startsWith(clientFirst[3] ?? '') },
    given('salt', serverFirst[2] ?? ''),
    given('iterations', String(iterations)),
    { id: 'proof', came: clientFinal[2] ?? '', wanted: proof, ok: clientFinal[2] === proof },
  ];
  const signed = found(/^v=([A-Za-z0-9+/=]+)/)?.[1];
  if (signed !== undefined)
    parts.push({ id: 'signature', came: signed, wanted: signature, ok: signed === signature });
  return { kind: 'checked', parts, ok: parts.every(({ ok }) => ok) };
}

function given(id: CheckedPart['id'], came: string): CheckedPart {
  return { id, came, wanted: null, ok: true };
}
