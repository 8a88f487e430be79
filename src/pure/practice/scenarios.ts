/** The built-in scenarios of the practice server. Every name and address is made up, from reserved domains. */

import type { Scenario } from './scenario.ts';

/** Who may sign in at the practice server. SECURITY: public on purpose, used nowhere else. */
export const PRACTICE_ACCOUNT = { user: 'student', password: 'practice' } as const;

const MAILBOXES = [
  { address: 'teacher@example.test', code: 250, text: '2.1.5 Recipient ok' },
  { address: 'student@example.test', code: 250, text: '2.1.5 Recipient ok' },
  { address: 'postmaster@example.test', code: 250, text: '2.1.5 Recipient ok' },
  { address: 'busy@example.test', code: 450, text: '4.2.0 Greylisted' },
  { address: 'full@example.test', code: 452, text: '4.2.2 Mailbox full' },
];

/** An ordinary, friendly submission server: everything it can do is offered, AUTH only inside TLS. */
export const DEFAULT_SCENARIO: Scenario = {
  name: 'default',
  hostname: 'mail.example.test',
  banner: 'mail.example.test ESMTP',
  offersInClear: [
    'PIPELINING',
    'SIZE 10485760',
    '8BITMIME',
    'SMTPUTF8',
    'CHUNKING',
    'ENHANCEDSTATUSCODES',
    'STARTTLS',
  ],
  offersInTls: [
    'PIPELINING',
    'SIZE 10485760',
    '8BITMIME',
    'SMTPUTF8',
    'CHUNKING',
    'ENHANCEDSTATUSCODES',
    'AUTH PLAIN LOGIN',
  ],
  accounts: [PRACTICE_ACCOUNT],
  domains: ['example.test'],
  mailboxes: MAILBOXES,
  maxSize: 10_485_760,
};

/** The same with a short list, so that a first conversation fits one screen. */
export const TOUR_SCENARIO: Scenario = {
  ...DEFAULT_SCENARIO,
  name: 'tour',
  offersInClear: ['ENHANCEDSTATUSCODES', 'STARTTLS'],
  offersInTls: ['ENHANCEDSTATUSCODES', 'AUTH LOGIN'],
};
