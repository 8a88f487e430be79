/**
 * What a server offers, and whether it accepts the mailbox: asked before the first case, in conversations of their own. And what the plan of a
 * run says of TLS, for these and for the cases.
 */

import type { EventSink } from '../../pure/events/index.ts';
import { LabError } from '../../pure/problems/index.ts';
import { startsWithTls } from '../../pure/protocol/index.ts';
import type { Capabilities } from '../../pure/protocol/index.ts';
import { openReadyConversation } from '../plan/index.ts';
import type { ConversationPlan, RunSetting, Venue } from '../plan/index.ts';

/** The addresses that are named while asking; null for what was not given. */
export interface AskedAddresses {
  readonly rcpt: string | null;
  readonly from: string | null;
}

/** What the server offers before anything was tried. */
export interface ServerOffer {
  /** The text of its greeting. */
  readonly greeting: string;
  readonly hello: Capabilities | null;
  readonly encrypted: Capabilities | null;
  /** Without a sign-in it takes no letter for the mailbox: cases that need one begin with a sign-in. */
  readonly wantsSignIn: boolean;
  /** The reply by which it refused the mailbox itself for good; null where it accepts it, or refuses for another reason. */
  readonly refusal: string | null;
}

export function beginsInTls({ tls, server }: ConversationPlan): boolean {
  const port = server !== null && 'port' in server ? server.port : 0;
  return tls === 'implicit' || (tls === 'auto' && startsWithTls(port));
}

/**
 * Whether a certificate need not verify: what is tested is how the server speaks. SECURITY: not where a password goes, and not where the
 * user asked for TLS; there the user's own options say it.
 */
export function needsNoProof({ tls, insecure }: ConversationPlan, secret: boolean): boolean {
  return insecure || !(secret || tls === 'starttls' || tls === 'implicit');
}

/** What the server offers, asked in a conversation of its own. Rejects with a `LabError` where it does not come to that. */
export async function askOffer(
  plan: ConversationPlan,
  addresses: AskedAddresses,
  venue: Venue,
  setting: Pick<RunSetting, 'now' | 'signal'>,
): Promise<ServerOffer> {
  let hello: Capabilities | null = null;
  let encrypted: Capabilities | null = null;
  let greeting = '';
  const sink: EventSink = (event) => {
    if (event.kind === 'reply' && event.to === 'greeting') greeting ||= event.lines[0] ?? '';
    if (event.kind !== 'capabilities') return;
    if (event.layer === 'tls') encrypted = event.capabilities;
    else hello = event.capabilities;
  };
  const ready = { ...setting, sink, reached: () => undefined };
  const implicit = beginsInTls(plan);
  const insecure = needsNoProof(plan, false);
  // SECURITY: nobody signs in to ask.
  const asking = { ...plan, ehlo: 'offer.conform.test', helo: false, insecure, credentials: null };
  try {
    const { conversation } = await openReadyConversation(asking, venue, ready);
    await conversation.quit();
  } catch (error) {
    // A server whose TLS fails can still be asked everything else, unless the user asked for TLS, or for a certain key.
    const isAsked = plan.tls === 'starttls' || plan.tlsOptions.pins !== undefined;
    if (!(error instanceof LabError) || hello === null || isAsked) throw error;
  }
  const asked: ConversationPlan = {
    ...asking,
    ehlo: plan.ehlo,
    tls: implicit ? 'implicit' : plan.tls === 'starttls' ? 'starttls' : 'off',
  };
  const mailbox =
    plan.credentials === null && addresses.rcpt === null
      ? TAKEN
      : await askMailbox(asked, addresses, venue, ready);
  return {
    greeting,
    hello,
    encrypted,
    wantsSignIn: plan.credentials !== null && mailbox.refused,
    refusal: plan.credentials === null && !mailbox.forStrangers ? mailbox.reply : null,
  };
}

/** What became of MAIL and RCPT for the mailbox, said by nobody in particular. */
interface AskedMailbox {
  readonly refused: boolean;
  /** It was refused for who asked: another might be let through. */
  readonly forStrangers: boolean;
  /** The refusal of RCPT; null where there was none. */
  readonly reply: string | null;
}

const TAKEN: AskedMailbox = { refused: false, forStrangers: false, reply: null };

/** Asks without a sign-in whether the mailbox is taken. */
async function askMailbox(
  plan: ConversationPlan,
  { from, rcpt }: AskedAddresses,
  venue: Venue,
  ready: RunSetting & { readonly reached: () => undefined },
): Promise<AskedMailbox> {
  try {
    const { conversation } = await openReadyConversation(plan, venue, ready);
    try {
      const mail = await conversation.command({ verb: 'MAIL', line: `MAIL FROM:<${from ?? rcpt ?? ''}>` });
      if (mail.class !== 2 || rcpt === null)
        return { refused: mail.class === 5, forStrangers: true, reply: null };
      const {
        code,
        class: kind,
        lines,
      } = await conversation.command({ verb: 'RCPT', line: `RCPT TO:<${rcpt}>` });
      if (kind !== 5) return TAKEN;
      const [text = ''] = lines;
      const forStrangers = !NO_SUCH.includes(code) || text.startsWith('5.7.');
      return { refused: true, forStrangers, reply: `${code} ${text}` };
    } finally {
      await conversation.quit();
    }
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    return { refused: true, forStrangers: true, reply: null };
  }
}

/** RFC 5321 §4.2.3: the mailbox is not there, not here, or not to be named so. 530 and 5.7.x (RFC 3463 §3.8) are about who asks. */
const NO_SUCH: readonly number[] = [550, 551, 553, 554];
