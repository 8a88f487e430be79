/**
 * One conversation in which letters are sent: opened, led to where mail can be sent, a letter after the other, ended. What
 * became of each is told as it is known; nothing is sent twice. Which letters, and to which server, others decide.
 */

import type { Stage } from '../../pure/events/index.ts';
import { LabError } from '../../pure/problems/index.ts';
import { Allowance, limitsOf } from '../../pure/protocol/index.ts';
import type { Share } from '../../pure/protocol/index.ts';
import { deliver, notSent, stopped } from '../client/index.ts';
import type { Conversation, Delivered, StopPoint } from '../client/index.ts';
import type { Letter } from '../letters/index.ts';
import type { Consignment } from './consignment.ts';
import type {
  DnsOptions,
  PlannedEnvelope,
  Pile,
  RunSetting,
  ConversationPlan,
  Venue,
} from '../plan/index.ts';
import { fitEnvelope, openReadyConversation } from '../plan/index.ts';

/** Whom a letter goes to. */
export function recipientsOf({ pile, envelope }: Sending, index: number): readonly string[] {
  return pile?.envelope(index).recipients ?? envelope.recipients;
}

/** What is sent in a conversation. */
export interface Sending {
  readonly talking: ConversationPlan;
  readonly envelope: PlannedEnvelope;
  readonly letter: Letter;
  /** Letters that differ from one another; null where all are the one above. */
  readonly pile?: Pile | null;
  readonly stop: StopPoint | null;
  /** How many letters a connection carries; null for as many as there are. */
  readonly perConnection?: number | null;
}

/** How a run asks for names. */
export function dnsOptions({ talking }: Sending, { sink, now }: RunSetting): DnsOptions {
  const { resolver } = talking.route;
  return {
    chance: Math.random,
    milliseconds: talking.milliseconds,
    tell: (event) => {
      sink({ ...event, at: now() });
    },
    ...(resolver === undefined ? {} : { resolver }),
  };
}

/** Holds a conversation until nothing is left, the connection ends, or the server's limits have no room for more. Never rejects for what a server did. */
export async function holdConversation(
  sending: Sending,
  venue: Venue,
  setting: RunSetting,
  consignment: Consignment,
): Promise<void> {
  const { talking, pile = null, stop } = sending;
  let stage: Stage = 'connect';
  let conversation: Conversation | null = null;
  let load = await consignment.take();
  let later: readonly string[] = [];
  let room = sending.perConnection ?? Infinity;
  try {
    if (load === null) return;
    const talk = await openReadyConversation(talking, venue, {
      ...setting,
      ...(stop === null ? {} : { stop }),
      reached: (now) => {
        stage = now;
      },
      opened: (opened) => {
        conversation = opened;
      },
    });
    if (talk.stopped !== null) {
      consignment.tell(load, stopped(talk.stopped));
      return;
    }
    stage = 'mail';
    const allowance = new Allowance(limitsOf(talk.conversation.state.capabilities));
    while (load !== null) {
      const share: Share = allowance.take(load.recipients);
      const { now, by } = share;
      if (by !== null)
        talk.conversation.remark({
          kind: 'note',
          code: 'limit-obeyed',
          detail: { limit: by, max: allowance.max(by) },
        });
      if (now.length === 0) {
        consignment.giveBack(load);
        return;
      }
      load = { ...load, recipients: now };
      later = share.later;
      const { index } = load;
      const letter = pile === null ? sending.letter : await pile.letter(index);
      const from = pile?.envelope(index).from ?? sending.envelope.from;
      const envelope = { ...sending.envelope, from, recipients: now };
      const fitted = fitEnvelope(talk.conversation, envelope, letter);
      const delivered = await deliver(talk.conversation, {
        ...fitted,
        rcptParameters: () => fitted.rcptParameters,
        letter: letter.content(index),
        raw: letter.raw === true,
        ...(stop === null ? {} : { stop }),
      });
      consignment.tell(load, asGiven(delivered, fitted.recipients, now), later);
      if (later.length === 0) await pile?.release?.(index);
      // What fails from here on is not a letter's failure.
      load = null;
      if (talk.conversation.isClosed || delivered.outcome === 'stopped') return;
      room--;
      if (room === 0) return;
      load = await consignment.take();
      // A server may have closed the connection while the next letter waited for its turn.
      if (load === null || !talk.conversation.hasEnded) continue;
      consignment.giveBack(load);
      load = null;
    }
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    if (load !== null) consignment.tell(load, notSent(error.problem, stage, load.recipients), later);
  } finally {
    await endOf(conversation);
  }
}

async function endOf(conversation: Conversation | null): Promise<void> {
  await conversation?.quit();
}

/** Addresses as the user wrote them, where the server was told an A-label. */
function asGiven(delivered: Delivered, sent: readonly string[], given: readonly string[]): Delivered {
  const named = (address: string): string => given[sent.indexOf(address)] ?? address;
  return {
    ...delivered,
    accepted: delivered.accepted.map(named),
    unknown: delivered.unknown.map(named),
    rejected: delivered.rejected.map((one) => ({ ...one, address: named(one.address) })),
  };
}
