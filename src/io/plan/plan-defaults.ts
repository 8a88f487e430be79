/**
 * A plan of a conversation from what somebody cares to say of it: what is left out is as the command line has it (STARTTLS where
 * it is offered, the certificate checked for those who sign in, no password unencrypted). RFC 5321 §4.5.3.2.6 (ten minutes for the
 * reply to the end of a letter).
 */

import type { ConversationPlan } from './open-conversation.ts';

export const REPLY_MILLISECONDS = 30_000;
/** RFC 5321 §4.5.3.2.6. */
export const FINAL_MILLISECONDS = 600_000;

/** The plan. Without a server it is held with the practice server. */
export function planFor(given: Partial<ConversationPlan>): ConversationPlan {
  return {
    server: null,
    scenario: null,
    dialect: 'smtp',
    tls: 'auto',
    tlsOptions: { authorities: [] },
    insecure: false,
    credentials: null,
    mechanisms: [],
    allowPlaintextAuth: false,
    ehlo: null,
    helo: false,
    xclient: [],
    milliseconds: REPLY_MILLISECONDS,
    finalMilliseconds: FINAL_MILLISECONDS,
    rfcTimeouts: false,
    maxMilliseconds: null,
    route: {},
    ...given,
  };
}
