/**
 * Which mechanism to try, in the order of the table, and how to start it. Follows RFC 4954 §4 (the client chooses) and RFC 5802 §6 (-PLUS wants a binding).
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
import type { Credentials, SaslExchange } from './mechanism.ts';
import { AUTOMATIC, isScram, MECHANISMS } from './mechanisms.ts';
import type { MechanismName } from './mechanisms.ts';
import { startScram } from './scram.ts';

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
  return (wanted.length > 0 ? wanted : AUTOMATIC).filter(
    (name) => offered.includes(name) && isReady(name, credentials, context),
  );
}

function isReady(
  name: MechanismName,
  credentials: Credentials,
  context: Pick<ExchangeContext, 'binding'>,
): boolean {
  const { needs, binding } = MECHANISMS[name];
  if (needs === 'nothing') return true;
  if (needs === 'token') return credentials.token !== undefined;
  if (binding && context.binding === null) return false;
  return credentials.password !== undefined;
}

/** Starts an exchange. NUL in a name or password must have been refused before (RFC 4616 §2). */
export function startExchange(
  name: MechanismName,
  credentials: Credentials,
  crypto: CryptoPort,
  context: ExchangeContext,
): SaslExchange {
  if (isScram(name)) return startScram(name, credentials, crypto, context);
  switch (MECHANISMS[name].family) {
    case 'plain':
      return startPlain(credentials);
    case 'login':
      return startLogin(credentials);
    case 'cram-md5':
      return startCramMd5(credentials, crypto);
    case 'xoauth2':
      return startXoauth2(credentials);
    case 'oauthbearer':
      return startOauthBearer(credentials, context);
    case 'external':
      return startExternal(credentials);
    case 'anonymous':
      return startAnonymous(credentials);
  }
}
