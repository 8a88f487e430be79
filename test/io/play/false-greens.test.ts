/**
 * An attack on greens: session files, servers, clients and transcripts that must not pass, each for a reason of its own. The same files
 * pass where nothing is wrong, so that none of them fails for another reason.
 */

import { connect } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { playSession } from '../../../src/index.ts';
import { runHere, runInside } from '../../support/run-inside.ts';
import { scriptedServer } from '../../support/scripted-server.ts';
import type { Say } from '../../support/scripted-server.ts';

type PlayOptions = NonNullable<Parameters<typeof playSession>[1]>;

const folder = mkdtempSync(join(tmpdir(), 'smtp-lab-greens-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
let files = 0;
const file = (text: string): string => {
  const path = join(folder, `${++files}.smtp`);
  writeFileSync(path, text);
  return path;
};

const OPEN = 'S: 220 ...\nC: EHLO client.example.test\nS: 250-mail.example.test ...\nS: 250 SIZE 1000\n';
const NOOP = 'C: NOOP\nS: 250 2.0.0 ...\n';
const BYE = 'C: QUIT\nS: 221 ...\n';
const MAIL = `C: MAIL FROM:<student@example.test>
S: 250 ...
C: RCPT TO:<teacher@example.test>
S: 250 ...
C: DATA
S: 354 ...
C: Subject: a letter
C:
C: Its text.
C: .
S: 250 2.0.0 queued as {{id}}
`;
const ANSWERS: Readonly<Record<string, Say>> = {
  EHLO: '250-mail.example.test\r\n250 SIZE 1000\r\n',
  NOOP: '250 2.0.0 fine\r\n',
  MAIL: '250 2.1.0 fine\r\n',
  RCPT: '250 2.1.5 fine\r\n',
  DATA: '354 go on\r\n',
  '.': '250 2.0.0 queued as A1\r\n',
  QUIT: '221 2.0.0 bye\r\n',
};
const leave: Say = (socket) => {
  socket.destroy();
};
const counting = (...replies: readonly string[]): Say => {
  let at = 0;
  return (socket) => socket.write(replies[Math.min(at++, replies.length - 1)] ?? '');
};

interface Server {
  readonly greeting?: Say;
  readonly answers?: Readonly<Record<string, Say>>;
}
const play = async (
  text: string,
  { greeting = '220 mail.example.test x\r\n', answers = {} }: Server,
  options: PlayOptions = {},
) => {
  const server = await scriptedServer(greeting, { ...ANSWERS, ...answers });
  const where = { server: `127.0.0.1:${server.port}`, timeout: 400, ...options };
  const played = await playSession({ text }, where).catch(() => ({ passed: false, exitCode: 2 }));
  await server.close();
  return played;
};

const WHOLE = `${OPEN}${NOOP}${MAIL}${BYE}`;

describe('a server that does what the file says', () => {
  it.each([
    ['a whole file', WHOLE],
    ['asserts', `${OPEN}${MAIL}? id == A1\n? id not contains x\n? roundTrips == 5\n${BYE}`],
    ['a branch', `${OPEN}C: NOOP\nS: 2xx ...\n@if 250\n${NOOP}@else\nC: RSET\nS: 250 ...\n@end\n${BYE}`],
    ['a loop', `${OPEN}@repeat 2\n${NOOP}@end\n${BYE}`],
    ['times', `${OPEN}@within 5s\n${NOOP}@quiet 20ms\n${BYE}`],
    ['negatives', `${OPEN}S! AUTH\nS! ~ /STARTTLS/\n${BYE}`],
    ['a group', `${OPEN}C: NOOP\nC: NOOP\nS: 250 2.0.0 ...\nS: 250 2.0.0 ...\n${BYE}`],
    ['raw octets', `S| "220 mail.example.test x\\r\\n"\nC| "NOOP\\r\\n"\nS| "250 2.0.0 fine\\r\\n"\n${BYE}`],
    ['two connections', `---\nconnections: 2\n---\n${OPEN}S2: 220 ...\nC2: QUIT\nS2: 221 ...\n${BYE}`],
  ])('passes: %s', async (_, text) => {
    expect(await play(text, {})).toMatchObject({ passed: true, exitCode: 0 });
  });
});

const tooFew = '---\nneeds: [STARTTLS]\n---\n';
const again = '---\nretry: { times: 2, every: 0s, on: 4xx }\n---\n';

describe('what must not pass against a server', () => {
  const cases: readonly (readonly [name: string, text: string, server?: Server, options?: PlayOptions])[] = [
    ['an empty file', ''],
    ['nothing but blanks and comments', '\n# a comment\n\n'],
    ['nothing but front matter', '---\ntitle: nothing\n---\n'],
    ['front matter that never ends', `---\ntitle: x\n${OPEN}${BYE}`],
    ['nothing but commands', 'C: EHLO client.example.test\nC: QUIT\n'],
    ['nothing but a pause', '@wait 1ms\n'],
    ['expectations in a branch that is not taken', 'C: NOOP\n@if 550\nS: 250 ...\n@end\n'],
    ['a key that is misspelt', `---\nneed: [STARTTLS]\n---\n${OPEN}${BYE}`],
    ['a directive that is misspelt', `${OPEN}@quite 300ms\n${BYE}`],
    ['an assert that is misspelt', `${OPEN}${MAIL}? id = A1\n${BYE}`],
    ['a mark that is misspelt', `${OPEN}C: NOOP\nS 550 no\n${BYE}`],
    ['a block that never ends', `${OPEN}@if 250\n? roundTrips == 9\n${BYE}`],
    ['a reply without its last line', `${OPEN}C: NOOP\nS: 250-2.0.0 fine\n${BYE}`],
    ['a file of another folder', `${OPEN}@include ../other.smtp\n${BYE}`],
    ['a value that is missing', `${OPEN}C: NOOP {{nobody}}\nS: 250 ...\n${BYE}`],
    ['a need that is not met', `${tooFew}${OPEN}${BYE}`],
    ['another greeting', WHOLE, { greeting: '554 no\r\n' }],
    ['a greeting of more lines', WHOLE, { greeting: '220-mail.example.test\r\n220 x\r\n' }],
    ['no greeting', WHOLE, { greeting: leave }],
    ['silence', WHOLE, { answers: { NOOP: '' } }],
    ['another code', WHOLE, { answers: { NOOP: '251 2.0.0 fine\r\n' } }],
    ['another class', WHOLE, { answers: { NOOP: '550 2.0.0 fine\r\n' } }, { match: 'class' }],
    ['another enhanced code', WHOLE, { answers: { NOOP: '250 2.1.0 fine\r\n' } }],
    ['another text', 'S: 220 ...\nC: NOOP\nS: 250 2.0.0 Fine\n', {}, { match: 'exact' }],
    ['a line too many', WHOLE, { answers: { NOOP: '250-2.0.0 fine\r\n250 2.0.0 more\r\n' } }],
    ['a line too few', `${OPEN}C: NOOP\nS: 250-2.0.0 a\nS: 250 2.0.0 b\n${BYE}`],
    ['a keyword that is missing', WHOLE, { answers: { EHLO: '250 mail.example.test\r\n' } }],
    [
      'a keyword with another parameter',
      WHOLE,
      { answers: { EHLO: '250-mail.example.test\r\n250 SIZE 2000\r\n' } },
    ],
    ['a pattern that is not found', `${OPEN}C: NOOP\nS: 250 2.0.0 ~ /good/\n${BYE}`],
    [
      'a name that is read twice, and differs',
      `S: 220 {{host}} ...\nC: EHLO client.example.test\nS: 250-{{host}}\nS: 250 SIZE ...\n${BYE}`,
      { answers: { EHLO: '250-other.example.test\r\n250 SIZE 1000\r\n' } },
    ],
    ['a reply that is left out, and another one', `${OPEN}C: NOOP\nS? 251 ...\nS: 252 ...\n${BYE}`],
    ['the order of replies', WHOLE, { answers: { DATA: '250 fine\r\n' } }],
    ['a letter that is refused', WHOLE, { answers: { DATA: '554 no\r\n' } }],
    ['a letter that is not taken', WHOLE, { answers: { '.': '552 no\r\n' } }],
    ['a letter without an answer', WHOLE, { answers: { '.': leave } }],
    ['a goodbye in between', WHOLE, { answers: { MAIL: '421 closing\r\n' } }],
    [
      'an end in between, with an assert behind it',
      `${OPEN}C: NOOP\nS: 250 2.0.0 ...\nC: NOOP\nS: 250 ...\n? roundTrips == 3\n`,
      { answers: { NOOP: counting('250 2.0.0 fine\r\n', '') } },
    ],
    ['no answer to a goodbye', WHOLE, { answers: { QUIT: leave } }],
    [
      'one reply too many',
      `${WHOLE}`,
      { answers: { NOOP: '250 2.0.0 fine\r\n250 2.0.0 fine\r\n', MAIL: '550 no\r\n' } },
    ],
    ['half a reply', WHOLE, { answers: { NOOP: (socket) => socket.end('250 2.0.0 fi') } }],
    ['octets that are not the same', `S| "220 mail.example.test y\\r\\n"\n${BYE}`],
    [
      'a group with one reply',
      `${OPEN}C: NOOP\nC: VRFY x\nS: 250 2.0.0 ...\nS: 250 2.0.0 ...\n${BYE}`,
      { answers: { VRFY: '' } },
    ],
    ['what must not be there', `${OPEN}S! SIZE\n${BYE}`],
    ['a pattern that must not be there', `${OPEN}S! ~ /^mail/\n${BYE}`],
    ['an assert that does not hold', `${OPEN}${MAIL}? id == B1\n${BYE}`],
    ['an assert about nothing', `${OPEN}? nothing != x\n${BYE}`],
    ['the opposite of an assert about nothing', `${OPEN}? nothing not contains x\n${BYE}`],
    ['an assert about TLS that is not there', `${OPEN}? tls.protocol != SSLv3\n${BYE}`],
    ['an assert about a certificate that is not there', `${OPEN}? cert.daysLeft not < 14\n${BYE}`],
    ['a number that is none', `${OPEN}${MAIL}? id not < 5\n${BYE}`],
    ['an assert that comes too early', `${OPEN}? roundTrips == 2\n${NOOP}${BYE}`],
    [
      'a reply that is late',
      `${OPEN}@within 30ms\n${NOOP}${BYE}`,
      { answers: { NOOP: (socket) => setTimeout(() => socket.write('250 2.0.0 x\r\n'), 150) } },
    ],
    ['noise where it should be quiet', `${OPEN}C: NOOP\n@quiet 100ms\nS: 250 2.0.0 ...\n${BYE}`],
    ['a connection that stays open', `${OPEN}C: QUIT\nS: 221 ...\n@closed\n`],
    ['a handshake with a server that has none', `${OPEN}C: NOOP\nS: 250 ...\n@tls\n`],
    [
      'a file that begins in TLS, and a server that does not',
      `---\ntarget: { tls: implicit }\n---\n${OPEN}${BYE}`,
    ],
    [
      'a sign-in that is not possible',
      `${OPEN}@auth PLAIN user password\n${BYE}`,
      {},
      { vars: { user: 'u', password: 'a-secret-of-nobody' } },
    ],
    [
      'the branch that is taken',
      `${OPEN}C: NOOP\nS: 2xx ...\n@if 250\n? roundTrips == 9\n@else\n@note x\n@end\n${BYE}`,
    ],
    [
      'the other branch',
      `${OPEN}C: NOOP\nS: 2xx ...\n@if not 250\n@note x\n@else\nC: NOOP\nS: 550 ...\n@end\n${BYE}`,
    ],
    [
      'the second time of a loop',
      `${OPEN}@repeat 3\n${NOOP}@end\n${BYE}`,
      { answers: { NOOP: counting('250 2.0.0 x\r\n', '451 4.0.0 x\r\n', '250 2.0.0 x\r\n') } },
    ],
    [
      'a failure that a retry would hide',
      `${again}${OPEN}${NOOP}${BYE}`,
      { answers: { NOOP: counting('550 no\r\n', '250 2.0.0 x\r\n') } },
    ],
    [
      'an assert that a retry would hide',
      `${again}${OPEN}? roundTrips == 9\n${NOOP}${BYE}`,
      { answers: { NOOP: counting('451 no\r\n', '250 2.0.0 x\r\n') } },
    ],
    ['a retry in vain', `${again}${OPEN}${NOOP}${BYE}`, { answers: { NOOP: '451 no\r\n' } }],
    ['a second connection that no line is of', `---\nconnections: 2\n---\n${OPEN}${BYE}`],
    ['a second connection that is not announced', `${OPEN}S2: 220 ...\nC2: QUIT\nS2: 221 ...\n${BYE}`],
    [
      'a second connection that is refused',
      `---\nconnections: 2\n---\n${OPEN}S2: 220 ...\nC2: QUIT\nS2: 221 ...\n${BYE}`,
      { greeting: counting('220 x\r\n', '421 too many\r\n') },
    ],
    [
      'a second connection on which it goes wrong',
      `---\nconnections: 2\n---\n${OPEN}S2: 220 ...\nC2: NOOP\nS2: 550 ...\n${BYE}`,
    ],
  ];

  for (const [name, text, server = {}, options = {}] of cases)
    it(`${name}`, async () => {
      const played = await play(text, server, options);
      expect(played.passed).toBe(false);
      if (!text.startsWith(tooFew)) expect(played.exitCode).not.toBe(0);
    });

  it('are many', () => {
    expect(cases.length).toBeGreaterThan(60);
  });
});

/** Says each line after a reply to the one before it; `null` hangs up. Resolves when the connection is over. */
const client = (port: number, lines: readonly (string | null)[]): Promise<void> =>
  new Promise((resolve) => {
    const left = [...lines];
    const socket = connect(port, '127.0.0.1');
    socket.on('data', () => {
      const next = left.shift();
      if (next === null) socket.end();
      else if (next !== undefined) socket.write(`${next}\r\n`);
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      resolve();
    });
  });

const served = async (text: string, lines: readonly (string | null)[], more: readonly string[] = []) => {
  let came = false;
  const options = ['--port', '0', '--json', '--idle-exit', '2', ...more];
  const said = await runHere(['serve', '--script', file(text), ...options], {
    watch: (out) => {
      const port = /"port":(\d+)/.exec(out)?.[1];
      if (port === undefined || came) return;
      came = true;
      if (lines.length > 0) void client(Number(port), lines);
    },
  });
  return said;
};

const SERVED = `S: 220 x\nC: EHLO {{name}}\nS: 250 x\nC: MAIL FROM:<a@example.test>\nS: 250 x\n`;
const LETTER = 'C: DATA\nS: 354 x\nC: Subject: x\nC: .\nS: 250 x\n';
const HELLO = 'EHLO me.example.test';
const FROM = 'MAIL FROM:<a@example.test>';

describe('a client that does what the file says', () => {
  it.each([
    ['and says goodbye', `${SERVED}${BYE}`, [HELLO, FROM, 'QUIT', null]],
    ['and sends a letter', `${SERVED}${LETTER}`, [HELLO, FROM, 'DATA', 'Subject: x\r\n.', null]],
    ['and hangs up where it may', `${SERVED}@closed client\n`, [HELLO, FROM, null]],
  ])('passes: %s', async (_, text, lines) => {
    expect((await served(text, lines)).code).toBe(0);
  });
});

describe('what must not pass as a client', () => {
  it.each<readonly [string, string, readonly (string | null)[]]>([
    ['nobody', SERVED, []],
    ['one that leaves after the greeting', SERVED, [null]],
    ['one that leaves after EHLO', SERVED, [HELLO, null]],
    ['one that leaves before its goodbye', `${SERVED}${BYE}`, [HELLO, FROM, null]],
    ['one that leaves in its letter', `${SERVED}${LETTER}`, [HELLO, FROM, 'DATA', null]],
    [
      'one that leaves before any letter',
      `${SERVED}C: DATA\nS: 354 x\nC: {{*}}\nS: 250 x\n`,
      [HELLO, FROM, 'DATA', null],
    ],
    ['another command', SERVED, [HELLO, 'RSET']],
    ['another order', SERVED, [FROM, HELLO]],
    ['another argument', SERVED, [HELLO, 'MAIL FROM:<b@example.test>']],
    ['another letter', `${SERVED}${LETTER}`, [HELLO, FROM, 'DATA', 'Subject: y\r\n.']],
    [
      'no handshake',
      `S: 220 x\nC: STARTTLS\nS: 220 x\n@tls\nC: EHLO {{*}}\nS: 250 x\n`,
      ['STARTTLS', 'EHLO plain', null],
    ],
    [
      'no handshake, and nothing after it',
      `S: 220 x\nC: STARTTLS\nS: 220 x\n@tls\n`,
      ['STARTTLS', 'EHLO plain', null],
    ],
    ['one that does not hang up', `${SERVED}@closed client\n`, [HELLO, FROM, 'NOOP']],
    [
      'one that talks where it should be quiet',
      `S: 220 x\n@quiet 300ms\nC: NOOP\nS: 250 x\n`,
      ['NOOP', null],
    ],
    ['one that is late', `S: 220 x\nC: EHLO {{*}}\nS: 250 x\n@within 50ms\nC: NOOP\nS: 250 x\n`, [HELLO]],
    ['a wrong password', `S: 220 x\n@auth PLAIN user password\n`, ['AUTH PLAIN AHUAeHh4eHh4', null]],
    [
      'one connection of two',
      `---\nconnections: 2\n---\nS: 220 x\nC: NOOP\nS: 250 x\nS2: 220 x\nC2: NOOP\nS2: 250 x\n`,
      ['NOOP', null],
    ],
  ])('%s', async (_, text, lines) => {
    const account = text.includes('@auth') ? ['--var', 'user=u', '--var', 'password=a-long-password'] : [];
    const said = await served(text, lines, account);
    expect([said.code, said.err]).toEqual([15, said.err]);
  });
});

describe('what must not pass as a transcript', () => {
  const CAME = `S: 220 x\nC: EHLO a.example.test\nS: 250 x\nC: MAIL FROM:<a@example.test>\nS: 250 x\nC: RCPT TO:<b@example.test>\nS: 250 x\nC: DATA\nS: 354 x\nC: Subject: x\nC:\nC: text\nC: .\nS: 250 x\nC: QUIT\nS: 221 x\n`;
  const judged = (came: string, wanted = CAME) =>
    runInside(['replay', '--judge', file(came), '--against', file(wanted)]);

  it('passes where it is the same', async () => {
    expect((await judged(CAME)).code).toBe(0);
  });

  it.each([
    ['a command too few', CAME.replace('C: QUIT\nS: 221 x\n', '')],
    ['a command too many', CAME.replace('C: QUIT', 'C: NOOP\nS: 250 x\nC: QUIT')],
    ['a reply too few', CAME.replace('S: 221 x\n', '')],
    ['another reply', CAME.replace('S: 354 x', 'S: 550 x')],
    ['another letter', CAME.replace('C: text', 'C: other text')],
    ['a letter too short', CAME.replace('C: text\n', '')],
    ['another order', CAME.replace('C: MAIL FROM:<a@example.test>', 'C: RSET')],
  ])('%s', async (_, came) => {
    expect((await judged(came)).code).toBe(15);
  });

  it('a second connection that is missing', async () => {
    const wanted = `---\nconnections: 2\n---\n${CAME}S2: 220 x\nC2: QUIT\nS2: 221 x\n`;
    expect((await judged(CAME, wanted)).code).toBe(15);
  });
});
