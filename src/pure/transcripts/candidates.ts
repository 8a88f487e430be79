/**
 * Where in a line of whatever program a reply or a command may begin: by the form of either (RFC 5321 §4.1.1, §4.2), never by a
 * number or a word alone.
 */

/** Codes that servers send (RFC 5321 §4.2.3, RFC 4954 §6, RFC 7504, RFC 2645). */
const CODES: ReadonlySet<string> = new Set(
  (
    '211 214 220 221 235 250 251 252 253 334 354 355 421 422 431 432 441 442 446 447 449 450 451 452 453 454 455 458 459 471 ' +
    '500 501 502 503 504 510 511 512 513 515 517 521 523 525 530 533 534 535 538 541 542 543 546 550 551 552 553 554 555 556 557 571'
  ).split(' '),
);

export interface Candidate {
  readonly kind: 'reply' | 'command';
  /** Where the text begins. */
  readonly at: number;
  /** For a command whose end is known: where it ends. */
  readonly end: number | null;
}

const REPLY =
  /(^|[\s'"`>\]),|=─\u2500-\u257F]|(?<!\d):|(?<=\w)\((?=\d\d\d[ -]\S))([2-5]\d\d)(?=-\S|-$| \S|\s*$|['"\\,<])(?! (?:bytes?|octets?|ms|msec|sec(?:onds?)?|total|lines?|in|of|kb|mb)\b)/giu;
const COMMAND =
  /(^|[\s'"`>\]),|=:(─\u2500-\u257F])((?:EHLO|HELO|LHLO) +[^\s'",]+|MAIL FROM ?: ?<[^>]{0,320}>|RCPT TO ?: ?<[^>]{0,320}>|(?<![\p{L}\p{N}]\s{0,4})(?:DATA|QUIT|RSET|NOOP|STARTTLS)(?=\s*$|['"\\,;)\]}<]| +[\w-]+=\S+\s*$)|AUTH (?:PLAIN|LOGIN|CRAM-MD5|XOAUTH2|OAUTHBEARER|SCRAM-[A-Z0-9-]+|DIGEST-MD5|NTLM|GSSAPI|EXTERNAL|ANONYMOUS)(?=\s*$|['"\\,;)\]}<]| [A-Za-z0-9+/=*_-]+| +[\w-]+=\S+\s*$)|BDAT \d+)/giu;

/** As much of a line as is searched, and as many places as are looked at. */
const MOST_SEARCHED = 600;
const MOST_PLACES = 3;

/** JavaMail speaks about what it says, in the words that it says. */
const ABOUT = /^(?:\S{1,40} ){0,3}DEBUG SMTPS?(?: TRANSPORT)?: /;

/** Places where a reply or a command may begin, in order. What stands in a reply is not a command, and the other way round. */
export function candidatesIn(line: string): readonly Candidate[] {
  if (ABOUT.test(line)) return [];
  const text = line.length > MOST_SEARCHED ? line.slice(0, MOST_SEARCHED) : line;
  const replies: Candidate[] = [];
  for (const match of text.matchAll(REPLY)) {
    if (!CODES.has(match[2] ?? '')) continue;
    replies.push({ kind: 'reply', at: match.index + (match[1]?.length ?? 0), end: null });
    if (replies.length >= MOST_PLACES) break;
  }
  const commands: Candidate[] = [];
  for (const match of text.matchAll(COMMAND)) {
    const at = match.index + (match[1]?.length ?? 0);
    const spoken = match[2] ?? '';
    const isClosed = /^(?:DATA|QUIT|RSET|NOOP|STARTTLS|EHLO|HELO|RCPT)/i.test(spoken);
    commands.push({ kind: 'command', at, end: isClosed ? at + spoken.length : null });
    if (commands.length >= MOST_PLACES) break;
  }
  const [reply, command] = [replies[0]?.at ?? Infinity, commands[0]?.at ?? Infinity];
  return reply < command ? replies : commands;
}
