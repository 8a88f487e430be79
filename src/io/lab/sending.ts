/**
 * One conversation in which letters are sent: opened, led to where mail can be sent, a letter after the other, ended. What
 * became of each is told as it is known; nothing is sent twice. Which letters, and to which server, others decide.
 */

import type { Stage } from '../../pure/events/index.ts';
import { LabError } from '../../pure/problems/index.ts';
import { deliver, notSent, stopped } from '../client/index.ts';
import type { Conversation, Delivered, StopPoint } from '../client/index.ts';
import type { Letter } from '../letters/index.ts';
import type { DnsOptions } from './dns.ts';
import { fitEnvelope } from './envelope.ts';
import type { Envelope } from './envelope.ts';
import { openTalk } from './talking.ts';
import type { RunSetting, TalkingPlan, Venue } from './talking.ts';

/** What is sent in a conversation. */
export interface Sending {
  readonly talking: TalkingPlan;
  readonly envelope: Envelope;
  readonly letter: Letter;
  readonly stop: StopPoint | null;
  /** `HOST[:PORT]` of the resolver to ask; null for the system's. */
  readonly resolver: string | null;
}

/** How a run asks for names. */
export function dnsOptions({ talking, resolver }: Sending, { sink, now }: RunSetting): DnsOptions {
  return {
    chance: Math.random,
    milliseconds: talking.milliseconds,
    tell: (event) => {
      sink({ ...event, at: now() });
    },
    ...(resolver === null ? {} : { resolver }),
  };
}

/** Letters of one kind, taken one by one by whoever sends them. */
export interface Pile {
  /** The number of the next letter, from 0; null where there is none left. */
  readonly take: () => number | null;
  /** Told once of each letter that was taken. */
  readonly done: (index: number, delivered: Delivered) => void;
}

/** Holds a conversation until the pile is empty or the connection ends. Never rejects for what a server did. */
export async function holdConversation(
  sending: Sending,
  venue: Venue,
  setting: RunSetting,
  pile: Pile,
): Promise<void> {
  const { talking, letter, stop } = sending;
  let stage: Stage = 'connect';
  let conversation: Conversation | null = null;
  let index = pile.take();
  try {
    if (index === null) return;
    const talk = await openTalk(talking, venue, {
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
      pile.done(index, stopped(talk.stopped));
      return;
    }
    stage = 'mail';
    const fitted = fitEnvelope(talk.conversation, sending.envelope, letter);
    while (index !== null) {
      const delivered = await deliver(talk.conversation, {
        ...fitted,
        rcptParameters: () => fitted.rcptParameters,
        letter: letter.content(index),
        ...(stop === null ? {} : { stop }),
      });
      pile.done(index, asGiven(delivered, fitted.recipients, sending.envelope.recipients));
      // What fails from here on is no letter's failure.
      index = null;
      if (talk.conversation.isClosed || delivered.outcome === 'stopped') return;
      index = pile.take();
    }
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    if (index !== null) pile.done(index, notSent(error.problem, stage));
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
