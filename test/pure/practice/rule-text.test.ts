/** Rules that make a server misbehave: one line of text, one row, the same rule; and what is none. */

import { describe, expect, it } from 'vitest';
import { formatRule, parseRule, readRule, readRules } from '../../../src/pure/practice/index.ts';
import type { BriefRule } from '../../../src/pure/practice/index.ts';
import { ruleWords } from '../../../src/pure/phrases/index.ts';

const ROWS: readonly (readonly [string, BriefRule])[] = [
  ['connect = 421 4.3.2 Later', { on: 'connect', reply: '421 4.3.2 Later' }],
  [
    'RCPT TO:<busy@*> [first 2] = 450 4.2.0 Later',
    { on: 'RCPT', match: 'TO:<busy@*>*', first: 2, reply: '450 4.2.0 Later' },
  ],
  ['rcpt TO:<a=b@[192.0.2.1]> = drop', { on: 'rcpt', match: 'TO:<a=b@[192.0.2.1]>*', drop: true }],
  ['dot [from 3] = reset', { on: 'dot', from: 3, reset: true }],
  ['letter > 1MB = 552 5.3.4 Too big', { on: 'letter', over: '1MB', reply: '552 5.3.4 Too big' }],
  [
    'DATA [every 5] [chance 10%] = delay 5s, 451 4.3.0 Later',
    { on: 'DATA', every: 5, chance: '10%', wait: '5s', reply: '451 4.3.0 Later' },
  ],
  ['QUIT = delay 500ms', { on: 'QUIT', wait: '500ms' }],
  ['EHLO = hide STARTTLS SIZE', { on: 'EHLO', hide: 'STARTTLS SIZE' }],
  ['STARTTLS = certificate expired', { on: 'STARTTLS', certificate: 'expired' }],
  ['* = cut 10', { on: '*', cut: '10' }],
  ['EHLO = 250 a\\nSIZE', { on: 'EHLO', reply: '250 a\nSIZE' }],
];

describe('a line of text', () => {
  it.each(ROWS)('%s is its row', (text, row) => {
    expect(parseRule(text)).toMatchObject({ ok: true, row });
  });

  it.each(ROWS)('%s is written again as a line that means the same', (text) => {
    const read = parseRule(text);
    if (!read.ok) throw new Error(read.fault.code);
    expect(parseRule(formatRule(read.row))).toMatchObject({ ok: true, rule: read.rule });
  });

  it.each<readonly [string, string]>([
    ['', 'not-a-rule'],
    ['RCPT', 'not-a-rule'],
    ['RCPT=450 4.2.0 Later', 'not-a-rule'],
    [' = 450 x', 'bad-when'],
    ['RCPT? = 450 x', 'bad-when'],
    ['connect RCPT = 450 x', 'bad-when'],
    ['RCPT [twice] = 450 x', 'bad-count'],
    ['RCPT [first 0] = 450 x', 'bad-value'],
    ['RCPT [first two] = 450 x', 'bad-count'],
    ['RCPT [chance 200%] = 450 x', 'bad-value'],
    ['RCPT [first 2] [from 3] = 450 x', 'too-many-counts'],
    ['RCPT = ', 'no-deed'],
    ['RCPT = 150 what', 'bad-value'],
    ['RCPT = refuse', 'bad-deed'],
    ['RCPT = drop it', 'bad-deed'],
    ['RCPT = delay soon', 'bad-value'],
    ['RCPT = delay 2h', 'bad-value'],
    ['RCPT = cut -1', 'bad-value'],
    ['RCPT > 1MB = 450 x', 'misplaced'],
    ['RCPT = hide SIZE', 'misplaced'],
    ['EHLO = hide', 'bad-value'],
    ['EHLO = certificate expired', 'misplaced'],
    ['STARTTLS = certificate stale', 'bad-value'],
  ])('%j is none: %s', (text, code) => {
    const read = parseRule(text);
    expect(read).toMatchObject({ ok: false, fault: { code } });
    if (read.ok) return;
    for (const lang of ['en', 'ru'] as const)
      expect(ruleWords[lang].fault(read.fault, ['expired'])).not.toMatch(/undefined|\[object/);
  });
});

describe('a row', () => {
  it.each<readonly [unknown, string]>([
    [null, 'not-a-rule'],
    ['RCPT', 'not-a-rule'],
    [[], 'not-a-rule'],
    [{}, 'bad-when'],
    [{ on: 7, drop: true }, 'bad-value'],
    [{ on: 'RCPT' }, 'no-deed'],
    [{ on: 'RCPT', drop: false }, 'no-deed'],
    [{ on: 'RCPT', drop: true, cut: 1 }, 'too-many-deeds'],
    [{ on: 'RCPT', times: 1, first: 1, drop: true }, 'too-many-counts'],
    [{ on: 'DATA', to: 'a@example.com', drop: true }, 'misplaced'],
    [{ on: 'RCPT', to: 'a\r\nb', drop: true }, 'bad-value'],
    [{ on: 'RCPT', drop: 'yes' }, 'bad-value'],
    [{ on: 'RCPT', chance: true, drop: true }, 'bad-value'],
    [{ on: 'RCPT', verb: 'x' }, 'unknown-key'],
  ])('%j is none: %s', (row, code) => {
    expect(readRule(row)).toMatchObject({ ok: false, fault: { code } });
  });

  it('may stand beside lines of text in a list, and is found by its number where it is none', () => {
    const rows = ['QUIT = drop', { on: 'RCPT', to: 'a@*', reply: '450 x' }];
    expect(readRules(rows)).toMatchObject({ ok: true, rows: [{ on: 'QUIT' }, { to: 'a@*' }] });
    expect(readRules([...rows, 'QUIT'])).toMatchObject({ ok: false, at: 3 });
    expect(readRules({ on: 'QUIT' })).toMatchObject({ ok: false, at: 0 });
  });
});
