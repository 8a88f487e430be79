/** Holes where a line is read: what has to stand there, and what the text that stands there tells. */

import { describe, expect, it } from 'vitest';
import { matchCommand, parseSession } from '../../../src/pure/sessions/index.ts';
import type { ClientLine } from '../../../src/pure/sessions/index.ts';
import { NO_VARIABLES } from './no-variables.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

function client(text: string): ClientLine {
  const [line] = parseSession(`C: ${text}\n`, 'x.smtp').file.lines;
  if (line?.kind !== 'client') throw new Error(text);
  return line;
}

/** What was read, by name; null where it does not fit. */
function read(wanted: string, came: string, known: Readonly<Record<string, string>> = {}) {
  const variables = { ...NO_VARIABLES, get: (name: string) => known[name] };
  const { difference, captures } = matchCommand(client(wanted), came, { variables, regex: null });
  return difference === null ? Object.fromEntries(captures) : null;
}

describe('a command of which the file does not know everything', () => {
  it.each([
    ['{{user|base64}}', base64('ann'), { user: 'ann' }],
    ['{{user|base64}}', 'no base64!', null],
    ['{{word|unbase64}}', 'ann', { word: base64('ann') }],
    ['{{word|xtext}}', 'a+20b', { word: 'a b' }],
    ['{{word|upper}}', 'ABC', {}],
    ['{{word|upper}}', 'Abc', null],
    [
      'AUTH PLAIN {{plain user password}}',
      `AUTH PLAIN ${base64('\0ann\0s3cret-word')}`,
      { user: 'ann', password: 's3cret-word' },
    ],
    ['AUTH PLAIN {{plain user password}}', `AUTH PLAIN ${base64('ann')}`, null],
    ['{{cram-md5 user password challenge}}', base64(`ann ${'0'.repeat(32)}`), { user: 'ann' }],
    [
      '{{xoauth2 user token}}',
      base64('user=ann\u0001auth=Bearer t0ken\u0001\u0001'),
      { user: 'ann', token: 't0ken' },
    ],
    ['EHLO {{uuid}}', 'EHLO whatever', {}],
    [
      'MAIL FROM:<{{from}}> SIZE={{n}}',
      'MAIL FROM:<a@example.test> SIZE=7',
      { from: 'a@example.test', n: '7' },
    ],
  ])('%s against %s', (wanted, came, captures) => {
    expect(read(wanted, came)).toEqual(captures);
  });

  it('is compared by what its holes make, once that is known', () => {
    const known = { user: 'ann', password: 's3cret-word' };
    expect(
      read('AUTH PLAIN {{plain user password}}', `AUTH PLAIN ${base64('\0ann\0s3cret-word')}`, known),
    ).toEqual({});
    expect(
      read('AUTH PLAIN {{plain user password}}', `AUTH PLAIN ${base64('\0ann\0another')}`, known),
    ).toBeNull();
    expect(read('{{user|base64}}', base64('bob'), known)).toBeNull();
  });

  it.each([
    ['EHLO {{*}}', 'ehlo client.example.test'],
    ['MAIL FROM:<{{from}}> BODY=8BITMIME SIZE=1', 'mail from:<a@example.test> size=1 BODY=8bitmime'],
    ['AUTH LOGIN {{user|base64}}', `auth login ${base64('ann')}`],
    ['RCPT TO:<{{to}}>', 'Rcpt To:<b@example.test> '],
  ])('%s may be said as %s', (wanted, came) => {
    expect(read(wanted, came)).not.toBeNull();
  });

  it('keeps the case of what is no verb', () => {
    expect(read('MAIL FROM:<Ann@example.test>', 'MAIL FROM:<ann@example.test>')).toBeNull();
    expect(read('AUTH LOGIN YW5u', 'AUTH LOGIN yw5u')).toBeNull();
    // An answer in a sign-in is base64.
    expect(read('YW5u', 'yw5u')).toBeNull();
    expect(read('YWJj', 'ywjj')).toBeNull();
  });
});
