/**
 * Whether what came is what a session file wants: a reply against its `S:` lines, a command against its `C:` line. How much must
 * be the same is the level: `code` (code, number of lines, the enhanced code where one is written, captures and patterns, and each
 * keyword of an EHLO reply), `exact` or `class`. Follows RFC 5321 §4.2 and §2.4 (a verb in any case).
 */

import { KNOWN_VERBS, parseEnhancedCode } from '../protocol/index.ts';
import type { AbsentLine, ClientLine, Hole, MatchLevel, Part, ServerLine, Span, Tail } from './ast.ts';
import { isInSet } from './codes.ts';
import type { Variables } from './expand.ts';
import { readHole, valueOf } from './hole-value.ts';
import { printParts } from './print.ts';
import { compilePattern } from './regex.ts';
import type { RegexPort } from './regex.ts';

/** What came: a reply, or a line of text. */
export interface CameReply {
  readonly code: number;
  readonly lines: readonly string[];
}

/** Where it differs: the place in the file, what was wanted there and what came. */
export interface Difference {
  readonly span: Span;
  readonly wanted: string;
  readonly came: string;
}

export interface MatchSetting {
  readonly level: MatchLevel;
  /** EHLO, HELO or LHLO was answered: its lines may come in any order, and more of them. */
  readonly hello: boolean;
  readonly variables: Variables;
  readonly regex: RegexPort | null;
}

export interface Matched {
  readonly difference: Difference | null;
  readonly captures: ReadonlyMap<string, string>;
}

/** Variables of which some were read on the way: what was read comes first. */
export function withCaptures(variables: Variables, captures: ReadonlyMap<string, string>): Variables {
  return { ...variables, get: (name) => captures.get(name) ?? variables.get(name) };
}

/** A reply as one line, as a report shows it. */
export function showReply({ code, lines }: CameReply): string {
  return lines.map((text, at) => `${code}${at < lines.length - 1 ? '-' : ' '}${text}`).join(' / ');
}

/** Compares a reply with the lines that want it; the lines of one reply, in order. */
export function matchReply(wanted: readonly ServerLine[], came: CameReply, setting: MatchSetting): Matched {
  const captures = new Map<string, string>();
  const variables = withCaptures(setting.variables, captures);
  const differs = (line: ServerLine): Matched => ({
    difference: { span: line.span, wanted: showLine(line), came: showReply(came) },
    captures,
  });
  const [first] = wanted;
  if (first === undefined) return { difference: null, captures };
  const wrongCode = wanted.find((line) => !isCode(came.code, line, setting.level));
  if (wrongCode !== undefined) return differs(wrongCode);
  if (setting.level === 'class') return { difference: null, captures };
  const anyOrder = setting.hello || wanted.some(({ mode }) => mode === 'unordered');
  const required = wanted.filter(({ mode }) => mode !== 'optional');
  const fewer = came.lines.length < required.length;
  if (!setting.hello && (fewer || came.lines.length > wanted.length)) {
    // How many lines there are is seen in all of them alone.
    const { span } = (fewer ? required : wanted).at(-1) ?? first;
    return {
      difference: { span, wanted: wanted.map(showLine).join(' / '), came: showReply(came) },
      captures,
    };
  }
  const left = [...came.lines];
  for (const [at, line] of wanted.entries()) {
    const whole = setting.hello && at > 0;
    const fits = (text: string): ReadonlyMap<string, string> | null =>
      matchLine(line, text, whole, { ...setting, variables });
    const places = anyOrder && at > 0 ? left.keys() : [0].values();
    let found: ReadonlyMap<string, string> | null = null;
    for (const place of places) {
      found = left[place] === undefined ? null : fits(left[place]);
      if (found !== null) {
        left.splice(place, 1);
        break;
      }
    }
    if (found === null && line.mode === 'optional') continue;
    if (found === null) return differs(line);
    for (const [name, value] of found) captures.set(name, value);
  }
  return { difference: null, captures };
}

