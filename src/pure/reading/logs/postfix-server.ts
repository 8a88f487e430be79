/** Lines of Postfix's servers: smtpd, postscreen, cleanup. Here the reader's own server says no to somebody else's client. */

import type { CauseId } from '../../knowledge/index.ts';
import type { Reading, Side } from '../reading.ts';
import { stageOf } from '../said.ts';
import { logReading, quietLine, unknownLine } from './log-reading.ts';
import type { Line } from './log-reading.ts';

const SYSTEM = 'Postfix';
const ACTION =
  /^(milter-reject|proxy-reject|reject|reject_warning|discard|hold|redirect|filter|warn|prepend|bcc|replace): /;

export function readServerLine(line: Line, id: string | null, rest: string, agent: string): Reading {
  const action = ACTION.exec(rest)?.[1] ?? null;
  if (action !== null && action.includes('reject')) return readRejection(line, id, rest, action, agent);
  if (action !== null) return quietLine(line, SYSTEM, id, toOf(rest));
  if (agent === 'postscreen') return readScreen(line, rest);
  if (agent === 'dnsblog') return event(line, id, rest, 'blocklist', 'not-a-refusal');
  const known = EVENTS.find(([pattern]) => pattern.test(rest));
  if (known !== undefined) return event(line, id, rest, known[1], known[2]);
  if (/^(?:warning|fatal|error|panic): /.test(rest)) return readOwnFault(line, id, rest);
  return unknownLine(line, SYSTEM, id, toOf(rest));
}

/** `reject: RCPT from host[ip]: 450 4.7.1 text; from=<…> to=<…> proto=… helo=<…>`. */
function readRejection(line: Line, id: string | null, rest: string, action: string, agent: string): Reading {
  const tail = /; (?:from=<|to=<|proto=|helo=<)/.exec(rest)?.index ?? rest.length;
  const head = rest.slice(action.length + 2, tail);
  const found = /^(\S{2,24})(?: from (\S{1,400}))?: ?/.exec(head);
  const place = found?.[1] ?? '';
  // header_checks and body_checks put what they refused first, and their text last.
  const isContent = /^(?:(?:mime|nested)[- ])?(?:header|body) /i.test(head);
  const ends = /: (?:[45]\.\d{1,3}\.\d{1,3} )?[^:]{0,200}$/.exec(rest)?.[0].slice(2) ?? '';
  const words = isContent ? ends : head.slice(found?.[0].length ?? 0).trim();
  const reading = logReading(line, {
    system: SYSTEM,
    said: words.replace(/;$/, ''),
    side: action === 'reject_warning' ? 'not-a-refusal' : 'ours-refused-client',
    recipient: toOf(rest),
    queueId: id,
    peer: found?.[2] ?? / from (\S{1,400}?\[[^\]]{2,60}\])/.exec(rest)?.[1] ?? null,
    stage:
      place === 'CONNECT' ? 'connect' : place === 'END-OF-MESSAGE' || isContent ? 'message' : stageOf(place),
    ...(words === '' ? { cause: 'refused-by-rule' as const } : {}),
    ...(isContent ? { cause: 'content-refused' as const } : {}),
  });
  const screened = agent === 'postscreen' ? SCREENED.find(([pattern]) => pattern.test(words)) : undefined;
  if (screened !== undefined) return { ...reading, cause: screened[1], sure: true };
  return reading.cause === null ? { ...reading, cause: 'refused-by-rule', sure: false } : reading;
}

