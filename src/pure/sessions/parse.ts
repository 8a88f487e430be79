/**
 * The parser of session files: front matter, then a line at a time, each by its mark. Every error of a file is found in one pass,
 * with its place and, for a near miss, what was probably meant. What a line means on the wire is for those who play it.
 */

import { nearestOf } from '../problems/index.ts';
import type { SessionFault } from '../problems/index.ts';
import { NO_FRONT_MATTER } from './ast.ts';
import type { FrontMatter, ServerLine, SessionFile, SessionLine, Side, Span } from './ast.ts';
import { parseAssert } from './assert.ts';
import { codesOf } from './codes.ts';
import { DIRECTIVES, isDirective, parseDirective } from './directive.ts';
import { checkLines } from './check.ts';
import { Cursor } from './cursor.ts';
import { readFrontMatter } from './front-matter.ts';
import { parseContent } from './holes.ts';
import { printLine } from './print.ts';
import type { ProblemList, SessionProblem, Severity } from './problem.ts';
import { quotedEnd, readQuoted } from './quoted.ts';
import { LineWalk, MAX_LINE_LENGTH } from './reader.ts';
import type { PhysicalLine } from './reader.ts';
import type { RegexPort } from './regex.ts';

/** A file, and everything that is wrong with it. It can be played where no problem is an error. */
export interface ParsedSession {
  readonly file: SessionFile;
  readonly problems: readonly SessionProblem[];
}

/** Of a faulty line, so much is shown. */
const MOST_SOURCE = 500;

