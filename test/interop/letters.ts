/** Conversations about letters of every kind, compared octet for octet with what lies in the mailbox. */

import { expect } from 'vitest';
import {
  always,
  expectStored,
  deliver,
  expectExit,
  file,
  has,
  home,
  markedLetter,
  newMark,
  sendTo,
  TO,
} from './talk.ts';
import type { Conversation, Talk } from './talk.ts';
import { DOMAIN } from './server.ts';

const DOTS = '.\r\n..\r\n.hidden\r\na.b\r\n...\r\n\r\n.\r\n';
/** About five million octets: lines of many lengths, many that begin with dots. */
const LARGE = Buffer.from(
  Array.from({ length: 90_000 }, (_, at) => `${at % 7 === 0 ? '.' : ''}${'x'.repeat(at % 100)} ${at}`).join(
    '\r\n',
  ) + '\r\n',
);

/** Letters by what is hard about them. */
const LETTERS: Readonly<Record<string, string | Buffer>> = {
  'plain text': 'A line.\r\nAnother.\r\n',
  'lines that begin with dots': DOTS,
  'bare LFs': 'one\n.\ntwo\nthree\n',
  'no end of its last line': 'one\r\n.two',
  'a line of 998 octets': `${'x'.repeat(998)}\r\n`,
  'an empty body': '',
  'blank lines at its end': 'one\r\n\r\n\r\n',
  '5 MB of lines': LARGE,
};

/** UTF-8, and octets that are no UTF-8. */
const EIGHT_BITS = Buffer.concat([
  Buffer.from('Grüße, Привет\r\n.точка\r\n'),
  Buffer.from([0xff, 0xfe, 0x80, 0x0d, 0x0a]),
]);

export const letters: readonly Conversation[] = [
  ...Object.entries(LETTERS).map(([name, body]): Conversation => ({
    name,
    fits: always,
    hold: async (talk) => void (await deliver(talk, home(talk), body)),
  })),
  {
    name: '8-bit text',
    fits: has('8BITMIME'),
    hold: async (talk) => {
      const said = await deliver(talk, home(talk), EIGHT_BITS);
      expect(said.out).toContain('BODY=8BITMIME');
    },
  },
  {
    name: '5 MB attachment, Cyrillic subject',
    fits: always,
    hold: async (talk) => {
      const { default: PostalMime } = await import('postal-mime');
      const content = Buffer.alloc(5_000_000, 'smtp-lab attachment\n.\n');
      const mark = newMark();
      const { place, args } = home(talk);
      const said = await sendTo(
        talk,
        place,
        ...['--to', TO, '--header', mark, '--subject', 'Вложение', '--body', 'Смотрите файл.'],
        ...['--attach', file(talk, content, 'bin'), ...args],
      );
      expectExit(said, 0);
      const stored = await talk.running.stored(mark);
      const mail = await PostalMime.parse(stored);
      expect(mail.text?.trim()).toBe('Смотрите файл.');
      const bytes = mail.attachments[0]?.content;
      expect(bytes instanceof ArrayBuffer ? Buffer.from(bytes).equals(content) : bytes).toBe(true);
    },
  },
  {
    name: 'SMTPUTF8: header and sender',
    fits: has('SMTPUTF8'),
    hold: async (talk) => {
      const { place, args } = home(talk);
      const { mark, letter } = markedLetter('Привет\r\n', 'Письмо от Боба');
      const path = file(talk, letter);
      const said = await sendTo(talk, place, '--to', TO, '--eml', path, ...args, '--from', `боб@${DOMAIN}`);
      expectExit(said, 0);
      expect(said.out).toMatch(/MAIL FROM:<боб@example\.test>.* SMTPUTF8/);
      await expectStored(talk, mark, letter);
    },
  },
  ...Object.entries({
    'BDAT with dots': DOTS.repeat(1000),
    'BDAT of 5 MB': LARGE,
    'BDAT of 8-bit text': EIGHT_BITS,
  }).map(([name, body]): Conversation => ({
    name,
    fits: has('CHUNKING'),
    hold: (talk) => inChunks(talk, body),
  })),
  {
    name: 'twenty letters, one connection',
    fits: always,
    hold: async (talk) => {
      const { place, args } = home(talk);
      const said = await sendTo(talk, place, '--to', TO, '--count', '20', ...args);
      expectExit(said, 0);
      expect(said.out.match(/Connected to/g)).toHaveLength(1);
    },
  },
  {
    name: 'one command at a time',
    fits: has('PIPELINING'),
    hold: async (talk) => void (await deliver(talk, home(talk), DOTS, '--no-pipelining')),
  },
  {
    name: 'two recipients',
    fits: always,
    hold: async (talk) => void (await deliver(talk, home(talk), 'For two.\r\n', '--to', `bob@${DOMAIN}`)),
  },
  {
    name: 'DSN asked for',
    fits: has('DSN'),
    hold: async (talk) => {
      const asked = ['--dsn-notify', 'failure,delay', '--dsn-ret', 'hdrs', '--dsn-envid', 'lab-1'];
      const said = await deliver(talk, home(talk), 'Tell me.\r\n', ...asked);
      expect(said.out).toMatch(/RET=HDRS ENVID=lab-1/);
      expect(said.out).toMatch(/NOTIFY=FAILURE,DELAY/);
    },
  },
];

async function inChunks(talk: Talk, body: string | Buffer): Promise<void> {
  const said = await deliver(talk, home(talk), body, '--chunking', '--show-data', '1');
  expect(said.out).toMatch(/C: BDAT \d+ LAST/);
}
