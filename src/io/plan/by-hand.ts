/**
 * What is done for somebody who leads a conversation by hand. Its beginning: TLS from the start where the port or the user wants
 * it, the greeting; with `--tls starttls` everything up to where the line is encrypted. What else there is to say is for whoever
 * types, but for a letter that is composed and a rule that is broken on request.
 */

import type { Experiment, Observed } from '../../pure/explorer/index.ts';
import { LabError } from '../../pure/problems/index.ts';
import { encodeText, isAscii, startsWithTls, verbOf } from '../../pure/protocol/index.ts';
import type { Allowance, Credentials, MechanismName } from '../../pure/protocol/index.ts';
import { deliver, greetingBehindHeader, introduce, signIn } from '../client/index.ts';
import type { Conversation, Delivered } from '../client/index.ts';
import { fitEnvelope } from './envelope.ts';
import type { PlannedEnvelope } from './envelope.ts';
import { encryptAsPlanned, tlsOptionsOf } from './open-conversation.ts';
import type { ConversationPlan, Venue } from './open-conversation.ts';
import { openCrypto } from './sasl-crypto.ts';

/** How we call ourselves: as the plan says, else as was said before. */
export function helloOf(
  { ehlo, helo }: ConversationPlan,
  before: string | null = null,
): { readonly name: string | null; readonly helo: boolean } {
  return { name: ehlo ?? before, helo };
}

/** Waits for the greeting; a refusal in it is the person's to read. Rejects with a `LabError` where TLS fails. */
export async function beginByHand(
  conversation: Conversation,
  plan: ConversationPlan,
  venue: Venue,
): Promise<void> {
  if (plan.tls === 'starttls') {
    await introduce(conversation, {
      ...helloOf(plan),
      tls: 'starttls',
      tlsOptions: tlsOptionsOf(plan, venue),
      insecure: plan.insecure,
      user: false,
    });
    return;
  }
  const { port } = conversation.peer;
  const implicit = plan.tls === 'implicit' || (plan.tls === 'auto' && startsWithTls(port));
  if (implicit) await encryptAsPlanned(conversation, plan, venue, 'implicit');
  await greetingBehindHeader(conversation);
}

/** Signs in by the strongest mechanism of those that are wanted. */
export async function signInByHand(
  conversation: Conversation,
  credentials: Credentials,
  wanted: readonly MechanismName[],
): Promise<void> {
  const { host, port } = conversation.peer;
  const binding = conversation.tls?.channelBinding ?? null;
  const context = { host, port: port ?? 0, binding };
  await signIn(conversation, { credentials, wanted, crypto: await openCrypto(), context });
}

/**
 * Sends a letter, with what helps it where that is offered, over as many transactions as the server's limits make it (RFC 9422).
 * `left` are the recipients for whom they have no room in this connection. Rejects as `fitEnvelope` does, before anything is said.
 */
export async function deliverByHand(
  conversation: Conversation,
  allowance: Allowance,
  { from, recipients, letter }: Pick<PlannedEnvelope, 'from' | 'recipients'> & { readonly letter: string },
): Promise<{ readonly delivered: readonly Delivered[]; readonly left: readonly string[] }> {
  const octets = encodeText(letter);
  const header = letter.slice(0, letter.indexOf('\r\n\r\n'));
  const facts = { size: octets.length, eightBit: !isAscii(letter), utf8Header: !isAscii(header) };
  const delivered: Delivered[] = [];
  let left = recipients;
  while (left.length > 0 && !conversation.isClosed) {
    const { now, later, by } = allowance.take(left);
    if (by === 'RCPTMAX')
      conversation.remark({
        kind: 'note',
        code: 'limit-obeyed',
        detail: { limit: by, max: allowance.max(by) },
      });
    if (now.length === 0) break;
    left = later;
    const fitted = fitEnvelope(conversation, { ...WITHOUT_WISHES, from, recipients: now }, facts);
    const wanted = { ...fitted, rcptParameters: () => fitted.rcptParameters, letter: [octets] };
    delivered.push(await deliver(conversation, wanted));
  }
  return { delivered, left };
}

/** Writes what an experiment writes, each piece with the replies that it gets in time, and waits for what comes late. */
export async function breakRule(
  conversation: Conversation,
  { fresh, writes }: Experiment,
  practice: boolean,
): Promise<Observed> {
  const patience = practice ? PRACTICE_PATIENCE : PATIENCE;
  let replies = 0;
  let early = 0;
  try {
    for (const [at, { octets, replies: wanted }] of writes.entries()) {
      early = replies;
      const line = octets.replace(/\r?\n$/, '');
      await conversation.raw(encodeText(octets), { verb: verbOf(line), line: line.slice(0, MOST_SHOWN) });
      for (let count = 0; count < wanted && !conversation.isClosed; count++) {
        const reply =
          fresh && at + count === 0
            ? await conversation.greeting()
            : await conversation.replyWithin(patience.milliseconds);
        if (reply === null) break;
        replies++;
      }
    }
    while (!conversation.isClosed && (await conversation.replyWithin(patience.late)) !== null) replies++;
  } catch (error) {
    // Closing the connection is an answer too; the main conversation is not affected by it.
    if (!(error instanceof LabError) || error.code !== 'connection-lost') throw error;
    if (!fresh) throw error;
  }
  const closed = conversation.isClosed;
  if (!closed) conversation.waitNoLonger();
  return { early, replies, closed };
}

/** How long a reply may take before it counts as none, and what comes late: servers hold an error back for a second or so. */
const PATIENCE = { milliseconds: 3000, late: 1500 };
/** The practice server is on this machine, and holds nothing back. */
const PRACTICE_PATIENCE = { milliseconds: 500, late: 50 };

/** An envelope with nothing asked for. */
const WITHOUT_WISHES = {
  dsn: { notify: null, ret: null, envid: null },
  requireTls: false,
  mailParameters: [],
  rcptParameters: [],
  extensions: { size: true, eightBitMime: true, smtpUtf8: true, pipelining: true, chunking: false },
} as const;
const MOST_SHOWN = 200; // characters of an experiment's line

/** Problems of a conversation that cannot go on, though the wire may be open still. */
const FATAL: readonly string[] = ['connection-lost', 'server-closing', 'outcome-unknown', 'interrupted'];

export function endsByHand(error: LabError): boolean {
  return FATAL.includes(error.code);
}
