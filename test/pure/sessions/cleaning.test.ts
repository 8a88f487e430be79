/** Files without their secrets, and transcripts held against files. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { derivedForms } from '../../../src/pure/events/index.ts';
import {
  compareSessions,
  filmOf,
  findSecretLines,
  leftovers,
  parseSession,
  redactSession,
} from '../../../src/pure/sessions/index.ts';
import type { SessionFile } from '../../../src/pure/sessions/index.ts';
import { NO_VARIABLES } from './no-variables.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

function parsed(text: string): SessionFile {
  const { file, problems } = parseSession(text, 'test.smtp');
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return file;
}

const clean = (text: string, anonymize = false): string => redactSession(parsed(text), { anonymize }).text;

/** A sign-in as it stands on the wire. */
function signIn(mechanism: string, user: string, secret: string): string {
  switch (mechanism) {
    case 'PLAIN':
      return `C: AUTH PLAIN ${base64(`\0${user}\0${secret}`)}\nS: 235 hello ${secret}\n`;
    case 'LOGIN':
      return `C: AUTH LOGIN\nS: 334 VXNlcm5hbWU6\nC: ${base64(user)}\nS: 334 UGFzc3dvcmQ6\nC: ${base64(secret)}\nS: 235 ok\n`;
    case 'CRAM-MD5':
      return `C: AUTH CRAM-MD5\nS: 334 ${base64('<1@x.example>')}\nC: ${base64(`${user} 0123456789abcdef0123456789abcdef`)}\nS: 235 ok\n`;
    case 'XOAUTH2':
      return `C: AUTH XOAUTH2 ${base64(`user=${user}\u0001auth=Bearer ${secret}\u0001\u0001`)}\nS: 235 ok\n`;
    default:
      return `C: AUTH ${mechanism} ${base64(`n,,n=${user},r=abc`)}\nS: 334 ${base64('r=abcdef,s=QQ==,i=4096')}\nC: ${base64('c=biws,r=abcdef,p=QUJD')}\nS: 334 ${base64('v=QUJD')}\nC:\nS: 235 ok\n`;
  }
}

