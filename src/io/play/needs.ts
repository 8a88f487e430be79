/**
 * What a session file needs before it is worth playing: keywords of the server's EHLO, before or inside TLS, `tls`, and an account. The
 * server is asked in a conversation of its own. What cannot be found out is taken as being there: the play then says what is wrong.
 */

import type { Capabilities } from '../../pure/protocol/index.ts';
import { hasKeyword } from '../../pure/protocol/index.ts';
import { LabError } from '../../pure/problems/index.ts';
import { isGivenNeed } from '../../pure/sessions/index.ts';
import type { GivenNeed, Variables } from '../../pure/sessions/index.ts';
import { openReadyConversation, openVenue } from '../plan/index.ts';
import type { RunSetting, ConversationPlan } from '../plan/index.ts';

/** Whether somebody can sign in: a user, and a password or token. */
export function hasAccount({ get }: Variables): boolean {
  const isGiven = (name: string): boolean => (get(name) ?? '') !== '';
  return isGiven('user') && (isGiven('password') || isGiven('token'));
}

/** Those of the needs that are not there. */
export async function lackingOf(
  needs: readonly string[],
  plan: ConversationPlan,
  variables: Variables,
  setting: RunSetting,
): Promise<readonly string[]> {
  // The practice server has an account of its own.
  const canSignIn = plan.server === null || hasAccount(variables);
  if (needs.includes('auth') && !canSignIn) return ['auth'];
  const unsaid = needs.filter((need) => isUnsaid(need, variables));
  if (unsaid.length > 0) return unsaid;
  const asked = needs.filter((need) => need === 'tls' || /^[A-Z0-9]/.test(need));
  if (asked.length === 0) return [];
  const offer = await offerOf(plan, setting);
  if (offer === null) return [];
  const offers = (keyword: string): boolean => offer.hellos.some((one) => hasKeyword(one, keyword));
  return asked.filter((need) => !(need === 'tls' ? offer.encrypted || offers('STARTTLS') : offers(need)));
}

/** The variable that meets a need; `conform` for what that command alone can meet. */
const MET_BY: Readonly<Record<Exclude<GivenNeed, 'auth'>, string>> = {
  mailbox: 'rcpt',
  'bad-mailbox': 'rcpt-bad',
  foreign: 'rcpt-foreign',
  sink: 'conform',
  loopback: 'conform',
};

function isUnsaid(need: string, { get }: Variables): boolean {
  if (need === 'size-limit') return true;
  if (!isGivenNeed(need) || need === 'auth') return false;
  const name = MET_BY[need];
  return name === 'conform' || (get(name) ?? '') === '';
}

interface Offer {
  readonly hellos: readonly Capabilities[];
  readonly encrypted: boolean;
}

/** What the server offers; null where it did not come to that. SECURITY: nobody signs in to ask. */
async function offerOf(plan: ConversationPlan, { now, signal }: RunSetting): Promise<Offer | null> {
  const hellos: Capabilities[] = [];
  const tls = plan.tls === 'starttls' ? 'auto' : plan.tls;
  const talking: ConversationPlan = { ...plan, tls, credentials: null, xclient: [] };
  try {
    const venue = await openVenue(talking);
    try {
      const { conversation } = await openReadyConversation(talking, venue, {
        sink: (event) => {
          if (event.kind === 'capabilities') hellos.push(event.capabilities);
        },
        now,
        reached: () => undefined,
        ...(signal === undefined ? {} : { signal }),
      });
      const encrypted = conversation.tls !== null;
      await conversation.quit();
      return { hellos, encrypted };
    } finally {
      await venue.close();
    }
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    return null;
  }
}
