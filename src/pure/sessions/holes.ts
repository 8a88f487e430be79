/**
 * The content of a line: text, holes in double braces, and the mark that may end it.
 *
 * ```
 * content  = *( text / hole ) [ tail ]
 * hole     = "{{" expression *( "|" filter ) "}}"
 * expression = "*" / JSON-string / name / function *( SP argument )
 * tail     = "..." / "~ /" regex "/" *flag
 * ```
 */

import { nearestOf } from '../problems/index.ts';
import {
  FILTERS,
  FUNCTIONS,
  type Argument,
  type Expression,
  type FilterName,
  type FunctionName,
  type Hole,
  type Part,
  type Pattern,
  type Span,
  type Tail,
} from './ast.ts';
import { Cursor, isNameCharacter, NAME } from './cursor.ts';
import type { ProblemList } from './problem.ts';
import { formatQuoted, readQuoted } from './quoted.ts';
import { PATTERN_FLAGS, type RegexPort } from './regex.ts';

/** The most octets that one `{{repeat}}` may make. */
const MAX_REPEAT_OCTETS = 16 * 1024 * 1024;

export interface Content {
  readonly parts: readonly Part[];
  readonly tail: Tail | null;
}

/** Reads the content from the cursor to the end of its text. `tails` is false in raw strings, where nothing closes a line. */
export function parseContent(
  cursor: Cursor,
  problems: ProblemList,
  regex: RegexPort | null,
  tails = true,
): Content {
  const parts: Part[] = [];
  let from = cursor.at;
  let tail: Tail | null = null;
  const flush = (to: number): void => {
    if (to > from) parts.push({ kind: 'text', text: cursor.text.slice(from, to) });
  };
  while (!cursor.done) {
    if (cursor.peek(2) === '{{') {
      flush(cursor.at);
      const hole = parseHole(cursor, problems);
      if (hole !== null) parts.push(hole);
      from = cursor.at;
      continue;
    }
    if (tails && cursor.peek() === '~' && startsPattern(cursor.text, cursor.at)) {
      flush(cursor.at);
      tail = parsePatternTail(cursor, problems, regex);
      from = cursor.at;
      break;
    }
    cursor.moveTo(nextMark(cursor.text, cursor.at + 1, tails));
  }
  if (tails && tail === null) tail = takeEllipsis(cursor, from);
  flush(tail?.kind === 'rest' ? cursor.text.length - tail.raw.length : cursor.at);
  return { parts, tail };
}