/** The line of a reply that must not be in it, as a report shows it; null where none is like that. */
export function findAbsent(
  line: AbsentLine,
  came: CameReply,
  setting: Pick<MatchSetting, 'variables' | 'regex'>,
): string | null {
  const { codes, parts, tail } = line;
  if (codes !== null && !isInSet(came.code, codes)) return null;
  const marked = tail !== null || parts.some(({ kind }) => kind === 'hole');
  const [keyword = '', ...others] = wordsIn(printParts(parts));
  const isLike = (text: string): boolean => {
    if (marked) return matchParts(parts, tail, text, { ...setting, level: 'exact', hello: false }) !== null;
    const [first, ...rest] = wordsIn(text);
    return keyword === '' || (first === keyword && others.every((word) => rest.includes(word)));
  };
  const at = came.lines.findIndex(isLike);
  return at < 0 ? null : `${came.code}${at < came.lines.length - 1 ? '-' : ' '}${came.lines[at] ?? ''}`;
}

/** `AUTH=LOGIN`, as old servers write it, is the keyword with its parameter. */
function wordsIn(text: string): readonly string[] {
  const words = text.trim().toUpperCase();
  return (words.startsWith('AUTH=') ? words.replace('=', ' ') : words).split(/\s+/);
}

/** A line that must not be there, as it is written. */
export function showAbsent({ codes, separator, parts, tail }: AbsentLine): string {
  return `S! ${codes?.raw ?? ''}${separator}${printParts(parts)}${tail?.raw ?? ''}`;
}

/**
 * Compares a command with the line that wants it: verb in any case, parameters in any order. A line of a letter (`inLetter`) is no
 * command, and has to be the same.
 */
export function matchCommand(
  wanted: ClientLine,
  came: string,
  setting: Pick<MatchSetting, 'variables' | 'regex'>,
  inLetter = false,
): Matched {
  const text = printParts(wanted.parts);
  for (const said of new Set([came, inLetter ? came : asWritten(came, text)])) {
    const captures = matchParts(wanted.parts, wanted.tail, said, {
      ...setting,
      level: 'exact',
      hello: false,
    });
    if (captures !== null) return { difference: null, captures };
  }
  return {
    difference: { span: wanted.span, wanted: text + (wanted.tail?.raw ?? ''), came },
    captures: new Map(),
  };
}

/** What of a command may be written in any case: the verb with what belongs to it, a mechanism. */
const VERB = /^(?:MAIL FROM:|RCPT TO:|AUTH [\w-]+|[A-Z]+(?= |$))/i;

/** What a command begins with of that; '' for another line, such as an answer in base64. */
function verbIn(line: string): string {
  const verb = VERB.exec(line)?.[0] ?? '';
  return /[ :]/.test(verb) || KNOWN_VERBS.includes(verb.toUpperCase()) ? verb : '';
}

/** A command that means the same, in the case and with its parameters in the order of the line that wants it. */
function asWritten(came: string, wanted: string): string {
  const verb = verbIn(wanted);
  if (verb === '' || came.slice(0, verb.length).toUpperCase() !== verb.toUpperCase()) return came;
  const said = verb + came.slice(verb.length);
  if (!verb.endsWith(':')) return said.replace(/ +$/, '');
  const [path = '', ...given] = said.slice(verb.length).trim().split(' ');
  const written = wanted
    .slice(wanted.indexOf('>') + 1)
    .trim()
    .split(' ');
  const keyed = given.map((one) => {
    const keyword = keywordOf(one);
    const at = written.findIndex((known) => keywordOf(known).toUpperCase() === keyword.toUpperCase());
    const model = written[at];
    if (model === undefined) return { at: written.length, text: one };
    const same = model.toUpperCase() === one.toUpperCase();
    return { at, text: same ? model : keywordOf(model) + one.slice(keyword.length) };
  });
  const sorted = keyed.sort((a, b) => a.at - b.at).map(({ text }) => text);
  return [verb + path, ...sorted].join(' ');
}

function keywordOf(parameter: string): string {
  return parameter.split('=')[0] ?? '';
}

