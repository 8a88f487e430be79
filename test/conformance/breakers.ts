/**
 * For each case a server that breaks its clauses and, where the ordinary practice server does not offer what it is about, one that holds
 * them. A breaker changes one thing: what it answers to what the case tries.
 */

import type { Deed, Rule, Scenario } from '../../src/pure/practice/index.ts';
import { DEFAULT_SCENARIO, scenarioOf } from '../../src/pure/practice/index.ts';
import type { Flaws } from './naive-server.ts';
import { does, says } from './proof.ts';

export interface Proof {
  /** In place of the practice server's own. */
  readonly holds?: Partial<Scenario>;
  /** What breaks it, on top of that; or flaws of the naive server. */
  readonly breaks: Partial<Scenario> | { readonly naive: Flaws };
  /** The naive server without a flaw holds it, where the practice server cannot. */
  readonly holdsNaive?: true;
}

const rules = (...all: readonly Rule[]): Proof => ({ breaks: { rules: all } });
const naive = (flaws: Flaws): Proof => ({ breaks: { naive: flaws } });
const offersInClear = (...more: readonly string[]): Partial<Scenario> => ({
  offersInClear: [...DEFAULT_SCENARIO.offersInClear, ...more],
});
const without = (keyword: string): Partial<Scenario> => ({
  offersInClear: DEFAULT_SCENARIO.offersInClear.filter((line) => !line.startsWith(keyword)),
});
const PHASES = ['greeted', 'ready', 'mail', 'rcpt', 'bdat', 'closing'] as const;
/** Whether or not it has its place there. */
const anywhere = (on: string, text: string, given: Partial<Rule> = {}): Proof =>
  rules(...PHASES.map((phase) => says(on, text, { ...given, phase })));
const NOT_HERE = '502 5.5.1 Not implemented';
const OK = '250 2.0.0 Ok';
const CLOSES: readonly Deed[] = [{ kind: 'usual' }, { kind: 'drop', reset: false }];
const raw = (text: string): readonly Deed[] => [{ kind: 'raw', text }];
const TELLS: Partial<Scenario> = { tells: true };
const LETTER_REFUSED = rules(says('letter', '554 5.6.0 We do not like it'));
const PLAIN_AUTH: Partial<Scenario> = scenarioOf('plaintext-auth');
const LMTP: Partial<Scenario> = scenarioOf('lmtp');
const lmtp = (changes: Partial<Scenario>): Proof => ({ holds: LMTP, breaks: changes });
const lacking = (keyword: string): Partial<Scenario> => ({
  offersInClear: (LMTP.offersInClear ?? []).filter((line) => line !== keyword),
});
/** In TLS, where the practice server offers AUTH. */
const auth = (text: string, given: Partial<Rule> = {}): Proof => rules(says('AUTH', text, given));
const answer = (text: string): Proof => rules(says('answer', text));

const GREETING_AND_HELLO: Readonly<Record<string, Proof>> = {
  'ehlo-understood': rules(says('EHLO', NOT_HERE, { first: 1 })),
  'helo-understood': rules(says('HELO', NOT_HERE)),
  'helo-without-list': rules(says('HELO', '250-mail.example.test\n250 HELP')),
  'keywords-registered': { breaks: offersInClear('CONFORM') },
  'verbs-in-any-case': rules(says('MAIL', '500 5.5.2 What?')),
  'ehlo-in-any-case': rules(says('EHLO', '500 5.5.2 What?')),
  'ehlo-without-name': rules(says('EHLO', '503 5.5.1 Not now', { phase: 'greeted', match: '' })),
  'refused-ehlo-keeps-transaction': rules(
    says('EHLO', '501 5.5.4 Name missing', { phase: 'rcpt', match: '' }),
    says('RCPT', '503 5.5.1 MAIL first', { first: 2 }),
  ),
  'second-ehlo-resets': anywhere('RCPT', '250 2.1.5 Still here'),
  'ehlo-resets-recipients': anywhere('DATA', '354 Go on'),
  'noop-before-ehlo': rules(says('NOOP', '503 5.5.1 EHLO first', { phase: 'greeted' })),
  'rset-before-ehlo': rules(says('RSET', '503 5.5.1 EHLO first', { phase: 'greeted' })),
  'vrfy-before-ehlo': rules(says('VRFY', '503 5.5.1 EHLO first', { phase: 'greeted' })),
  'help-before-ehlo': rules(says('HELP', '503 5.5.1 EHLO first', { phase: 'greeted' })),
  'ehlo-name-is-no-reason': rules(says('RCPT', '550 5.7.1 Your EHLO name does not fit your address')),
};

