/**
 * One letter on a conversation that is ready: MAIL, RCPT, DATA (or BDAT), the letter. Follows RFC 5321 §3.3, RFC 2920 §3.1
 * (groups), RFC 3030 §2, RFC 2033 §4.2 (LMTP). With no recipient accepted no letter is sent, even where a server already said
 * 354 to a group: then it gets a lone dot. What the replies mean for each recipient is in `delivered.ts`.
 */

import type { Stage } from '../../pure/events/index.ts';
import { formatPathCommand, hasKeyword, saysYes } from '../../pure/protocol/index.ts';
import type { Reply } from '../../pure/protocol/index.ts';
import { WireError } from '../wire/index.ts';
import type { Outgoing } from './mask.ts';
import type { Conversation } from './conversation.ts';
import { allRefused, ended, factsOf, mixedOf, stopped } from './delivered.ts';
import type { Answered, Delivered } from './delivered.ts';
import type { Via } from './letter-writer.ts';

export interface Delivery {
  readonly from: string;
  readonly recipients: readonly string[];
  readonly mailParameters: readonly string[];
  readonly rcptParameters?: (address: string) => readonly string[];
  readonly letter: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  /** The letter as it is, with nothing repaired and no dot doubled. */
  readonly raw?: boolean;
  /** `DATA` unless said otherwise. */
  readonly via?: Via;
  /** False for one command at a time, though the server offers more. */
  readonly pipelining?: boolean;
  readonly stop?: StopPoint;
}

/** Where to end on purpose: with QUIT left to the caller (`stop`), or by hanging up without a word (`drop`). */
export interface StopPoint {
  readonly stage: Stage;
  readonly how: 'stop' | 'drop';
}

/** What the server said to the envelope. `data` is null where DATA was not asked yet. */
interface Envelope {
  readonly mail: Reply;
  readonly rcpts: readonly Answered[];
  readonly data: Reply | null;
}

/** More recipients than this, and DATA waits for their replies: it has to be in the same write as all of them. */
const MOST_WITH_DATA = 90;

/** Delivers one letter. A connection that breaks before the letter's end rejects with the reason; after it, it is told as unknown. */
export async function deliver(conversation: Conversation, delivery: Delivery): Promise<Delivered> {
  const grouped = delivery.pipelining !== false && offers(conversation, 'PIPELINING');
  const envelope = await (grouped ? askInGroup(conversation, delivery) : askInTurn(conversation, delivery));
  return judgeEnvelope(conversation, delivery, envelope);
}

function offers(conversation: Conversation, keyword: string): boolean {
  return hasKeyword(conversation.state.capabilities, keyword);
}

/** What has to be said before MAIL: a transaction that an earlier letter left open is dropped. */
function beforeMail(conversation: Conversation): readonly Outgoing[] {
  const open = ['mail', 'rcpt', 'bdat'].includes(conversation.state.phase);
  return open ? [{ verb: 'RSET', line: 'RSET' }] : [];
}

function mailOf({ from, mailParameters }: Delivery): Outgoing {
  return { verb: 'MAIL', line: formatPathCommand('MAIL', from, mailParameters) };
}

function rcptOf(address: string, { rcptParameters }: Delivery): Outgoing {
  return { verb: 'RCPT', line: formatPathCommand('RCPT', address, rcptParameters?.(address) ?? []) };
}

const DATA: Outgoing = { verb: 'DATA', line: 'DATA' };

async function askInTurn(conversation: Conversation, delivery: Delivery): Promise<Envelope> {
  for (const reset of beforeMail(conversation)) await conversation.command(reset);
  const mail = await conversation.command(mailOf(delivery));
  const rcpts: Answered[] = [];
  if (!saysYes(mail) || delivery.stop?.stage === 'mail') return { mail, rcpts, data: null };
  for (const address of delivery.recipients) {
    const reply = await conversation.command(rcptOf(address, delivery));
    rcpts.push({ address, reply });
    // The server is leaving (RFC 5321 §3.8): there is nobody to ask about the others.
    if (reply.code === 421 || reply.code === 221) break;
  }
  return { mail, rcpts, data: null };
}

async function askInGroup(conversation: Conversation, delivery: Delivery): Promise<Envelope> {
  const { recipients, stop, via = 'DATA' } = delivery;
  const before = beforeMail(conversation);
  const rcpts = stop?.stage === 'mail' ? [] : recipients.map((address) => rcptOf(address, delivery));
  // LMTP without an accepted recipient has no reply to a lone dot (RFC 2033 §4.2), so DATA is not risked there.
  const withData =
    via === 'DATA' &&
    stop?.stage !== 'mail' &&
    stop?.stage !== 'rcpt' &&
    rcpts.length <= MOST_WITH_DATA &&
    conversation.state.dialect === 'smtp';
  const commands = [...before, mailOf(delivery), ...rcpts, ...(withData ? [DATA] : [])];
  if (commands.length > 1) {
    conversation.remark({ kind: 'note', code: 'pipelining-used', detail: { commands: commands.length } });
  }
  const replies = await conversation.group(commands);
  // A 421 ends a group before all of it was answered, and answers for the rest.
  const at = (index: number): Reply | undefined => replies[before.length + index] ?? replies.at(-1);
  const mail = at(0);
  if (mail === undefined) throw new WireError('connection-lost', { to: 'MAIL', how: 'closed', partial: '' });
  const asked = rcpts.length === 0 ? [] : recipients;
  return {
    mail,
    rcpts: asked.flatMap((address, index) => {
      const reply = at(1 + index);
      return reply === undefined ? [] : [{ address, reply }];
    }),
    data: withData ? (at(1 + rcpts.length) ?? null) : null,
  };
}

