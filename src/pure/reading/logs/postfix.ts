/** Lines of Postfix: what its delivery agents, its queue and its odd jobs log. The servers of connections are in `postfix-server.ts`. */

import type { Side } from '../reading.ts';
import type { Reading } from '../reading.ts';
import { deliveredLine, logReading, quietLine, unknownLine } from './log-reading.ts';
import type { Line } from './log-reading.ts';
import { readServerLine } from './postfix-server.ts';

/** Short ids are hexadecimal; long ones have the digits and consonants of both cases, and are long. */
const QUEUE_ID =
  /^(?:NOQUEUE|[0-9A-F]{5,20}|(?=[A-Za-z]{0,15}\d)[0-9A-Za-z]{5,20}|[0-9B-DF-HJ-NP-TV-Zb-df-hj-np-tv-z]{10,20})(?=: )/;
const SERVERS: ReadonlySet<string> = new Set([
  'smtpd',
  'submission',
  'smtps',
  'postscreen',
  'tlsproxy',
  'cleanup',
  'dnsblog',
  'qmqpd',
]);

/** The queue id in front of a line; null where there is none. */
function queueIdOf(message: string): string | null {
  const colon = message.indexOf(': ');
  if (colon < 5 || colon > 20) return null;
  return QUEUE_ID.exec(message)?.[0] ?? null;
}

/** The agent: the last part of `postfix/smtp`, `postfix/submission/smtpd`, `postfix-out/lmtp`. */
function agentOf(program: string): string {
  return program.slice(program.lastIndexOf('/') + 1);
}

export function readPostfix(line: Line): Reading {
  const { message, program } = line;
  const agent = agentOf(program);
  // What most lines of a busy server are needs no closer look.
  if (message.startsWith('connect from ') || message.startsWith('disconnect from '))
    return quietLine(line, 'Postfix');
  const id = queueIdOf(message);
  const rest = id === null ? message : message.slice(id.length + 2);
  if (rest.startsWith('to=<')) return readDelivery(line, id, rest, agent);
  if (rest === 'removed' || rest.startsWith('client=') || rest.startsWith('message-id='))
    return quietLine(line, 'Postfix', id);
  if (rest.startsWith('from=<') && !rest.includes('status=')) return quietLine(line, 'Postfix', id);
  if (SERVERS.has(agent)) return readServerLine(line, id, rest, agent);
  if (agent === 'qmgr' && rest.includes('status=expired'))
    return logReading(line, {
      system: 'Postfix',
      said: rest,
      cause: 'gave-up',
      side: 'theirs-refused-us',
      queueId: id,
      stage: 'queue',
      code: null,
    });
  if (agent === 'smtp' || agent === 'lmtp') return readClientLine(line, id, rest);
  return readComplaint(line, id, rest);
}

/** `to=<…>, relay=…, delay=…, delays=…, dsn=…, status=… (…)` of every delivery agent. */
function readDelivery(line: Line, id: string | null, rest: string, agent: string): Reading {
  const recipient = rest.slice(4, rest.indexOf('>'));
  const at = rest.indexOf(', status=');
  if (at === -1) return quietLine(line, 'Postfix', id, recipient);
  const relay = between(rest, ', relay=', ', ');
  const dsn = between(rest, ', dsn=', ', ');
  const open = rest.indexOf('(', at);
  const status = rest.slice(at + 9, open === -1 ? undefined : open).trimEnd();
  const text = open === -1 ? '' : withoutBracket(rest.slice(open + 1));
  const peer = relay === '' || relay === 'none' ? null : relay;
  const enhanced = dsn === '' ? null : dsn;
  const facts = { system: 'Postfix', recipient, queueId: id, peer, enhanced, said: text };
  if (status === 'sent' || status === 'deliverable') return deliveredLine(line, facts);
  const words = text.replace(/^delivery temporarily suspended: /, '');
  const waited = Number(between(rest, ', delay=', ','));
  const twice = words.includes('may be sent more than once');
  const isLocal = agent === 'local' || agent === 'virtual' || agent === 'pipe';
  const hasReply = / (?:said|refused to talk to me|talk to me): /.test(words);
  const reading = logReading(line, {
    ...facts,
    said: words,
    ...(hasReply ? {} : { code: null }),
    ...(peer === null ? {} : { peer }),
    ...(isLocal ? { stage: 'local' as const } : {}),
    findings: [
      ...(twice ? (['may-arrive-twice'] as const) : []),
      ...(waited > 86_400 ? (['waited-long'] as const) : []),
    ],
  });
  // A pipe says no more of its program than that it failed.
  if (agent === 'pipe' && !hasReply && (reading.cause === null || !reading.sure))
    return { ...reading, cause: 'delivery-program', side: 'ours-failed' };
  return { ...reading, side: deliverySide(reading, agent, hasReply, isLocal) };
}

/** Without the bracket that closes the line. */
function withoutBracket(text: string): string {
  const end = text.trimEnd();
  return end.endsWith(')') ? end.slice(0, -1) : text;
}

