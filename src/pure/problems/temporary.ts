/**
 * Whether the same may be accepted later, with nothing changed: a reply 4yz, and what mail servers keep a letter in their queue for.
 * Follows RFC 5321 §4.5.4.1 (a host that cannot be reached is tried again).
 */

import type { Problem, ProblemCode, ProxyFault } from './codes.ts';

/** Failures of the network or of the server's load, which pass. */
const PASSING: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'name-lookup-failed',
  'connection-refused',
  'connect-timeout',
  'network-unreachable',
  'mail-servers-unreachable',
  'no-greeting',
  'no-reply',
  'connection-lost',
  'server-closing',
  'upload-stalled',
  'max-time',
]);

/** What a proxy may do today and not tomorrow. */
const PASSING_PROXY: ReadonlySet<ProxyFault> = new Set<ProxyFault>([
  'connection-refused',
  'connect-timeout',
  'unreachable',
  'target-unreachable',
  'target-refused',
  'target-timeout',
  'timeout',
  'general',
]);

export function isTemporary(problem: Problem): boolean {
  if (problem.code === 'proxy-failed') return PASSING_PROXY.has(problem.detail.reason);
  if (PASSING.has(problem.code)) return true;
  const code = 'code' in problem.detail ? problem.detail.code : 0;
  return typeof code === 'number' && code >= 400 && code < 500;
}
