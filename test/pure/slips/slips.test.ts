import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { slipWords } from '../../../src/pure/phrases/index.ts';
import { advance, openState, parseCapabilities, parseCommand } from '../../../src/pure/protocol/index.ts';
import type { SessionState } from '../../../src/pure/protocol/index.ts';
import { SLIP_KINDS, slipFor, slipOf } from '../../../src/pure/slips/index.ts';
import type { Slip } from '../../../src/pure/slips/index.ts';
import { growth, LINEAR } from '../../support/growth.ts';

const labWords = ['help', 'hint', 'caps', 'why', 'quit', 'send', 'auth'];

/** What was typed, the kind of its slip (`-` for none), and the line or lines as they should be. */
const ROWS = readFileSync(new URL('../../fixtures/slips/typed-lines.tsv', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((row) => row.split('\t'))
  .map(([typed = '', kind = '', meant = '']) => {
    const line = typed.replace(/(?<=EHLO)\\t/, '\t').replace('\\u00a0', '\u00a0');
    return [line, kind, meant === '' ? [] : meant.split(' | ')] as const;
  });

const said = ({ kind, ...slip }: Slip): readonly string[] =>
  (['en', 'ru'] as const).map((lang) => slipWords[lang].sentence[kind]({ kind, ...slip }));

describe('a typed line', () => {
  it('has more than 120 slips in the table', () => {
    expect(ROWS.filter(([, kind]) => kind !== '-').length).toBeGreaterThanOrEqual(120);
  });

  it.each(ROWS)('%s: %s', (line, kind, meant) => {
    const slip = slipOf(line, { state: null, labWords });
    expect([slip?.kind ?? '-', slip?.meant ?? []]).toEqual([kind, meant]);
    if (slip === null) return;
    expect(slip.at).toBeLessThanOrEqual(line.length);
    // What is found stands where it is said to stand.
    if (slip.at >= 0 && slip.found !== '') expect(line.slice(slip.at)).toContain(slip.found);
    for (const sentence of said(slip)) {
      expect(sentence).toMatch(/[.:]$/);
      expect(sentence).not.toMatch(/undefined|\bnull\b(?! sender)|""|«»|  /);
    }
    // What is advised is right by the grammar, whole, and has no slip itself.
    for (const one of slip.meant.filter((text) => !text.startsWith(':'))) {
      expect(parseCommand(one)).toMatchObject({ ok: true, value: { quirks: [] } });
      expect(slipOf(one, { state: null, labWords })).toBeNull();
    }
  });

  it('repeats nothing of what may be a password', () => {
    for (const line of [
      'PASS s3cret',
      'LOGIN ann s3cret',
      'a1 LOGIN ann s3cret',
      'AUTH PLAIN ann s3cret',
      'AUTH=PLAIN s3cret',
      'AUTHLOGIN s3cret',
      'ФГЕР ЗДФШТ ы3скуе',
      ' AUTH PLAIN s3cret',
      '> AUTH LOGIN s3cret',
      'AUHT PLAIN s3cret',
      '"AUTH PLAIN s3cret"',
      'AHUAczNjcmV0czNjcmV0',
      '/auth PLAIN s3cret',
      '!AUTH PLAIN s3cret',
    ]) {
      const slip = slipOf(line, { state: null, labWords });
      expect(slip, line).toMatchObject({ at: -1 });
      if (slip !== null)
        expect([...slip.meant, slip.found, slip.name, ...said(slip)].join(' ')).not.toMatch(
          /s3cret|czNjcmV0/,
        );
    }
  });

  it.each(['<', '"', ' ', '@', '=', 'a.', '<a@b>', 'SIZE '])(
    'takes time in proportion to a line of many %j',
    (text) => {
      expect(growth((size) => slipOf(`MAIL FROM:${text.repeat(size)}`), 200)).toBeLessThan(LINEAR);
    },
  );
});

const ready = (
  over: Partial<SessionState> = {},
  keywords: readonly string[] = ['SIZE 1000', 'AUTH PLAIN LOGIN'],
): SessionState => ({
  ...openState(),
  phase: 'ready',
  greetedName: 'client.example.test',
  extended: true,
  capabilities: parseCapabilities({ lines: ['mx.example.test', ...keywords] }),
  ...over,
});
const greeted: SessionState = { ...openState(), phase: 'greeted' };
const helo = ready({ extended: false, capabilities: null });

it('a line after a complete chunk is told as one, not as a command that was meant', () => {
  for (const line of ['hello', 'Привет', 'второй кусок', '.', 'Subject: two', '250 x'])
    expect(slipFor(line, 500, { state: ready({ phase: 'bdat' }), labWords: [] })?.kind, line).toBe(
      'outside-chunk',
    );
  expect(slipFor(':hint', 500, { state: ready({ phase: 'bdat' }), labWords: ['hint'] })?.kind).not.toBe(
    'outside-chunk',
  );
  expect(
    slipFor('MAIL FROM:<jörg@example.test> UTF8', 555, { state: ready({}, ['SMTPUTF8']), labWords: [] })
      ?.meant,
  ).toEqual(['MAIL FROM:<jörg@example.test> SMTPUTF8']);
  expect(slipFor('старттлс', 500, { state: ready(), labWords: [] })?.meant).toEqual(['STARTTLS']);
  expect(slipFor('NO OP', 500, { state: ready(), labWords: [] })).toMatchObject({
    found: 'NO OP',
    meant: ['NOOP'],
  });
  expect(slipFor('AU TH PLAIN AHMAcA==', 500, { state: ready(), labWords: [] })?.meant ?? []).toEqual([]);
  expect(slipFor('start tls', 500, { state: ready(), labWords: [] })?.found).toBe('start tls');
  expect(
    slipFor('MAIL FROM:<a@example.test> SIZE=300 байт', 501, { state: ready(), labWords: [] })?.meant,
  ).toEqual(['MAIL FROM:<a@example.test> SIZE=300']);
});

describe('an address beyond ASCII', () => {
  it.each([
    ['MAIL FROM:<почта@example.test>', ['SMTPUTF8'], ['MAIL FROM:<почта@example.test> SMTPUTF8']],
    ['MAIL FROM:<a@пример.test> SIZE=10', ['SMTPUTF8'], ['MAIL FROM:<a@пример.test> SIZE=10 SMTPUTF8']],
    ['MAIL FROM:<почта@example.test>', [], []],
    ['RCPT TO:<имя@example.test>', ['SMTPUTF8'], []],
  ] as const)('is told what it needs where it is refused with 553: %s', (line, keywords, meant) => {
    const found = slipFor(line, 553, { state: ready({}, keywords), labWords: [] });
    expect(found?.kind).toMatch(/beyond-ascii/);
    expect(found?.meant).toEqual(meant);
    expect(found === null ? [] : said(found)).toEqual([
      expect.stringMatching(/SMTPUTF8/),
      expect.stringMatching(/SMTPUTF8/),
    ]);
  });

  it.each([
    'MAIL FROM:<почта@example.test> SMTPUTF8',
    'MAIL FROM:<a@example.test>',
    'VRFY имя',
    'RCPT TO:<a@example.test>',
  ])('is no reason where there is none, or where the parameter is there: %s', (line) => {
    expect(slipFor(line, 553, { state: ready({}, ['SMTPUTF8']), labWords: [] })).toBeNull();
  });
});

describe('a line that was refused', () => {
  it.each([
    [
      'MAIL FROM:<a@example.test>',
      503,
      greeted,
      'hello-first',
      ['EHLO client.example.test', 'MAIL FROM:<a@example.test>'],
    ],
    [
      'DATA',
      503,
      greeted,
      'hello-first',
      [
        'EHLO client.example.test',
        'MAIL FROM:<student@example.test>',
        'RCPT TO:<teacher@example.test>',
        'DATA',
      ],
    ],
    ['STARTTLS', 503, greeted, 'hello-first', ['EHLO client.example.test', 'STARTTLS']],
    [
      'MAIL FROM:<a@example.test>',
      503,
      advance(ready({ phase: 'tls' }), { kind: 'tls' }).state,
      'hello-again',
      ['EHLO client.example.test', 'MAIL FROM:<a@example.test>'],
    ],
    [
      'RCPT TO:<b@example.test>',
      503,
      ready(),
      'mail-first',
      ['MAIL FROM:<student@example.test>', 'RCPT TO:<b@example.test>'],
    ],
    [
      'DATA',
      503,
      ready(),
      'mail-first',
      ['MAIL FROM:<student@example.test>', 'RCPT TO:<teacher@example.test>', 'DATA'],
    ],
    ['DATA', 503, ready({ phase: 'mail' }), 'rcpt-first', ['RCPT TO:<teacher@example.test>', 'DATA']],
    [
      'MAIL FROM:<a@example.test>',
      503,
      ready({ phase: 'rcpt' }),
      'sender-twice',
      ['RSET', 'MAIL FROM:<a@example.test>'],
    ],
    ['STARTTLS', 503, ready({ encrypted: true }), 'already-tls', []],
    ['STARTTLS', 503, { ...greeted, encrypted: true }, 'already-tls', []],
    ['AUTH PLAIN', 503, ready({ identity: 'ann' }), 'already-signed-in', []],
    ['AUTH PLAIN AGEAYg==', 503, ready({ phase: 'mail' }), 'within-letter', ['RSET']],
    ['AUTH LOGIN', 503, helo, 'helo-offers-nothing', ['EHLO client.example.test']],
    ['DATA', 503, ready({ phase: 'bdat' }), 'chunks-open', ['RSET', 'DATA']],
    ['EHLO x', 503, { ...openState(), phase: 'refused' }, 'refused-before', ['QUIT']],
    ['AUTH CRAM-MD5', 504, ready(), 'mechanism-not-offered', []],
    ['AUTH PLIAN', 504, ready(), 'mechanism-not-offered', ['AUTH PLAIN']],
    [
      'MAIL FROM:<a@example.test> BODY=8BITMIME',
      555,
      ready(),
      'parameter-not-offered',
      ['MAIL FROM:<a@example.test>'],
    ],
    ['MAIL FROM:<a@example.test> SIZE=5', 555, helo, 'parameter-after-helo', ['MAIL FROM:<a@example.test>']],
    [
      'RCPT TO:<a@example.test> NOTIFY=NEVER',
      555,
      ready(),
      'parameter-not-offered',
      ['RCPT TO:<a@example.test>'],
    ],
    ['MAIL FROM:<a@example.test> FOO=1', 555, ready(), 'unknown-parameter', []],
    ['LHLO x', 500, ready(), 'smtp-hello', ['EHLO x']],
    ['EHLO x', 500, openState('lmtp'), 'lmtp-hello', ['LHLO x']],
    ['MAIL FROM:<a@example.test>', 501, ready(), 'line-is-right', []],
  ] as const)('%s %i', (line, code, state, kind, meant) => {
    expect(slipFor(line, code, { state, labWords: [] })).toMatchObject({ kind, meant });
  });

  it('takes a command of SMTP that the lab has as well for what it is', () => {
    const words = ['help', 'auth', 'quit'];
    for (const line of ['QUIT', 'quit', 'aUtH PLAIN', 'HELP'])
      expect(slipFor(line, 221, { state: ready(), labWords: words })).toBeNull();
    expect(slipFor('/quit', 500, { state: ready(), labWords: words })?.kind).toBe('lab-colon');
  });

  it('says nothing of the line where the reply is not about it', () => {
    for (const code of [250, 354, 421, 450, 530, 535, 550, 552, 554])
      expect(slipFor('RCPT TO:<nobody@example.test>', code, { state: ready(), labWords: [] })).toBeNull();
    // Let pass by this server, and not by every one.
    expect(slipFor('MAIL FROM: <a@example.test>', 250, { state: ready(), labWords: [] })?.kind).toBe(
      'space-before-path',
    );
    expect(slipFor('EHLO my_computer', 250, { state: greeted, labWords: [] })).toBeNull();
    expect(slipFor('EHLO Вася', 250, { state: greeted, labWords: [] })?.kind).toBe('bad-name');
    expect(slipFor('RCPT TO:<teacher>', 250, { state: ready(), labWords: [] })?.kind).toBe('no-at');
    expect(slipFor('RCPT TO:<postmaster>', 250, { state: ready(), labWords: [] })).toBeNull();
  });

  it.each([
    ['руlo', 500, ['HELO client.example.test']],
    ['ьфшд акщь юb@example.testю', 500, ['MAIL FROM:<b@example.test>']],
    [
      'MAIL FROM: a@example.test NOTIFY=SUCCESS',
      503,
      ['EHLO client.example.test', 'MAIL FROM:<a@example.test>'],
    ],
    [
      'RCPT TO:<a@example.test> NOTIFY=SUCCESS, FAILURE',
      501,
      ['RCPT TO:<a@example.test> NOTIFY=SUCCESS,FAILURE'],
    ],
    ['MAIL FROM:<a@example.test> RET=HDRS, ENVID=1', 501, ['MAIL FROM:<a@example.test> RET=HDRS ENVID=1']],
    ['RCPT ТО:<a@example.test>', 501, ['RCPT TO:<a@example.test>']],
    ['ЕХЛО pupil.example.test', 500, ['EHLO pupil.example.test']],
    ['хело', 500, ['HELO client.example.test']],
    ['ДАТА', 500, ['DATA']],
  ] as const)('shows nothing to be copied that is wrong itself: %s', (line, code, meant) => {
    const state = code === 503 ? greeted : null;
    expect(slipFor(line, code, { state, labWords: [] })?.meant).toEqual(meant);
  });

  it('has a sentence of every kind in both languages', () => {
    for (const kind of SLIP_KINDS)
      for (const sentence of said({ kind, at: 0, found: 'X', meant: [], name: 'NAME' }))
        expect(sentence).not.toMatch(/undefined/);
  });
});