const EVENTS: readonly (readonly [RegExp, CauseId, Side])[] = [
  [
    /^(?:warning: )?\S{1,400}: SASL \S{1,40} authentication (?:failed|failure|aborted).{0,80}(?:Connection lost to authentication|generic failure|no mechanism|Internal)/,
    'sign-in-unavailable',
    'ours-failed',
  ],
  [
    /^(?:warning: )?\S{1,400}: SASL \S{1,40} authentication (?:failed|failure|aborted)/,
    'wrong-password',
    'ours-refused-client',
  ],
  [/^(?:warning|fatal): (?:SASL|xsasl|no SASL)/, 'sign-in-unavailable', 'ours-failed'],
  [/^too many errors after/, 'rate-limit', 'ours-refused-client'],
  [/^improper command pipelining/, 'spoke-too-early', 'ours-refused-client'],
  [/^warning: non-SMTP command/, 'command-error', 'ours-refused-client'],
  [/^(?:lost connection|timeout) after /, 'client-left', 'connection-broke'],
  [
    /^SSL_accept error .{1,400}: (?:lost connection|Connection (?:timed out|reset))/,
    'client-left',
    'connection-broke',
  ],
  [
    /^(?:SSL_accept error|TLS handshake failed for|warning: TLS library problem|TLS library problem)/,
    'tls-failed',
    'connection-broke',
  ],
  [/^warning: Connection concurrency limit exceeded/, 'too-many-connections', 'ours-refused-client'],
  [
    /^warning: (?:Connection rate|Message delivery request rate|Recipient address rate|New TLS session rate|AUTH command rate) limit exceeded/,
    'rate-limit',
    'ours-refused-client',
  ],
  [/^warning: hostname \S{1,255} (?:does not resolve|verification failed)/, 'reverse-dns', 'not-a-refusal'],
  [/^warning: Illegal address syntax .{1,400} in MAIL/, 'sender-syntax', 'ours-refused-client'],
  [/^warning: Illegal address syntax .{1,400} in RCPT/, 'recipient-syntax', 'ours-refused-client'],
];

/** postscreen's replies: whoever spoke early is told of a protocol error, whoever passed its tests is to come back. */
const SCREENED: readonly (readonly [RegExp, CauseId])[] = [
  [/^550 5\.5\.1 Protocol error/, 'spoke-too-early'],
  [/^450 4\.3\.2 Service currently unavailable/, 'greylisting'],
];

const SCREEN: readonly (readonly [RegExp, CauseId, Side])[] = [
  [/^(?:PREGREET|COMMAND PIPELINING)/, 'spoke-too-early', 'ours-refused-client'],
  [/^(?:HANGUP|COMMAND (?:TIME|COUNT|LENGTH) LIMIT|DATA TIMEOUT)/, 'client-left', 'connection-broke'],
  [/^(?:NON-SMTP COMMAND|BARE NEWLINE)/, 'command-error', 'ours-refused-client'],
  [/^(?:DNSBL rank|BLACKLISTED|DENYLISTED)/, 'blocklist', 'ours-refused-client'],
];

function readScreen(line: Line, rest: string): Reading {
  const known = SCREEN.find(([pattern]) => pattern.test(rest));
  if (known !== undefined) return event(line, null, rest, known[1], known[2]);
  return /^(?:warning|fatal|error): /.test(rest) ? readOwnFault(line, null, rest) : quietLine(line, SYSTEM);
}

function event(line: Line, id: string | null, rest: string, cause: CauseId, side: Side): Reading {
  const peer =
    /(?:from |for |to |^warning: )?((?:[\w.-]{1,255})?\[[0-9a-fA-F.:]{2,60}\])/.exec(rest)?.[1] ?? null;
  const stage = / after (\S{2,20})/.exec(rest)?.[1] ?? (cause === 'wrong-password' ? 'AUTH' : '');
  return logReading(line, {
    system: SYSTEM,
    said: rest,
    cause,
    side,
    queueId: id,
    peer,
    code: null,
    stage: stageOf(stage),
  });
}

function readOwnFault(line: Line, id: string | null, rest: string): Reading {
  const own = { system: SYSTEM, said: rest, queueId: id, side: 'ours-failed' as const, code: null };
  if (/lookup|mysql|pgsql|ldap|dict_|query failed/i.test(rest))
    return logReading(line, { ...own, cause: 'lookup-failed' });
  if (/no space left|free space|queue file write/i.test(rest))
    return logReading(line, { ...own, cause: 'disk-full' });
  if (
    /^(?:fatal|panic|error): /.test(rest) ||
    /milter|connect to|problem|cannot|can't|No such file|Permission denied|unavailable|refused/i.test(rest)
  )
    return logReading(line, { ...own, cause: 'system-error' });
  return unknownLine(line, SYSTEM, id, toOf(rest));
}

function toOf(text: string): string | null {
  const at = text.lastIndexOf(' to=<');
  if (at === -1) return null;
  const end = text.indexOf('>', at);
  return end === -1 ? null : text.slice(at + 5, end) || null;
}