const ORDER: Readonly<Record<string, Proof>> = {
  'rcpt-before-mail': anywhere('RCPT', '250 2.1.5 Ok'),
  'data-before-mail': anywhere('DATA', '354 Go on'),
  'data-before-rcpt': anywhere('DATA', '354 Go on'),
  'second-ehlo-code': rules(says('EHLO', '503 5.5.1 Already identified', { first: 2 })),
  'second-mail': rules(says('MAIL', '501 5.5.4 Syntax', { phase: 'mail' })),
  'bad-mail-501': rules(says('MAIL', '500 5.5.2 What?', { phase: 'ready' })),
  'bad-mail-keeps-state': rules(says('RCPT', '250 2.1.5 Ok', { phase: 'ready' })),
  'out-of-order-keeps-state': rules(says('RCPT', '503 5.5.1 MAIL first')),
  'rset-forgets-sender': anywhere('RCPT', '250 2.1.5 Ok'),
  'rset-forgets-recipients': anywhere('DATA', '354 Go on'),
  'mail-after-rset': rules(says('MAIL', '503 5.5.1 Sender already given', { first: 2 })),
  'rset-answered': rules(says('RSET', '220 2.0.0 Flushed')),
  'rset-keeps-connection': rules(does('RSET', CLOSES)),
  'noop-answered': rules(says('NOOP', NOT_HERE)),
  'noop-argument-ignored': rules(says('NOOP', '501 5.5.4 No argument', { match: 'still*' })),
  'noop-keeps-transaction': rules(says('RCPT', '503 5.5.1 MAIL first')),
  'vrfy-keeps-transaction': rules(says('RCPT', '503 5.5.1 MAIL first')),
  'rset-argument-refused': anywhere('RSET', OK),
  'data-argument-refused': anywhere('DATA', '354 Go on'),
  'quit-argument-refused': anywhere('QUIT', '221 2.0.0 Bye'),
};

const SYNTAX: Readonly<Record<string, Proof>> = {
  'space-after-noop': anywhere('NOOP', '501 5.5.2 White space'),
  'space-after-rset': anywhere('RSET', '501 5.5.2 White space'),
  'space-after-mail': anywhere('MAIL', '501 5.5.2 White space'),
  'unknown-parameter-refused': anywhere('MAIL', OK),
  'unknown-rcpt-parameter-refused': rules(says('RCPT', OK)),
  'unknown-command-500': anywhere('CONFORM', NOT_HERE),
  'unknown-command-refused': anywhere('CONFORM', OK),
  'bare-lf-ends-no-command': naive({ lineEnd: /\r?\n/ }),
  'bare-cr-ends-no-command': naive({ lineEnd: /\r\n?/ }),
  'command-in-pieces': naive({ packetIsLine: true }),
  'line-of-512': rules(says('NOOP', '500 5.5.2 Line too long', { first: 2 })),
  'long-line-keeps-connection': naive({ closesOn: /x{1000}/ }),
  'errors-keep-connection': {
    breaks: { maxFaults: 100, rules: [does('NOOP', [{ kind: 'drop', reset: false }])] },
  },
  'local-part-of-64': anywhere('MAIL', '501 5.1.7 Local part too long'),
  'path-of-256': anywhere('MAIL', '501 5.1.7 Path too long'),
  'quoted-local-part': rules(says('RCPT', '550 5.1.1 No such user', { first: 2 })),
  'quoted-pair-in-local-part': rules(says('RCPT', '550 5.1.1 No such user', { first: 2 })),
  'source-route-understood': rules(says('RCPT', '501 5.1.3 Bad address')),
  'underscore-in-domain': anywhere('MAIL', OK),
  'control-in-address': anywhere('MAIL', OK),
  'space-in-address': anywhere('MAIL', OK),
  'high-octet-in-address': anywhere('MAIL', OK),
  'number-literal-refused': anywhere('MAIL', OK),
  'null-sender': anywhere('MAIL', '553 5.1.8 Who are you?'),
};

