/**
 * Why mail was refused, put off or lost, as a list of causes with stable ids: who can mend it, and whether trying again helps.
 * Whatever reads a reply, a bounce, a log or an error text ends at one of these rows; the words are in `en/causes.ts` and
 * `ru/causes.ts`, the patterns that lead here in `refusal-patterns.ts`.
 */

/** Who can mend it; `nobody` where waiting is all there is to do. */
export type Duty = 'sender' | 'sender-admin' | 'recipient' | 'recipient-admin' | 'network' | 'nobody';

/** Whether to send again. */
export type Retry = 'now' | 'later' | 'no' | 'may-duplicate';

export interface CauseFacts {
  readonly duty: Duty;
  readonly retry: Retry;
}

const row = (duty: Duty, retry: Retry): CauseFacts => ({ duty, retry });

export const CAUSES = {
  'dmarc-policy': row('sender-admin', 'no'),
  'dkim-fails': row('sender-admin', 'no'),
  'spf-fails': row('sender-admin', 'no'),
  'reverse-dns': row('sender-admin', 'no'),
  'hello-name': row('sender-admin', 'no'),
  relaying: row('sender', 'no'),
  blocklist: row('sender-admin', 'no'),
  'low-reputation': row('sender-admin', 'later'),
  'list-broken': row('recipient-admin', 'later'),
  greylisting: row('nobody', 'later'),
  virus: row('sender', 'no'),
  'attachment-kind': row('sender', 'no'),
  spam: row('sender', 'no'),
  'content-refused': row('sender', 'no'),
  'malformed-letter': row('sender', 'no'),
  'too-many-recipients': row('sender', 'now'),
  'rate-limit': row('sender', 'later'),
  'too-many-connections': row('sender-admin', 'later'),
  'mailbox-full': row('recipient', 'later'),
  'message-too-large': row('sender', 'no'),
  'sender-not-owned': row('sender', 'no'),
  'sender-domain': row('sender', 'no'),
  'sender-syntax': row('sender', 'no'),
  'sender-refused': row('recipient-admin', 'no'),
  'recipient-domain': row('sender', 'no'),
  'recipient-syntax': row('sender', 'no'),
  'recipient-refuses': row('recipient', 'no'),
  'takes-no-mail': row('sender', 'no'),
  'mailbox-off': row('recipient', 'no'),
  'unknown-user': row('sender', 'no'),
  moved: row('sender', 'no'),
  loop: row('recipient-admin', 'no'),
  'no-route': row('sender', 'no'),
  'sign-in-first': row('sender', 'no'),
  'wrong-password': row('sender', 'no'),
  'sign-in-unavailable': row('sender-admin', 'later'),
  'encrypt-first': row('sender', 'no'),
  'tls-failed': row('sender-admin', 'later'),
  'tls-not-offered': row('recipient-admin', 'later'),
  'certificate-not-trusted': row('recipient-admin', 'later'),
  'lookup-failed': row('recipient-admin', 'later'),
  'disk-full': row('recipient-admin', 'later'),
  busy: row('nobody', 'later'),
  'system-error': row('recipient-admin', 'later'),
  'delivery-program': row('recipient-admin', 'no'),
  'feature-missing': row('sender', 'no'),
  'command-error': row('sender', 'no'),
  'spoke-too-early': row('sender', 'no'),
  'no-answer': row('network', 'later'),
  'connection-refused': row('recipient-admin', 'later'),
  'host-unreachable': row('network', 'later'),
  'connection-lost': row('network', 'later'),
  'client-left': row('nobody', 'later'),
  'gave-up': row('sender', 'no'),
  delayed: row('nobody', 'later'),
  'refused-by-rule': row('recipient-admin', 'no'),
  delivered: row('nobody', 'no'),
  complaint: row('sender', 'no'),
  'auto-reply': row('nobody', 'no'),
  'not-a-bounce': row('nobody', 'no'),
  none: row('nobody', 'no'),
  unknown: row('recipient-admin', 'no'),
} as const satisfies Readonly<Record<string, CauseFacts>>;

export type CauseId = keyof typeof CAUSES;

/** Causes that are no failure: nothing was refused and nothing broke. */
export const QUIET_CAUSES: ReadonlySet<CauseId> = new Set([
  'delivered',
  'complaint',
  'auto-reply',
  'not-a-bounce',
  'none',
]);
