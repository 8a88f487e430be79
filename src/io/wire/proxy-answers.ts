/**
 * What a proxy's answer means: codes of SOCKS5 (RFC 1928 §3 and §6, RFC 1929 §2), of CONNECT (RFC 9110 §9.3.6, §15), and an answer in
 * another protocol. Each becomes one fault of the register.
 */

import type { ProxyFault } from '../../pure/problems/index.ts';

/** A SOCKS reply, by the name that the library prints. */
const SOCKS_REPLIES: readonly (readonly [string, ProxyFault])[] = [
  ['NotAllowed', 'forbidden'],
  ['NetworkUnreachable', 'target-unreachable'],
  ['HostUnreachable', 'target-unreachable'],
  ['ConnectionRefused', 'target-refused'],
  ['TTLExpired', 'target-timeout'],
  ['CommandNotSupported', 'no-method'],
  ['AddressNotSupported', 'address-kind'],
  ['Failure', 'general'],
];

/** The fault in the sentence of the SOCKS library. `first` holds the first octets that came, `login` says whether a name was given. */
export function socksFault(sentence: string, first: Uint8Array, login: boolean): ProxyFault {
  const version = first[0];
  if (version !== undefined && version !== 5) {
    if (version === 0 && first[1] !== undefined && first[1] >= 90 && first[1] <= 93) return 'socks4';
    return startsWithText(first, 'HTTP/') ? 'speaks-http' : 'not-a-proxy';
  }
  if (/no accepted authentication type/.test(sentence)) return login ? 'login-not-taken' : 'login-required';
  if (/Authentication failed/.test(sentence)) return 'login-refused';
  if (/timed out/.test(sentence)) return 'timeout';
  if (/Socket closed/.test(sentence)) return 'closed';
  return SOCKS_REPLIES.find(([name]) => sentence.endsWith(name))?.[1] ?? 'general';
}

/** The fault in the status of an answer to CONNECT. */
export function httpFault(status: number, login: boolean): ProxyFault {
  switch (status) {
    case 407:
      return login ? 'login-refused' : 'login-required';
    case 403:
      return 'forbidden';
    case 400:
    case 405:
    case 501:
      return 'no-method';
    case 502:
    case 503:
      return 'target-unreachable';
    case 504:
      return 'target-timeout';
    default:
      return 'general';
  }
}

/** The fault where what came is no HTTP, or nothing came. `first` holds the first octets. */
export function brokenHttpFault(code: string, first: Uint8Array): ProxyFault {
  if (first.length === 0) return code === 'ETIMEDOUT' ? 'timeout' : 'closed';
  if (first[0] === 5) return 'speaks-socks';
  return startsWithText(first, 'HTTP/') ? 'general' : 'not-a-proxy';
}

function startsWithText(bytes: Uint8Array, text: string): boolean {
  return (
    bytes.length >= text.length && [...text].every((character, at) => bytes[at] === character.charCodeAt(0))
  );
}