const REPLIES: Readonly<Record<string, Proof>> = {
  'quit-answered-and-closed': rules(says('QUIT', '221 2.0.0 Bye')),
  'quit-in-transaction': rules(says('QUIT', '503 5.5.1 Not within a letter')),
  'reply-grammar': rules(does('NOOP', raw('250-Ok\r\n251 Ok\r\n'))),
  'reply-line-of-512': rules(says('NOOP', `250 ${'x'.repeat(600)}`)),
  'space-after-code': rules(does('NOOP', raw('250\r\n'))),
  'replies-end-with-crlf': rules(does('NOOP', raw('250 Ok\n'))),
  'codes-of-the-list': rules(says('NOOP', '299 Ok')),
  'minimum-commands': rules(says('NOOP', NOT_HERE)),
  'vrfy-implemented': { breaks: { disabled: ['VRFY'] } },
  'help-supported': { breaks: { disabled: ['HELP'] } },
  'offered-etrn-works': {
    holds: {
      ...offersInClear('ETRN'),
      rules: PHASES.map((phase) => says('ETRN', '250 2.0.0 Ok', { phase })),
    },
    breaks: { rules: [] },
  },
  'offered-vrfy-works': { holds: offersInClear('VRFY'), breaks: { disabled: ['VRFY'] } },
  'offered-expn-works': { holds: { ...offersInClear('EXPN'), tells: true }, breaks: { tells: false } },
  'offered-help-works': { breaks: { disabled: ['HELP'] } },
  'offered-starttls-works': { breaks: { disabled: ['STARTTLS'] } },
  'offered-chunking-works': { breaks: { disabled: ['BDAT'] } },
  'offered-auth-works': { holds: PLAIN_AUTH, breaks: { disabled: ['AUTH'] } },
  'working-etrn-is-listed': {
    holds: {
      ...offersInClear('ETRN'),
      rules: PHASES.map((phase) => says('ETRN', '250 2.0.0 Ok', { phase })),
    },
    breaks: { offersInClear: DEFAULT_SCENARIO.offersInClear },
  },
  'working-expn-is-listed': {
    holds: { ...offersInClear('EXPN'), rules: [says('EXPN', '250 2.0.0 <teacher@example.test>')] },
    breaks: { offersInClear: DEFAULT_SCENARIO.offersInClear },
  },
  'working-starttls-is-listed': {
    breaks: {
      ...without('STARTTLS'),
      rules: PHASES.map((phase) => says('STARTTLS', '220 2.0.0 Go on', { phase })),
    },
  },
  'working-bdat-is-listed': {
    breaks: { ...without('CHUNKING'), rules: PHASES.map((phase) => says('BDAT', OK, { phase })) },
  },
  'working-auth-is-listed': {
    holds: PLAIN_AUTH,
    breaks: {
      offersInClear: (PLAIN_AUTH.offersInClear ?? []).filter((line) => !line.startsWith('AUTH')),
      rules: [says('AUTH', '334 ')],
    },
  },
  ...Object.fromEntries(
    ['SEND', 'SOML', 'SAML'].map((verb): readonly [string, Proof] => {
      const works = PHASES.map((phase) => says(verb, '250 2.1.0 Ok', { phase }));
      return [
        `working-${verb.toLowerCase()}-is-listed`,
        {
          holds: { ...offersInClear(verb), rules: works },
          breaks: { offersInClear: DEFAULT_SCENARIO.offersInClear },
        },
      ];
    }),
  ),
  'turn-refused': anywhere('TURN', '250 2.0.0 Your turn'),
  'enhanced-codes-in-replies': rules(says('RSET', '250 Flushed')),
  'enhanced-codes-agree': rules(says('RSET', '250 5.0.0 Flushed')),
  'enhanced-code-in-each-line': rules(says('HELP', '214-2.0.0 Commands:\n214 NOOP RSET QUIT')),
  'codes-keep-their-meaning': rules(says('RCPT', '220 2.1.5 Ok')),
};

