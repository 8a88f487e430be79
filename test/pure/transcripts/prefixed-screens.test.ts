/**
 * Screens on which a program or a logger puts something in front of each line, with replies of several lines: whatever it is, and
 * however the further lines are marked, everything that was said is read, and nobody is accused.
 */

import { describe, expect, it } from 'vitest';
import { judgeConversation } from '../../../src/pure/explain/index.ts';
import { filmOf, openingOf } from '../../../src/pure/sessions/index.ts';
import { readTranscript, toSession } from '../../../src/pure/transcripts/index.ts';

const TALK: readonly (readonly ['S' | 'C', ...string[]])[] = [
  ['S', '220 mx.example.com ESMTP'],
  ['C', 'EHLO pc'],
  ['S', '250-mx.example.com', '250-SIZE 1000', '250 AUTH PLAIN LOGIN'],
  ['C', 'AUTH PLAIN AGthaUBzZW5kZXI='],
  ['S', '235 ok'],
  ['C', 'MAIL FROM:<kai@sender.example>'],
  ['S', '250 ok'],
  ['C', 'RCPT TO:<lee@reader.example>'],
  ['S', '550-5.1.1 no such user', '550-5.1.1 here', '550 5.1.1 sorry'],
  ['C', 'QUIT'],
  ['S', '221 bye'],
];
const SAID = TALK.flatMap(([side, ...lines]) => lines.map((line) => `${side} ${line}`));

const FRONTS = [
  ...['', '10:00:00 3456 ', '10:00:00  3456 ', '2026-01-12 10:00:00.123 ', '[12] ', 'app-1  | '],
  ...['2026-01-12T10:00:00Z DEBUG smtp: ', 'Jan 12 10:00:00 host app[33]: ', '(pid 77) '],
  ...['[2026-01-12 10:00:00] [1234] ', 'DEBUG:root:', '2026/01/12 10:00:00 mail.go:12: '],
];

/** In front of what the server says, and of what the client says. */
const MARKS: Readonly<Record<string, readonly [string, string]>> = {
  swaks: ['<-  ', ' -> '],
  exim: ['  SMTP<< ', '  SMTP>> '],
  msmtp: ['<-- ', '--> '],
  PHPMailer: ['SERVER -> CLIENT: ', 'CLIENT -> SERVER: '],
  words: ['Got: ', 'Sent: '],
  arrows: ['<<< ', '>>> '],
  letters: ['S: ', 'C: '],
  'words and arrows': ['recv <- ', 'send -> '],
};

/** What stands in front of a further line of a reply. */
const FURTHER: Readonly<Record<string, (front: string, mark: string) => string>> = {
  'are marked too': (front, mark) => front + mark,
  'are indented': (front, mark) => front + ' '.repeat(mark.length),
  'stand at the margin': (front) => front,
  'are indented, without what is in front': (front, mark) => ' '.repeat(front.length + mark.length),
  'stand at the margin, without what is in front': () => '',
};

function printed(front: string, [server, client]: readonly [string, string], further: string): string {
  const before = FURTHER[further] ?? ((): string => '');
  const lines = TALK.flatMap(([side, ...said]) =>
    said.map((line, at) => {
      const mark = side === 'S' ? server : client;
      return (at === 0 ? front + mark : before(front, mark)) + line;
    }),
  );
  return `${lines.join('\n')}\n`;
}

describe.each(Object.entries(MARKS))('marks of %s', (_name, marks) => {
  describe.each(Object.keys(FURTHER))('further lines %s', (further) => {
    it.each(FRONTS)('behind %j', (front) => {
      const { dialogues } = readTranscript(printed(front, marks, further), 'x', 'auto');
      expect(dialogues).toHaveLength(1);
      const [dialogue] = dialogues;
      if (dialogue === undefined) return;
      const sides: Readonly<Record<string, string>> = { client: 'C', server: 'S' };
      const said = dialogue.turns.flatMap(({ kind, text }) =>
        sides[kind] === undefined ? [] : [`${sides[kind]} ${text}`],
      );
      expect(said).toEqual(SAID);
      const file = toSession(dialogue, 'x');
      const faults = judgeConversation(filmOf(file), openingOf(file), dialogue.ending);
      expect(faults.filter(({ severity }) => severity === 'error')).toEqual([]);
    });
  });
});

describe('calls typed at a prompt', () => {
  it.each([
    ['PowerShell', 'PS C:\\> $r.ReadLine()', (text: string) => `PS C:\\> $w.WriteLine("${text}")`],
    ['Python', '>>> print(s.recv(1000).decode())', (text: string) => `>>> s.sendall(b"${text}\\r\\n")`],
    ['PHP', 'php > echo fgets($f);', (text: string) => `php > fputs($f, '${text}\\r\\n');`],
  ])('of %s are what the client says', (_name, reads, call) => {
    const text = TALK.flatMap(([side, ...lines]) =>
      side === 'S' ? [reads, ...lines] : lines.map((line) => call(line)),
    ).join('\n');
    const { dialogues } = readTranscript(text, 'x', 'auto');
    const said = dialogues.flatMap(({ turns }) =>
      turns.flatMap(({ kind, text: line }) =>
        kind === 'client' ? [`C ${line}`] : kind === 'server' ? [`S ${line}`] : [],
      ),
    );
    expect(said).toEqual(SAID);
  });
});
