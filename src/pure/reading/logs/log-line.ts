/** One line of a log: unwrapped, given to the reader of its program. */

import type { Reading } from '../reading.ts';
import { readDovecot } from './dovecot.ts';
import { isExchange, readExchange } from './exchange.ts';
import { isExim, readExim } from './exim.ts';
import { isRspamd, readFilter, readRspamd } from './filters.ts';
import type { Line } from './log-reading.ts';
import { isOpenSmtpd, readOpenSmtpd } from './opensmtpd.ts';
import { readPostfix } from './postfix.ts';
import { isQmail, readQmail } from './qmail.ts';
import { readSendmail } from './sendmail.ts';
import { unwrap } from './wrapping.ts';

const FILTERS =
  /^(?:amavis|amavisd(?:-new)?|postgrey|opendmarc|opendkim|policyd-spf|python-policyd-spf|spamd|saslauthd|milter-greylist|clam(?:smtpd|av-milter)|(?:cb)?policyd)$/;
const QMAIL = /^(?:qmail(?:-\w+)?|qmail-send|spamdyke|rblsmtpd|vpopmail|tcpserver|smtpd)$/;

/** As long as a line is looked at, in UTF-16 units. */
const MOST_LENGTH = 8192;

/** Reads a line of a log; null where it is of no log that is known. */
export function readLogLine(raw: string, number: number): Reading | null {
  const found = unwrap(raw.length > MOST_LENGTH ? raw.slice(0, MOST_LENGTH) : raw);
  if (found === null) return null;
  const line: Line = { message: found.message, program: found.program, time: found.time, number };
  const { program, message } = line;
  if (program === '') return readUnnamed(line);
  if (program.startsWith('postfix')) return readPostfix(line);
  if (program === 'sendmail' || program === 'sm-mta' || program === 'sm-msp-queue') return readSendmail(line);
  if (program === 'dovecot' || program.startsWith('dovecot')) return readDovecot(line);
  if (program.startsWith('exim')) return readExim(line);
  if ((program === 'smtpd' || program === 'opensmtpd') && isOpenSmtpd(message)) return readOpenSmtpd(line);
  if (program.startsWith('rspamd')) return readRspamd(line);
  if (FILTERS.test(program)) return readFilter(line, program);
  if (QMAIL.test(program)) return readQmail(line);
  return readUnnamed(line);
}

function readUnnamed(line: Line): Reading | null {
  const { message } = line;
  const first = message.charCodeAt(0);
  // A digit, `#`, `"`, `@` or the mark of a byte order begin the lines that are stamped by their program.
  if (!(
    (first >= 48 && first <= 57) ||
    first === 35 ||
    first === 34 ||
    first === 64 ||
    first === 0xfeff ||
    first === 100 ||
    first === 114
  ))
    return null;
  if (isExchange(message)) return readExchange(line);
  if (isExim(message)) return readExim(line);
  if (isQmail(message)) return readQmail(line);
  return isRspamd(message) ? readRspamd(line) : null;
}

export function isLogLine(raw: string): boolean {
  return readLogLine(raw, 1) !== null;
}