/** Where the next hole or pattern may begin; the end of the text where none does. One search: two would each read to the end of the line. */
function nextMark(text: string, from: number, tails: boolean): number {
  const mark = tails ? /\{\{|~/g : /\{\{/g;
  mark.lastIndex = from;
  return mark.exec(text)?.index ?? text.length;
}

/** The closing `...` in the text that begins at `from`, where there is one. */
function takeEllipsis(cursor: Cursor, from: number): Tail | null {
  if (!cursor.text.includes('...', from)) return null;
  const found = /\.\.\.[ \t]*$/.exec(cursor.text.slice(Math.max(from, cursor.text.length - 200)));
  if (found === null) return null;
  const at = cursor.text.length - found[0].length;
  return { kind: 'rest', raw: found[0], span: cursor.span(at, at + 3) };
}

function startsPattern(text: string, at: number): boolean {
  const before = at === 0 ? ' ' : (text[at - 1] ?? ' ');
  return (before === ' ' || before === '\t' || before === '-') && /^~[ \t]*\//.test(text.slice(at, at + 40));
}

function parsePatternTail(cursor: Cursor, problems: ProblemList, regex: RegexPort | null): Tail {
  const from = cursor.at;
  cursor.accept('~');
  cursor.skipSpace();
  const pattern = parsePattern(cursor, problems, regex);
  const extraAt = cursor.at;
  const extra = cursor.takeRest();
  if (pattern !== null && extra.trim() !== '') {
    problems.add(cursor.span(extraAt), { code: 'regex-flag', detail: { flag: extra.trim().slice(0, 20) } });
  }
  const empty: Pattern = { source: '', flags: '', span: cursor.span(from) };
  return { kind: 'pattern', raw: cursor.text.slice(from), pattern: pattern ?? empty };
}

/** Reads `/regex/flags` at the cursor and compiles it where there is an engine. */
export function parsePattern(cursor: Cursor, problems: ProblemList, regex: RegexPort | null): Pattern | null {
  const from = cursor.at;
  cursor.accept('/');
  let inClass = false;
  for (let c = cursor.peek(); !cursor.done && (c !== '/' || inClass); c = cursor.peek()) {
    if (c === '\\') cursor.moveTo(cursor.at + 1);
    else if (c === '[') inClass = true;
    else if (c === ']') inClass = false;
    cursor.moveTo(cursor.at + 1);
  }
  const source = cursor.text.slice(from + 1, cursor.at);
  if (!cursor.accept('/')) {
    problems.add(cursor.span(from), { code: 'regex-unclosed', detail: {} });
    return null;
  }
  const flagsAt = cursor.at;
  const flags = cursor.takeWhile((c) => /[A-Za-z]/.test(c));
  for (const [i, flag] of [...flags].entries()) {
    if (!PATTERN_FLAGS.includes(flag)) {
      problems.add(cursor.span(flagsAt + i, flagsAt + i + 1), { code: 'regex-flag', detail: { flag } });
      return null;
    }
  }
  // `\/` is how a slash is written here; the engine knows only `/`.
  const pattern = { source: source.replace(/\\\//g, '/'), flags, span: cursor.span(from) };
  const compiled = regex?.compile(pattern.source, flags);
  if (compiled?.ok === false) {
    problems.add(pattern.span, { code: 'bad-regex', detail: { reason: compiled.reason } });
  }
  return pattern;
}

/** Reads a hole at the cursor, which stands on `{{`. A bad one is reported and skipped to its end. */
function parseHole(cursor: Cursor, problems: ProblemList): Hole | null {
  const from = cursor.at;
  cursor.accept('{{');
  cursor.skipSpace();
  const expression = parseExpression(cursor, problems, from);
  if (expression === null) return skipHole(cursor, from);
  const filters: FilterName[] = [];
  cursor.skipSpace();
  while (cursor.accept('|')) {
    cursor.skipSpace();
    const at = cursor.at;
    const word = cursor.takeWhile(isNameCharacter);
    const filter = FILTERS.find((name) => name === word);
    if (filter === undefined) {
      problems.add(cursor.span(at), {
        code: 'unknown-filter',
        detail: { found: word, suggestion: nearestOf(word, FILTERS) },
      });
      return skipHole(cursor, from);
    }
    filters.push(filter);
    cursor.skipSpace();
  }
  if (cursor.accept('}}')) {
    return {
      kind: 'hole',
      raw: cursor.text.slice(from, cursor.at),
      expression,
      filters,
      span: cursor.span(from),
    };
  }
  if (cursor.text.indexOf('}}', cursor.at) < 0) {
    problems.add(cursor.span(from, from + 2), { code: 'hole-unclosed', detail: {} });
  } else {
    problems.add(cursor.span(cursor.at, cursor.at + 1), {
      code: 'bad-hole',
      detail: { found: cursor.peek() },
    });
  }
  return skipHole(cursor, from);
}

function skipHole(cursor: Cursor, from: number): null {
  const end = cursor.text.indexOf('}}', Math.max(cursor.at, from + 2));
  cursor.moveTo(end < 0 ? cursor.text.length : end + 2);
  return null;
}

function parseExpression(cursor: Cursor, problems: ProblemList, hole: number): Expression | null {
  if (cursor.accept('*')) return { kind: 'any' };
  if (cursor.peek() === '"') {
    const quoted = parseArgument(cursor, problems);
    return quoted === null ? null : { kind: 'literal', text: quoted.text };
  }
  const at = cursor.at;
  const word = cursor.takeWhile(isNameCharacter);
  if (!NAME.test(word)) {
    const open = cursor.text.indexOf('}}', at) < 0;
    if (open) problems.add(cursor.span(hole, hole + 2), { code: 'hole-unclosed', detail: {} });
    else {
      const found = word === '' ? cursor.peek() : word;
      problems.add(cursor.span(at, at + found.length), { code: 'bad-hole', detail: { found } });
    }
    return null;
  }
  const wordSpan = cursor.span(at);
  const name = FUNCTIONS.find((candidate) => candidate === word);
  const args: Argument[] = [];
  cursor.skipSpace();
  while (!cursor.done && cursor.peek() !== '|' && cursor.peek(2) !== '}}') {
    const argument = parseArgument(cursor, problems);
    if (argument === null) return null;
    args.push(argument);
    cursor.skipSpace();
  }
  if (name !== undefined) {
    return checkCall(name, args, wordSpan, problems) ? { kind: 'call', name, args } : null;
  }
  if (args.length === 0) return { kind: 'name', name: word };
  problems.add(wordSpan, {
    code: 'unknown-function',
    detail: { found: word, suggestion: nearestOf(word, FUNCTIONS) },
  });
  return null;
}

/** Reads a word or a quoted text. */
function parseArgument(cursor: Cursor, problems: ProblemList): Argument | null {
  const from = cursor.at;
  if (cursor.peek() === '"') {
    const quoted = readQuoted(cursor);
    if (quoted.ok) return { kind: 'string', text: quoted.text, span: cursor.span(from) };
    problems.add(cursor.span(from, from + 1), { code: 'bad-json-string', detail: { reason: quoted.reason } });
    return null;
  }
  const text = cursor.takeWhile(isNameCharacter);
  if (text !== '') return { kind: 'word', text, span: cursor.span(from) };
  problems.add(cursor.span(from, from + 1), { code: 'bad-hole', detail: { found: cursor.peek() } });
  return null;
}

/** What each function takes, in the notation of its messages. */
const SHAPES: Readonly<Record<FunctionName, string>> = {
  uuid: 'uuid',
  now: 'now',
  plain: 'plain user password',
  'cram-md5': 'cram-md5 user password challenge',
  xoauth2: 'xoauth2 user token',
  hex: 'hex 00ff',
  repeat: 'repeat 100 "x"',
};

function checkCall(
  name: FunctionName,
  args: readonly Argument[],
  span: Span,
  problems: ProblemList,
): boolean {
  const wanted = SHAPES[name];
  const fail = (): boolean => {
    const found = args.map((arg) => (arg.kind === 'string' ? formatQuoted(arg.text) : arg.text)).join(' ');
    problems.add(span, { code: 'function-arguments', detail: { name, wanted, found } });
    return false;
  };
  if (args.length !== wanted.split(' ').length - 1) return fail();
  const [first, second] = args;
  if (name === 'hex') return /^([0-9A-Fa-f]{2})+$/.test(first?.text ?? '') || fail();
  if (name === 'repeat') {
    if (!/^\d{1,9}$/.test(first?.text ?? '') || second?.kind !== 'string') return fail();
    const octets = Number(first?.text) * new TextEncoder().encode(second.text).length;
    if (octets <= MAX_REPEAT_OCTETS) return true;
    problems.add(span, { code: 'repeat-too-large', detail: { octets, max: MAX_REPEAT_OCTETS } });
    return false;
  }
  const bad = args.some((arg) => arg.kind === 'word' && !NAME.test(arg.text));
  return bad ? fail() : true;
}
