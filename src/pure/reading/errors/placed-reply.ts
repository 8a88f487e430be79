/**
 * A reply in a line of a program that no row knows: after a colon, a dash, an arrow, a bracket, a quote or between the cells of a
 * table. A number there is a reply only with its enhanced code, or with words that a refusal of mail is known by; what speaks of HTTP
 * is none.
 */

import type { CauseId } from '../../knowledge/index.ts';
import { ADDRESS, addressesOf } from '../addresses.ts';
import { causeOf, isSure } from '../cause-of.ts';
import { findingsOf } from '../findings.ts';
import { makeReading } from '../reading.ts';
import type { Reading } from '../reading.ts';
import { readReplyText } from '../reply-text.ts';
import type { SaidReply } from '../reply-text.ts';

/** As many places as are tried in a line. */
const MOST_PLACES = 40;
/** The codes that servers refuse with; other numbers are prices, ports and statuses. */
const REFUSALS = '4(?:2[12]|3[0-2]|4[1-79]|5[0-58]|71)|5(?:0[0-5]|1[0-7]|2[1-3]|3[0-8]|4[1-9]|5[0-9]|7[0-9])';
const PLACES = new RegExp(
  `(?:^|[:：;=]\\s{0,4}|\\s[-–—]\\s|[-=<>]{2,3}[ \\t]+|["'“”«([{|\\t,\\]]\\s?|\\berror\\s)(?=(?:${REFUSALS})(?:[ -]|: )(?!\\d{1,2}:)\\S|(?:[45]\\.[0-7]\\.\\d{1,3}) \\S)`,
  'gi',
);
/** A code with its enhanced code of the same class amid words: only where the words behind it are known. */
const PAIRED = /\s(?=([45])\d\d[- ]\1\.[0-7]\.\d{1,3} \S)/g;
/** Code and words as two fields: `code=550, reason="5.1.1 …"`, `"code": 550, "message": "…"`. */
const KEYED = new RegExp(
  `\\b(?:smtp_?)?code"?\\s?[=:]\\s?"?(?<code>${REFUSALS})"?[,;]?\\s?.{0,200}?\\b(?:reason|message|response|text|msg|details?|error)"?\\s?[=:]\\s?(?<quote>["'])(?<text>.{1,800}?)\\k<quote>`,
  'i',
);
/** A code by itself in brackets, after words that say of what it is. */
const BRACKETED = new RegExp(
  `\\b(?:SMTP|e-?mail server|mail server)\\b[^()]{0,60}\\((?<code>${REFUSALS})\\)`,
  'i',
);
const WEB = /\bHTTPS?\b|\b(?:GET|POST|PUT|nginx|apache|haproxy)\b/;
/** Words of mail, in a few languages. */
export const MAIL =
  /smtp|\bmail|e-?mail|mailbox|recipient|sender|rcpt|relay|\bspam|mailer|[^\s@]@[^\s@]|почт|письм|получател|отправител|nachricht|empfänger/i;
/** Codes that nothing but a sign-in over mail has. */
const SIGN_IN: ReadonlySet<number> = new Set([530, 534, 535, 538]);
/** Words in front of what somebody answered; without them the reply's first words have to be known. */
const TOLD =
  /smtp|error|fail|reject|refus|respon|repl|said|says|status|reason|server|bounce|deliver|code|result|diag|<|>|fehler|antwort|grund|meld|erreur|réponse|raison|respuesta|motivo|rispost|resposta|ошибк|ответ|причин|сервер|错误|原因|返回|応答|理由/i;
/** A server's own words, as its log marks what it sent. */
const SENT = /(?:-->|>>>|\bSENT:|\bdeny(?:\((?:soft|hard)\))?:)\s*$/;

/** What is said of the address that a reply or its line names. */
const OF_RECIPIENT: ReadonlySet<CauseId> = new Set([
  'unknown-user',
  'mailbox-full',
  'mailbox-off',
  'recipient-domain',
  'recipient-syntax',
  'recipient-refuses',
  'moved',
  'takes-no-mail',
  'relaying',
  'greylisting',
]);
const LABELLED = new RegExp(`\\b(?:to|addr|rcpt|recipients?)\\s?[=:]\\s?["'<]?(${ADDRESS.source})`, 'iu');
/** Postfix says of whom it speaks. */
const REJECTED = new RegExp(`^\\W{0,2}(${ADDRESS.source})\\W{0,2}: Recipient address rejected`, 'u');
const FIRST_IN_REPLY = new RegExp(`^\\W{0,2}(${ADDRESS.source})`, 'u');

/** The address at the beginning of a reply that is about it. */
export function firstInReply(cause: CauseId | null, reply: string): string | null {
  const rejected = REJECTED.exec(reply)?.[1];
  if (rejected !== undefined || cause === null || !OF_RECIPIENT.has(cause)) return rejected ?? null;
  return FIRST_IN_REPLY.exec(reply)?.[1] ?? null;
}

