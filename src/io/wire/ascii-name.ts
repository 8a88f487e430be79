/** Names of hosts as they go over the wire: A-labels in place of what is not ASCII. Follows RFC 5890 §2.3.2 and RFC 1035 §2.3.4. */

import { domainToASCII } from 'node:url';
import { isAscii, LABEL_OCTETS, NAME_OCTETS } from '../../pure/protocol/index.ts';

/** The name in A-labels; what is ASCII already stays as it is written. Null for what is not a name of a host by any way of writing it. */
export function asciiName(name: string): string | null {
  const ascii = isAscii(name) ? name : domainToASCII(name);
  if (ascii === '' || ascii.length > NAME_OCTETS) return null;
  return ascii.split('.').every((label) => label.length <= LABEL_OCTETS) ? ascii : null;
}

/** An address with its domain in A-labels, where its local part is ASCII: else it needs SMTPUTF8 whatever its domain is. */
export function asciiAddress(address: string): string | null {
  const at = address.lastIndexOf('@');
  if (isAscii(address) || !isAscii(address.slice(0, Math.max(0, at)))) return address;
  const domain = asciiName(address.slice(at + 1));
  return domain === null ? null : `${address.slice(0, at + 1)}${domain}`;
}
