/** The tutor's honesty, as a program: every answer is answered, nothing is claimed that is not so, and a lab command is no way round. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';

let home = '';

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'smtp-lab-test-'));
});

afterEach(() => {
  rmSync(home, { recursive: true });
});

const take = (id: string, lines: readonly string[], lang = 'en') =>
  runCli(['learn', id, '--lang', lang], { input: `${lines.join('\n')}\n`, env: { SMTP_LAB_HOME: home } });

describe('the tutor', () => {
  it('answers every answer, in whatever words, and sends none of them to the server', async () => {
    const { out } = await take('greeting', ['lots', 'EHLO', 'QUIT', '2', ':why', 'There are three lines.']);
    expect(out.match(/No: (?:the answer is a number|that is a command for the server)/g)).toHaveLength(3);
    expect(out).not.toMatch(/^C: (?:lots|EHLO|2)/m);
    expect(out).not.toContain('S: 500');
    expect(out).toMatch(/last reason: \S/);
    expect(out).toContain('Yes. ');
    for (const answer of ['три', 'Three.', '3 строки', 'nhb'])
      expect((await take('greeting', [':back', answer], 'ru')).out, answer).toContain('Верно.');
  });

  it('takes a choice by number, words or first words, and says so where it is none', async () => {
    const { out } = await take('ports', ['port 25.', 'something', ' Port 465!']);
    expect(out).toMatch(/No\. .*25/);
    expect(out).toContain('No: the answer is a number.');
    expect(out).toContain('Yes. 465');
    const { out: choice } = await take('spf-dkim-dmarc', [
      'EHLO x.test',
      'MAIL FROM:<president@example.org>',
      '9',
      'the second',
      'mail from',
    ]);
    expect(choice).toContain('Type a number from 1 to 3, or the words.');
    expect(choice).toMatch(/No\. The letter/);
    expect(choice).toContain('Yes. The one on the envelope');
  });

  it('gives a reason for each odd answer, and :why knows it', async () => {
    for (const [lang, odd] of [
      [
        'en',
        {
          '?': ':hint helps',
          'no.': 'answer is a number',
          'port 466': 'not that number',
          'ehlo x': 'a command',
        },
      ],
      [
        'ru',
        { 'не знаю': ':hint подскажет', да: 'ответ — число', шесть: 'число другое', EHLO: 'это команда' },
      ],
    ] as const) {
      const answers = Object.entries(odd);
      const { out } = await take(
        'ports',
        answers.flatMap(([said]) => [said, ':why']),
        lang,
      );
      for (const [said, reason] of answers) expect(out.split(reason).length, said).toBeGreaterThanOrEqual(3);
      expect(out).not.toMatch(/S: 5\d\d/);
    }
  });

  it('blames nothing that a refusal may also come from', async () => {
    const twice = ['EHLO x.test', 'MAIL FROM:<student@example.test>', 'MAIL FROM:<student@example.test>'];
    for (const id of ['greylisting', 'reply-classes', 'limits'])
      expect((await take(id, twice)).out, id).not.toMatch(/greeting is missing|EHLO (?:comes )?first/);
    expect((await take('null-sender', ['EHLO x.test', 'MAIL FROM <>'])).out).not.toContain('brackets belong');
    const dsn = [
      'EHLO x.test',
      'MAIL FROM:<student@example.test> RET=HDRS ENVID=a',
      'RCPT TO <teacher@example.test>',
    ];
    expect((await take('dsn', dsn)).out).not.toContain('NEVER stands alone');
    const cut = ['EHLO x.test', 'XXXXXXXA', 'STARTTLS ?'];
    expect((await take('stripped-starttls', cut)).out).not.toContain('Refused.');
    expect((await take('stripped-starttls', [...cut, 'STARTTLS'])).out).toContain('Refused.');
    const plain = ['EHLO x.test', 'STARTTLS', 'EHLO x.test', 'AUTH PLAIN !'];
    expect((await take('auth-plain', plain)).out).not.toContain('two NULs');
  });

  it('says the same again to the same slip, and offers no hint after the refusal that was wanted', async () => {
    const busy = 'RCPT TO:<busy@example.test>';
    const begin = ['EHLO x.test', 'MAIL FROM:<student@example.test>'];
    const { out } = await take('reply-classes', [...begin, busy, busy, busy]);
    expect(out.match(/That is still "not now"/g)).toHaveLength(2);
    const right = await take('some-yes-some-no', [
      ...begin,
      'RCPT TO:<nobody@example.test>',
      'RCPT TO:<nobody@example.test>',
    ]);
    expect(right.out).not.toContain('Hints left');
  });

  it('gives the same wrong answer the same reason, and takes no guess for what is none', async () => {
    const { out } = await take('greeting', [
      '2',
      'six',
      '2',
      '3',
      'EHLO x.test',
      'EHLO',
      'nine',
      '5',
      'EHLO x.test',
      'да',
    ]);
    expect(out.match(/No\. The last line counts too/g)).toHaveLength(2);
    expect(out.match(/type 2, 3, 4 or 5/g)).toHaveLength(2);
    // The guess of the class was right the second time, and the reply is the one that the step is about.
    expect(out.match(/Yes\. 250/g)).toHaveLength(1);
    const nameless = await take('greeting', ['3', 'EHLO', '5']);
    expect(nameless.out).toContain('S: 501');
    expect(nameless.out).not.toContain('Yes. 250');
  });

  it('forgets a reason once its command was accepted, and blames no right command', async () => {
    const early = [
      'EHLO x.test',
      'DATA',
      'MAIL FROM:<student@example.test>',
      'RCPT TO:<teacher@example.test>',
      'DATA',
    ];
    const { out } = await take('data-and-the-dot', [...early, ':why']);
    expect(out).toContain('Not yet. DATA was too early');
    expect(out).not.toContain('last reason: DATA was too early');
    const rset = await take('small-commands', [
      'NOOP',
      'RSET',
      'EHLO x.test',
      'MAIL FROM:<student@example.test>',
    ]);
    expect(rset.out).toContain('RSET had nothing to forget yet');
    expect(rset.out.split('C: MAIL FROM')[1]).not.toContain('Not yet');
  });

  it('takes a sign-in in two lines for no sign-in in one, and is not silent after it', async () => {
    const inside = ['EHLO x.test', 'STARTTLS', 'EHLO x.test'];
    const two = await take('auth-plain', [
      ...inside,
      'AUTH PLAIN !',
      'AUTH PLAIN',
      'AHN0dWRlbnQAcHJhY3RpY2U=',
    ]);
    expect(two.out).toContain('S: 235');
    expect(two.out).not.toContain('Yes. Signed in');
    expect(two.out).toContain('Not yet. You are signed in, but in two lines');
    const slip = await take('auth-plain', ['EHLO x.test', 'AUTH PLAIN', 'STARTLS']);
    expect(slip.out).toContain('it could be a password');
    expect(slip.out).not.toContain('STARTLS');
  });

  it('begins a step again with a server that remembers nothing, and names only what is still missing', async () => {
    const line = 'RCPT TO:<teacher@example.test>';
    const put = [
      'EHLO x.test',
      'MAIL FROM:<student@example.test>',
      line,
      ':later 5m',
      ':restart',
      line,
      ':later 5m',
      line,
    ];
    const { out, code } = await take('greylisting', put);
    expect(code).toBe(0);
    expect(out.split(':restart').at(-1)).toMatch(/Still 450[^]*Yes\. Five minutes later/);
    const first = ['EHLO x.test', 'MAIL FROM:<student@example.test>', line, 'RCPT TO:<student@example.test>'];
    const three = [...first, 'RCPT TO:<postmaster@example.test>', 'DATA', 'Subject: x', '', 'x', '.'];
    const limits = await take('limits', three);
    expect(limits.out).toMatch(/Good so far\. Next: [^.]*postmaster@/);
    expect(limits.out).not.toMatch(/Next: [^.]*teacher@/);
  });

  it('does not call a server of LMTP one of SMTP', async () => {
    const { out } = await take('lmtp', ['EHLO x.test', 'HELO x.test', 'LHLO', 'LHLO x.test']);
    expect(out).not.toMatch(/This is an SMTP server|policy of this/);
    expect(out).toContain('Not yet. LHLO needs a name');
    expect(out).toContain('Yes. EHLO is unknown here');
  });

  it('claims a private connection only after a handshake', async () => {
    const early = await take('starttls', ['STARTTLS']);
    expect(early.out).toContain('S: 503');
    expect(early.out).not.toMatch(/now encrypted|send EHLO again/);
    const twice = await take('starttls', ['EHLO x.test', 'STARTTLS', 'EHLO x.test', 'STARTTLS']);
    expect(twice.out.match(/now encrypted/g)).toHaveLength(1);
    expect(twice.out).toContain('STARTTLS is allowed only once');
  });

  it('does not let a command of the lab pass for what is to be typed', async () => {
    const { out } = await take('auth-plain', ['EHLO x.test', ':tls', ':auth PLAIN']);
    expect(out).not.toContain('Yes. ');
    expect(out).toContain('The program did that.');
    const bare = await take('pipelining', [':skip', ':skip', ':violate']);
    expect(bare.out).not.toMatch(/Yes\. /);
  });

  it('shows the letter as its reader sees it, and what it still lacks', async () => {
    const letter = [
      'EHLO x.test',
      'MAIL FROM:<student@example.test>',
      'RCPT TO:<teacher@example.test>',
      'DATA',
    ];
    const { out } = await take('any-sender', [
      ...letter,
      '  From: a@example.test',
      'Subject: =?utf-8?B?0J/RgNC40LLQtdGC?=',
      '',
      '..dot',
      ' .',
      '.',
      ':mailbox',
      ':why',
    ]);
    expect(out).toContain('| Subject: Привет');
    expect(out).toMatch(
      /\| envelope, which the reader does not see: from <student@example.test> to\n? *\|? ?<teacher@example.test>/,
    );
    expect(out).toContain('This line begins with white space');
    expect(out).toContain('This dot has white space before it');
    expect(out).toMatch(/last reason: /);
    expect(out).toMatch(/Goal: .*MAIL FROM:<president@example.org>/);
  });

  it('moves the clock of the practice server, so that waiting can be tried', async () => {
    const envelope = ['EHLO x.test', 'MAIL FROM:<student@example.test>', 'RCPT TO:<teacher@example.test>'];
    const again = 'RCPT TO:<teacher@example.test>';
    const { out, code } = await take('greylisting', [
      ...envelope,
      again,
      ':later 1m',
      again,
      ':later',
      ':later 4m',
      again,
    ]);
    expect(code).toBe(0);
    expect(out.match(/S: 450/g)).toHaveLength(3);
    expect(out).toContain('How much later?');
  });

  it('tells what of a chunk was too much, and offers hints only after what was wrong', async () => {
    const { out } = await take('chunking', [
      'EHLO x.test',
      'MAIL FROM:<student@example.test>',
      'RCPT TO:<teacher@example.test>',
      ':state',
      ':caps',
      'BDAT 3 LAST',
      'abcdef',
    ]);
    expect(out).toContain('5 octets of the last line did not fit into the chunk');
    expect(out.split('BDAT 3')[0]).not.toContain('Hints left');
  });
});
