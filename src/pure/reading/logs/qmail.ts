/** Lines of qmail and what runs beside it: qmail-send's deliveries, rblsmtpd, spamdyke, chkuser. */

import type { CauseId } from '../../knowledge/index.ts';
import type { Reading } from '../reading.ts';
import { deliveredLine, logReading, unknownLine } from './log-reading.ts';
import type { Line } from './log-reading.ts';

const STAMP = /^(@[0-9a-f]{24}|\d{9,10}\.\d{3,9}|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6,9}) /;
const MINE =
  /^(?:delivery \d+: |starting delivery |new msg |info msg |end msg |bounce msg |triple bounce|double bounce|status: (?:local|exiting)|rblsmtpd: |tcpserver: |CHKUSER |warning: trouble|qmail-)/;

export function isQmail(message: string): boolean {
  const stamp = STAMP.exec(message);
  return (
    MINE.test(stamp === null ? message : message.slice(stamp[0].length)) &&
    (stamp !== null || /^(?:delivery \d+: (?:success|failure|deferral)|rblsmtpd: )/.test(message))
  );
}

const SPAMDYKE: readonly (readonly [RegExp, CauseId])[] = [
  [/DENIED_RDNS|DENIED_IP_IN_(?:CC_)?RDNS/, 'reverse-dns'],
  [/DENIED_(?:RBL|RHSBL|BLACKLIST)/, 'blocklist'],
  [/DENIED_GRAYLISTED/, 'greylisting'],
  [/DENIED_SENDER_NO_MX/, 'sender-domain'],
  [/DENIED_EARLYTALKER/, 'spoke-too-early'],
  [/DENIED_RELAYING/, 'relaying'],
  [/DENIED_(?:INVALID|UNAVAILABLE)_RECIPIENT/, 'unknown-user'],
  [/FAILED_AUTH/, 'wrong-password'],
  [/DENIED_TOO_MANY_RECIPIENTS/, 'too-many-recipients'],
  [/DENIED_/, 'refused-by-rule'],
  [/TIMEOUT/, 'client-left'],
];

export function readQmail(line: Line): Reading {
  const system = 'qmail';
  const stamp = STAMP.exec(line.message);
  const message = stamp === null ? line.message : line.message.slice(stamp[0].length);
  const at = { ...line, message, time: line.time === '' ? (stamp?.[1] ?? '') : line.time };
  const delivery = /^delivery \d+: (success|failure|deferral): (.*)$/.exec(message);
  if (delivery !== null) {
    const words = (delivery[2] ?? '').replaceAll('_', ' ').replace(/\/+$/, '').replaceAll('/', ' ');
    const hasReply = /Remote host said: /.test(words);
    const recipient = /said: \d{3}[- ](?:[245]\.\d+\.\d+ )?<([^<>\s]{1,320})>/.exec(words)?.[1] ?? null;
    if (delivery[1] === 'success') return deliveredLine(at, { system, said: words, recipient });
    const twice = /Possible duplicate/.test(words);
    const reading = logReading(at, {
      system,
      said: words,
      recipient,
      ...(hasReply ? {} : { code: null }),
      findings: twice ? ['may-arrive-twice'] : [],
    });
    if (hasReply) return reading;
    const own = ['unknown-user', 'relaying', 'recipient-refuses'].includes(reading.cause ?? '');
    if (own) return { ...reading, side: 'ours-refused-client' };
    return ['delivery-program', 'mailbox-full', 'system-error', 'disk-full', 'loop'].includes(
      reading.cause ?? '',
    )
      ? { ...reading, side: 'ours-failed' }
      : reading;
  }
  const listed = /^rblsmtpd: (\S{2,60}) pid \d+: (?:\d{3} .*)$/.exec(message);
  if (listed !== null)
    return logReading(at, {
      system,
      said: message.slice(message.indexOf(': ', 10) + 2),
      cause: 'blocklist',
      side: 'ours-refused-client',
      peer: listed[1] ?? null,
    });
  const dyke = SPAMDYKE.find(([pattern]) => pattern.test(message));
  const to = / to: ?<?([^<>\s]{1,320})>?/.exec(message)?.[1] ?? null;
  if (dyke !== undefined && /spamdyke|DENIED_|FAILED_AUTH/.test(`${line.program} ${message}`))
    return logReading(at, {
      system,
      said: message,
      cause: dyke[1],
      side: dyke[1] === 'client-left' ? 'connection-broke' : 'ours-refused-client',
      recipient: to,
      code: null,
    });
  if (message.startsWith('CHKUSER rejected'))
    return logReading(at, {
      system,
      said: message,
      cause: /relaying/.test(message)
        ? 'relaying'
        : /sender/.test(message)
          ? 'sender-refused'
          : 'unknown-user',
      side: 'ours-refused-client',
      recipient: to,
      code: null,
    });
  if (message.startsWith('warning: trouble'))
    return logReading(at, { system, said: message, cause: 'system-error', side: 'ours-failed', code: null });
  return unknownLine(
    at,
    system,
    null,
    /^starting delivery \d+: msg \d+ to (?:local|remote) (\S{1,320})/.exec(message)?.[1] ?? null,
  );
}
