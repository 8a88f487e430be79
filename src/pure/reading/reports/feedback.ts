/** Complaint reports (ARF, RFC 5965, RFC 6591) and automatic answers (RFC 3834): letters that report, and are no bounces. */

import { addressOf, firstAddress } from '../addresses.ts';
import type { Letter } from '../letters/letter.ts';
import { takeHeader } from '../letters/letter.ts';
import { makeReading } from '../reading.ts';
import type { Reading } from '../reading.ts';
import { span } from './prose.ts';

/** A complaint; null where the letter has no feedback report. */
export function readComplaint(letter: Letter): Reading | null {
  const part = letter.parts.find(({ type }) => type === 'message/feedback-report');
  const returned = letter.parts.find(
    ({ type }) => type === 'message/rfc822' || type === 'text/rfc822-headers',
  );
  const header = returned === undefined ? null : takeHeader(returned.lines).headers;
  // Hotmail sends the letter alone, with a subject of its own.
  const isHotmail =
    /^\s*complaint about message from /i.test(letter.headers.get('subject') ?? '') && header !== null;
  if (part === undefined && !isHotmail) return null;
  const fields = part === undefined ? new Map<string, string>() : takeHeader(part.lines).headers;
  const named =
    fields.get('original-rcpt-to') ??
    fields.get('removal-recipient') ??
    header?.get('x-hmxmroriginalrecipient') ??
    header?.get('x-apparently-to') ??
    header?.get('x-envelope-to') ??
    header?.get('to') ??
    '';
  return makeReading({
    kind: 'report',
    system: fields.get('user-agent') ?? null,
    cause: 'complaint',
    recipient: addressOf(named) === null ? firstAddress(named) : (firstAddress(named) ?? addressOf(named)),
    reporter: fields.get('reporting-mta')?.replace(/^\s*\w+\s*;\s*/, '') ?? null,
    peer: fields.get('source-ip') ?? null,
    lines: part === undefined ? [1, letter.lastLine] : span(part.lines),
    said: `${fields.get('feedback-type') ?? 'abuse'}${fields.has('auth-failure') ? `: ${fields.get('auth-failure') ?? ''}` : ''}`,
    time: fields.get('arrival-date') ?? fields.get('received-date') ?? null,
  });
}

const SUBJECT =
  /^(?:re: )?(?:auto(?:matic|matische|mated)?[ -]?(?:repl|respon|answer|antwort)|out of (?:the )?office|away|vacation|on (?:vacation|holiday|leave)|abwesen|r[eé]ponse automatique|автоответ|автоматический ответ|自動)/i;

/** An automatic answer; null where it is none, or a bounce after all. */
export function readAutoReply(letter: Letter): Reading | null {
  const { headers } = letter;
  const submitted = (headers.get('auto-submitted') ?? '').toLowerCase();
  const says =
    submitted.startsWith('auto-replied') ||
    submitted.startsWith('auto-generated') ||
    headers.has('x-autoreply') ||
    headers.has('x-autorespond') ||
    /auto_reply/i.test(headers.get('precedence') ?? '') ||
    SUBJECT.test(headers.get('subject') ?? '');
  if (!says) return null;
  return makeReading({
    kind: 'bounce',
    system: null,
    cause: 'auto-reply',
    reporter: null,
    recipient: firstAddress(headers.get('from') ?? ''),
    lines: [1, letter.lastLine],
    said: headers.get('subject') ?? '',
    time: headers.get('date') ?? null,
  });
}