function deliverySide(reading: Reading, agent: string, hasReply: boolean, isLocal: boolean): Side {
  const { cause } = reading;
  if (isLocal)
    return cause === 'unknown-user' || cause === 'recipient-refuses' || cause === 'moved'
      ? 'ours-refused-client'
      : 'ours-failed';
  if (agent === 'lmtp' && hasReply) return 'ours-refused-client';
  if (hasReply) return 'theirs-refused-us';
  switch (cause) {
    case 'sign-in-unavailable':
    case 'system-error':
    case 'loop':
    case 'disk-full':
    case 'delivery-program':
      return 'ours-failed';
    case 'takes-no-mail':
      return 'never-connected';
    case 'tls-not-offered':
    case 'certificate-not-trusted':
      return 'connection-broke';
    case 'unknown-user':
      return agent === 'error' ? 'ours-refused-client' : reading.side;
    default:
      return reading.side;
  }
}

/** What the client logs without a recipient: a host that failed, of several. */
function readClientLine(line: Line, id: string | null, rest: string): Reading {
  const system = 'Postfix';
  if (
    /^(?:Trusted|Verified|Anonymous) TLS connection|^enabling PIX|^setting up TLS|^Untrusted TLS connection/.test(
      rest,
    )
  )
    return quietLine(line, system, id);
  if (/^(?:server )?certificate verification failed/.test(rest))
    return logReading(line, {
      system,
      said: rest,
      cause: 'certificate-not-trusted',
      side: 'not-a-refusal',
      queueId: id,
      stage: 'tls',
      code: null,
      peer: peerAfter(rest, ' for '),
    });
  if (/^(?:warning: )?(?:TLS library problem|SSL_connect error)/.test(rest))
    return logReading(line, {
      system,
      said: rest,
      cause: 'tls-failed',
      side: 'connection-broke',
      queueId: id,
      stage: 'tls',
      code: null,
      peer: peerAfter(rest, ' to '),
    });
  if (
    /^(?:connect to |conversation with |lost connection with |host \S+ (?:said|refused)|SASL authentication failed|connection with|warning: (?:SASL|host \S+ (?:said|refused)))/.test(
      rest,
    )
  ) {
    const recipient =
      /: (?:\d{3}[- ](?:[245]\.\d+\.\d+ )?)?<([^<>\s]{1,320})>: Recipient address rejected/.exec(rest)?.[1] ??
      null;
    const reading = logReading(line, { system, said: rest, queueId: id, recipient });
    return reading.cause === 'sign-in-unavailable' && reading.code === null
      ? { ...reading, side: 'ours-failed' }
      : reading;
  }
  return readComplaint(line, id, rest);
}

/** Warnings and faults of Postfix's own; all else is information. */
function readComplaint(line: Line, id: string | null, rest: string): Reading {
  const system = 'Postfix';
  const level = /^(warning|error|fatal|panic): /.exec(rest)?.[1] ?? '';
  const own = { system, said: rest, queueId: id, side: 'ours-failed' as const, code: null };
  if (level === 'fatal' && /file too big|too large/.test(rest))
    return logReading(line, { ...own, cause: 'message-too-large', side: 'ours-refused-client' });
  if (/no space left|disk full|not enough free space|queue file write error/i.test(rest))
    return logReading(line, { ...own, cause: 'disk-full' });
  if (
    /(?:mysql|pgsql|ldap|sqlite|memcache|dict_\w+|proxy):\S{0,80}.{0,40}(?:fail|error|lookup|timed|connect|can't|cannot)|table lookup problem|lookup error|query failed|connect to (?:mysql|pgsql|ldap)/i.test(
      rest,
    )
  )
    return logReading(line, { ...own, cause: 'lookup-failed' });
  if (level === 'fatal' || level === 'panic' || level === 'error')
    return logReading(line, { ...own, cause: 'system-error' });
  if (
    level === 'warning' &&
    /killed by signal|exit status [1-9]|bad command startup|connect to (?:transport|Milter|subsystem|private|public|\S+\/)|premature end-of-input|problem talking to|unavailable|cannot |can't |permission denied|No such file|unsupported dictionary|open |too many|process limit|loops? back/i.test(
      rest,
    )
  )
    return logReading(line, { ...own, cause: 'system-error' });
  return unknownLine(line, system, id, /\bto=<([^>]{1,320})>/.exec(rest)?.[1] ?? null);
}

function between(text: string, start: string, end: string): string {
  const from = text.indexOf(start);
  if (from === -1) return '';
  const to = text.indexOf(end, from + start.length);
  return text.slice(from + start.length, to === -1 ? undefined : to);
}

function peerAfter(text: string, mark: string): string | null {
  const at = text.indexOf(mark);
  return at === -1
    ? null
    : (/^\S{1,320}?(?=: |$| )/.exec(text.slice(at + mark.length))?.[0]?.replace(/:$/, '') ?? null);
}
