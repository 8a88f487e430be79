/**
 * The beginning of a conversation that goes on by hand: TLS from the start where the port or the user wants it, the greeting; with
 * `--tls starttls` everything up to where the line is encrypted. What else there is to say is for whoever types.
 */

import { introduce, unverifiedIn } from '../client/index.ts';
import type { Conversation } from '../client/index.ts';
import type { TalkingPlan, Venue } from './talking.ts';

const IMPLICIT_TLS_PORT = 465;

/** How we call ourselves. */
export function helloOf(plan: TalkingPlan): { readonly name: string | null; readonly helo: boolean } {
  return { name: plan.ehlo, helo: plan.helo };
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
      clearAllowed: false,
    });
    return;
  }
  const { port } = conversation.peer;
  const implicit = plan.tls === 'implicit' || (plan.tls === 'auto' && port === IMPLICIT_TLS_PORT);
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
