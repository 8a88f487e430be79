/**
 * The judges of mechanisms with a token: OAUTHBEARER (RFC 7628 §3) and XOAUTH2, which is a provider's own. A refusal is told
 * as JSON in a challenge first; whatever the client answers to it, 535 follows.
 */

import { decodeText, encodeText } from '../../protocol/index.ts';
import { BAD, NO, same } from './judge.ts';
import type { Court, Judge, SignInVerdict } from './judge.ts';

const NOTHING = new Uint8Array(0);

interface Claim {
  readonly user: string;
  readonly token: string;
}

export function judgeXoauth2(court: Court): Judge {
  return withToken(court, readXoauth2, { status: '401', schemes: 'bearer', scope: 'mail' });
}

export function judgeOauthBearer(court: Court): Judge {
  return withToken(court, readOauthBearer, { status: 'invalid_token', scope: 'mail' });
}

function withToken(
  { accounts, port }: Court,
  read: (text: string) => Claim | null,
  refusal: Readonly<Record<string, string>>,
): Judge {
  let refused = false;
  const next = (answer: Uint8Array): SignInVerdict => {
    if (refused) return NO;
    const claim = read(decodeText(answer));
    if (claim === null) return BAD;
    const account = accounts.find(
      ({ user, token }) => token === claim.token && (claim.user === '' || same(port, user, claim.user)),
    );
    if (account !== undefined) return { kind: 'yes', user: account.user };
    refused = true;
    return { kind: 'challenge', octets: encodeText(JSON.stringify(refusal)) };
  };
  return {
    start: (initial) => (initial === null ? { kind: 'challenge', octets: NOTHING } : next(initial)),
    next,
  };
}

/** `user=NAME^Aauth=Bearer TOKEN^A^A` */
function readXoauth2(text: string): Claim | null {
  const match = /^user=([^\u0001]*)\u0001auth=Bearer ([^\u0001]*)\u0001\u0001$/i.exec(text);
  return match === null ? null : { user: match[1] ?? '', token: match[2] ?? '' };
}

/**
 * ```
 * client-resp = (gs2-header kvsep *kvpair kvsep) / kvsep
 * ```
 */
function readOauthBearer(text: string): Claim | null {
  const match = /^n,(?:a=([^,\u0001]*))?,\u0001((?:[A-Za-z]+=[^\u0001]*\u0001)*)\u0001$/.exec(text);
  if (match === null) return null;
  const [, name = '', pairs = ''] = match;
  const token = /(?:^|\u0001)auth=Bearer ([^\u0001]+)\u0001/i.exec(pairs)?.[1];
  const user = name.replace(/=2C/g, ',').replace(/=3D/g, '=');
  return token === undefined ? null : { user, token };
}