const ADDRESSES: Readonly<Record<string, Proof>> = {
  'postmaster-bare': rules(says('RCPT', '550 5.1.1 No such user')),
  'postmaster-any-case': rules(says('RCPT', '550 5.1.1 No such user', { first: 2 })),
  'postmaster-of-the-domain': rules(says('RCPT', '550 5.1.1 No such user', { match: '*postmaster@*' })),
  'unknown-mailbox-is-permanent': rules(says('RCPT', '354 Go on', { first: 2 })),
  'relaying-refused-with-550': rules(says('RCPT', '554 5.7.1 Relay access denied')),
  'vrfy-of-nobody': rules(says('VRFY', '250 2.1.5 <nobody@example.test>')),
  'vrfy-of-nobody-with-domain': rules(says('VRFY', '250 2.1.5 <nobody@example.test>')),
  'vrfy-knows-local-mailboxes': rules(says('VRFY', '550 5.1.1 No such user')),
  'vrfy-with-domain': rules(says('VRFY', '501 5.1.3 A name, not an address')),
  'vrfy-names-the-mailbox': { holds: TELLS, breaks: { rules: [says('VRFY', '250 2.1.5 Ada Teacher')] } },
  'vrfy-without-source-route': {
    holds: TELLS,
    breaks: { rules: [says('VRFY', '250 2.1.5 <@mail.example.test:teacher@example.test>')] },
  },
  'vrfy-address-in-brackets': {
    holds: TELLS,
    breaks: { rules: [says('VRFY', '250 2.1.5 teacher@example.test')] },
  },
  'hidden-vrfy-is-252': rules(says('VRFY', '550 5.1.1 No such user')),
};

const LETTERS: Readonly<Record<string, Proof>> = {
  'hundred-recipients': { breaks: { maxRecipients: 50 } },
  'too-many-recipients-keeps-others': rules(says('DATA', '503 5.5.1 RCPT first')),
  'letter-accepted': rules(says('letter', '554 5.3.0 No')),
  'letter-ends-transaction': anywhere('DATA', '354 Go on'),
  'second-letter': rules(says('letter', '554 5.3.0 No', { first: 2 })),
  'letter-of-64k': { breaks: { maxSize: 60_000 } },
  'text-line-of-998': LETTER_REFUSED,
  'letter-without-header': LETTER_REFUSED,
  'doubled-subject': LETTER_REFUSED,
  'broken-mime': LETTER_REFUSED,
  'resent-mismatch': LETTER_REFUSED,
  'odd-received': LETTER_REFUSED,
  'many-received': LETTER_REFUSED,
  'many-names-in-to': LETTER_REFUSED,
  ...Object.fromEntries(
    (
      [
        ['lf-dot-lf', '\n.\n'],
        ['lf-dot-crlf', '\n.\r\n'],
        ['crlf-dot-lf', '\r\n.\n'],
        ['cr-dot-cr', '\r.\r'],
        ['cr-dot-crlf', '\r.\r\n'],
        ['lf-dot-cr', '\n.\r'],
        ['crlf-dot-cr', '\r\n.\r'],
        ['crlf-nul-dot-crlf', '\r\n\0.\r\n'],
        ['crlf-dot-nul-crlf', '\r\n.\0\r\n'],
        ['crlf-dot-cr-crlf', '\r\n.\r\r\n'],
      ] as const
    ).map(([name, dataEnd]) => [`end-of-data-${name}`, naive({ dataEnd })]),
  ),
  'size-over-the-limit': rules(says('MAIL', OK)),
  'size-declared-too-small': rules(does('letter', [{ kind: 'usual' }, { kind: 'usual' }])),
  'size-twice': anywhere('MAIL', '354 Go on'),
  'size-not-a-number': anywhere('MAIL', '354 Go on'),
  'size-offered': { breaks: without('SIZE') },
  '8bitmime-offered': { breaks: without('8BITMIME') },
};

