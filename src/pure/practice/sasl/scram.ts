/**
 * The judge of SCRAM. Follows RFC 5802 §3 (the computation), §5 (the messages), §6 (binding, and clients that were lied to
 * about it), RFC 7677 (SHA-256), RFC 9266 (`tls-exporter`). The server's proof goes out as a last challenge (RFC 4954 §4: a
 * 235 carries no data), which the client answers with nothing.
 */

import { concatBytes, decodeBase64, decodeText, encodeBase64, encodeText } from '../../protocol/index.ts';
import type { HashName } from '../../protocol/index.ts';
import type { Account } from '../scenario.ts';
import { BAD, NO, same } from './judge.ts';
import type { Court, Judge, ScramKeys, SignInVerdict } from './judge.ts';

const ITERATIONS = 4096;
const NONCE_LENGTH = 24;

/** `n,,n=user,r=nonce` taken apart. */
interface First {
  readonly header: string;
  readonly bare: string;
  readonly user: string;
  readonly nonce: string;
}

export function judgeScram(hash: HashName, plus: boolean, court: Court): Judge {
  let first: First | null = null;
  let serverFirst = '';
  let nonce = '';
  let keys: ScramKeys | null = null;
  let account: Account | null = null;
  let proved = false;

  const begin = (text: string): SignInVerdict => {
    first = readFirst(text, plus, court);
    if (first === null) return BAD;
    const { user } = first;
    account =
      court.accounts.find((one) => same(court.port, one.user, user) && isPreparable(one, court)) ?? null;
    // An unknown name gets as far as a known one: who exists is nobody's business (RFC 5802 §5.1).
    keys =
      account === null
        ? makeKeys(hash, { user, password: court.chance(20) }, court)
        : keysOf(hash, account, court);
    nonce = first.nonce + court.chance(NONCE_LENGTH);
    serverFirst = `r=${nonce},s=${encodeBase64(keys.salt)},i=${ITERATIONS}`;
    return { kind: 'challenge', octets: encodeText(serverFirst) };
  };

  const prove = (
    text: string,
    { header, bare }: First,
    { storedKey, serverKey }: ScramKeys,
  ): SignInVerdict => {
    const match = /^(c=([A-Za-z0-9+/=]+),r=([^,]+)(?:,[^p][^,]*)*),p=([A-Za-z0-9+/=]+)$/.exec(text);
    const [, withoutProof = '', bindingText = '', echoed = '', proofText = ''] = match ?? [];
    const proof = decodeBase64(proofText);
    if (match === null || proof === null) return BAD;
    const bound = concatBytes([
      encodeText(header),
      ...(plus && court.binding !== null ? [court.binding] : []),
    ]);
    if (echoed !== nonce || bindingText !== encodeBase64(bound)) return NO;
    const message = encodeText(`${bare},${serverFirst},${withoutProof}`);
    const signature = court.port.hmac(hash, storedKey, message);
    if (proof.length !== signature.length) return NO;
    const clientKey = proof.map((octet, at) => octet ^ (signature[at] ?? 0));
    if (account === null || !equal(court.port.hash(hash, clientKey), storedKey)) return NO;
    proved = true;
    const verifier = encodeBase64(court.port.hmac(hash, serverKey, message));
    return { kind: 'challenge', octets: encodeText(`v=${verifier}`) };
  };

  const next = (answer: Uint8Array): SignInVerdict => {
    if (first === null || keys === null) return begin(decodeText(answer));
    if (!proved) return prove(decodeText(answer), first, keys);
    return answer.length === 0 && account !== null ? { kind: 'yes', user: account.user } : BAD;
  };
  return {
    start: (initial) => (initial === null ? { kind: 'challenge', octets: new Uint8Array(0) } : next(initial)),
    next,
  };
}

/**
 * ```
 * client-first-message = gs2-header client-first-message-bare
 * gs2-header = gs2-cbind-flag "," [ "a=" saslname ] ","
 * ```
 */
function readFirst(text: string, plus: boolean, court: Court): First | null {
  const match = /^((n|y|p=[A-Za-z0-9.-]+),(?:a=([^,]*))?,)(n=([^,]+),r=([!-+\--~]+)(?:,.*)?)$/s.exec(text);
  if (match === null) return null;
  const [, header = '', flag = '', role = '', bare = '', name = '', nonce = ''] = match;
  // SECURITY: `y` is a client that saw no -PLUS; where it was offered, someone in between took it away (RFC 5802 §6).
  if (flag === 'y' && court.offersPlus) return null;
  if (plus !== flag.startsWith('p=')) return null;
  if (plus && (flag !== 'p=tls-exporter' || court.binding === null)) return null;
  const user = readName(name);
  if (user === null || (role !== '' && readName(role) !== user)) return null;
  return { header, bare, user, nonce };
}

/** RFC 5802 §5.1: a comma is `=2C`, an equals sign `=3D`, and no other stands behind one. */
function readName(text: string): string | null {
  if (/=(?!2C|3D)/.test(text)) return null;
  return text.replace(/=2C/g, ',').replace(/=3D/g, '=');
}

function keysOf(hash: HashName, account: Account, court: Court): ScramKeys {
  const name = `${hash}\0${account.user}\0${account.password}`;
  const known = court.keys.get(name);
  if (known !== undefined) return known;
  const made = makeKeys(hash, account, court);
  court.keys.set(name, made);
  return made;
}

/** Whether the account can sign in so at all: a password that RFC 4013 prohibits is none for SCRAM (RFC 5802 §2.2). */
function isPreparable({ password }: Account, { port }: Court): boolean {
  try {
    port.prepare(password);
    return true;
  } catch {
    return false;
  }
}

function makeKeys(hash: HashName, { user, password }: Account, { port, hostname }: Court): ScramKeys {
  const salt = port.hash('sha256', encodeText(`${hostname}\0${user}`)).slice(0, 16);
  const salted = port.pbkdf2(hash, encodeText(port.prepare(password)), salt, ITERATIONS);
  const clientKey = port.hmac(hash, salted, encodeText('Client Key'));
  return {
    salt,
    storedKey: port.hash(hash, clientKey),
    serverKey: port.hmac(hash, salted, encodeText('Server Key')),
  };
}

function equal(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((octet, at) => octet === other[at]);
}
