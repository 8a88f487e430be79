/** What the transcript says around the lines of a conversation, in English. */

import { firstNames } from './names.ts';
import type { TranscriptWords } from './transcript.ts';

const RULES: Readonly<Record<string, string>> = {
  'not-a-code': 'a reply starts with three digits',
  'code-out-of-range': 'no reply can have this code',
  'bad-separator': 'the code must be followed by a space or a hyphen',
  'codes-differ': 'its lines have different codes',
  raw: 'these octets are sent as the session file has them',
  incomplete: 'the line was never finished',
};

const several = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

export const transcriptEn: TranscriptWords = {
  connected: ({ host, port, address, family, practice, proxy }) => {
    if (practice) return `Practice server at ${address}:${port ?? ''}; nothing leaves this computer.`;
    if (family === 'unix') return `Connected to the socket ${address}.`;
    if (family === 'pipe') return `Talking to the program: ${address}`;
    const by = proxy === null ? '' : `, via ${proxy}`;
    return `Connected to ${host}${host === address ? '' : ` (${address})`}, port ${port ?? ''}${by}.`;
  },
  looked: (name, record, answers) =>
    record === 'mx'
      ? `Mail servers of ${name}: ${answers.length === 0 ? 'none' : answers.join(', ')}.`
      : `Address of ${name}: ${answers.length === 0 ? 'none' : answers.join(', ')}.`,
  lookupFailed: (name, record, error) =>
    `${record === 'mx' ? 'Mail servers' : 'Address'} of ${name}: lookup failed (${error}).`,
  ofLeg: { client: 'with the client', server: 'with the server' },
  tlsStarted: (protocol) => `${protocol}: now the connection is encrypted`,
  tlsVerified: (protocol) => `${protocol}, certificate verified: now the connection is encrypted`,
  tlsUnverified: (protocol, check) =>
    `${protocol}, certificate NOT verified (${check}): encrypted, but it is not known who is at the other end`,
  chain: {
    key: 'key',
    stapled: (octets) => `a response is stapled, ${octets} octets; it is not checked here`,
    notStapled: 'no response is stapled',
    days: (left) => (left < 0 ? `expired ${-left} days ago` : `${left} ${left === 1 ? 'day' : 'days'} left`),
  },
  certificate: {
    subject: 'made for',
    issuer: 'made by',
    names: 'names',
    listed: (names) => firstNames(names, (more) => `and ${more} more`),
    valid: 'valid',
    fingerprint: 'SHA-256',
    cipher: 'cipher',
    from: (from, to) => `${from} to ${to}`,
  },
  noText: 'a code without text is allowed',
  letterOctets: (octets) => `${octets} more octets of the letter`,
  dotsDoubled: (lines) => `a leading dot doubled in ${lines} of them`,
  letterRest: (lines) => `${several(lines, 'more line')} of the letter`,
  moreCharacters: (characters) => `and ${several(characters, 'more character')}`,
  emptyLine: 'blank line: headers end',
  stuffedDot: 'leading dot doubled in transit',
  loneDot: 'lone dot: the letter ends',
  bareEnd: 'ends with LF alone, not CRLF',
  dotBesideBareEnd: 'not the end: LF alone beside it',
  restOfHeader: '+ From, To, Date, Message-ID',
  notAReply: (rule) => `This is not an SMTP reply: ${RULES[rule] ?? rule}.`,
  serverHungUp: 'the server closed the connection',
  warning: 'Warning:',
  note: 'Note:',
  elapsed: (milliseconds) =>
    milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`,
  waiting: (verb, seconds) =>
    `waiting for the ${verb === 'greeting' ? 'greeting' : `reply to ${verb}`}${seconds === 0 ? '' : `, ${seconds} s`}`,
  connecting: (seconds) => `connecting${seconds === 0 ? '' : `, ${seconds} s`}`,

  accepted: (addresses, queueId) =>
    `Accepted for ${addresses.join(', ')}${queueId === null ? '' : `, as ${queueId}`}.`,
  refusedRecipient: (address, reply, retryable) =>
    `${retryable ? 'not now' : 'refused'}: ${address}${reply === '' ? '' : `, ${reply}`}`,
  unknownRecipients: (addresses) => `Outcome unknown for ${addresses.join(', ')}.`,
  rehearsed: 'Nothing was sent: this was a dry run.',
  stopped: (stage, isUnknown) =>
    `Stopped after ${stage}, as asked. ${isUnknown ? 'Whether the letter was accepted is unknown.' : 'No letter was sent.'}`,
  counts: (accepted, retry, refused) => `${accepted} accepted, ${retry} to retry, ${refused} refused.`,
  letter: (index, outcome, queueId) =>
    `Letter ${index}: ${outcome}${queueId === null ? '' : `, as ${queueId}`}`,
  outcomes: {
    accepted: 'accepted',
    partial: 'accepted for some',
    rejected: 'refused',
    'not-sent': 'not sent',
    unknown: 'unknown',
    stopped: 'stopped',
  },
  totals: (letters, accepted, failed, notTried, seconds) =>
    `${several(letters, 'letter')}: ${accepted} accepted, ${failed} not${notTried === 0 ? '' : `, ${notTried} not tried`}, in ${seconds} s.`,

  happened: 'Happened',
  means: 'Means',
  tries: 'Try',
  exit: (code) => `(exit ${code})`,

  yesNo: (suggestion) => (suggestion ? '(Y/n)' : '(y/N)'),
  linesLeftOut: (lines) => `… ${lines} lines before this are left out`,
  moreOctets: (count) => `… ${count} more octets`,
  hiddenInput: '(not shown)',
  choiceKeys: '↑↓ move • Enter choose • Esc leave',
  yes: ['y', 'yes', 'yep', 'yeah'],
  no: ['n', 'no', 'nope'],
  yesOrNoOnly: (suggestion) => `Answer y (yes) or n (no); Enter means ${suggestion ? 'yes' : 'no'}.`,
};
