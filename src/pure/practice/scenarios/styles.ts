/**
 * Servers of a certain style: of a certain year or make, with few or odd extensions, or at odds with themselves. They are
 * made of what such servers are known to do; their words are ours.
 */

import { answer, DEFAULT_SCENARIO, replyDeed, rule, variant } from './default.ts';

const POSTFIX_LIKE = {
  noop: { code: 250, lines: ['2.0.0 Ok'] },
  reset: { code: 250, lines: ['2.0.0 Ok'] },
  'mail-ok': { code: 250, lines: ['2.1.0 Ok'] },
  'rcpt-ok': { code: 250, lines: ['2.1.5 Ok'] },
  'data-go': { code: 354, lines: ['End data with <CR><LF>.<CR><LF>'] },
  queued: { code: 250, lines: ['2.0.0 Ok: queued as {queue}'] },
  'no-such-user': { code: 550, lines: ['5.1.1 <{address}>: Recipient address rejected: User unknown'] },
  'relaying-denied': { code: 554, lines: ['5.7.1 <{address}>: Relay access denied'] },
} as const;

const OLD_MAILBOXES = DEFAULT_SCENARIO.mailboxes.map((mailbox) =>
  mailbox.code === 250 ? { ...mailbox, text: '2.1.5 Ok' } : mailbox,
);

export const STYLES = {
  lmtp: variant('lmtp', {
    dialect: 'lmtp',
    banner: 'mail.example.test LMTP',
    mailboxes: DEFAULT_SCENARIO.mailboxes.map((mailbox) =>
      mailbox.code === 452
        ? {
            ...mailbox,
            code: 250,
            text: '2.1.5 Recipient ok',
            letter: { code: 452, lines: ['4.2.2 Mailbox full'] },
          }
        : mailbox,
    ),
    relay: 'nobody',
  }),
  'article-2009': variant('article-2009', {
    banner: 'mail.example.test ESMTP server ready; greetings from 2009',
    offersInClear: [
      'SIZE 52428800',
      '8BITMIME',
      'PIPELINING',
      'CHUNKING',
      'ENHANCEDSTATUSCODES',
      'DSN',
      'X-RCPTLIMIT 25',
      'AUTH=LOGIN',
      'AUTH LOGIN',
      'STARTTLS',
      'HELP',
    ],
    offersInTls: [
      'SIZE 52428800',
      '8BITMIME',
      'PIPELINING',
      'CHUNKING',
      'ENHANCEDSTATUSCODES',
      'DSN',
      'X-RCPTLIMIT 25',
      'AUTH=LOGIN',
      'AUTH LOGIN',
      'HELP',
    ],
    maxSize: 52_428_800,
    maxRecipients: 25,
    requires: 'auth',
    replies: {
      'signed-in': { code: 235, lines: ['2.7.0 Authentication successful'] },
      queued: { code: 250, lines: ['2.0.0 Message accepted for delivery {queue}'] },
    },
  }),
  'postfix-helo': variant('postfix-helo', {
    banner: 'mail.example.test ESMTP Postfix',
    offersInClear: [
      'PIPELINING',
      'SIZE 10485760',
      'VRFY',
      'ETRN',
      'STARTTLS',
      'ENHANCEDSTATUSCODES',
      '8BITMIME',
      'DSN',
      'SMTPUTF8',
      'CHUNKING',
    ],
    mailboxes: OLD_MAILBOXES,
    replies: POSTFIX_LIKE,
    queueIds: 'hex',
  }),
  'plaintext-auth': variant('plaintext-auth', {
    tls: 'off',
    offersInClear: [
      'PIPELINING',
      'SIZE 10485760',
      '8BITMIME',
      'ENHANCEDSTATUSCODES',
      'AUTH PLAIN LOGIN CRAM-MD5',
      'HELP',
    ],
  }),
  'helo-only': variant('helo-only', {
    banner: 'mail.example.test Simple Mail Transfer Service',
    tls: 'off',
    offersInClear: [],
    offersInTls: [],
    disabled: ['STARTTLS', 'AUTH', 'BDAT', 'EXPN'],
    rules: [answer('EHLO', '500 Command not recognized')],
  }),
  'no-extensions': variant('no-extensions', {
    tls: 'off',
    offersInClear: ['HELP'],
    offersInTls: ['HELP'],
    disabled: ['BDAT'],
  }),
  'one-at-a-time': variant('one-at-a-time', {
    offersInClear: DEFAULT_SCENARIO.offersInClear.filter((line) => line !== 'PIPELINING'),
    offersInTls: DEFAULT_SCENARIO.offersInTls.filter((line) => line !== 'PIPELINING'),
  }),
  'mailing-list': variant('mailing-list', { tells: true }),
  'odd-ehlo': variant('odd-ehlo', {
    banner: 'mail.example.test Esmtp',
    // EHLO's first line is a name, though it looks like a keyword.
    replies: { hello: { code: 250, lines: ['STARTTLS.example.test hello'] } },
    offersInClear: [
      'size 2000000',
      'auth=login',
      'Auth PLAIN',
      'X-THING a b',
      'ENHANCEDSTATUSCODES',
      'starttls',
    ],
    offersInTls: ['size 2000000', 'auth=login', 'Auth PLAIN', 'X-THING a b', 'enhancedstatuscodes'],
    maxSize: 2_000_000,
  }),
  'multiline-greeting': variant('multiline-greeting', {
    rules: [
      answer(
        'connect',
        '220-mail.example.test ESMTP\nNo advertising, please\nAll that you do is written down',
      ),
    ],
  }),
  'contradicting-codes': variant('contradicting-codes', {
    rules: [
      answer('MAIL', '250 5.1.0 Sender address rejected'),
      rule('RCPT', [{ kind: 'raw', text: '250-2.1.5 Recipient ok\r\n550 5.1.1 No such user\r\n' }]),
      answer('DATA', '250 2.0.0 Go ahead'),
    ],
  }),
  'not-smtp': variant('not-smtp', {
    rules: [
      rule('connect', [
        { kind: 'raw', text: 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n' },
        { kind: 'close' },
      ]),
    ],
  }),
  'hostile-text': variant('hostile-text', {
    rules: [
      rule('connect', [
        {
          kind: 'raw',
          text: '220 mail.example.test \u001b[2J\u001b]0;not your title\u0007\u202e\u009b31mESMTP\u007f\r\n',
        },
      ]),
    ],
  }),
  'unasked-reply': variant('unasked-reply', {
    rules: [
      rule('EHLO', [
        { kind: 'usual' },
        { kind: 'wait', milliseconds: 500 },
        replyDeed('421 4.3.2 Going down'),
        { kind: 'close' },
      ]),
    ],
  }),
} as const;
