/** Pieces of log lines that people paste without what stands in front: known by how the program begins its sentence. */

import type { Reading } from '../reading.ts';
import { readExim } from './exim.ts';
import type { Line } from './log-reading.ts';
import { readPostfix } from './postfix.ts';
import { readSendmail } from './sendmail.ts';

const FRAGMENTS: readonly (readonly [RegExp, string])[] = [
  [/^(?:[A-Za-z0-9]{8,20}: )?to=\S{1,320}, .{0,400}\b(?:mailer|xdelay)=.{0,600}\bstat=/, 'sendmail'],
  [/^(?:(?:NOQUEUE|[0-9A-F]{6,20}): )?(?:milter-|proxy-)?reject(?:_warning)?: /, 'postfix/smtpd'],
  [
    /^(?:warning: )?\S{1,300}\[[0-9a-fA-F.:]{2,60}\]: SASL |^SASL \S{2,20} authentication failed|^(?:lost connection|timeout) after |^SSL_accept error|^(?:warning: )?TLS library problem|^improper command pipelining/,
    'postfix/smtpd',
  ],
  [
    /^(?:[0-9A-F]{6,20}: )?(?:to=<|connect to |conversation with |lost connection with |host \S{1,300} (?:said|refused to talk))|^delivery temporarily suspended: /,
    'postfix/smtp',
  ],
  [
    /^(?:temporarily )?rejected (?:RCPT|MAIL|EHLO|HELO|after DATA)|^SMTP protocol synchronization|^TLS error on connection|^(?:\*\*|==) \S{1,300}@|^H=\S{1,255} .{0,300}rejected /,
    'exim',
  ],
];
const STATUS =
  /^(?:.{0,400}(?:, |: ))?(?:dsn=([245]\.\d{1,3}\.\d{1,3}), )?status=(?:deferred|bounced|undeliverable) \(/;

/** Lines of a few, each of which may be a piece of a log; the first that is one. */
export function readFragmentAmid(text: string): readonly Reading[] | null {
  const lines = text.split(/\r\n|\n|\r/);
  if (lines.length > MOST_LINES) return null;
  for (const [index, line] of lines.entries()) {
    const reading = readFragment(line);
    if (reading !== null) return [{ ...reading, lines: [index + 1, index + 1] }];
  }
  return null;
}

const MOST_LINES = 40;

/** Reads a line by itself; null where it begins as no program's does. */
export function readFragment(text: string): Reading | null {
  const message = text.trim();
  if (message.includes('\n') || message.length > 4000) return null;
  const line = (program: string, said: string): Line => ({ message: said, program, time: '', number: 1 });
  const found = FRAGMENTS.find(([pattern]) => pattern.test(message));
  if (found !== undefined) {
    const said = message
      .replace(/^SASL /, 'warning: unknown[unknown]: SASL ')
      .replace(/^delivery temporarily suspended: /, '');
    const read = found[1] === 'exim' ? readExim : found[1] === 'sendmail' ? readSendmail : readPostfix;
    const reading = read(line(found[1], said));
    return reading.cause === 'none'
      ? null
      : {
          ...reading,
          said: message,
          ...(said.startsWith('warning: unknown[unknown]') ? { peer: null } : {}),
        };
  }
  if (/^(?:.{0,200}, )?status=expired, returned to sender/.test(message))
    return readPostfix(line('postfix/qmgr', message));
  const at = STATUS.exec(message)?.[0].lastIndexOf('status=') ?? -1;
  if (at === -1) return null;
  const front = message.slice(0, at).replace(/: $/, ', ');
  const fields = front.includes('relay=') ? front : `relay=none, ${front.includes('dsn=') ? front : ''}`;
  const reading = readPostfix(line('postfix/smtp', `to=<>, ${fields}${message.slice(at)}`));
  if (reading.cause === 'none') return null;
  return { ...reading, recipient: reading.recipient === '' ? null : reading.recipient, said: message };
}
