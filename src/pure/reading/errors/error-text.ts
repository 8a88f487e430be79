/**
 * Error texts of programs and libraries that send mail: each known by its own shape. A reply is read from the place where that shape
 * has it; where there is none, the sentence tells. Ports, HTTP statuses and error numbers of a system are no replies.
 */

import { firstAddress } from '../addresses.ts';
import { causeOf, isSure } from '../cause-of.ts';
import { findingsOf } from '../findings.ts';
import { makeReading } from '../reading.ts';
import type { Reading, Stage } from '../reading.ts';
import { readReplyText } from '../reply-text.ts';
import { readSaid } from '../said.ts';
import { MAIL, readPlacedReply, recipientOf } from './placed-reply.ts';
import { SENTENCES, SHAPES } from './shapes.ts';

/** As many lines as a trace may have to be looked through. */
const MOST_LINES = 300;

/** Reads an error text; null where no line of it has a known shape. */
export function readErrors(text: string): readonly Reading[] | null {
  const lines = text.split(/\r\n|\n|\r/).slice(0, MOST_LINES);
  const refused = readRefusedRecipients(text);
  if (refused !== null) return refused;
  const stamped: Reading[] = [];
  let best: { readonly reading: Reading; readonly rank: number } | null = null;
  for (const [index, line] of lines.entries()) {
    const found = readLine(line.slice(0, 3000), index + 1);
    if (found?.rank === PLACED && CLOCK.test(line)) stamped.push(found.reading);
    if (found !== null && (best === null || found.rank > best.rank)) best = found;
  }
  // The log of a program that has no reader of its own: each line tells of something else.
  if (stamped.length > 1 && best?.rank === PLACED) return stamped;
  if (best === null) return null;
  const { reading } = best;
  const named = reading.recipient === null && reading.stage === 'rcpt' ? failedRecipient(text) : null;
  return [{ ...reading, recipient: reading.recipient ?? named }];
}

/** Connections of other services fail in the same words. */
const OTHERS =
  /\b(?:https?|redis|mysql|mariadb|postgres(?:ql)?|mongo(?:db)?|rabbitmq|amqp|kafka|ldaps?|imaps?|pop3s?|ssh|sftp|ftp|docker|kubernetes|elasticsearch|memcached?)\b|HTTPS?Connection|:(?:80|443|22|3306|5432|6379|27017|5672|9200|8080)\b/i;

const RCPT = /\bRCPT TO:\s?<([^<>\s]{1,320}@[^<>\s]{1,255})>/i;
/** PHPMailer names the recipient in the line above the one that has the code. */
function failedRecipient(text: string): string | null {
  const found =
    /\b(?:recipients? (?:addresses )?failed|(?:failed|invalid|rejected|unsent) (?:recipient|address)(?:es|s)?): <?([^\s:,]{1,320}@[^\s:,]{1,255})/.exec(
      text.slice(0, 20_000),
    );
  return found?.[1] ?? null;
}

/** The rank of what is known by its place alone. */
const PLACED = 1.5;
const CLOCK = /^.{0,60}?\b\d\d:\d\d:\d\d\b/;