function isCode(code: number, { codes }: ServerLine, level: MatchLevel): boolean {
  const digits = String(code);
  return codes.alternatives.some((wanted) =>
    [...wanted].every((digit, at) => digit === 'x' || digit === digits[at] || (level === 'class' && at > 0)),
  );
}

function showLine(line: ServerLine): string {
  return `${line.codes.raw}${line.separator}${printParts(line.parts)}${line.tail?.raw ?? ''}`;
}

/** Captures where the line fits; null where not. `whole`: a keyword of EHLO, which must be there as written. */
function matchLine(
  line: ServerLine,
  text: string,
  whole: boolean,
  setting: MatchSetting,
): ReadonlyMap<string, string> | null {
  const asksFor = (part: Part): boolean => part.kind === 'hole' && (whole || !isFixed(part));
  const marked = line.parts.some(asksFor) || line.tail?.kind === 'pattern';
  if (setting.level === 'exact' || marked) return matchParts(line.parts, line.tail, text, setting);
  const wanted = printParts(line.parts);
  if (whole) {
    const [keyword = '', ...parameters] = wanted.trim().split(/\s+/);
    const [came = '', ...has] = text.trim().split(/\s+/);
    const known = has.map((one) => one.toUpperCase());
    return keyword.toUpperCase() === came.toUpperCase() &&
      parameters.every((one) => known.includes(one.toUpperCase()))
      ? new Map()
      : null;
  }
  const enhanced = parseEnhancedCode(wanted);
  if (enhanced !== null && parseEnhancedCode(text)?.text !== enhanced.text) return null;
  return new Map();
}

/** Whether a hole is only another way to write a text: it asks for nothing. */
function isFixed({ expression }: Hole): boolean {
  return (
    expression.kind === 'literal' ||
    (expression.kind === 'call' && (expression.name === 'hex' || expression.name === 'repeat'))
  );
}

/** Text against content: what is written must stand there, holes capture, `...` takes the rest, `~` must be found. */
function matchParts(
  parts: readonly Part[],
  tail: Tail | null,
  text: string,
  { variables: given, regex }: MatchSetting,
): ReadonlyMap<string, string> | null {
  const captures = new Map<string, string>();
  const variables = withCaptures(given, captures);
  let at = 0;
  /** What has to stand at a part; blanks before a closing mark need not. */
  const literalAt = (index: number): string | null => {
    const part = parts[index];
    if (part === undefined) return null;
    if (part.kind === 'hole') return valueOf(part, variables);
    return tail !== null && index === parts.length - 1 ? part.text.trimEnd() : part.text;
  };
  for (const [index, part] of parts.entries()) {
    const literal = literalAt(index);
    if (literal !== null) {
      if (!text.startsWith(literal, at)) return null;
      at += literal.length;
      continue;
    }
    const next = literalAt(index + 1);
    const until =
      next !== null && next !== ''
        ? text.indexOf(next, at)
        : tail === null || tail.kind === 'pattern'
          ? text.length
          : endOfWord(text, at);
    if (until < 0) return null;
    const read = part.kind === 'hole' ? readHole(part, text.slice(at, until)) : null;
    if (read === null) return null;
    for (const [name, value] of read) captures.set(name, value);
    at = until;
  }
  if (tail === null) return at === text.length ? captures : null;
  if (tail.kind === 'rest') return captures;
  const pattern = compilePattern(regex, tail.pattern);
  const found = pattern?.find(text) ?? null;
  if (found === null) return null;
  for (const [name, value] of Object.entries(found.groups)) captures.set(name, value);
  return captures;
}

function endOfWord(text: string, at: number): number {
  const space = text.indexOf(' ', at);
  return space < 0 ? text.length : space;
}

/** Whether a line is `{{*}}` and no more: any command; behind a 354 a whole letter. */
export function isAnything({ parts }: ClientLine): boolean {
  const [only, more] = parts;
  return only?.kind === 'hole' && only.expression.kind === 'any' && more === undefined;
}
