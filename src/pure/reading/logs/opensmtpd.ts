/** Lines of OpenSMTPD, of the form since 6 and the older one with `event=` and `relay:`. */

import type { Reading } from '../reading.ts';
import { stageOf } from '../said.ts';
import { deliveredLine, logReading, unknownLine } from './log-reading.ts';
import type { Line } from './log-reading.ts';

const MINE = /^(?:[0-9a-f]{16} )?(?:smtp|mta|mda|lka|queue|relay|delivery|smtp-in|smtp-out|smtp:|filter)\b/;

/** `smtpd` is also the name of others: only these lines are OpenSMTPD's. */
export function isOpenSmtpd(message: string): boolean {
  return MINE.test(message);
}

function field(text: string, name: string): string {
  const at = text.indexOf(`${name}=`);
  if (at === -1 || (at > 0 && text.charAt(at - 1) !== ' ' && text.charAt(at - 1) !== ',')) return '';
  const rest = text.slice(at + name.length + 1);
  if (rest.startsWith('"')) return /^"((?:[^"\\]|\\.){0,2000})"/.exec(rest)?.[1] ?? '';
  if (rest.startsWith('<')) return rest.slice(1, rest.indexOf('>'));
  return /^[^\s,]{0,400}/.exec(rest)?.[0] ?? '';
}

export function readOpenSmtpd(line: Line): Reading {
  const system = 'OpenSMTPD';
  const { message } = line;
  const evpid = field(message, 'evpid') || field(message, 'msgid');
  const queueId = evpid === '' ? null : evpid.slice(0, 8);
  const recipient = field(message, 'to') || null;
  const stat = field(message, 'stat');
  const outcome = field(message, 'result') || /\b(Ok|TempFail|PermFail|LoopFail)\b/.exec(message)?.[1] || '';
  const relay = field(message, 'relay');
  const peer = relay === '' || relay === '-' ? null : relay;
  if (
    / ?(?:mta|mda|relay|delivery):? (?:event=)?(?:delivery|Ok|TempFail|PermFail|LoopFail)?/.test(message) &&
    /Ok|Fail/.test(outcome)
  ) {
    const facts = { system, queueId, recipient, peer, said: stat };
    if (outcome === 'Ok') return deliveredLine(line, facts);
    if (outcome === 'LoopFail') return logReading(line, { ...facts, cause: 'loop', side: 'ours-failed' });
    const reading = logReading(line, facts);
    if (/ mda |delivery:/.test(message))
      return {
        ...reading,
        stage: 'local',
        side: reading.cause === 'unknown-user' ? 'ours-refused-client' : 'ours-failed',
      };
    if (reading.cause === 'gave-up' && reading.code === null)
      return { ...reading, side: 'theirs-refused-us' };
    return reading;
  }
  if (/failed-command/.test(message)) {
    const command = field(message, 'command');
    const rcpt = /^RCPT TO:\s?<([^<>\s]{1,320})>/i.exec(command)?.[1] ?? null;
    return logReading(line, {
      system,
      said: outcome,
      side: 'ours-refused-client',
      peer: field(message, 'address') || null,
      recipient: rcpt,
      stage: /^AUTH/i.test(command) ? 'auth' : stageOf(command.split(/[ :]/)[0] ?? ''),
    });
  }
  const reason = /reason="?([^"]{1,300})"?/.exec(message)?.[1] ?? '';
  if (/ ?mta (?:event=)?(?:error|disconnected)/.test(message) && reason !== '' && !/^quit/i.test(reason))
    return logReading(line, { system, said: reason, queueId, code: null });
  if (/smtp (?:event=)?(?:disconnected|closed)/.test(message) && /error|timeout|disconnect/i.test(reason))
    return logReading(line, {
      system,
      said: reason,
      cause: /handshake|SSL|TLS/.test(reason) ? 'tls-failed' : 'client-left',
      side: 'connection-broke',
      code: null,
      peer: field(message, 'address') || null,
    });
  if (/smtp (?:event=)?(?:tls|starttls).{0,80}(?:fail|error)/i.test(message))
    return logReading(line, {
      system,
      said: message,
      cause: 'tls-failed',
      side: 'connection-broke',
      code: null,
    });
  if (/authentication (?:user=\S+ )?.{0,80}result="?(?:permfail|fail)/i.test(message))
    return logReading(line, {
      system,
      said: message,
      cause: 'wrong-password',
      side: 'ours-refused-client',
      code: null,
      stage: 'auth',
    });
  if (/^(?:warn|fatal|error): |\bwarn: |\bfatal: /.test(message))
    return logReading(line, {
      system,
      said: message,
      cause: 'system-error',
      side: 'ours-failed',
      code: null,
    });
  return unknownLine(line, system, queueId, recipient);
}
