/** The examples of `test/fixtures/reading`, and variants of each: what must not change an answer is changed. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './house.ts';

export interface Expected {
  readonly recipient: string | null;
  readonly code: number | null;
  readonly enhanced: string | null;
  readonly cause: string;
}

export interface BounceExample {
  readonly name: string;
  readonly expected: readonly Expected[];
  readonly text: string;
}

export interface LogExample extends Expected {
  readonly queue: string | null;
  readonly side: string;
  /** Program and message, without the wrapping of a logger. */
  readonly line: string;
}

const orNull = (text: string): string | null => (text === '-' ? null : text);

function expectedOf(recipient: string, code: string, enhanced: string, cause: string): Expected {
  return {
    recipient: orNull(recipient),
    code: code === '-' ? null : Number(code),
    enhanced: orNull(enhanced),
    cause,
  };
}

export function bounceExamples(): readonly BounceExample[] {
  return textsIn('bounces.txt');
}

/** Error texts of programs and libraries. */
export function errorExamples(): readonly BounceExample[] {
  return textsIn('errors.txt');
}

/** What people paste without its surroundings: cut lines, error windows, logs of programs without a reader. */
export function pastedExamples(): readonly BounceExample[] {
  return textsIn('pasted.txt');
}

function textsIn(file: string): readonly BounceExample[] {
  const text = readFileSync(join(ROOT, 'test/fixtures/reading', file), 'utf8');
  return text
    .split(/^=== /m)
    .slice(1)
    .map((piece) => {
      const [name = '', ...lines] = piece.split('\n');
      const end = lines.indexOf('');
      const expected = lines.slice(0, end).map((line) => {
        const [recipient = '', code = '', enhanced = '', cause = ''] = line.split(' | ');
        return expectedOf(recipient, code, enhanced, cause);
      });
      return { name, expected, text: lines.slice(end + 1).join('\n') };
    });
}

/** Lines of programs that stamp them by themselves, and lines that some logger wrapped: read as they stand. */
export function rawLogExamples(): readonly LogExample[] {
  return logRows('log-lines.tsv');
}

export function logExamples(): readonly LogExample[] {
  return logRows('logs.tsv');
}

function logRows(file: string): readonly LogExample[] {
  const [, ...rows] = readFileSync(join(ROOT, 'test/fixtures/reading', file), 'utf8')
    .trimEnd()
    .split('\n');
  return rows.map((row) => {
    const [recipient = '', queue = '', code = '', enhanced = '', cause = '', side = '', line = ''] =
      row.split('\t');
    return { ...expectedOf(recipient, code, enhanced, cause), queue: orNull(queue), side, line };
  });
}

/** Other names for the people and hosts, the same in an example and in what is expected of it. */
export function renamed(text: string): string {
  return text
    .replaceAll('bob@', 'b.o+b_1@')
    .replaceAll('eve@', "e-v'e@")
    .replaceAll('mx.example.com', 'in-2.mail.example.com')
    .replaceAll('192.0.2.1]', '2001:db8::25]');
}

/** Ways in which a letter may come without saying anything else. */
export const LETTER_VARIANTS: Readonly<Record<string, (text: string) => Uint8Array>> = {
  'as it is': (text) => Buffer.from(text),
  'with CRLF': (text) => Buffer.from(text.replaceAll('\n', '\r\n')),
  'with CR alone': (text) => Buffer.from(text.replaceAll('\n', '\r')),
  'with other names': (text) => Buffer.from(renamed(text)),
  'as an mbox has it': (text) =>
    Buffer.from(
      /^[\w-]+: /.test(text) && !/^(?:Reporting|Final)/.test(text)
        ? `From MAILER-DAEMON Mon Jan 12 10:00:00 2026\n${text}`
        : text,
    ),
  'with blanks at the ends of lines': (text) =>
    Buffer.from(
      text.replace(/(?<=\S)(?<!=)\n(?!\n)/g, (end, at: number) =>
        at > text.indexOf('\n\n') ? ` ${end}` : end,
      ),
    ),
  'in UTF-16, as PowerShell writes': (text) =>
    Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]),
};

/** What loggers put around a line. */
export const WRAPPINGS: Readonly<Record<string, (line: string) => string>> = {
  syslog: (line) => `Jan 12 10:00:00 mx ${line}`,
  'syslog with a priority': (line) => `<22>Jan  2 10:00:00 mx ${line}`,
  'ISO stamps': (line) => `2026-01-12T10:00:00.123456+01:00 mx ${line}`,
  'RFC 5424': (line) =>
    `<22>1 2026-01-12T10:00:00.123Z mx ${line.replace(/^(\S+?)(?:\[(\d+)\])?: /, (_all, name: string, pid: string | undefined) => `${name} ${pid ?? '-'} - - `)}`,
  'no logger at all': (line) =>
    /^(?:sendmail|sm-mta|postfix|dovecot|rspamd)/.test(line) ? line : `Jan 12 10:00:00 mx ${line}`,
  'Docker as JSON': (line) =>
    JSON.stringify({ log: `Jan 12 10:00:00 mx ${line}\n`, stream: 'stdout', time: '2026-01-12T10:00:00Z' }),
  'docker compose': (line) => `mailserver-1  | Jan 12 10:00:00 mx ${line}`,
  'journald as JSON': (line) => {
    const [, name = '', message = ''] = /^(\S+?)(?:\[\d+\])?: (.*)$/.exec(line) ?? [];
    return JSON.stringify({
      __REALTIME_TIMESTAMP: '1736675000000000',
      SYSLOG_IDENTIFIER: name,
      MESSAGE: message,
    });
  },
  'with CR at the end': (line) => `Jan 12 10:00:00 mx ${line}\r`,
};