const ENCRYPTION: Readonly<Record<string, Proof>> = {
  'starttls-with-argument': anywhere('STARTTLS', '503 5.5.1 Not now'),
  'starttls-forgets-transaction': {
    holds: {
      rules: [
        does('STARTTLS', [{ kind: 'reply', reply: { code: 220, lines: ['Go on'] } }, { kind: 'tls' }], {
          phase: 'mail',
        }),
      ],
    },
    breaks: {
      rules: [
        does('STARTTLS', [{ kind: 'reply', reply: { code: 220, lines: ['Go on'] } }, { kind: 'tls' }], {
          phase: 'mail',
        }),
        ...PHASES.map((phase) => says('RCPT', '250 2.1.5 Ok', { phase, encrypted: true })),
      ],
    },
  },
  'starttls-forgets-rcpt': {
    holds: {
      rules: [
        does('STARTTLS', [{ kind: 'reply', reply: { code: 220, lines: ['Go on'] } }, { kind: 'tls' }], {
          phase: 'rcpt',
        }),
      ],
    },
    breaks: {
      rules: [
        does('STARTTLS', [{ kind: 'reply', reply: { code: 220, lines: ['Go on'] } }, { kind: 'tls' }], {
          phase: 'rcpt',
        }),
        ...PHASES.map((phase) => says('DATA', '354 Go on', { phase, encrypted: true })),
      ],
    },
  },
  'starttls-injection': rules(
    does('STARTTLS', [
      { kind: 'reply', reply: { code: 220, lines: ['Go on'] } },
      { kind: 'tls' },
      { kind: 'reply', reply: { code: 250, lines: ['Ok'] } },
    ]),
  ),
  'starttls-not-offered-inside-tls': {
    breaks: { offersInTls: [...DEFAULT_SCENARIO.offersInTls, 'STARTTLS'] },
  },
  'starttls-refused-inside-tls': anywhere('STARTTLS', '250 2.0.0 Once more', { encrypted: true }),
  'ehlo-again-inside-tls': rules(says('EHLO', '503 5.5.1 Said already', { encrypted: true, first: 2 })),
  'no-plaintext-mechanism-unencrypted': { breaks: offersInClear('AUTH PLAIN LOGIN') },
};

const SIGN_IN: Readonly<Record<string, Proof>> = {
  'unknown-mechanism-504': auth('501 5.5.4 What?'),
  'cancelled-sign-in-501': answer('535 5.7.8 No'),
  'cancelled-login-501': answer('535 5.7.8 No'),
  'plain-asks-with-empty-challenge': auth('334 VXNlcm5hbWU6'),
  'challenge-is-base64': auth('334 User name please'),
  'cram-challenge-is-base64': auth('334 <1896.697170952@mail.example.test>'),
  'not-base64-501': auth('535 5.7.8 No'),
  'not-base64-in-answer-501': answer('535 5.7.8 No'),
  'inner-padding-501': auth('535 5.7.8 No'),
  'initial-response-to-cram-501': auth('334 PDE4OTZAbWFpbC5leGFtcGxlLnRlc3Q+'),
  'auth-in-transaction-503': rules(says('AUTH', '334 ', { phase: 'mail' })),
  'second-auth-503': rules(says('AUTH', '334 ', { phase: 'ready', signedIn: true })),
  'sign-in-succeeds': auth('535 5.7.8 No'),
  'wrong-password-535': auth('550 5.7.1 No'),
  'wrong-password-enhanced-code': auth('535 5.7.0 No'),
  'two-failures-keep-connection': rules(does('AUTH', CLOSES, { first: 2 })),
  'mechanism-in-any-case': auth('504 5.5.4 Not known'),
  'answer-of-1024': answer('500 5.5.6 Line too long'),
  'auth-parameter-without-sign-in': anywhere('MAIL', '555 5.5.4 Not supported', { match: '*AUTH=*' }),
  'auth-parameter-of-mailbox': anywhere('MAIL', '555 5.5.4 Not supported', { match: '*AUTH=*' }),
  'auth-parameter-bad-xtext': anywhere('MAIL', '354 Go on', { match: '*AUTH=*' }),
};

const GROUPS: Readonly<Record<string, Proof>> = {
  'pipelined-replies-in-order': naive({ reversed: true }),
  'one-reply-for-each-command': naive({ firstLineOnly: true }),
  'replies-when-input-is-empty': naive({ holdsLast: /^RSET/i }),
  'noop-answered-at-once': naive({ holdsLast: /^NOOP/i }),
  'unknown-command-answered-at-once': naive({ holdsLast: /^CONFORM/i }),
  'group-goes-on-after-refusal': naive({ dropsAfterRefusal: true }),
  'pause-within-transaction': rules(
    does('MAIL', [{ kind: 'usual' }, { kind: 'wait', milliseconds: 300 }, { kind: 'drop', reset: false }]),
  ),
  'no-354-without-recipient': anywhere('DATA', '354 Go on'),
  'empty-letter-without-recipient': {
    breaks: { rules: [says('DATA', '354 Go on', { phase: 'mail' }), says('letter', OK)] },
  },
  'input-behind-letter-is-kept': naive({ dropsBehindLetter: true }),
};

