/** Transcripts of documents and of other programs: each quirk once, in fragments of our own. */

import { describe, expect, it } from 'vitest';
import { growth, LINEAR } from '../../support/growth.ts';
import { parseSession, printSession } from '../../../src/pure/sessions/index.ts';
import { readTranscript, toSession } from '../../../src/pure/transcripts/index.ts';
import type { Notation, Turn } from '../../../src/pure/transcripts/index.ts';

const SHORT: Readonly<Record<Turn['kind'], string>> = {
  client: 'C',
  server: 'S',
  letter: 'L',
  chunk: 'K',
  placeholder: 'P',
  hidden: 'H',
  tls: 'tls',
  note: 'note',
  omitted: 'omitted',
};

/** What was read, a line a turn, dialogues apart; the codes of the remarks. */
function read(text: string, notation: Notation | 'auto' = 'auto') {
  const { dialogues, problems, notation: found } = readTranscript(text, 'pasted', notation);
  const turns = dialogues.map(({ turns: all }) =>
    all.map(({ kind, text: said }) => (kind === 'tls' ? 'tls' : `${SHORT[kind]} ${said}`)),
  );
  // Whatever was read makes a file of our own that reads the same.
  for (const dialogue of dialogues) {
    const clean = parseSession(printSession(toSession(dialogue, 'clean', () => 'why')), 'clean');
    expect(clean.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  }
  return { turns, found, codes: problems.map(({ fault }) => fault.code) };
}

describe('dialogues of documents', () => {
  it('know the server by what it says: in old ones S: is the sender', () => {
    const { turns, codes } = read('   S: HELO a.example\n   R: 250 b.example\n   S: QUIT\n   R: 221 bye\n');
    expect(turns).toEqual([['C HELO a.example', 'S 250 b.example', 'C QUIT', 'S 221 bye']]);
    expect(codes).toContain('T006');
  });

  it('have arrows that point either way', () => {
    const out = ['C HELO a.example', 'S 250 ok'];
    expect(read('>>> HELO a.example\n<<< 250 ok\n', 'rfc').turns).toEqual([out]);
    expect(read('  <--- HELO a.example\n  ---> 250 ok\n', 'rfc').turns).toEqual([out]);
  });

  it('have lines of both sides, which are events', () => {
    const { turns, codes } = read(
      'C: STARTTLS\nS: 220 go\nC: <starts TLS negotiation>\nC & S: <negotiate a TLS session>\nC: EHLO x\nS: 250 y\n',
      'rfc',
    );
    expect(turns).toEqual([['C STARTTLS', 'S 220 go', 'tls', 'C EHLO x', 'S 250 y']]);
    expect(codes).toContain('T008');
  });

  it('may stand further left than the prose around them, or further right', () => {
    const { turns } = read(
      '      Now it speaks:\n\nC: NOOP\nS: 250 ok\n\n      And so on it went.\nC: lost\n',
      'rfc',
    );
    expect(turns[0]).toEqual(['C NOOP', 'S 250 ok']);
    expect(read('               C: NOOP\n               S: 250 ok\n', 'rfc').turns).toHaveLength(1);
  });

  it('have the first space as separator, unless every line has more', () => {
    expect(read('C: DATA\nS: 354 go\nC:   indented\nC: .\n', 'rfc').turns[0]).toContain('L   indented');
    expect(read('P:  220 hi\nC:  EHLO x\nP:  250 hi\n', 'rfc').turns).toEqual([
      ['S 220 hi', 'C EHLO x', 'S 250 hi'],
    ]);
  });

  it('write an empty line of a letter as a mark alone', () => {
    expect(read('C: DATA\nS: 354 go\nC: Subject: x\nC:\nC: y\nC: .\nS: 250 ok\n', 'rfc').turns[0]).toEqual([
      ...['C DATA', 'S 354 go', 'L Subject: x', 'L ', 'L y', 'L .', 'S 250 ok'],
    ]);
  });

  it('write line ends out, and the end of a letter', () => {
    const { turns } = read(
      'S: DATA <CRLF>\nR: 354 end with <CRLF>.<CRLF>\nS: text<CRLF>\nS: <CRLF>.<CRLF>\nR: 250 ok\n',
      'rfc',
    );
    expect(turns).toEqual([['C DATA', 'S 354 end with <CRLF>.<CRLF>', 'L text', 'L .', 'S 250 ok']]);
  });

  it('leave commands out with dots, and stand dots for a letter', () => {
    const { turns, codes } = read(
      'C: NOOP\nS: 250 ok\n   ...\nC: DATA\nS: 354 go\n . . .\nC: .\nS: 250 ok\n',
      'rfc',
    );
    expect(turns[0]).toEqual([
      'C NOOP',
      'S 250 ok',
      'omitted ...',
      'C DATA',
      'S 354 go',
      'P . . .',
      'L .',
      'S 250 ok',
    ]);
    expect(codes).toContain('T005');
  });

  it('have literal dots in the marked lines of a letter', () => {
    const { turns } = read('C: DATA\nS: 354 go\nC: and so on...\nC: ...\nC: .\nS: 250 ok\n', 'rfc');
    expect(turns[0]).toEqual(['C DATA', 'S 354 go', 'L and so on...', 'L ...', 'L .', 'S 250 ok']);
  });

  it('stand words in brackets for a letter, or a block to >>', () => {
    expect(read('C: DATA\nS: 354 go\nC: (message goes here)\nC: .\nS: 250 ok\n', 'rfc').turns[0]).toContain(
      'P (message goes here)',
    );
    const { turns } = read('C: DATA\nS: 354 go\nC: <<a letter with\n   two parts>>\nS: 250 ok\n', 'rfc');
    expect(turns[0]).toEqual(['C DATA', 'S 354 go', 'P <<a letter with', 'L .', 'S 250 ok']);
  });

  it('say events as speech, and as notes without a mark', () => {
    const { turns } = read(
      'S: <wait for connection>\nC: [connection established]\nS: 220 hi\n[Negotiate TLS...]\n(at this point the client\n says it again)\nC: EHLO x\nS: 250 y\n',
      'rfc',
    );
    expect(turns[0]).toEqual([
      'note <wait for connection>',
      'note [connection established]',
      'S 220 hi',
      'tls',
      'note (at this point the client says it again)',
      'C EHLO x',
      'S 250 y',
    ]);
  });

  it('have notes between dots', () => {
    const { turns } = read(
      'C: STARTTLS\nS: 220 go\n    ... TLS negotiation goes on\n    for a while ...\nC: EHLO x\nS: 250 y\n',
      'rfc',
    );
    expect(turns[0]).toEqual(['C STARTTLS', 'S 220 go', 'tls', 'C EHLO x', 'S 250 y']);
  });

  it.each([
    [
      'backslash',
      'C: MAIL FROM:<a@b.example> \\\n      RET=HDRS\nS: 250 ok\n',
      'C MAIL FROM:<a@b.example> RET=HDRS',
    ],
    [
      'parameter',
      'C: MAIL FROM:<a@b.example>\n      RET=HDRS\nS: 250 ok\n',
      'C MAIL FROM:<a@b.example> RET=HDRS',
    ],
    [
      'token',
      'C: BURL imap://x@y.example/z;\n      uid=1/;u=2\nS: 250 ok\n',
      'C BURL imap://x@y.example/z;uid=1/;u=2',
    ],
    [
      'base64',
      'C: AUTH PLAIN dGVzdAB0ZXN0ADEyMzQ1Njc4\n      OTA=\nS: 235 ok\n',
      'C AUTH PLAIN dGVzdAB0ZXN0ADEyMzQ1Njc4OTA=',
    ],
    [
      'challenge',
      '   C: AUTH CRAM-MD5\n   S: 334\n   PDE4OTYuNjk3PQ==\n   C: abc=\n   S: 235 ok\n',
      'S 334 PDE4OTYuNjk3PQ==',
    ],
    ['reply-text', '   C: NOOP\n   S: 250 a long\n      answer\n', 'S 250 a long answer'],
  ])('break a line, which is joined again: %s', (_, text, whole) => {
    const { turns, codes } = read(text, 'rfc');
    expect(turns[0]).toContain(whole);
    expect(codes).toContain('T004');
  });

  it('fold fields of a letter without a mark, or mark only its first line', () => {
    const { turns } = read(
      '   C: DATA\n   S: 354 go\n   C: From: a@b.example\n      To: c@d.example;\n       e@f.example\n\n      Hello\n      .\n   S: 550 no\n',
      'rfc',
    );
    expect(turns[0]).toEqual([
      ...[
        'C DATA',
        'S 354 go',
        'L From: a@b.example',
        'L To: c@d.example;',
        'L  e@f.example',
        'L ',
        'L Hello',
        'L .',
      ],
      'S 550 no',
    ]);
  });

  it('go another way behind Or, and are cut apart there', () => {
    const { turns, codes } = read(
      'C: RCPT TO:<a@b.example>\nS: 250 ok\n\nOr\n\nS: 551 try c@d.example\nC: QUIT\n',
      'rfc',
    );
    expect(turns).toHaveLength(2);
    expect(codes).toContain('T011');
  });

  it('are broken by pages in the middle of a reply', () => {
    const page =
      '\n\n\nAuthor                 Informational                [Page 7]\n\fRFC 9999          A title          May 1999\n\n\n';
    const { turns, codes } = read(`   C: EHLO x\n   S: 250-y${page}   S: 250 SIZE\n`, 'rfc');
    expect(turns).toEqual([['C EHLO x', 'S 250-y', 'S 250 SIZE']]);
    expect(codes).toEqual(['T010']);
  });

  it('begin again with a second greeting', () => {
    const one = 'S: 220 hi\nC: QUIT\nS: 221 bye\n';
    expect(read(one + one, 'rfc').turns).toHaveLength(2);
  });

  it('have more replies than commands in LMTP, and groups of both when pipelined', () => {
    const { codes, turns } = read(
      'C: MAIL FROM:<a@b.example>\nC: RCPT TO:<c@d.example>\nC: DATA\nS: 250 ok\nS: 250 ok\nS: 354 go\nC: x\nC: .\nS: 250 ok\nS: 452 full\n',
      'rfc',
    );
    expect(turns[0]).toHaveLength(10);
    expect(codes).toEqual([]);
  });

  it('have chunks behind BDAT that are no commands', () => {
    const { turns } = read('S: BDAT 8 LAST\nS: To: x<CR><LF>\nS: <CR><LF>\nR: 250 ok, 8 octets\n', 'rfc');
    expect(turns[0]).toEqual(['C BDAT 8 LAST', 'K To: x', 'K ', 'S 250 ok, 8 octets']);
  });

  it('have a third party, and the tags of another protocol', () => {
    const { turns, codes } = read(
      'M: EHLO x\nS: 250 y\nM: {to I} a1 LOGIN b c\nI: a1 OK done\nM: {to S} NOOP\nS: 250 ok\nM: t1 AUTH EXTERNAL =\nS: 235 ok\n',
      'rfc',
    );
    expect(turns[0]).toEqual(['C EHLO x', 'S 250 y', 'C NOOP', 'S 250 ok', 'C AUTH EXTERNAL =', 'S 235 ok']);
    expect(codes.filter((code) => code === 'T009')).toHaveLength(3);
  });

  it('change their roles behind ATRN', () => {
    const { turns, codes } = read(
      'P: 220 p\nC: ATRN c.example\nP: 250 turning\nC: 220 c\nP: EHLO p\nC: 250 c\nP: QUIT\nC: 221 bye\n',
      'rfc',
    );
    expect(turns[0]?.slice(3)).toEqual(['S 220 c', 'C EHLO p', 'S 250 c', 'C QUIT', 'S 221 bye']);
    expect(codes).toContain('T007');
  });

  it('are no tables of outcomes', () => {
    expect(read('   S: 250, 251\n   E: 552, 554\n', 'rfc').codes).toEqual(['T012', 'unknown-notation']);
  });
});

describe('defects that dialogues of documents have', () => {
  it.each([
    ['a reply that never ends', 'S: 220-hi\nC: EHLO x\nS: 250 y\n', 'T001', 'S: 220 hi'],
    ['a reply without a code', 'C: STARTTLS\nS: go ahead\nC: NOOP\nS: 250 ok\n', 'T002', 'S: 2xx go ahead'],
    [
      'a command without a reply',
      'C: EHLO x\nS: 250 y\nC: MAIL FROM:<a@b.example>\nC: RCPT TO:<c@d.example>\nS: 250 ok\nC: QUIT\nS: 221 bye\n',
      'T003',
      'C: QUIT',
    ],
    ['QUIT without a reply', 'C: NOOP\nS: 250 ok\nC: QUIT\n', 'T003', 'C: QUIT'],
  ])('%s', (_, text, code, line) => {
    const { dialogues, problems } = readTranscript(text, 'x', 'rfc');
    expect(problems.map(({ fault }) => fault.code)).toContain(code);
    const [first] = dialogues;
    expect(first === undefined ? '' : printSession(toSession(first, 'x'))).toContain(line);
  });

  it('has a letter whose end is not printed', () => {
    const { turns } = read('C: DATA\nS: 354 go\nS: 250 ok\n', 'rfc');
    expect(turns[0]).toEqual(['C DATA', 'S 354 go', 'P ...', 'L .', 'S 250 ok']);
  });
});

describe('transcripts of programs', () => {
  it.each<readonly [Notation, string]>([
    [
      'swaks',
      '=== Connected to 127.0.0.1.\n<-  220 hi\n -> EHLO x\n<-  250-y\n<-  250 SIZE\n -> QUIT\n<** 221 bye\n=== Connection closed\n',
    ],
    ['curl', '* Connected to x\n< 220 hi\n> EHLO x\n< 250-y\n< 250 SIZE\n> QUIT\n< 221 bye\n* Closing\n'],
    [
      'postfix',
      'Transcript of session follows.\n\n Out: 220 hi\n In:  EHLO x\n Out: 250-y\n Out: 250 SIZE\n In:  QUIT\n Out: 221 bye\n\nFor details see the log.\n',
    ],
    [
      'sendmail',
      '   ----- Transcript of session follows -----\n... while talking to x:\n<<< 220 hi\n>>> EHLO x\n<<< 250-y\n<<< 250 SIZE\n>>> QUIT\n<<< 221 bye\n550 5.1.1 a@b.example... User unknown\n',
    ],
    ['msmtp', '<-- 220 hi\n--> EHLO x\n<-- 250-y\n<-- 250 SIZE\n--> QUIT\n<-- 221 bye\n'],
    [
      'mailkit',
      'Connected to smtp://x/\n2026-01-02T10:11:12Z S: 220 hi\n2026-01-02T10:11:12Z C: EHLO x\n2026-01-02T10:11:12Z S: 250-y\n2026-01-02T10:11:12Z S: 250 SIZE\n2026-01-02T10:11:12Z C: QUIT\n2026-01-02T10:11:12Z S: 221 bye\n',
    ],
    [
      'go-mail',
      '2026/01/02 10:11:12 DEBUG: C <-- S: 220 hi\n2026/01/02 10:11:12 DEBUG: C --> S: EHLO x\n2026/01/02 10:11:12 DEBUG: C <-- S: 250-y\n2026/01/02 10:11:12 DEBUG: C <-- S: 250 SIZE\n2026/01/02 10:11:12 DEBUG: C --> S: QUIT\n2026/01/02 10:11:12 DEBUG: C <-- S: 221 bye\n',
    ],
    [
      'phpmailer',
      '2026-01-02 10:11:12 SERVER -> CLIENT: 220 hi\n2026-01-02 10:11:12 CLIENT -> SERVER: EHLO x\n2026-01-02 10:11:12 SERVER -> CLIENT: 250-y\n    250 SIZE\n2026-01-02 10:11:12 CLIENT -> SERVER: QUIT\n2026-01-02 10:11:12 SERVER -> CLIENT: 221 bye\n',
    ],
    [
      'hmailserver',
      '"SMTPD"\t1\t2\t"2026-01-02 10:11:12"\t"192.0.2.1"\t"SENT: 220 hi"\n"SMTPD"\t1\t2\t"x"\t"y"\t"RECEIVED: EHLO x"\n"SMTPD"\t1\t2\t"x"\t"y"\t"SENT: 250-y"\n"SMTPD"\t1\t2\t"x"\t"y"\t"SENT: 250 SIZE"\n"SMTPD"\t1\t2\t"x"\t"y"\t"RECEIVED: QUIT"\n"SMTPD"\t1\t2\t"x"\t"y"\t"SENT: 221 bye"\n',
    ],
    ['exim', '??? 220 hi\nEHLO x\n??? 250-y\n??? 250 SIZE\nQUIT\n??? 221 bye\n'],
    [
      'telnet',
      "Trying 127.0.0.1...\nConnected to x.\nEscape character is '^]'.\n220 hi\nEHLO x\n250-y\n250 SIZE\nQUIT\n221 bye\nConnection closed by foreign host.\n",
    ],
  ])('%s is recognised and read', (notation, text) => {
    const { turns, found } = read(text);
    expect({ found, turns }).toEqual({
      found: notation,
      turns: [['S 220 hi', 'C EHLO x', 'S 250-y', 'S 250 SIZE', 'C QUIT', 'S 221 bye']],
    });
  });

  it('know TLS, and a letter that curl does not show', () => {
    const { turns } = read(
      '> STARTTLS\n< 220 go\n* SSL connection using TLSv1.3 / X\n> DATA\n< 354 go\n} [41 bytes data]\n* upload completely sent off: 41 bytes\n< 250 ok\n',
    );
    expect(turns[0]).toEqual([
      'C STARTTLS',
      'S 220 go',
      'tls',
      'C DATA',
      'S 354 go',
      'P } [41 bytes data]',
      'L .',
      'S 250 ok',
    ]);
  });
});

describe('cost', () => {
  it('is linear in the lines, and in the length of one', () => {
    const lines = (size: number): string => 'C: NOOP\nS: 250 ok\n  wrapped\n(a note\n'.repeat(size);
    expect(readTranscript(lines(25_000), 'x', 'rfc').dialogues).toHaveLength(1);
    expect(growth((size) => readTranscript(lines(size), 'x', 'rfc'), 100)).toBeLessThan(LINEAR);
    const line = (size: number): string => `C: ${'('.repeat(size)}\nS: 250 ${'.'.repeat(size)}\n`;
    expect(growth((size) => readTranscript(line(size), 'x'), 10_000)).toBeLessThan(LINEAR);
  });

  it('has nothing to say of a text without a conversation', () => {
    expect(read('Dear all,\n\nnothing here.\n').codes).toEqual(['unknown-notation']);
  });
});