/** What a library says of any connection that was not made; what the system said of it stands below. */
const GENERAL =
  /^(?:Couldn't connect to host, port|Could not connect to SMTP host|SMTP connect\(\) failed|Unable to connect to )/;

function readLine(line: string, number: number): { readonly reading: Reading; readonly rank: number } | null {
  for (const { system, pattern, stage } of SHAPES) {
    const found = pattern.exec(line);
    if (found === null) continue;
    const groups = found.groups ?? {};
    const quoted = unescaped(groups['text'] ?? '');
    const given = groups['code'] ?? '';
    const late = groups['enhanced'] === undefined ? '' : `${groups['enhanced']} `;
    const words = given === '' || quoted.startsWith(given) ? quoted : `${given} ${late}${quoted}`;
    const reply = readReplyText(words);
    if (reply === null || (reply.code === null && reply.enhanced === null)) continue;
    const at = stage ?? stageOfError(line);
    const verdict = causeOf({ ...reply, stage: at });
    if (reply.code !== null && reply.code < 400) continue;
    return {
      rank: 3,
      reading: makeReading({
        kind: 'error',
        system,
        cause: verdict?.cause ?? null,
        sure: isSure(verdict),
        provider: verdict?.provider ?? null,
        code: reply.code,
        enhanced: reply.enhanced,
        recipient:
          (at === 'rcpt' ? firstAddress(groups['rcpt'] ?? reply.text) : null) ??
          recipientOf(verdict?.cause ?? null, reply.text, line.slice(0, found.index + found[0].length)),
        stage: at,
        lines: [number, number],
        findings: findingsOf(reply),
        said: line.trim(),
      }),
    };
  }
  const unnamed = quotedReply(line, number) ?? placedReply(line, number);
  for (const { system, pattern, cause, side, rank } of SENTENCES) {
    const found = pattern.exec(line);
    if (found === null) continue;
    const verdict = cause === undefined ? causeOf({ code: null, enhanced: null, text: line }) : null;
    if (unnamed !== null && (cause === undefined || unnamed.reading.enhanced !== null)) return unnamed;
    const known = cause ?? (verdict?.by === 'words' ? verdict.cause : null);
    if (known === null || (unnamed === null && OTHERS.test(line) && !MAIL.test(line))) continue;
    if (unnamed !== null && unnamed.reading.code !== null && unnamed.reading.cause === known) return unnamed;
    return {
      rank: rank ?? (cause === undefined ? 2 : GENERAL.test(found[0]) ? 0 : 1),
      reading: makeReading({
        kind: 'error',
        system,
        cause: known,
        lines: [number, number],
        peer: found.groups?.['peer'] ?? null,
        ...(side === undefined ? {} : { side }),
        said: line.trim(),
      }),
    };
  }
  return unnamed;
}

function placedReply(
  line: string,
  number: number,
): { readonly reading: Reading; readonly rank: number } | null {
  const reading = readPlacedReply(line, number);
  return reading === null ? null : { rank: PLACED, reading };
}

/** Of a program that has no row, in words that quote a server: `The mail server responded: 5.1.1 …`. */
function quotedReply(
  line: string,
  number: number,
): { readonly reading: Reading; readonly rank: number } | null {
  const { reply, stage, peer, text, marked } = readSaid(line);
  if (!marked || reply === null || (reply.code !== null && reply.code < 400)) return null;
  const verdict = causeOf({ ...reply, stage });
  const cause = verdict?.cause ?? null;
  return {
    rank: 2,
    reading: makeReading({
      kind: 'error',
      system: 'a program',
      cause,
      sure: isSure(verdict),
      provider: verdict?.provider ?? null,
      code: reply.code,
      enhanced: reply.enhanced,
      recipient:
        stage === 'rcpt'
          ? (firstAddress(reply.text) ?? RCPT.exec(line)?.[1] ?? null)
          : recipientOf(cause, reply.text, ''),
      stage,
      peer,
      lines: [number, number],
      findings: findingsOf(reply),
      said: text,
    }),
  };
}

/** Python's `SMTPRecipientsRefused: {'a@b': (550, b'…'), …}`. */
function readRefusedRecipients(text: string): readonly Reading[] | null {
  const at = text.indexOf('SMTPRecipientsRefused');
  if (at === -1) return null;
  const line = text.slice(0, at).split('\n').length;
  const readings: Reading[] = [];
  for (const found of text
    .slice(at, at + 20_000)
    .matchAll(/['"]([^'"\s]{1,320}@[^'"\s]{1,255})['"]: \((\d{3}), b?(['"])(.*?)\3\)/g)) {
    const reply = readReplyText(`${found[2] ?? ''} ${unescaped(found[4] ?? '')}`);
    if (reply === null) continue;
    const verdict = causeOf({ ...reply, stage: 'rcpt' });
    readings.push(
      makeReading({
        kind: 'error',
        system: 'Python',
        cause: verdict?.cause ?? null,
        sure: isSure(verdict),
        provider: verdict?.provider ?? null,
        code: reply.code,
        enhanced: reply.enhanced,
        recipient: found[1] ?? null,
        stage: 'rcpt',
        lines: [line, line],
        said: found[0],
        findings: findingsOf(reply),
      }),
    );
  }
  return readings.length === 0 ? null : readings;
}

function unescaped(text: string): string {
  return text
    .replace(/\\r|\\n/g, ' ')
    .replace(/\\(['"\\])/g, '$1')
    .trim();
}

function stageOfError(line: string): Stage | null {
  if (/auth|login|credential|535/i.test(line)) return 'auth';
  if (/recipient|rcpt/i.test(line)) return 'rcpt';
  return /sender(?: |s)?refused|mail (?:from|command)/i.test(line) ? 'mail' : null;
}
