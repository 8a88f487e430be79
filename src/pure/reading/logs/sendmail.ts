/** Lines of Sendmail: deliveries with `stat=`, rulesets that refuse, milters, TLS and AUTH. */

import type { CauseId } from '../../knowledge/index.ts';
import type { Reading, Side } from '../reading.ts';
import { readReplyText } from '../reply-text.ts';
import { deliveredLine, logReading, unknownLine } from './log-reading.ts';
import type { Line } from './log-reading.ts';

const ID = /^((?=[A-Za-z]{0,10}\d)[0-9A-Za-z]{5,20})(?=: )/;

const EVENTS: readonly (readonly [RegExp, CauseId, Side])[] = [
  [
    /lost input channel|timeout waiting for input|premature EOM|unexpected close|did not issue MAIL|I\/O error on connection/,
    'client-left',
    'connection-broke',
  ],
  [
    /AUTH failure|authentication failure|AUTH=server.{0,200}failed|possible SMTP attack: command=AUTH/,
    'wrong-password',
    'ours-refused-client',
  ],
  [/pre-greeting traffic|unauthorized PIPELINING/, 'spoke-too-early', 'ours-refused-client'],
  [
    /STARTTLS=(?:client|server)\S*,? (?:error|.{0,80}failed)|TLS handshake failed|STARTTLS: write error|STARTTLS=\w+: \d+:error/,
    'tls-failed',
    'connection-broke',
  ],
  [/rejecting connections on daemon|load average|runqueue: Aborting/, 'busy', 'ours-refused-client'],
  [/too many (?:connections|recipients)/, 'too-many-connections', 'ours-refused-client'],
  [/No space left|low on space|Insufficient disk space/i, 'disk-full', 'ours-failed'],
  [/SYSERR|NOQUEUE: SYSERR|cannot (?:open|bind|create)|savemail:/, 'system-error', 'ours-failed'],
];

export function readSendmail(line: Line): Reading {
  const { message } = line;
  const id = ID.exec(message)?.[1] ?? null;
  const rest = id === null ? message : message.slice(id.length + 2);
  const system = 'Sendmail';
  const refused = rest.indexOf('reject=');
  if (refused !== -1) {
    const words = rest.slice(refused + 7);
    const recipient = /ruleset=check_rcpt, arg1=<([^<>\s]{1,320})>|Milter: to=<([^<>\s]{1,320})>/.exec(rest);
    const check =
      /ruleset=check_(\w+)|Milter: (\w+)/
        .exec(rest)
        ?.slice(1)
        .find((one) => one !== undefined) ?? '';
    const stage = /mail|from/.test(check)
      ? 'mail'
      : /rcpt|to/.test(check)
        ? 'rcpt'
        : /relay|connect/.test(check)
          ? 'connect'
          : /data|eom|body|header/.test(check)
            ? 'message'
            : null;
    return logReading(line, {
      system,
      said: words,
      side: 'ours-refused-client',
      queueId: id,
      recipient: recipient?.[1] ?? recipient?.[2] ?? null,
      stage,
      peer: /relay=([^,]{1,320})/.exec(rest)?.[1] ?? null,
    });
  }
  if (rest.startsWith('to=') && rest.includes(', stat=')) return readDelivery(line, id, rest);
  const known = EVENTS.find(([pattern]) => pattern.test(rest));
  if (known !== undefined && !/verify=(?:OK|NO|FAIL|NOT)/.test(rest))
    return logReading(line, {
      system,
      said: rest,
      cause: known[1],
      side: known[2],
      queueId: id,
      code: null,
      peer:
        /relay=([^,]{1,320})|(\S{1,255} \[[0-9a-f.:]{2,60}\])/i
          .exec(rest)
          ?.slice(1)
          .find((one) => one !== undefined) ?? null,
    });
  const about = /^<([^<>\s]{1,320})>\.\.\. (.{1,1000})$/.exec(rest);
  if (about !== null)
    return logReading(line, {
      system,
      said: about[2] ?? '',
      side: 'ours-refused-client',
      queueId: id,
      recipient: about[1] ?? null,
      stage: 'rcpt',
    });
  return unknownLine(line, system, id);
}

function readDelivery(line: Line, id: string | null, rest: string): Reading {
  const taken = readTaken(line, id, rest);
  if (taken !== null) return taken;
  const recipient = /^to=(?:"\|[^"]{0,300}"|\\?<?([^<>,\s]{1,320})>?)/.exec(rest)?.[1] ?? null;
  const dsn = /, dsn=([245]\.\d{1,3}\.\d{1,3})/.exec(rest)?.[1] ?? null;
  const relay = /, relay=([^,]{1,320})/.exec(rest)?.[1] ?? null;
  const stat = rest.slice(rest.indexOf(', stat=') + 7);
  const facts = { system: 'Sendmail', queueId: id, recipient, peer: relay, enhanced: dsn };
  if (stat.startsWith('Sent'))
    return deliveredLine(line, { ...facts, said: /\((.*)\)\s*$/.exec(stat)?.[1] ?? '' });
  if (/^queued/i.test(stat))
    return logReading(line, { ...facts, said: stat, cause: 'delayed', side: 'not-a-refusal', code: null });
  // What the other server said has a field of its own in newer logs.
  const quoted = /, reply=(\d{3} .{1,1000}?)(?:, stat=|$)/.exec(rest)?.[1];
  const words = quoted ?? stat.replace(/^Deferred(?::\s*|\s*\()?/, '').replace(/^\((.*)\)$/, '$1');
  const reply = readReplyText(words);
  const waited = /, delay=(?:(\d+)\+)/.exec(rest);
  const reading = logReading(line, {
    ...facts,
    said: words === '' ? stat : words,
    findings: waited === null ? [] : ['waited-long'],
    ...(reply?.code === undefined || reply.code === null ? { code: null } : {}),
  });
  const isLocal = /, mailer=(?:local|prog|\*file\*|lmtp|cyrus\w*|procmail)/.test(rest);
  if (isLocal && (reply === null || reply.code === null))
    return {
      ...reading,
      stage: 'local',
      side: reading.cause === 'unknown-user' ? 'ours-refused-client' : 'ours-failed',
    };
  if (reading.cause === 'system-error' || reading.cause === 'loop')
    return {
      ...reading,
      side: reply?.code === undefined || reply.code === null ? 'ours-failed' : reading.side,
    };
  if (reading.cause === 'unknown-user' && (relay === null || relay.startsWith('local')))
    return { ...reading, side: 'ours-refused-client' };
  return reading.cause === null
    ? { ...reading, cause: stat.startsWith('Deferred') ? 'delayed' : 'unknown', sure: false }
    : reading;
}

/** `to=<user@domain>, … relay=…, dsn=2.0.0, stat=Sent (…)` by its places; null where a line is less plain. */
function readTaken(line: Line, queueId: string | null, rest: string): Reading | null {
  const end = rest.indexOf('>, ');
  const stat = rest.indexOf(', stat=Sent (', end);
  if (end === -1 || stat === -1 || !rest.startsWith('to=<') || !rest.endsWith(')')) return null;
  const relay = rest.indexOf(', relay=', end);
  const dsn = rest.indexOf(', dsn=2.0.0,', end);
  const recipient = rest.slice(4, end);
  if (relay === -1 || dsn === -1 || relay > stat || dsn > stat || /[<>,\s]/.test(recipient)) return null;
  const peer = rest.slice(relay + 8, rest.indexOf(',', relay + 8));
  const said = rest.slice(stat + 13, -1);
  return deliveredLine(line, { system: 'Sendmail', queueId, recipient, peer, enhanced: '2.0.0', said });
}