describe('a file without its secrets', () => {
  it.each([
    ['PLAIN', 'C: AUTH PLAIN {{plain user password}}\n'],
    ['LOGIN', 'C: {{user|base64}}\nS: 334 UGFzc3dvcmQ6\nC: {{password|base64}}\n'],
    ['CRAM-MD5', 'S: 334 {{challenge}}\nC: {{cram-md5 user password challenge}}\n'],
    ['XOAUTH2', 'C: AUTH XOAUTH2 {{xoauth2 user token}}\n'],
    ['SCRAM-SHA-256', '@auth SCRAM-SHA-256 user password\nC: QUIT\n'],
  ])('has the function that makes an answer of %s in its place', (mechanism, wanted) => {
    const text = clean(`${signIn(mechanism, 'ann', 's3cret-word')}C: QUIT\nS: 221 bye\n`);
    expect(text).toContain(wanted);
    expect(leftovers(parsed(text))).toEqual([]);
  });

  it('holds no form of any secret, in any mechanism [case-020]', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('PLAIN', 'LOGIN', 'XOAUTH2'),
        fc.stringMatching(/^[A-Za-z0-9!#$%&()*+,./:;<=>?@_-]{8,40}$/),
        (mechanism, secret) => {
          const text = clean(
            `${signIn(mechanism, 'ann', secret)}C: DATA\nS: 354 go\n@literal\nC: ${base64(`xx${secret}`)}\nC: .\nS: 250 ok\n`,
          );
          for (const form of derivedForms(secret)) expect(text).not.toContain(form);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('keeps a sign-in that failed, without its answers', () => {
    const text = clean(signIn('SCRAM-SHA-1', 'ann', 'x').replace('235', '535'));
    expect(text).toContain('C: AUTH SCRAM-SHA-1 {{secret}}\n');
    expect(text).toContain('S: 535');
  });

  it('leaves variables, cancelled sign-ins and everything else as it was', () => {
    const text =
      'C: AUTH PLAIN {{plain user password}}\nS: 235 ok\nC: AUTH LOGIN\nS: 334 VXNlcm5hbWU6\nC: *\nS: 501 no\n';
    expect(clean(text)).toBe(text);
  });

  it('has other names for people, hosts, addresses and letters where that is asked', () => {
    const text = clean(
      'S: 220 mx1.corp-mail.org ESMTP\nC: EHLO [203.0.113.9]\nS: 250 mx1.corp-mail.org hello\nC: MAIL FROM:<joe@corp-mail.org>\nS: 250 ok\nC: RCPT TO:<a@example.com>\nS: 250 2.0.0 queued as 4F3aBC9d\n',
      true,
    );
    expect(text).toBe(
      'S: 220 host2.example.test ESMTP\nC: EHLO [192.0.2.1]\nS: 250 host2.example.test hello\nC: MAIL FROM:<user1@host1.example.test>\nS: 250 ok\nC: RCPT TO:<a@example.com>\nS: 250 2.0.0 queued as ID1\n',
    );
  });

  it.each([
    ['an answer', signIn('PLAIN', 'ann', 'word'), 1],
    ['a URL', 'C: NOOP smtp://ann:word@x.example/\nS: 250 ok\n', 1],
    ['a token', 'C: NOOP Bearer abcdefgh12345\nS: 250 ok\n', 1],
    ['a name', 'C: DATA\nS: 354 go\nC: Password: hunter2\nC: .\nS: 250 ok\n', 3],
    ['base64 in a letter', `C: DATA\nS: 354 go\nC: ${base64('\0ann\0word!')}\nC: .\nS: 250 ok\n`, 3],
  ])('is told what still looks like a secret: %s', (_, text, line) => {
    expect(leftovers(parsed(text)).map(({ span }) => span.line)).toEqual([line]);
  });

  it('is told nothing of an ordinary conversation', () => {
    expect(
      leftovers(parsed('S: 220 hi\nC: EHLO x\nS: 250-y\nS: 250 AUTH PLAIN\nC: QUIT\nS: 221 bye\n')),
    ).toEqual([]);
  });
});

describe('lines of a sign-in', () => {
  it('are hidden in a film; the name of LOGIN is shown, decoded', () => {
    const scenes = filmOf(parsed(signIn('LOGIN', 'ann', 's3cret-word')));
    const commands = scenes.flatMap((scene) =>
      scene.kind === 'event' && scene.event.kind === 'command' ? [scene.event] : [],
    );
    expect(commands.map(({ line, hidden }) => [line, hidden])).toEqual([
      ['AUTH LOGIN', false],
      [base64('ann'), false],
      ['<hidden>', true],
    ]);
    expect(commands[1]?.decoded).toBe('ann');
  });

  it('are found by the state of the conversation, not by their look [f-37]', () => {
    const text = `C: word\nS: 500 what\nC: DATA\nS: 354 go\nC: AUTH PLAIN abcd\nC: .\nS: 250 ok\n`;
    expect(findSecretLines(parsed(text)).lines).toEqual([]);
    const shownBy = (lines: readonly string[]): readonly string[] =>
      findSecretLines(parsed(lines.join('\n'))).lines.map(({ shown }) => shown);
    const refused = [
      'C: AUTH LOGIN',
      'S: 504 no',
      'C: word',
      'S: 500 what',
      'C: QUIT',
      'S: 221 bye',
      'C: word',
      '',
    ];
    expect(shownBy(refused)).toEqual(['<hidden>']);
    expect(shownBy(['C: AUHT PLAIN abc', 'S: 500 no', 'C| "AUTH PLAIN abc\\r\\n"', 'S: 500 no', ''])).toEqual(
      [...['AUHT PLAIN <hidden>', 'AUTH PLAIN <hidden>']],
    );
    expect(shownBy(['@auth PLAIN ann wonderland', '@auth PLAIN user password', ''])).toEqual([
      '@auth PLAIN ann <hidden>',
    ]);
  });
});

describe('a transcript against a file', () => {
  const wanted = parsed(
    'S: 220 ...\nC: EHLO {{*}}\nS: 250-mail ...\nS: 250 SIZE\nC: MAIL FROM:<{{sender}}>\nS: 250 ...\nC: DATA\nS: 354 ...\nC: {{*}}\nS: 250 ~ /queued as (\\w+)/\nC: QUIT\nS: 2xx\n',
  );
  const came = (change: (text: string) => string): SessionFile =>
    parsed(
      change(
        'S: 220 mx ready\nC: EHLO me\nS: 250-mail.example\nS: 250-PIPELINING\nS: 250 SIZE 1000\nC: MAIL FROM:<a@b.example>\nS: 250 2.1.0 ok\nC: DATA\nS: 354 go\nC: Subject: x\nC:\nC: y\nC: .\nS: 250 ok queued as AB1\nC: QUIT\nS: 221 bye\n',
      ),
    );
  const setting = { level: 'code', regex: null, variables: NO_VARIABLES } as const;

  it('is as wanted where every line fits', () => {
    const loose = { ...wanted, lines: wanted.lines.filter(({ span }) => span.line !== 10) };
    expect(
      compareSessions(
        loose,
        { ...came((text) => text), lines: came((text) => text.replace(/S: 250 ok queued.*\n/, '')).lines },
        setting,
      ).every(({ ok }) => ok),
    ).toBe(true);
  });

  it.each([
    ['a code', (text: string) => text.replace('S: 354', 'S: 554'), 8, '554 go'],
    [
      'a keyword that is missing',
      (text: string) => text.replace('SIZE 1000', 'DSN'),
      4,
      '250-mail.example / 250-PIPELINING / 250 DSN',
    ],
    ['a command', (text: string) => text.replace('C: MAIL', 'C: VRFY'), 5, 'VRFY FROM:<a@b.example>'],
    ['an end that comes too early', (text: string) => text.slice(0, text.indexOf('C: MAIL')), 5, ''],
  ])('differs by %s, with its place', (_, change, line, text) => {
    const last = compareSessions(wanted, came(change), setting).at(-1);
    expect(last).toMatchObject({ ok: false, span: { line }, came: text });
  });

  it('differs where it goes on behind the end of the file', () => {
    const short = parsed('S: 220 ...\nC: EHLO {{*}}\nS: 250 ...\n');
    expect(
      compareSessions(
        short,
        came((text) => text),
        setting,
      ).at(-1),
    ).toMatchObject({ ok: false, wanted: '' });
  });

  it('has letters compared line by line where the file has one', () => {
    const file = parsed('C: DATA\nS: 354 ...\nC: a\nC: b\nC: .\nS: 250 ...\n');
    const other = parsed('C: DATA\nS: 354 go\nC: a\nC: x\nC: .\nS: 250 ok\n');
    expect(compareSessions(file, other, setting).at(-1)).toMatchObject({ ok: false, wanted: 'b', came: 'x' });
  });
});
