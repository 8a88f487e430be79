/**
 * Commands on their way through: those that came together go on together, and their replies come back in order (RFC 2920 §3). A
 * recipient that is not for a stranger is answered by us, in its place. A line whose octets are no text goes by itself.
 */

import { endsGroup, parseCommand, replyOf } from '../../pure/protocol/index.ts';
import type { Reply } from '../../pure/protocol/index.ts';
import type { ClientLine } from './client-leg.ts';
import type { Exchange } from './exchange.ts';
import { ownReply } from './own-replies.ts';

/** Commands that may go on together with others before their replies. */
const GROUPED: readonly string[] = ['MAIL', 'RCPT', 'RSET', 'DATA'];
const MOST_GROUPED = 100;

/** What the group came to. */
export interface PassedGroup {
  /** A line that was read and does not belong to it. */
  readonly next: ClientLine | null;
  /** Whether a letter follows. */
  readonly isLetterNext: boolean;
}

/** Passes on a line, and those behind it that are here already and may go with it. */
export async function passGroup(first: ClientLine, exchange: Exchange): Promise<PassedGroup> {
  const { client, server } = exchange;
  if (!first.isText) {
    exchange.answer(refusalOf(first, exchange) ?? (await server.passOctets(first)));
    return { next: null, isLetterNext: false };
  }
  const group = [first];
  let next: ClientLine | null = null;
  while (next === null && isFree(exchange) && goesOn(group) && client.lines.hasLine) {
    const line = await client.read(true);
    if (line === null) break;
    if (line.unfit === null && line.isText && GROUPED.includes(line.verb)) group.push(line);
    else next = line;
  }
  const refusals = group.map((line) => refusalOf(line, exchange));
  const replies = [...(await server.pass(group.filter((_line, at) => refusals[at] === null)))];
  let isLetterNext = false;
  for (const [at, line] of group.entries()) {
    const reply = refusals[at] ?? replies.shift();
    if (reply === undefined) break;
    exchange.answer(reply, line);
    isLetterNext = line.verb === 'DATA' && reply.code === 354;
  }
  return { next, isLetterNext };
}

/** Whether a recipient is put off by greylisting, told; null where it is not. */
function putOff(text: string, exchange: Exchange): Reply | null {
  const { client, setting } = exchange;
  const greylist = setting.bench?.greylist;
  const parsed = parseCommand(text);
  if (greylist === null || greylist === undefined || !parsed.ok || parsed.value.kind !== 'path') return null;
  const from = client.state.envelope.from ?? '';
  const met = greylist.meet(client.address, from, parsed.value.mailbox.address);
  if (met.kind === 'none') return null;
  const { kind, seconds } = met;
  exchange.remark({ code: 'greylisted', detail: { what: kind, seconds, from } }, 'note');
  if (kind !== 'put-off') return null;
  return replyOf(451, [`4.7.1 Greylisted, try again in ${seconds} seconds`]);
}

/** Rules and a policy look at each line by itself. */
function isFree({ setting }: Exchange): boolean {
  return !setting.faults.any && setting.bench === null;
}

function goesOn(group: readonly ClientLine[]): boolean {
  const verb = group.at(-1)?.verb ?? '';
  return GROUPED.includes(verb) && !endsGroup(verb) && group.length < MOST_GROUPED;
}

/** Why a recipient is not passed on, told; null where it may be. */
function refusalOf({ verb, text }: ClientLine, exchange: Exchange): Reply | null {
  const { client, setting, signedIn } = exchange;
  const { relay, own } = setting;
  if (verb !== 'RCPT' || signedIn) return null;
  if (relay.trusts(client.address) || relay.takes(text)) return putOff(text, exchange);
  const recipient = text.replace(/^[^:]*:\s*/, '');
  exchange.remark({ code: 'relay-refused', detail: { recipient, address: client.address } });
  return ownReply(own?.mechanisms.length === 0 ? 'no-relay' : 'sign-in-first');
}
