/** Asserts of a session file: `? queueId matches /^\w+$/ "its own words"`. What their subjects are is known by those who play. */

import { nearestOf } from '../problems/index.ts';
import { OPERATORS } from './ast.ts';
import type { AssertLine, Operator, Span } from './ast.ts';
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
  'cert.subject',
  'cert.issuer',
  'cert.names',
  'cert.chain',
  'cert.daysLeft',
  'cert.validFrom',
  'cert.validTo',
  'cert.fingerprint256',
  'server.host',
  'server.address',
  'server.port',
  'reply.code',
  'reply.text',
  'reply.lines',
  'reply.longest',
  'reply.quirks',
  'hello.name',
  'hello.keywords',
  'hello.unregistered',
  'sink.letters',
  'sink.from',
  'sink.to',
  'sink.letter',
  'sink.parameters',
] as const;
export type Fact = (typeof FACTS)[number];

/** Whether a name is that of a fact: nothing that was read, and no variable, is taken for one. */
export function isFact(name: string): name is Fact {
  return FACTS.some((fact) => fact === name);
}

/** Facts with several values: `contains` asks whether one of them is the value, and not for a piece of one. */
export const LISTS: readonly string[] = ['cert.names', 'cert.chain'] satisfies readonly Fact[];
/** How the values of a list stand together. */
export const LIST_MARK = ', ';

/** These compare numbers; text is compared by the others. */
const NUMERIC: readonly string[] = ['<', '<=', '>', '>='] satisfies readonly Operator[];

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
  const isBad = (): null => {
    problems.add(base.span, { code: 'bad-assert', detail: { found: rest.trim().slice(0, 40) } });
    return null;
  };
  let value = '';
  let pattern: AssertLine['pattern'] = null;
  if (operator === 'matches') {
    if (cursor.peek() !== '/') return isBad();
    pattern = parsePattern(cursor, problems, regex);
    value = pattern?.source ?? '';
  } else if (cursor.peek() === '"') {
    const quoted = readQuoted(cursor);
    if (!quoted.ok) return isBad();
    value = quoted.text;
  } else {
    value = cursor.takeWhile((character) => !/\s/.test(character));
    if (value === '') return isBad();
  }
  const valueName = /^\{\{([\w-]+)\}\}$/.exec(value)?.[1] ?? null;
  if (valueName === null && value.includes('{{') && operator !== 'matches') return isBad();
  // What is not a number is less than nothing: the assert could not be meant.
  if (NUMERIC.includes(operator) && valueName === null && !isNumber(value)) return isBad();
  cursor.skipSpace();
  const words = cursor.peek() === '"' ? readQuoted(cursor) : null;
  if (words?.ok === false) return isBad();
  cursor.skipSpace();
  // A second comparison behind the first would hold whatever it says.
  if (cursor.rest.trim() !== '') return isBad();
  return {
    kind: 'assert',
    rest,
    subject,
    negated,
    operator,
    value,
    valueName,
    pattern,
    words: words?.ok === true ? words.text : '',
    ...base,
  };
}

/** Whether a text is a number, and nothing else: not an empty one, which JavaScript takes for nought. */
export function isNumber(text: string): boolean {
  return /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/.test(text.trim());
}
