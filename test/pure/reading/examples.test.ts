/** Every example of our own is answered right, and so is each of its variants: no rule fits one file only. */

import { describe, expect, it } from 'vitest';
import { readLogLine, readText } from '../../../src/pure/reading/index.ts';
import type { Reading } from '../../../src/pure/reading/index.ts';
import {
  bounceExamples,
  errorExamples,
  LETTER_VARIANTS,
  logExamples,
  pastedExamples,
  rawLogExamples,
  renamed,
  WRAPPINGS,
} from '../../support/reading-examples.ts';

function short({ recipient, code, enhanced, cause }: Reading): object {
  return { recipient, code, enhanced, cause };
}

describe.each(Object.entries(LETTER_VARIANTS))('a bounce %s', (variant, write) => {
  it.each(bounceExamples().map((example) => [example.name, example] as const))(
    'of %s',
    (_name, { text, expected }) => {
      const { readings } = readText(write(text));
      const wanted = expected.map((row) => ({
        ...row,
        recipient:
          row.recipient === null || variant !== 'with other names' ? row.recipient : renamed(row.recipient),
      }));
      expect(readings?.map(short)).toEqual(wanted);
    },
  );
});

describe.each(['as it is', 'with CRLF', 'with other names', 'in UTF-16, as PowerShell writes'])(
  'an error text %s',
  (variant) => {
    it.each([...errorExamples(), ...pastedExamples()].map((example) => [example.name, example] as const))(
      'of %s',
      (_name, { text, expected }) => {
        const { readings } = readText(LETTER_VARIANTS[variant]?.(text) ?? new Uint8Array());
        const changed = variant === 'with other names';
        expect(readings?.map(short)).toEqual(
          expected.map((row) => ({
            ...row,
            recipient: row.recipient !== null && changed ? renamed(row.recipient) : row.recipient,
          })),
        );
      },
    );
  },
);

describe.each([
  ...Object.entries(WRAPPINGS).map(([wrapping, wrap]) => [wrapping, wrap, logExamples()] as const),
  ['as it stands', (line: string) => line, rawLogExamples()] as const,
])('a log line: %s', (_wrapping, wrap, examples) => {
  it.each(examples.map((example) => [example.line.slice(0, 60), example] as const))(
    '%s',
    (_start, example) => {
      const reading = readLogLine(wrap(example.line), 7);
      const { recipient, code, enhanced, cause, queue, side } = example;
      expect(
        reading === null
          ? null
          : { ...short(reading), queueId: reading.queueId, side: reading.side, lines: reading.lines },
      ).toEqual({
        ...{ recipient, code, enhanced, cause, queueId: queue, side, lines: [7, 7] },
      });
    },
  );
});

