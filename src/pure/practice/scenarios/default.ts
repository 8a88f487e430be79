/** The scenarios that all others start from. Every name and address is made up, from reserved domains. */

import { parseGivenReply } from '../replies.ts';
import type { Deed, ScenarioMailbox, Rule, Scenario } from '../scenario.ts';

/** Who may sign in at the practice server. SECURITY: public on purpose, used nowhere else. */
export const PRACTICE_ACCOUNT = { user: 'student', password: 'practice', token: 'practice-token' } as const;

const MAILBOXES: readonly ScenarioMailbox[] = [
  { address: 'teacher@example.test', code: 250, text: '2.1.5 Recipient ok', owner: 'Ada Teacher' },
  { address: 'student@example.test', code: 250, text: '2.1.5 Recipient ok', owner: 'Sam Student' },
  { address: 'postmaster@example.test', code: 250, text: '2.1.5 Recipient ok' },
  { address: 'busy@example.test', code: 450, text: '4.2.0 Greylisted' },
  { address: 'full@example.test', code: 452, text: '4.2.2 Mailbox full' },
  { address: 'large@example.test', code: 552, text: '5.2.3 Message too large for this mailbox' },
  { address: 'moved@example.test', code: 551, text: '5.1.6 Not here, try <moved@example.net>' },
];

const MAX_SIZE = 10_485_760;

const EXTENSIONS: readonly string[] = [
  'PIPELINING',
  `SIZE ${MAX_SIZE}`,
  '8BITMIME',
  'SMTPUTF8',
  'CHUNKING',
  'DSN',
  'ENHANCEDSTATUSCODES',
];

const OFFERED_MECHANISMS: readonly string[] = [
  'PLAIN',
  'LOGIN',
  'CRAM-MD5',
  'SCRAM-SHA-1',
  'SCRAM-SHA-256',
  'SCRAM-SHA-1-PLUS',
  'SCRAM-SHA-256-PLUS',
  'XOAUTH2',
  'OAUTHBEARER',
  'EXTERNAL',
  'ANONYMOUS',
];

/** An ordinary, friendly submission server: everything it can do is offered, AUTH only inside TLS. */
export const DEFAULT_SCENARIO: Scenario = {
  name: 'default',
  dialect: 'smtp',
  hostname: 'mail.example.test',
  banner: 'mail.example.test ESMTP',
  offersInClear: [...EXTENSIONS, 'STARTTLS', 'HELP'],
  offersInTls: [...EXTENSIONS, 'REQUIRETLS', `AUTH ${OFFERED_MECHANISMS.join(' ')}`, 'HELP'],
  tls: 'starttls',
  certificate: 'good',
  accounts: [PRACTICE_ACCOUNT],
  domains: ['example.test'],
  mailboxes: MAILBOXES,
  lists: { 'class@example.test': ['teacher@example.test', 'student@example.test'] },
  relay: 'signed-in',
  requires: 'nothing',
  tells: false,
  disabled: [],
  maxSize: MAX_SIZE,
  maxRecipients: 100,
  maxFaults: 20,
  strictTurns: false,
  queueIds: 'count',
  replies: {},
  rules: [],
};

/** The same with a short list, so that a first conversation fits one screen. */
export const TOUR_SCENARIO: Scenario = {
  ...DEFAULT_SCENARIO,
  name: 'tour',
  offersInClear: ['ENHANCEDSTATUSCODES', 'STARTTLS'],
  offersInTls: ['ENHANCEDSTATUSCODES', 'AUTH LOGIN'],
};

/** A scenario that differs from the default one in these. */
export function variant(name: string, changes: Partial<Scenario>): Scenario {
  return { ...DEFAULT_SCENARIO, ...changes, name };
}

/** A rule that acts each time, but for what is given. */
export function rule(on: string, deeds: readonly Deed[], given: Partial<Rule> = {}): Rule {
  return { ...ALWAYS, ...given, on, deeds };
}

/** A rule that gives a reply in place of the usual one. */
export function answer(on: string, text: string, given: Partial<Rule> = {}): Rule {
  return rule(on, [replyDeed(text)], given);
}

export function replyDeed(text: string): Deed {
  return { kind: 'reply', reply: parseGivenReply(text) ?? { code: 451, lines: [text] } };
}

/** A rule without its occasion and its deeds: it acts whenever it can. */
export const ALWAYS: Omit<Rule, 'on' | 'deeds'> = {
  match: null,
  first: 1,
  last: Number.MAX_SAFE_INTEGER,
  every: 1,
  over: null,
  wait: 0,
  count: 'connection',
  phase: null,
  encrypted: null,
  signedIn: null,
  chance: 1,
};
