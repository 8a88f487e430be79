/**
 * The mail servers of a domain, by its MX records. Follows RFC 5321 §5.1 (in order of preference, by chance among equals, the
 * address itself where there is no record) and RFC 7505 (a lone dot: this domain takes no mail). A resolver of the user's
 * choice is asked for everything, addresses too.
 */

import type { Resolver } from 'node:dns/promises';
import { domainToASCII } from 'node:url';
import type { Untimed } from '../../pure/events/index.ts';
import { ipFamily, WireError } from '../wire/index.ts';
import type { WireOptions } from '../wire/index.ts';
import { DEFAULT_PORTS } from '../../pure/protocol/index.ts';
import { reasonOf } from '../../pure/problems/index.ts';

export interface DnsOptions {
  /** `HOST[:PORT]` of the resolver to ask, an address; the system's where it is left out. */
  readonly resolver?: string;
  /** A number from 0 up to 1, for the order of equals. */
  readonly chance: () => number;
  readonly milliseconds: number;
  readonly tell: (event: Untimed) => void;
}

/** A domain's mail servers in the order to try them. */
export interface MailServers {
  readonly hosts: readonly string[];
  /** True where there was no MX record, and the domain stands for itself. */
  readonly implicit: boolean;
}

/** As many servers as are tried: more are nobody's real setup. */
const MOST_SERVERS = 20;

/** Whether a text can be asked as a resolver: an address, perhaps with a port. */
export function isResolver(text: string): boolean {
  return (
    ipFamily(text) !== 0 ||
    ipFamily(/^\[(.+)\](?::\d{1,5})?$|^([\d.]+):\d{1,5}$/.exec(text)?.slice(1).find(Boolean) ?? '') !== 0
  );
}

/** Asks for the mail servers of a domain. Rejects with `null-mx`, `no-mail-servers`, `name-not-found` or `name-lookup-failed`. */
export async function findMailServers(domain: string, options: DnsOptions): Promise<MailServers> {
  const literal = /^\[(?:IPv6:)?(.+)\]$/i.exec(domain)?.[1];
  if (literal !== undefined) return { hosts: [literal], implicit: true };
  const name = domainToASCII(domain) || domain;
  const resolver = await resolverOf(options);
  const peer = { host: name, port: DEFAULT_PORTS.relay };
  let records: readonly { readonly priority: number; readonly exchange: string }[];
  try {
    records = await resolver.resolveMx(name);
  } catch (error) {
    const code = reasonOf(error);
    options.tell({ kind: 'lookup', name, record: 'mx', answers: [], error: code });
    if (code === 'ENOTFOUND') throw new WireError('name-not-found', peer, error);
    if (code !== 'ENODATA')
      throw new WireError('name-lookup-failed', { ...peer, reason: code, ...named(options) }, error);
    return standsForItself(name, resolver, options);
  }
  const answers = inOrder(records, options.chance);
  const shown = answers.map(({ priority, exchange }) => `${priority} ${exchange === '' ? '.' : exchange}`);
  options.tell({ kind: 'lookup', name, record: 'mx', answers: shown, error: null });
  const hosts = answers
    .map(({ exchange }) => exchange)
    .filter((exchange) => exchange !== '' && exchange !== '.');
  if (hosts.length > 0) return { hosts: hosts.slice(0, MOST_SERVERS), implicit: false };
  if (records.length > 0) throw new WireError('null-mx', { domain: name });
  return standsForItself(name, resolver, options);
}

/** The resolver that was chosen, for a problem. */
function named({ resolver }: DnsOptions): { readonly resolver?: string } {
  return resolver === undefined ? {} : { resolver };
}

/** How to resolve addresses while connecting, where the user chose a resolver; undefined to leave it to the system. */
export function addressResolver(options: DnsOptions): WireOptions['resolve'] | undefined {
  if (options.resolver === undefined) return undefined;
  const resolver = resolverOf(options);
  return async (name) => addressesOf(name, await resolver);
}

async function resolverOf(options: DnsOptions): Promise<Resolver> {
  const { Resolver } = await import('node:dns/promises');
  const resolver = new Resolver({ timeout: Math.max(1, Math.ceil(options.milliseconds / 2)), tries: 2 });
  if (options.resolver !== undefined) resolver.setServers([options.resolver]);
  return resolver;
}

/** RFC 5321 §5.1: without an MX record the domain is its own mail server, if it has an address. */
async function standsForItself(name: string, resolver: Resolver, options: DnsOptions): Promise<MailServers> {
  try {
    await addressesOf(name, resolver);
    return { hosts: [name], implicit: true };
  } catch (error) {
    const code = reasonOf(error);
    if (code === 'ENODATA' || code === 'ENOTFOUND')
      throw new WireError('no-mail-servers', { domain: name }, error);
    const detail = { host: name, port: DEFAULT_PORTS.relay, reason: code, ...named(options) };
    throw new WireError('name-lookup-failed', detail, error);
  }
}

/** Both families; rejects where neither has an address. */
async function addressesOf(
  name: string,
  resolver: Resolver,
): Promise<readonly { readonly address: string; readonly family: number }[]> {
  const [four, six] = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
  const found = [
    ...(six.status === 'fulfilled' ? six.value.map((address) => ({ address, family: 6 })) : []),
    ...(four.status === 'fulfilled' ? four.value.map((address) => ({ address, family: 4 })) : []),
  ];
  if (found.length === 0 && four.status === 'rejected') throw four.reason;
  return found;
}

/** By preference, and by chance among equals, so that they share the load (RFC 5321 §5.1). */
function inOrder<T extends { readonly priority: number }>(
  records: readonly T[],
  chance: () => number,
): readonly T[] {
  return records
    .map((record) => ({ record, lot: chance() }))
    .sort((a, b) => a.record.priority - b.record.priority || a.lot - b.lot)
    .map(({ record }) => record);
}
