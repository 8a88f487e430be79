/** Servers that say no: for now, for good, to some, to all. The reasons are those of real servers, in words of our own. */

import type { Scenario } from '../scenario.ts';
import { answer, DEFAULT_SCENARIO, rule, variant } from './default.ts';

const NO_MAILBOXES: Partial<Scenario> = {
  mailboxes: DEFAULT_SCENARIO.mailboxes.filter(({ code }) => code === 250),
};

const ANNOUNCED = 'LIMITS RCPTMAX=2 MAILMAX=2 RCPTDOMAINMAX=1';

export const REFUSALS = {
  greylisting: variant('greylisting', {
    // Greylisting is of the server here, not of the one mailbox.
    mailboxes: DEFAULT_SCENARIO.mailboxes.map((mailbox) =>
      mailbox.code === 450 ? { ...mailbox, code: 250, text: '2.1.5 Recipient ok' } : mailbox,
    ),
    rules: [answer('RCPT', '450 4.2.0 Greylisted, try again in a minute', { count: 'text', last: 1 })],
  }),
  'greylisting-wait': variant('greylisting-wait', {
    mailboxes: DEFAULT_SCENARIO.mailboxes.map((mailbox) =>
      mailbox.code === 450 ? { ...mailbox, code: 250, text: '2.1.5 Recipient ok' } : mailbox,
    ),
    rules: [
      answer('RCPT', '450 4.2.0 Greylisted, try again in five minutes', { count: 'text', wait: 300_000 }),
    ],
  }),
  'relay-denied': variant('relay-denied', {
    relay: 'nobody',
    replies: { 'relaying-denied': { code: 554, lines: ['5.7.1 <{address}>: Relay access denied'] } },
  }),
  'open-relay': variant('open-relay', { relay: 'anyone' }),
  'rate-limit': variant('rate-limit', {
    rules: [
      answer('MAIL', '450 4.7.1 Rate limit reached, try again in an hour', { first: 3, count: 'server' }),
    ],
  }),
  'connection-limit': variant('connection-limit', {
    rules: [
      rule(
        'connect',
        [
          { kind: 'reply', reply: { code: 421, lines: ['4.7.0 Too many connections from your address'] } },
          { kind: 'close' },
        ],
        { first: 3, count: 'server' },
      ),
    ],
  }),
  blocklist: variant('blocklist', {
    rules: [
      answer('RCPT', '554 5.7.1 Client host [192.0.2.1] is on the blocklist dnsbl.example.test', {
        signedIn: false,
      }),
    ],
  }),
  'refused-greeting': variant('refused-greeting', {
    rules: [
      answer(
        'connect',
        [
          '554-mail.example.test takes no mail from you',
          'Your address 192.0.2.1 is on a list of dial-up addresses',
          'Its owner can have it taken off:',
          'https://help.example.test/unlist',
        ].join('\n'),
      ),
    ],
  }),
  'content-refusal': variant('content-refusal', {
    rules: [answer('letter', '554 5.7.1 The content was refused as unwanted')],
  }),
  'sender-refused': variant('sender-refused', {
    rules: [answer('MAIL', '550 5.7.23 Sender address rejected: SPF says no')],
  }),
  'null-sender-refused': variant('null-sender-refused', {
    rules: [answer('MAIL', '550 5.7.1 Reports of failed delivery are not taken', { match: 'FROM:<>*' })],
  }),
  'all-refused': variant('all-refused', { ...NO_MAILBOXES, mailboxes: [], relay: 'nobody' }),
  'full-disk': variant('full-disk', {
    rules: [answer('MAIL', '452 4.3.1 Insufficient system storage')],
  }),
  'few-recipients': variant('few-recipients', { ...NO_MAILBOXES, maxRecipients: 2 }),
  limits: variant('limits', {
    ...NO_MAILBOXES,
    offersInClear: [...DEFAULT_SCENARIO.offersInClear, ANNOUNCED],
    offersInTls: [
      ...DEFAULT_SCENARIO.offersInTls.map((line) =>
        line.startsWith('AUTH ') ? 'AUTH SCRAM-SHA-512-PLUS SCRAM-SHA-512 PLAIN' : line,
      ),
      ANNOUNCED,
    ],
    relay: 'anyone',
  }),
  'small-letters': variant('small-letters', {
    maxSize: 2000,
    offersInClear: DEFAULT_SCENARIO.offersInClear.map((line) => line.replace(/^SIZE \d+/, 'SIZE 2000')),
    offersInTls: DEFAULT_SCENARIO.offersInTls.map((line) => line.replace(/^SIZE \d+/, 'SIZE 2000')),
  }),
  'auth-required': variant('auth-required', { requires: 'auth' }),
  'tls-required': variant('tls-required', { requires: 'tls' }),
  'auth-temporary': variant('auth-temporary', {
    rules: [answer('AUTH', '454 4.7.0 Temporary authentication failure')],
  }),
  'auth-too-weak': variant('auth-too-weak', {
    rules: [
      answer('AUTH', '534 5.7.9 The mechanism is too weak', { match: 'PLAIN*' }),
      answer('AUTH', '534 5.7.9 The mechanism is too weak', { match: 'LOGIN*' }),
    ],
  }),
  'going-down': variant('going-down', {
    rules: [
      rule('MAIL', [
        { kind: 'reply', reply: { code: 421, lines: ['4.3.2 Going down, try again later'] } },
        { kind: 'close' },
      ]),
    ],
  }),
  'hello-refused': variant('hello-refused', {
    rules: [
      rule('EHLO', [
        { kind: 'reply', reply: { code: 421, lines: ['4.7.1 Your EHLO name does not fit your address'] } },
        { kind: 'close' },
      ]),
    ],
  }),
  faulty: variant('faulty', {
    rules: [
      answer('MAIL', '451 4.3.0 Local error in processing', { chance: 0.2 }),
      answer('RCPT', '451 4.3.0 Local error in processing', { chance: 0.2 }),
      answer('letter', '451 4.3.0 Local error in processing', { chance: 0.2 }),
    ],
  }),
} as const;
