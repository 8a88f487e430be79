/**
 * What is done for somebody who leads a conversation by hand. Its beginning: TLS from the start where the port or the user wants
 * it, the greeting; with `--tls starttls` everything up to where the line is encrypted. What else there is to say is for whoever
 * types, but for a letter that is composed and a rule that is broken on request.
 */

import type { Experiment } from '../../pure/explorer/index.ts';
import { encodeText, isAscii, startsWithTls, verbOf } from '../../pure/protocol/index.ts';
import { deliver, introduce, unverifiedIn } from '../client/index.ts';
import type { Conversation, Delivered } from '../client/index.ts';
import { fitEnvelope } from './envelope.ts';
import type { TalkingPlan, Venue } from './talking.ts';

/** How we call ourselves: as the plan says, else as was said before. */
export function helloOf(
  { ehlo, helo }: TalkingPlan,
  before: string | null = null,
): { readonly name: string | null; readonly helo: boolean } {
  return { name: ehlo ?? before, helo };
}

function tlsOptionsOf(plan: TalkingPlan, { servername, authorities }: Venue) {
  return { ...plan.tlsOptions, servername, authorities };
}

/** Waits for the greeting; a refusal in it is the person's to read. Rejects with a `LabError` where TLS fails. */
export async function beginByHand(
  conversation: Conversation,
  plan: TalkingPlan,
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
  if (implicit) await encryptByHand(conversation, plan, venue, 'implicit');
  await conversation.greeting();
}

/** The handshake. Rejects with `tls-failed`, `certificate` and the like; the conversation is over then. */
export async function encryptByHand(
  conversation: Conversation,
  plan: TalkingPlan,
  venue: Venue,
  mode: 'starttls' | 'implicit' = 'starttls',
): Promise<void> {
  const { tls, insecure, credentials } = plan;
  const unverified = unverifiedIn({ tls, insecure, user: credentials !== null });
  await conversation.startTls(tlsOptionsOf(plan, venue), unverified, mode);
}

/** Sends a letter, with what helps it where that is offered. Rejects as `fitEnvelope` does, before anything is said. */
export function deliverByHand(
  conversation: Conversation,
  from: string,
  recipients: readonly string[],
  letter: string,
): Promise<Delivered> {
  const octets = encodeText(letter);
  const header = letter.slice(0, letter.indexOf('\r\n\r\n'));
  const facts = { size: octets.length, eightBit: !isAscii(letter), utf8Header: !isAscii(header) };
  const fitted = fitEnvelope(conversation, { ...WITHOUT_WISHES, from, recipients }, facts);
  return deliver(conversation, { ...fitted, rcptParameters: () => fitted.rcptParameters, letter: [octets] });
}

/** Writes what an experiment writes, and reads as many replies as it waits for. */
export async function breakRule(
  conversation: Conversation,
  { fresh, writes, replies }: Experiment,
): Promise<void> {
  for (const text of writes) {
    const line = text.replace(/\r?\n$/, '');
    await conversation.raw(encodeText(text), { verb: verbOf(line), line: line.slice(0, MOST_SHOWN) });
  }
  for (let count = 0; count < replies && !conversation.isClosed; count++) {
    if (fresh && count === 0) await conversation.greeting();
    else await conversation.readReply();
  }
}

/** An envelope with nothing asked for. */
const WITHOUT_WISHES = {
  dsn: { notify: null, ret: null, envid: null },
  requireTls: false,
  mailParameters: [],
  rcptParameters: [],
  extensions: { size: true, eightBitMime: true, smtpUtf8: true, pipelining: true, chunking: false },
} as const;
const MOST_SHOWN = 200; // characters of an experiment's line