/** The address that a refusal is about; null where more than one may be meant. */
export function recipientOf(cause: CauseId | null, reply: string, before: string): string | null {
  const first = firstInReply(cause, reply);
  if (first !== null) return first;
  if (cause === null || !OF_RECIPIENT.has(cause)) return null;
  const labelled = LABELLED.exec(before)?.[1];
  if (labelled !== undefined) return labelled;
  const people = [...new Set([...addressesOf(before), ...addressesOf(reply)])];
  return people.length === 1 && !/\b(?:from|sender|user|login|account)\W{0,3}\S{0,40}@/i.test(before)
    ? (people[0] ?? null)
    : null;
}

/** Reads a line; null where no reply has a place in it. */
export function readPlacedReply(line: string, number: number): Reading | null {
  if (WEB.test(line)) return null;
  const keyed = readKeyed(line, number);
  if (keyed !== null) return keyed;
  let tried = 0;
  for (const found of line.matchAll(PLACES)) {
    tried += 1;
    if (tried > MOST_PLACES) break;
    const at = found.index + found[0].length;
    // The beginning of a line is the place of a reply by itself, which is read elsewhere.
    if (at === 0) continue;
    const reply = readReplyText(closed(line.slice(at), found[0].trim()));
    if (reply === null) continue;
    const reading = readingOf(reply, line, line.slice(0, at), number);
    if (reading !== null) return reading;
  }
  for (const found of line.matchAll(PAIRED)) {
    const reply = readReplyText(line.slice(found.index + 1));
    if (reply === null || !isKnown(reply)) continue;
    const reading = readingOf(reply, line, line.slice(0, found.index + 1), number);
    if (reading !== null) return reading;
  }
  const code = BRACKETED.exec(line)?.groups?.['code'];
  if (code === undefined) return null;
  return readingOf({ code: Number(code), enhanced: null, text: line.trim() }, line, '', number, true);
}

/** Programs of every kind have such fields: the words have to be of mail. */
function readKeyed(line: string, number: number): Reading | null {
  const keyed = KEYED.exec(line);
  const reply = readReplyText(`${keyed?.groups?.['code'] ?? ''} ${keyed?.groups?.['text'] ?? ''}`);
  if (keyed === null || reply === null) return null;
  const cause = isKnown(reply) ? (causeOf(reply)?.cause ?? null) : null;
  const isOfMail =
    MAIL.test(line) || (OF_RECIPIENT.has(cause ?? 'none') && !String(reply.code).startsWith('50'));
  if (reply.enhanced === null && (cause === null || !isOfMail)) return null;
  return readingOf(reply, line, line.slice(0, keyed.index), number, true);
}

/** Up to the end of what the mark opened. */
function closed(text: string, mark: string): string {
  const last = mark.charAt(mark.length - 1);
  const ends: Readonly<Record<string, RegExp>> = {
    '"': /(?<!\\)"/,
    '“': /”/,
    '«': /»/,
    '(': /\)\s*$/,
    '[': /\]\s*$/,
    '|': /\s\|/,
  };
  const end = last === '' ? /\t/.exec(text) : ends[last]?.exec(text);
  return end === null || end === undefined ? text : text.slice(0, end.index);
}

function isKnown(reply: SaidReply): boolean {
  const by = causeOf(reply)?.by;
  return by === 'words' || by === 'provider';
}

/** Whether words in front announce a reply, or it begins with words of one: `notes: 421 visitors came` is none. */
export function isTold(before: string, reply: SaidReply): boolean {
  // Of an enhanced code alone, versions and sizes look alike.
  if (reply.code === null) return TOLD.test(before);
  return TOLD.test(before) || isKnown({ ...reply, text: reply.text.slice(0, 32) });
}

/** `named`: the line itself calls it the code of an SMTP error. */
function readingOf(
  reply: SaidReply,
  line: string,
  before: string,
  number: number,
  named = false,
): Reading | null {
  const { code, enhanced } = reply;
  const verdict = causeOf(reply);
  const known = isKnown(reply);
  const paired = code !== null && enhanced !== null && enhanced.startsWith(String(code).charAt(0));
  const isSignIn = code !== null && SIGN_IN.has(code);
  const told = known && (isSignIn || MAIL.test(line)) && isTold(before, reply);
  if (!paired && !named && !told) return null;
  const cause = verdict?.cause ?? null;
  return makeReading({
    kind: 'error',
    system: 'a program',
    cause,
    sure: isSure(verdict),
    provider: verdict?.provider ?? null,
    code,
    enhanced,
    recipient: recipientOf(cause, reply.text, before),
    ...(SENT.test(before) ? { side: 'ours-refused-client' as const } : {}),
    lines: [number, number],
    findings: findingsOf(reply),
    said: line.trim(),
  });
}
