/** Asserts of a session file: `? queueId matches /^\w+$/ "its own words"`. What their subjects are is known by whoever plays. */

import { nearestOf } from '../problems/index.ts';
import { OPERATORS } from './ast.ts';
import type { AssertLine, Span } from './ast.ts';
import type { Cursor } from './cursor.ts';
import { parsePattern } from './holes.ts';
import type { ProblemList } from './problem.ts';
import { readQuoted } from './quoted.ts';
import type { RegexPort } from './regex.ts';

/** What an assert may be about beside what was read: how the run went. */
export const FACTS = [
  'roundTrips',
  'bytes',
  'tls.protocol',
  'tls.cipher',
  'tls.authorized',
  'tls.servername',
] as const;

/** Reads what follows the `?`. Null where it is none, which is reported. */
export function parseAssert(
  cursor: Cursor,
  base: { readonly span: Span; readonly indent: string; readonly eol: string },
  problems: ProblemList,
  regex: RegexPort | null,
): AssertLine | null {
  const rest = cursor.rest;
  cursor.skipSpace();
  const subject = cursor.takeWhile((character) => /[\w.-]/.test(character));
  cursor.skipSpace();
  const negated = /^not\s/.test(cursor.rest) && cursor.accept('not');
  if (negated) cursor.skipSpace();
  const at = cursor.at;
  const word = cursor.takeWhile((character) => !/\s/.test(character));
  const operator = OPERATORS.find((one) => one === word);
  if (subject === '') {
    problems.add(base.span, { code: 'bad-assert', detail: { found: rest.trim().slice(0, 40) } });
    return null;
  }
  if (operator === undefined) {
    problems.add(cursor.span(at), {
      code: 'unknown-operator',
      detail: { found: word, suggestion: nearestOf(word, OPERATORS) },
    });
    return null;
  }
  cursor.skipSpace();
  let value = '';
  let pattern: AssertLine['pattern'] = null;
  if (operator === 'matches') {
    if (cursor.peek() !== '/') {
      problems.add(base.span, { code: 'bad-assert', detail: { found: rest.trim().slice(0, 40) } });
      return null;
    }
    pattern = parsePattern(cursor, problems, regex);
    value = pattern?.source ?? '';
  } else if (cursor.peek() === '"') {
    const quoted = readQuoted(cursor);
    value = quoted.ok ? quoted.text : '';
  } else value = cursor.takeWhile((character) => !/\s/.test(character));
  cursor.skipSpace();
  const words = cursor.peek() === '"' ? readQuoted(cursor) : null;
  return {
    kind: 'assert',
    rest,
    subject,
    negated,
    operator,
    value,
    pattern,
    words: words?.ok === true ? words.text : '',
    ...base,
  };
}
