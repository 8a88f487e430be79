/**
 * Which mechanism to try, and how to start it. The strongest comes first: one that proves both sides, then one that hides the
 * password, then those that hand it over. Follows RFC 4954 §4 (the client chooses) and RFC 5802 §6 (-PLUS wants a binding).
 */

import { startCramMd5 } from './cram-md5.ts';
import type { CryptoPort } from './crypto-port.ts';
import {
  startAnonymous,
  startExternal,
  startLogin,
  startOauthBearer,
  startPlain,
  startXoauth2,
} from './exchanges.ts';
import type { Credentials, MechanismName, SaslExchange } from './mechanism.ts';
import { startScram } from './scram.ts';

const STRONGEST_FIRST: readonly MechanismName[] = [
  'SCRAM-SHA-256-PLUS',
  'SCRAM-SHA-1-PLUS',
  'SCRAM-SHA-256',
  'SCRAM-SHA-1',
  'CRAM-MD5',
  'OAUTHBEARER',
  'XOAUTH2',
  'PLAIN',
  'LOGIN',
];

/** What the connection gives a mechanism. */
export interface ExchangeContext {
  readonly host: string;
  readonly port: number;
  /** Keying material of TLS 1.3; null where there is none. */
  readonly binding: Uint8Array | null;
  /** The mechanisms that the server offered, in upper case: SCRAM tells whether a binding could have been had. */
  readonly offered?: readonly string[];
}

/** The mechanisms to try, in order. `wanted` is the user's list, empty for whatever is strongest. */
export function chooseMechanisms(
  offered: readonly string[],
  wanted: readonly MechanismName[],
  credentials: Credentials,
  context: Pick<ExchangeContext, 'binding'>,
): readonly MechanismName[] {
  return (wanted.length > 0 ? wanted : STRONGEST_FIRST).filter(
    (name) => offered.includes(name) && isReady(name, credentials, context),
  );
}

function isReady(
  name: MechanismName,
  credentials: Credentials,
  context: Pick<ExchangeContext, 'binding'>,
): boolean {
  if (name === 'EXTERNAL' || name === 'ANONYMOUS') return true;
  if (name === 'XOAUTH2' || name === 'OAUTHBEARER') return credentials.token !== undefined;
  if (name.endsWith('-PLUS') && context.binding === null) return false;
  return credentials.password !== undefined;
}

/** Starts an exchange. NUL in a name or password must have been refused before (RFC 4616 §2). */
export function startExchange(
  name: MechanismName,
  credentials: Credentials,
  crypto: CryptoPort,
  context: ExchangeContext,
): SaslExchange {
  switch (name) {
    case 'PLAIN':
      return startPlain(credentials);
    case 'LOGIN':
      return startLogin(credentials);
    case 'CRAM-MD5':
      return startCramMd5(credentials, crypto);
    case 'XOAUTH2':
      return startXoauth2(credentials);
    case 'OAUTHBEARER':
      return startOauthBearer(credentials, context);
    case 'EXTERNAL':
      return startExternal(credentials);
    case 'ANONYMOUS':
      return startAnonymous(credentials);
    default:
      return startScram(name, credentials, crypto, context);
  }
}
