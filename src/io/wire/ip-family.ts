/**
 * Which family an address is of. Node's own question about IPv6 builds a pattern that takes eight milliseconds the first time;
 * what has less than two colons is no IPv6 address (RFC 4291 §2.2), and is not asked about.
 */

import { isIPv4, isIPv6 } from 'node:net';

/** 4 or 6; 0 for what is not an address, such as a name. */
export function ipFamily(text: string): 0 | 4 | 6 {
  if (isIPv4(text)) return 4;
  return text.indexOf(':') !== text.lastIndexOf(':') && isIPv6(text) ? 6 : 0;
}