const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/;
const CODES = /^[0-9xX|]*/;
const MARK = /^([ \t]*)(?:([CS])([1-9]?)([:|<?*!])|([@?#]))/;

/** Reads a session file. `regex` is null where no pattern is to be checked; `whole` is false for a piece of one. */
export function parseSession(
  text: string,
  name: string,
  regex: RegexPort | null = null,
  whole = true,
): ParsedSession {
  return new SessionParser(name, regex, whole).parse(text);
}

/** What is wrong with a file as a whole, its includes expanded. */
export function checkSession({
  name,
  lines,
  front,
}: Pick<SessionFile, 'name' | 'lines' | 'front'>): readonly SessionProblem[] {
  const problems: SessionProblem[] = [];
  let sources: Map<string, SessionLine> | null = null;
  checkLines(lines, front, (span, fault, severity) => {
    // Most files have nothing wrong with them.
    sources ??= new Map(lines.map((line) => [placeOf(line.span), line]));
    const line = sources.get(placeOf(span));
    const source = line === undefined ? '' : printLine(line).replace(/\r?\n[^]*$/, '');
    problems.push({ file: span.file ?? name, span, severity, fault, source: source.slice(0, MOST_SOURCE) });
  });
  return problems;
}

function placeOf({ file, line }: Span): string {
  return `${line}/${file ?? ''}`;
}

function isInclude(line: SessionLine): boolean {
  return line.kind === 'directive' && 'path' in line.directive && line.directive.path !== null;
}

/** What every line has. */
interface Base {
  readonly span: Span;
  readonly indent: string;
  readonly eol: string;
  readonly connection?: number;
}

class SessionParser {
  readonly #name: string;
  readonly #regex: RegexPort | null;
  readonly #isWhole: boolean;
  readonly #problems: SessionProblem[] = [];
  #source = '';

  constructor(name: string, regex: RegexPort | null, whole: boolean) {
    this.#isWhole = whole;
    this.#name = name;
    this.#regex = regex;
  }

  parse(given: string): ParsedSession {
    const bom = given.startsWith('\uFEFF');
    const text = bom ? given.slice(1) : given;
    const { head, front, next, lineNumber } = this.#frontMatter(text);
    const walk = new LineWalk(text, next, lineNumber);
    const lines: SessionLine[] = [];
    for (let line = walk.next(); line !== null; line = walk.next()) {
      const parsed = this.#line(line, text, walk);
      if (parsed !== null) lines.push(parsed);
    }
    if (!lines.some(({ kind }) => !['blank', 'comment'].includes(kind))) {
      this.#add({ line: 1, column: 1, length: 1 }, { code: 'no-conversation', detail: {} });
    }
    // What is included decides what the rest means: whoever expands it checks it.
    if (this.#isWhole && !lines.some(isInclude))
      for (const problem of checkSession({ name: this.#name, lines, front })) this.#problems.push(problem);
    const problems = this.#problems.sort(
      (a, b) => a.span.line - b.span.line || a.span.column - b.span.column,
    );
    return { file: { name: this.#name, bom, head, front, lines }, problems };
  }

  #add(span: Span, fault: SessionFault, severity: Severity = 'error'): void {
    const source = this.#source.slice(0, MOST_SOURCE);
    this.#problems.push({ file: this.#name, span, severity, fault, source });
  }

  readonly #list: ProblemList = {
    add: (span, fault, severity) => {
      this.#add(span, fault, severity);
    },
  };

  #line(line: PhysicalLine, text: string, walk: LineWalk): SessionLine | null {
    this.#source = line.text;
    const span = { line: line.number, column: 1, length: Math.max(1, line.text.length) };
    const { eol } = line;
    if (line.text.length > MAX_LINE_LENGTH) {
      this.#add(span, { code: 'line-too-long', detail: { length: line.text.length, max: MAX_LINE_LENGTH } });
      return null;
    }
    if (line.text.trim() === '') return { kind: 'blank', text: line.text, indent: '', span, eol };
    const control = line.text.search(CONTROL);
    if (control >= 0) {
      const character = line.text[control] ?? '';
      const place = { ...span, column: control + 1, length: 1 };
      this.#add(place, { code: 'control-character', detail: { character } });
      return null;
    }
    const mark = MARK.exec(line.text);
    if (mark === null) return this.#unmarked(line, span);
    // By index: a line a time is read, and an iterator for each would be felt.
    const whole = mark[0];
    const indent = mark[1] ?? '';
    const speaker = mark[2];
    const digit = mark[3] ?? '';
    const kind = mark[4];
    const other = mark[5];
    const base: Base =
      digit === '' ? { span, indent, eol } : { span, indent, eol, connection: Number(digit) };
    const after = line.text.slice(whole.length);
    const cursor = new Cursor(after, line.number, whole.length + 1);
    if (other === '#') return { kind: 'comment', text: line.text.slice(indent.length), span, indent, eol };
    if (other === '?') return parseAssert(cursor, base, this.#list, this.#regex);
    if (other === '@') return this.#directive(cursor, base, line, text, walk);
    const gap = after.startsWith(' ') ? ' ' : '';
    cursor.moveTo(gap.length);
    if (kind === '|') return this.#raw(cursor, speaker === 'C' ? 'client' : 'server', gap, base);
    if (speaker === 'C' && kind === ':') {
      const { parts, tail } = parseContent(cursor, this.#list, this.#regex);
      return digit === ''
        ? { kind: 'client', gap, parts, tail, span, indent, eol }
        : { kind: 'client', gap, parts, tail, ...base };
    }
    if (speaker === 'C' && kind === '<') {
      const rest = cursor.takeRest();
      const path = rest.trimEnd();
      if (path === '') this.#add(span, { code: 'path-missing', detail: { mark: 'C<' } });
      if (/^\/|(?:^|\/)\.\.(?:\/|$)/.test(path)) this.#add(span, { code: 'path-outside', detail: { path } });
      return { kind: 'file', gap, path, trail: rest.slice(path.length), ...base };
    }
    if (speaker === 'S' && kind === '!') return this.#absent(cursor, gap, base);
    if (speaker === 'S' && kind !== '<' && kind !== '!') {
      const mode = kind === '?' ? 'optional' : kind === '*' ? 'unordered' : 'plain';
      return this.#server(cursor, mode, gap, base);
    }
    return this.#unmarked(line, span);
  }

  #unmarked(line: PhysicalLine, span: Span): null {
    const found = line.text.trim().split(/\s+/)[0] ?? '';
    const suggestion = /^[cs]\s*[:>]/i.test(line.text.trim()) ? `${found[0]?.toUpperCase() ?? ''}:` : '';
    this.#add(span, { code: 'unmarked-line', detail: { found: found.slice(0, 40), suggestion } });
    return null;
  }

  #server(cursor: Cursor, mode: ServerLine['mode'], gap: string, base: Base): ServerLine | null {
    const at = cursor.at;
    const raw = CODES.exec(cursor.rest)?.[0] ?? '';
    cursor.moveTo(at + raw.length);
    const codes = codesOf(raw);
    if (codes === null) {
      this.#add(cursor.span(at, Math.max(at + 1, cursor.at)), {
        code: 'bad-code',
        detail: { found: raw === '' ? cursor.peek(10) : raw },
      });
      return null;
    }
    const next = cursor.peek();
    if (next !== '' && next !== ' ' && next !== '-') {
      this.#add(cursor.span(cursor.at, cursor.at + 1), {
        code: 'bad-separator',
        detail: { found: next, code: raw },
      });
      return null;
    }
    const separator = next === '-' ? '-' : next === ' ' ? ' ' : '';
    cursor.moveTo(cursor.at + separator.length);
    const { parts, tail } = parseContent(cursor, this.#list, this.#regex);
    const { span, indent, eol, connection } = base;
    return connection === undefined
      ? { kind: 'server', mode, gap, codes, separator, parts, tail, span, indent, eol }
      : { kind: 'server', mode, gap, codes, separator, parts, tail, ...base };
  }

  /** Without a code it is about the text alone. */
  #absent(cursor: Cursor, gap: string, base: Base): SessionLine | null {
    if (/^[2-5x][0-9x]{2}(?=[\s|-]|$)/i.test(cursor.rest)) {
      const line = this.#server(cursor, 'plain', gap, base);
      return line === null ? null : { ...line, kind: 'absent' };
    }
    const { parts, tail } = parseContent(cursor, this.#list, this.#regex);
    return { kind: 'absent', gap, codes: null, separator: '', parts, tail, ...base };
  }

  #raw(cursor: Cursor, side: Side, gap: string, base: Base): SessionLine | null {
    cursor.skipSpace();
    const at = cursor.at;
    if (cursor.peek() !== '"' || quotedEnd(cursor.text, at) < 0) {
      this.#add(cursor.span(at, at + 1), { code: 'bad-json-string', detail: { reason: 'unclosed' } });
      return null;
    }
    const quoted = readQuoted(cursor);
    if (!quoted.ok) {
      this.#add(cursor.span(at, at + 1), { code: 'bad-json-string', detail: { reason: quoted.reason } });
      return null;
    }
    const json = cursor.text.slice(gap.length, cursor.at);
    const inner = new Cursor(quoted.text, base.span.line, at + 1);
    const { parts } = parseContent(inner, this.#list, this.#regex, false);
    return { kind: 'raw', side, gap, json, trail: cursor.takeRest(), parts, ...base };
  }

  #directive(
    cursor: Cursor,
    base: Base,
    line: PhysicalLine,
    text: string,
    walk: LineWalk,
  ): SessionLine | null {
    const word = cursor.takeWhile((character) => /[a-z-]/i.test(character));
    const rest = cursor.takeRest();
    if (isDirective(word)) return parseDirective(word, rest, base, this.#list);
    if (word !== 'literal') {
      const detail = { found: word, suggestion: nearestOf(word, DIRECTIVES) };
      this.#add(
        { ...base.span, column: base.indent.length + 1, length: word.length + 1 },
        { code: 'unknown-directive', detail },
      );
      return null;
    }
    const from = walk.offset;
    let mark: string | null = null;
    for (let next = walk.next(); next !== null; next = walk.next()) {
      // All of its lines are of one connection, as the first is.
      mark ??= /^[ \t]*C([1-9]?):/.exec(next.text)?.[1] ?? null;
      const end = /^[ \t]*C([1-9]?): ?\.$/.exec(next.text);
      if (end === null || end[1] !== mark) continue;
      const body = text.slice(from, walk.offset);
      const own = mark === '' ? {} : { connection: Number(mark) };
      return { kind: 'literal', trail: rest + line.eol, body, ...base, ...own, eol: '' };
    }
    this.#add(base.span, { code: 'literal-unclosed', detail: {} });
    return null;
  }

  #frontMatter(text: string): {
    readonly head: string;
    readonly front: FrontMatter;
    readonly next: number;
    readonly lineNumber: number;
  } {
    const none = { head: '', front: NO_FRONT_MATTER, next: 0, lineNumber: 1 };
    const begin = /^---[ \t]*\r?\n/.exec(text);
    if (begin === null) return none;
    const end = /^---[ \t]*(?:\r?\n|$)/m.exec(text.slice(begin[0].length));
    if (end === null) {
      this.#source = '---';
      this.#add({ line: 1, column: 1, length: 3 }, { code: 'front-matter-unclosed', detail: {} });
      return none;
    }
    const inside = text.slice(begin[0].length, begin[0].length + end.index);
    const head = text.slice(0, begin[0].length + end.index + end[0].length);
    const lineNumber = head.split('\n').length - (head.endsWith('\n') ? 0 : 1);
    return {
      head,
      front: readFrontMatter(inside, (span, fault) => {
        this.#source = text.split('\n', span.line)[span.line - 1]?.trimEnd() ?? '';
        this.#add(span, fault);
      }),
      next: head.length,
      lineNumber: head.endsWith('\n') ? lineNumber : lineNumber + 1,
    };
  }
}