const CHUNKS: Readonly<Record<string, Proof>> = {
  'data-beside-chunking': LETTER_REFUSED,
  'each-chunk-answered': rules(says('chunk', '354 Go on')),
  'chunk-without-transaction-swallowed': naive({ chunksAreCommands: true }),
  'pipelined-chunks-swallowed': naive({ dropsAfterRefusal: true }),
  'data-after-bdat-503': rules(says('DATA', '354 Go on', { phase: 'bdat' })),
  'bdat-after-last-503': rules(says('BDAT', '250 2.0.0 Ok', { phase: 'ready' })),
  'dot-in-chunk-ends-nothing': rules(does('chunk', [{ kind: 'usual' }, { kind: 'usual' }])),
  'rset-drops-chunks': rules(does('RSET', [{ kind: 'drop', reset: false }], { phase: 'bdat' })),
  'binarymime-data-503': {
    holds: {
      ...offersInClear('BINARYMIME'),
      rules: [says('DATA', '503 5.5.1 BDAT only')],
    },
    breaks: { rules: [] },
  },
};

const PARAMETERS: Readonly<Record<string, Proof>> = {
  'body-8bitmime-accepted': anywhere('MAIL', '501 5.5.4 What body?'),
  'body-7bit-accepted': anywhere('MAIL', '501 5.5.4 What body?'),
  'body-unknown-refused': anywhere('MAIL', '354 Go on'),
  'body-twice': anywhere('MAIL', '354 Go on'),
  'eight-bit-letter': LETTER_REFUSED,
  'smtputf8-without-parameter': {
    breaks: {
      offersInClear: DEFAULT_SCENARIO.offersInClear.map((line) => line.replace(/^SMTPUTF8$/, 'SMTPUTF8 YES')),
    },
  },
  'smtputf8-with-8bitmime': { breaks: without('8BITMIME') },
  'mail-with-smtputf8': anywhere('MAIL', '555 5.5.4 Not supported'),
  'utf8-sender': anywhere('MAIL', '501 5.1.7 Bad address'),
  'utf8-recipient': anywhere('RCPT', '501 5.1.3 Bad address'),
  'smtputf8-with-value': anywhere('MAIL', '354 Go on'),
  'ascii-replies-without-smtputf8': rules(says('NOOP', '250 Жду')),
  'vrfy-with-smtputf8': rules(says('VRFY', '501 5.5.4 Syntax')),
  'dsn-parameters-change-no-reply': rules(says('RCPT', '555 5.5.4 Not supported', { first: 2 })),
  'dsn-values-in-any-case': rules(says('RCPT', '501 5.5.4 Syntax', { first: 2 })),
  'envid-of-100': anywhere('MAIL', '501 5.5.4 Too long'),
  'orcpt-of-500': rules(says('RCPT', '501 5.5.4 Too long', { first: 2 })),
  'all-parameters-at-once': anywhere('MAIL', '500 5.5.2 Line too long'),
  ...Object.fromEntries(
    [
      'notify-without-value',
      'notify-never-alone',
      'notify-unknown',
      'notify-twice',
      'orcpt-without-value',
      'orcpt-without-type',
      'orcpt-bad-xtext',
    ].map((id) => [id, anywhere('RCPT', OK)]),
  ),
  ...Object.fromEntries(
    ['ret-unknown', 'ret-without-value', 'ret-twice', 'envid-without-value', 'envid-bad-xtext'].map((id) => [
      id,
      anywhere('MAIL', OK),
    ]),
  ),
};

const LOCAL_DELIVERY: Readonly<Record<string, Proof>> = {
  'lmtp-refuses-helo': lmtp({ rules: [says('HELO', OK, { phase: 'greeted' })] }),
  'lmtp-refuses-ehlo': lmtp({ rules: [says('EHLO', OK, { phase: 'greeted' })] }),
  'lmtp-keywords': lmtp(lacking('PIPELINING')),
  'lmtp-8bitmime': lmtp(lacking('8BITMIME')),
  'lmtp-data-without-recipient-503': lmtp({
    rules: [says('DATA', '554 5.5.1 No valid recipients', { phase: 'mail' })],
  }),
  'lmtp-reply-for-each': lmtp({ rules: [says('letter', '250 2.0.0 One for all')] }),
};

export const breakers: Readonly<Record<string, Proof>> = {
  ...GREETING_AND_HELLO,
  ...ORDER,
  ...SYNTAX,
  ...REPLIES,
  ...ADDRESSES,
  ...LETTERS,
  ...ENCRYPTION,
  ...SIGN_IN,
  ...GROUPS,
  ...CHUNKS,
  ...PARAMETERS,
  ...LOCAL_DELIVERY,
};