describe('what is no log and no bounce', () => {
  it.each([
    ['a status of the web beside mail', 'POST /api/mail HTTP/1.1: 503 Service Unavailable, mailbox full'],
    ['a price behind a colon', 'Mail order, total: 550 Euro, paid'],
    ['a port in brackets', 'SMTP server smtp.example.net (587) is set'],
    ['a time behind a dash', 'mail queue - 450 10:00:00 spam'],
    ['an amount between cells', 'ann@example.net,554 items,paid'],
    ['a number in prose', 'I bought 550 apples and 421 pears.'],
    ['cipher bits', 'verify=FAIL, cipher=ECDHE, bits=256/256'],
    ['a web server', '127.0.0.1 - - [12/Jan/2026:10:00:00 +0000] "POST /mail HTTP/1.1" 500 12'],
    ['a gateway', 'HTTP 502 Bad Gateway'],
    ['a limit of time', 'time limit of 300 seconds exceeded'],
    [
      'a letter with numbers and an address',
      'From: Ann <ann@example.net>\nTo: bob@example.com\nSubject: numbers\n\nHi bob@example.com,\n\nthe flight is BA 550 and the price 421 Euro.\nSee you at 10:00, room 554.\n',
    ],
    ['numbers in a letter', 'Please find the invoice no. 550123 for 5.1.1 hours. Call me at 450 220.'],
    ['a pair of numbers', 'Dear team, our new order 550 5.1.1 units were shipped. Regards'],
    ['a history', 'Version history: 4.50 5.0.1 fixed a bug in the parser; released to ann@example.net'],
    ['a table of people', 'email,name,reason\nbob@example.com,Bob,subscribed in shop\n'],
    ['a table of calls', 'to,details\nann@example.net,"call 550 5661 tomorrow"\n'],
    [
      'a parcel',
      '> On Monday Ann wrote:\n> I could not deliver the parcel to bob@example.com: the box was full of sand.\n',
    ],
    ['a page not found', 'code=404, message="page not found"\ncode=500 message="internal error in /api/x"\n'],
    ['an API', '{"code":404,"message":"user not found"}'],
    ['a reply of the web', 'HTTP/1.1 503 Service Unavailable\nRetry-After: 120\nContent-Type: text/html\n'],
    ['an invoice', 'Invoice to: ann@example.net\nAmount: 550,10 EUR\nReference: 5.1.1-2026\n'],
    [
      'notes of a meeting',
      'Meeting notes: 421 visitors came, 450 chairs were rented, mailbox for feedback was full by noon.',
    ],
    [
      'a mailbox of wood',
      "The recipient's mailbox at the front gate is full of leaves; the post office was closed at 5.30.",
    ],
    ['a database', "ERROR 1045 (28000): Access denied for user 'mail'@'localhost' (using password: YES)"],
    ['a disk', 'kernel: EXT4-fs error (device sda1): 552 blocks free'],
    ['a shell elsewhere', 'ssh: connect to host git.example.net port 22: Permission denied (publickey)'],
    [
      'a service behind',
      '{"status":503,"error":"Service Unavailable","message":"upstream mail-api timed out","path":"/v1/users"}',
    ],
    [
      'a report of a backup',
      'Backup report: 552 files, 5.2.2 GB, mailbox archive not full. Sent to admin@example.net',
    ],
    ['an advisory', 'CVE-2026-5511: user unknown to the server may send 550 bytes; see advisory 5.1.1'],
    ['a ticket', 'Ticket #550: 5 new comments. The mail server migration is planned for 4.5.2026.'],
    ['a package', 'apt: E: Unable to locate package postfix-550 5.1.1-2ubuntu1'],
    [
      'a refused parcel',
      'To: ann@example.net - 554 Main Road, delivery refused by neighbour, parcel is back at the depot',
    ],
    ['curl and the web', 'curl: (22) The requested URL returned error: 503'],
    [
      'a connection of the web',
      "HTTPSConnectionPool(host='api.example.net', port=443): Max retries exceeded (Caused by NewConnectionError: [Errno 111] Connection refused)",
    ],
    ['a connection of a store', 'redis: connection refused at 127.0.0.1:6379'],
    ['a sign-in of a mailbox', 'IMAP error: [AUTHENTICATIONFAILED] Authentication failed.'],
    [
      'a job',
      'Dec 12 10:00:00 pi cron[77]: (root) CMD (test -x /usr/sbin/anacron || run-parts /etc/cron.daily) 550',
    ],
    [
      'a parcel for Bea',
      'Your parcel to Bea could not be delivered: recipient not found at 550 Spire Road. Visit our depot.',
    ],
    ['an order', 'Order for bob@example.com\nPrice: 550 Euro\nRoom: 404 free\n'],
    [
      'a letter',
      'From: ann@example.com\nTo: bob@example.org\nSubject: 550 5.1.1 User unknown\n\nNothing happened. 552 is a nice number.\n',
    ],
    ['nothing', ''],
  ])('gets no answer: %s', (_name, text) => {
    expect(readText(Buffer.from(text)).readings ?? []).toEqual([]);
  });

  it.each([
    'dial tcp 192.0.2.25:587: connect: operation timed out',
    'Unable to connect to mail.example.com:465: Connection timed out',
    'Error connecting: smtp.example.com, 993, refused: connection refused',
  ])('has no code where a port stands: %s', (text) => {
    expect(readText(Buffer.from(text)).readings).toMatchObject([{ code: null, enhanced: null }]);
  });

  it('is named where it has a kind of its own', () => {
    expect(readText(Buffer.from([0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0])).kind).toBe('capture');
    expect(readText(Buffer.from([0, 1, 2, 3])).kind).toBe('binary');
  });
});
