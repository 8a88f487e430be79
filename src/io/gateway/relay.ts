/**
 * For whom a gateway passes letters on. SECURITY: not for everybody, unless that was asked for: the server behind may trust our address
 * more than that of a stranger, and would relay for the world. This machine may, who signed in may, and who is named.
 */

import { BlockList, isIP } from 'node:net';
import { parseCommand } from '../../pure/protocol/index.ts';
import { isLoopback } from '../wire/index.ts';

export interface RelayWish {
  readonly relayFrom: readonly string[];
  readonly relayTo: readonly string[];
}

export class RelayRules {
  readonly #networks = new BlockList();
  readonly #domains: ReadonlySet<string>;

  constructor({ relayFrom, relayTo }: RelayWish) {
    for (const network of relayFrom) addNetwork(this.#networks, network);
    this.#domains = new Set(relayTo.map((domain) => domain.toLowerCase()));
  }

  /** Whether a client at this address may write to anybody. */
  trusts(address: string): boolean {
    if (isLoopback({ host: address, port: 0 }, false)) return true;
    const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
    return this.#networks.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4');
  }

  /** Whether a stranger may write to this recipient; a command that we cannot read names none. */
  takes(line: string): boolean {
    const parsed = parseCommand(line);
    if (!parsed.ok || parsed.value.kind !== 'path') return false;
    const { mailbox, quirks } = parsed.value;
    if (quirks.some((quirk) => quirk === 'source-route')) return false;
    // Every server has one (RFC 5321 §4.5.1).
    if (mailbox.address.toLowerCase() === 'postmaster') return true;
    // Old ways to name another server.
    if (/[%!@]/.test(mailbox.local)) return false;
    return this.#domains.has(mailbox.domain.toLowerCase());
  }
}

/** Whether a text is an address, or an address and the length of its prefix. */
export function isNetwork(text: string): boolean {
  const [address = '', prefix, ...more] = text.split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 6 ? 128 : 32));
}

function addNetwork(list: BlockList, network: string): void {
  const [address = '', prefix] = network.split('/');
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  if (prefix === undefined) list.addAddress(address, family);
  else list.addSubnet(address, Number(prefix), family);
}
