/**
 * Every reply of the practice server, by id, so that a scenario can word each in its own way. Codes follow RFC 5321 §4.2.2
 * and §4.3.2, RFC 4954 §6, RFC 3207 §4, RFC 3030 §2 and RFC 6531 §3.5; enhanced codes RFC 3463 and RFC 5248 §2.4.
 * `{name}` in a text is filled in by the mind.
 */

/** A reply as a scenario gives it: code, then the text of each line. */
export interface GivenReply {
  readonly code: number;
  readonly lines: readonly string[];
}

const TEXTS = {
  greeting: '220 {banner}',
  hello: '250 {hostname}',
  noop: '250 2.0.0 Ok',
  reset: '250 2.0.0 Flushed',
  bye: '221 2.0.0 Bye',
  help: '214 2.0.0 Commands: {commands}',
  'vrfy-hidden': '252 2.5.0 Send some mail, we will try',
  'vrfy-found': '250 2.1.5 {found}',
  'vrfy-unknown': '550 5.1.1 No such user',
  'vrfy-elsewhere': '551 5.1.6 Not here, try <{found}>',
  'vrfy-ambiguous': '553 5.1.4 Ambiguous: {found}',
  'expn-unknown': '550 5.1.1 No such list',
  'expn-hidden': '502 5.7.2 Lists are not told',
  'tls-go': '220 2.0.0 Go ahead',
  'mail-ok': '250 2.1.0 Sender ok',
  'rcpt-ok': '250 2.1.5 Recipient ok',
  'data-go': '354 End with a lone dot',
  'chunk-ok': '250 2.0.0 Chunk ok',
  queued: '250 2.0.0 Queued as {queue}',
  'signed-in': '235 2.7.0 Signed in',

  'no-such-command': '500 5.5.2 Command not recognized',
  'bare-line-feed': '500 5.5.2 A line ends with CRLF, not with LF alone',
  'line-too-long': '500 5.5.2 Line too long',
  'answer-too-long': '500 5.5.6 Answer too long',
  'not-implemented': '502 5.5.1 Not implemented',
  'bad-argument': '501 5.5.4 Syntax error after {verb}',
  'bad-parameter': '501 5.5.4 Syntax error in parameters',
  'unknown-parameter': '555 5.5.4 {keyword} is not supported',
  'hello-first': '503 5.5.1 {hello} first',
  'sender-twice': '503 5.5.1 Sender already given',
  'mail-first': '503 5.5.1 MAIL first',
  'rcpt-first': '503 5.5.1 RCPT first',
  'within-letter': '503 5.5.1 Not within a letter',
  'no-recipients': '554 5.5.1 No valid recipients',
  'bdat-started': '503 5.5.1 BDAT started, only BDAT goes on',
  'bdat-failed': '503 5.5.1 A chunk was refused, RSET first',
  'refused-before': '503 5.5.1 Refused at the greeting, only QUIT',
  'out-of-turn': '554 5.5.0 Spoke out of turn',
  'http-request': '421 4.7.0 This is SMTP, not HTTP',
  'too-many-faults': '421 4.7.0 Too many errors',
  'idle-too-long': '421 4.4.2 Idle too long',
  'going-down': '421 4.3.2 Going down',
  'too-many-connections': '421 4.7.0 Too many connections',

  'already-tls': '503 5.5.1 Already inside TLS',
  'tls-first': '530 5.7.0 STARTTLS first',
  'auth-first': '530 5.7.0 Sign in first',
  'already-signed-in': '503 5.5.1 Already signed in',
  'encryption-required': '538 5.7.11 Encryption required',
  'unknown-mechanism': '504 5.5.4 Mechanism not supported',
  'sign-in-cancelled': '501 5.7.0 Sign-in cancelled',
  'not-base64': '501 5.5.2 Not base64',
  'bad-answer': '501 5.5.2 Not an answer of this mechanism',
  'wrong-password': '535 5.7.8 Wrong user name or password',

  'letter-too-big': '552 5.3.4 Message too big',
  'too-many-letters': '452 4.5.3 Too many letters in one session',
  'too-many-recipients': '452 4.5.3 Too many recipients',
  'too-many-domains': '452 4.5.3 Too many domains in one session',
  'no-such-user': '550 5.1.1 No such user',
  'relaying-denied': '550 5.7.1 Relaying denied',
  'needs-smtputf8': '553 5.6.7 The address needs SMTPUTF8',
  'bare-line-ends': '554 5.6.0 Bare CR or LF is not allowed',
  'storage-failed': '452 4.3.1 No storage',
} as const;

export type ReplyId = keyof typeof TEXTS;

/** Every id, in the order of the table. */
const REPLY_IDS: readonly ReplyId[] = Object.keys(TEXTS).filter(isReplyId);

function isReplyId(text: string): text is ReplyId {
  return Object.hasOwn(TEXTS, text);
}

const USUAL: ReadonlyMap<ReplyId, GivenReply> = new Map(
  REPLY_IDS.map((id) => [id, { code: Number(TEXTS[id].slice(0, 3)), lines: [TEXTS[id].slice(4)] }]),
);

const NO_REPLY: GivenReply = { code: 451, lines: ['4.3.0 No reply'] };

/** The reply of this id, in the scenario's words where it has some. */
export function replyOf(
  id: ReplyId,
  own: Readonly<Partial<Record<ReplyId, GivenReply>>>,
  values: Readonly<Record<string, string>> = {},
): GivenReply {
  const given = own[id] ?? USUAL.get(id) ?? NO_REPLY;
  if (!given.lines.some((line) => line.includes('{'))) return given;
  return { code: given.code, lines: given.lines.map((line) => fill(line, values)) };
}

function fill(line: string, values: Readonly<Record<string, string>>): string {
  return line.replace(/\{([a-z]+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** A text such as `550 5.1.1 No such user`, each further line of it one of the reply; null where it has no code. */
export function parseGivenReply(text: string): GivenReply | null {
  const lines = text.replace(/\r?\n$/, '').split(/\r?\n/);
  const [first = ''] = lines;
  const code = /^([2-5]\d\d)(?:[ -]|$)/.exec(first)?.[1];
  if (code === undefined) return null;
  return {
    code: Number(code),
    lines: lines.map((line) => (/^\d{3}(?:[ -]|$)/.test(line) ? line.slice(4) : line)),
  };
}

/** A reply as it goes over the wire. */
export function formatReply(code: number, lines: readonly string[]): string {
  return lines.map((line, index) => `${code}${index === lines.length - 1 ? ' ' : '-'}${line}\r\n`).join('');
}
