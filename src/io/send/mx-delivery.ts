/**
 * Delivery to the recipients' own mail servers: for each domain its exchangers in order (RFC 5321 §5.1), the next one where
 * one could not be reached or would not talk. Once a server has said anything about the letter it is not offered to another.
 */

import { LabError } from '../../pure/problems/index.ts';
import type { Problem } from '../../pure/problems/index.ts';
import { notSent } from '../client/index.ts';
import type { Delivered } from '../client/index.ts';
import { Consignment, merged } from './consignment.ts';
import { findMailServers, openVenue } from '../plan/index.ts';
import { dnsOptions, holdConversation } from './conversation.ts';
import type { Sending } from './conversation.ts';
import type { RunSetting } from '../plan/index.ts';

/** How to find and to reach a domain's servers. */
export interface ExchangeRoute {
  readonly port: number;
}

/** Problems after which the next exchanger is tried: this one could not be reached, or would not begin. */
const NEXT: readonly Problem['code'][] = [
  ...(['name-not-found', 'name-lookup-failed', 'connection-refused', 'connect-timeout'] as const),
  ...(['network-unreachable', 'proxy-failed', 'no-greeting', 'greeting-refused', 'hello-refused'] as const),
  ...([
    'not-smtp',
    'connection-lost',
    'no-reply',
    'server-closing',
    'tls-failed',
    'starttls-not-offered',
  ] as const),
  ...(['starttls-refused', 'certificate', 'plain-text-to-tls'] as const),
];

/** Sends a letter to each recipient's domain; resolves to what became of it in all. */
export async function sendToExchangers(
  sending: Sending,
  route: ExchangeRoute,
  setting: RunSetting,
): Promise<Delivered> {
  const all: { readonly recipients: readonly string[]; readonly delivered: Delivered }[] = [];
  for (const [domain, recipients] of byDomain(sending.envelope.recipients)) {
    const part = { ...sending, envelope: { ...sending.envelope, recipients } };
    all.push({ recipients, delivered: await sendToDomain(part, domain, route, setting) });
    if (setting.signal?.aborted === true) break;
  }
  return merged(all);
}

function byDomain(recipients: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const address of recipients) {
    const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
    const group = found.get(domain);
    if (group === undefined) found.set(domain, [address]);
    else group.push(address);
  }
  return found;
}

async function sendToDomain(
  sending: Sending,
  domain: string,
  route: ExchangeRoute,
  setting: RunSetting,
): Promise<Delivered> {
  const options = dnsOptions(sending, setting);
  let last: Delivered | null = null;
  try {
    const { hosts } = await findMailServers(domain, options);
    const tried: { readonly host: string; readonly because: Problem['code'] }[] = [];
    for (const [at, host] of hosts.entries()) {
      const talking = { ...sending.talking, server: { host, port: route.port } };
      last = byHost(await sendOnce({ ...sending, talking }, setting), host);
      if (last.problem === null || last.outcome !== 'not-sent' || !NEXT.includes(last.problem.code))
        return last;
      if (setting.signal?.aborted === true) return last;
      tried.push({ host, because: last.problem.code });
      const next = hosts[at + 1];
      if (next === undefined) return unreached(domain, tried, last);
      options.tell({
        kind: 'note',
        code: 'next-mail-server',
        detail: { host, because: last.problem.code, next },
      });
    }
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    return notSent(error.problem, 'connect');
  }
  return last ?? notSent({ code: 'no-mail-servers', detail: { domain } }, 'connect');
}

/** Problems of the way to a server: nobody there was spoken to. */
const WAY: readonly Problem['code'][] = [
  ...(['name-not-found', 'name-lookup-failed', 'connection-refused'] as const),
  ...(['connect-timeout', 'network-unreachable'] as const),
];

/** Where several servers were tried and none was reached, the last one's problem is not the whole truth. */
function unreached(
  domain: string,
  tried: readonly { readonly host: string; readonly because: Problem['code'] }[],
  last: Delivered,
): Delivered {
  if (tried.length < 2 || !tried.every(({ because }) => WAY.includes(because))) return last;
  return { ...last, problem: { code: 'mail-servers-unreachable', detail: { domain, tried } } };
}

/** Which server it was that refused: there are several in a run. */
function byHost(delivered: Delivered, host: string): Delivered {
  return { ...delivered, rejected: delivered.rejected.map((one) => ({ ...one, host })) };
}

/** Over as many connections as the server's limits make it. */
async function sendOnce(sending: Sending, setting: RunSetting): Promise<Delivered> {
  const venue = await openVenue(sending.talking);
  let told: Delivered | null = null;
  let taken = false;
  const consignment = new Consignment(
    () => sending.envelope.recipients,
    () => {
      if (taken) return Promise.resolve(null);
      taken = true;
      return Promise.resolve(0);
    },
    (_index, delivered) => {
      told = delivered;
    },
  );
  do await holdConversation(sending, venue, setting, consignment);
  while (consignment.hasRest);
  await venue.close();
  return told ?? interruptedBefore(setting);
}

function interruptedBefore({ signal }: RunSetting): Delivered {
  return notSent(
    { code: 'interrupted', detail: { signal: String(signal?.reason ?? 'SIGINT'), unknown: false } },
    'connect',
  );
}
