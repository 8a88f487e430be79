/**
 * One letter on a conversation that is ready: MAIL, RCPT, DATA, the letter. Says for each recipient what became of it, by the
 * reply that decided it. Follows RFC 5321 §3.3. With no recipient accepted no DATA is sent; from the writing of the end of the
 * letter until its whole reply the outcome is unknown, whatever fails.
 */

import type { RejectedRecipient } from '../../pure/events/index.ts';
import { formatPathCommand } from '../../pure/protocol/index.ts';
import type { Reply } from '../../pure/protocol/index.ts';
import type { Problem } from '../../pure/problems/index.ts';
import { WireError } from '../wire/index.ts';
import type { Conversation } from './conversation.ts';

export interface Delivery {
  readonly from: string;
  readonly recipients: readonly string[];
  readonly mailParameters: readonly string[];
  readonly letter: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** What became of a letter. `problem` is null where every recipient was accepted. */
export interface Delivered {
  readonly accepted: readonly string[];
  readonly rejected: readonly RejectedRecipient[];
  readonly unknown: readonly string[];
  readonly queueId: string | null;
  readonly problem: Problem | null;
}

/** Delivers one letter. A connection that breaks before the letter's end rejects with a `WireError`; after it, it is told as unknown. */
export async function deliver(conversation: Conversation, delivery: Delivery): Promise<Delivered> {
  const { from, recipients } = delivery;
  const mail = await conversation.command({
    verb: 'MAIL',
    line: formatPathCommand('MAIL', from, delivery.mailParameters),
  });
  if (mail.class !== 2) {
    return refused(recipients, mail, { code: 'sender-refused', detail: { address: from, ...factsOf(mail) } });
  }
  const accepted: string[] = [];
  const rejected: RejectedRecipient[] = [];
  let first: { readonly address: string; readonly reply: Reply } | null = null;
  for (const [index, address] of recipients.entries()) {
    const reply = await conversation.command({ verb: 'RCPT', line: formatPathCommand('RCPT', address, []) });
    if (reply.class === 2) {
      accepted.push(address);
      continue;
    }
    first ??= { address, reply };
    rejected.push(rejection(address, reply));
    // 421: the server is leaving (RFC 5321 §3.8); it answers for those that were not asked about too.
    if (reply.code !== 421) continue;
    const all = [...accepted, ...recipients.slice(index + 1)];
    const problem: Problem = { code: 'server-closing', detail: factsOf(reply) };
    return { ...refused(all, reply, problem, rejected) };
  }
  if (accepted.length === 0) {
    const detail = {
      count: rejected.length,
      address: first?.address ?? '',
      ...factsOf(first?.reply ?? mail),
    };
    return {
      accepted,
      rejected,
      unknown: [],
      queueId: null,
      problem: { code: 'recipients-refused', detail },
    };
  }
  return sendLetter(conversation, delivery, accepted, rejected, first);
}

async function sendLetter(
  conversation: Conversation,
  delivery: Delivery,
  accepted: readonly string[],
  rejected: readonly RejectedRecipient[],
  first: { readonly address: string; readonly reply: Reply } | null,
): Promise<Delivered> {
  const go = await conversation.command({ verb: 'DATA', line: 'DATA' });
  if (go.code !== 354) {
    return {
      ...refused(
        accepted,
        go,
        { code: 'message-refused', detail: { step: 'DATA', ...factsOf(go) } },
        rejected,
      ),
    };
  }
  let final: Reply;
  try {
    final = await conversation.letter(delivery.letter);
  } catch (error) {
    if (!(error instanceof WireError) || !conversation.letterEnded) throw error;
    const problem: Problem = { code: 'outcome-unknown', detail: { how: error.code, recipients: accepted } };
    return { accepted: [], rejected, unknown: accepted, queueId: null, problem };
  }
  if (final.class !== 2) {
    return refused(
      accepted,
      final,
      { code: 'message-refused', detail: { step: 'message', ...factsOf(final) } },
      rejected,
    );
  }
  const problem: Problem | null =
    first === null
      ? null
      : {
          code: 'some-recipients-refused',
          detail: {
            accepted: accepted.length,
            refused: rejected.length,
            address: first.address,
            ...factsOf(first.reply),
          },
        };
  return { accepted, rejected, unknown: [], queueId: queueIdOf(final), problem };
}

function refused(
  recipients: readonly string[],
  reply: Reply,
  problem: Problem,
  before: readonly RejectedRecipient[] = [],
): Delivered {
  const rejected = [...before, ...recipients.map((address) => rejection(address, reply))];
  return { accepted: [], rejected, unknown: [], queueId: null, problem };
}

function rejection(address: string, reply: Reply): RejectedRecipient {
  return { address, ...factsOf(reply), retryable: reply.class === 4 };
}

function factsOf(reply: Reply): {
  readonly code: number;
  readonly enhanced: string | null;
  readonly text: string;
} {
  const enhanced = reply.enhanced?.text ?? null;
  const text = reply.lines.join(' ');
  return { code: reply.code, enhanced, text: enhanced === null ? text : text.slice(enhanced.length).trim() };
}

/** The server's name for the letter, as the common servers write it; null where none is recognised. */
function queueIdOf(reply: Reply): string | null {
  const match = /(?:queued as|queued for delivery|\bid=|Message accepted,? id)[: ]*([\w.-]+)/i.exec(
    reply.lines.join(' '),
  );
  return match?.[1] ?? null;
}
