/** What is wrong with a session file as a whole, and with its front matter: the place of each fault. */

import { describe, expect, it } from 'vitest';
import { parseSession } from '../../../src/pure/sessions/index.ts';
import { growth, LINEAR } from '../../support/growth.ts';

/** Faults as `line:column code`. */
const faults = (text: string): readonly string[] =>
  parseSession(text, 'x.smtp').problems.map(
    ({ span, severity, fault }) => `${span.line}:${span.column} ${severity} ${fault.code}`,
  );

const HELLO = 'S: 220 x\nC: EHLO x\n';

describe('a session file as a whole', () => {
  it.each([
    [
      'a reply that may be left out, and nothing behind it',
      `${HELLO}S? 250 x\nC: QUIT\n`,
      ['3:1 error optional-last'],
    ],
    ['one with another behind it', `${HELLO}S? 250 x\nS: 250 y\n`, []],
    ['a letter without its dot', 'S: 354 go\nC: Subject: x\nS: 250 ok\n', ['1:1 warning letter-not-ended']],
    ['a letter that is cut off on purpose', 'S: 354 go\nC: Subject: x\n@close client\n', []],
    ['a letter of a file', 'S: 354 go\nC< a.eml\nS: 250 ok\n', []],
    ['any letter', 'S: 354 go\nC: {{*}}\nS: 250 ok\n', []],
    [
      'a dot that is not doubled',
      'S: 354 go\nC: .x\nC: ..y\nC: .\nS: 250 ok\n',
      ['2:1 warning unstuffed-dot'],
    ],
    [
      'a group without PIPELINING',
      `${HELLO}S: 250-x\nS: 250 SIZE\nC: MAIL FROM:<>\nC: DATA\nS: 250 x\nS: 503 x\n`,
      ['5:1 warning pipelining-not-offered'],
    ],
    [
      'a group with it',
      `${HELLO}S: 250-x\nS: 250-PIPELINING\nS: 250 SIZE\nC: NOOP\nC: NOOP\nS: 250 x\nS: 250 x\n`,
      [],
    ],
    [
      'a group where the offer is left open',
      `${HELLO}S: 250 ...\nC: NOOP\nC: NOOP\nS: 250 x\nS: 250 x\n`,
      [],
    ],
    ['a chunk of another size', 'C: BDAT 9 LAST\nC: four\nS: 250 x\n', ['1:1 warning chunk-size']],
    ['chunks of their size', 'C: BDAT 6\nC: four\nC: BDAT 4 LAST\nC| "four"\nS: 250 x\n', []],
    ['a chunk of which the file cannot know', 'C: BDAT 9 LAST\nC: {{text}}\nS: 250 x\n', []],
    ['a handshake without STARTTLS', `${HELLO}S: 250 x\n@tls\n`, ['4:1 warning tls-without-starttls']],
    ['a handshake from the start', `@tls\n${HELLO}S: 250 x\n`, []],
    ['a handshake behind STARTTLS', `${HELLO}S: 250 x\nC: STARTTLS\nS: 220 go\n@tls\n`, []],
    ['names side by side', 'S: 250 {{a}}{{b}}\n', ['1:13 warning captures-touch']],
    ['one of them given', '---\nvars: { a: x }\n---\nS: 250 {{a}}{{b}}\n', []],
    [
      'an assert about nothing',
      'S: 250 {{id}} ~ /(?<when>\\d+)/\n? id == x\n? when > 1\n? bytes > 1\n? roundtrips < 2\n',
      ['5:1 warning unknown-subject'],
    ],
    ['an assert about what may be included', '@include a.smtp\n? any == x\n', []],
  ])('%s', (_, text, wanted) => {
    expect(faults(text)).toEqual(wanted);
  });

  it('suggests the name that was meant', () => {
    const [problem] = parseSession('S: 250 x\n? roundtrips < 2\n', 'x.smtp').problems;
    expect(problem?.fault).toMatchObject({ detail: { suggestion: 'roundTrips' } });
    expect(problem?.source).toBe('? roundtrips < 2');
  });
});

describe('front matter', () => {
  it.each([
    ['title: x\ncolour: red', '3:1 error front-matter-key'],
    ['title: x\nvars: { a: 1, password: x }', '3:15 error secret-in-vars'],
    ['vars:\n  a: 1\n  api_token: x', '4:3 error secret-in-vars'],
    ['title: x\nmatch: loose', '3:1 error front-matter-value'],
    ['title: [x', '3:1 error front-matter-syntax'],
  ])('%j has its fault at its place', (text, wanted) => {
    expect(faults(`---\n${text}\n---\nC: QUIT\n`)).toEqual([wanted]);
  });
});

it('commands that nobody answers cost as much each, however many they are', () => {
  const work = (count: number) => parseSession('C: NOOP\n'.repeat(count), 'many.smtp');
  expect(growth(work, 2000)).toBeLessThan(LINEAR);
});