async function judgeEnvelope(
  conversation: Conversation,
  delivery: Delivery,
  { mail, rcpts, data }: Envelope,
): Promise<Delivered> {
  const { from, recipients, stop, via = 'DATA' } = delivery;
  if (isRefusal(conversation, 'MAIL', mail)) {
    await endOpenLetter(conversation, data);
    const problem = { code: 'sender-refused', detail: { address: from, ...factsOf(mail) } } as const;
    return allRefused(problem, 'mail', [], recipients, mail);
  }
  if (stop?.stage === 'mail') return stopHere(conversation, stop);
  const refusals = rcpts.filter(({ reply }) => isRefusal(conversation, 'RCPT', reply));
  const accepted = rcpts.filter(({ reply }) => saysYes(reply)).map(({ address }) => address);
  const [first] = refusals;
  const last = rcpts.at(-1);
  const leaving = last?.reply.code === 421;
  if (first !== undefined && (accepted.length === 0 || leaving)) {
    await endOpenLetter(conversation, data);
    // A server that leaves takes nothing for those that it accepted before, nor for those that were not asked about.
    const by = leaving ? last.reply : first.reply;
    const decided = refusals.map(({ address }) => address);
    const others = recipients.filter((address) => !decided.includes(address));
    const all = [...refusals, ...others.map((address) => ({ address, reply: by }))];
    const detail = {
      count: recipients.length,
      address: first.address,
      ...factsOf(by),
      ...mixedOf(all),
    };
    return allRefused({ code: 'recipients-refused', detail }, 'rcpt', refusals, others, by);
  }
  if (stop?.stage === 'rcpt') return stopHere(conversation, stop, refusals);
  if (via === 'DATA') {
    const go = data ?? (await conversation.command(DATA));
    if (isRefusal(conversation, 'DATA', go)) {
      const problem = { code: 'message-refused', detail: { step: 'DATA', ...factsOf(go) } } as const;
      return allRefused(problem, 'data', refusals, accepted, go);
    }
    if (stop?.stage === 'data') return stopHere(conversation, stop);
  } else {
    conversation.remark({ kind: 'note', code: 'chunking-used', detail: {} });
  }
  return sendLetter(conversation, delivery, accepted, refusals);
}

async function sendLetter(
  conversation: Conversation,
  { letter, via = 'DATA', raw = false, stop }: Delivery,
  accepted: readonly string[],
  refusals: readonly Answered[],
): Promise<Delivered> {
  const end = await conversation.letter(letter, via, { drop: stop?.stage === 'message', raw });
  if (stop?.stage === 'message') return stopped('message', [], accepted);
  const { replies, lost, early } = end;
  const step = via === 'BDAT' ? 'BDAT' : 'message';
  const [first] = replies;
  if (conversation.state.dialect === 'smtp' || early) {
    // One reply for all of them.
    const answers = first === undefined ? [] : accepted.map((address) => ({ address, reply: first }));
    return ended(refusals, answers, first === undefined ? accepted : [], lost, step);
  }
  const answers = accepted.flatMap((address, index) => {
    const reply = replies[index];
    return reply === undefined ? [] : [{ address, reply }];
  });
  return ended(refusals, answers, accepted.slice(replies.length), lost, step);
}

/** A 354 that nobody can use: a lone dot is the only end that sends no letter to anybody (RFC 2920 §3.1). */
async function endOpenLetter(conversation: Conversation, data: Reply | null): Promise<void> {
  if (data?.code === 354 && !conversation.isClosed) await conversation.letter([]);
}

function stopHere(
  conversation: Conversation,
  { stage, how }: StopPoint,
  refusals: readonly Answered[] = [],
): Delivered {
  if (how === 'drop') conversation.destroy();
  return stopped(stage, refusals);
}

/** Whether a reply says no. One that its command cannot have means that both sides are out of step: that is the end. */
function isRefusal(conversation: Conversation, to: 'MAIL' | 'RCPT' | 'DATA', reply: Reply): boolean {
  if (reply.class === 4 || reply.class === 5) return true;
  if (to === 'DATA' ? reply.code === 354 : saysYes(reply)) return false;
  conversation.destroy();
  throw new WireError('impossible-reply', { to, code: reply.code, text: reply.lines.join(' ') });
}
