/**
 * What is wrong with a session file as a whole, line for line as it may look: replies without an end, letters without their dot, chunks
 * whose count is another, asserts about nothing. Follows RFC 5321 §4.2.1 (replies of many lines), §4.5.2 (dots), RFC 2920 §3.1 (what
 * may leave in a group), RFC 3030 §2 (chunks).
 */

import { nearestOf } from '../problems/index.ts';
import type { SessionFault } from '../problems/index.ts';
import { chunkOf, encodeText } from '../protocol/index.ts';
import type { AssertLine, FrontMatter, Part, ServerLine, SessionLine, Span } from './ast.ts';
import { FACTS } from './assert.ts';
import { namesOf } from './expand.ts';
import { isAnything } from './match.ts';
import type { Severity } from './problem.ts';

/** Is told what is wrong, at which line. */
export type Complain = (line: SessionLine, span: Span, fault: SessionFault, severity: Severity) => void;

/** Looks at all lines of a file. */
export function checkLines(lines: readonly SessionLine[], front: FrontMatter, complain: Complain): void {
  checkReplies(lines, complain);
  checkLetters(lines, complain);
  checkGroups(lines, complain);
  checkChunks(lines, complain);
  checkHandshakes(lines, complain);
  checkHoles(lines, front, complain);
  checkAsserts(lines, front, complain);
}

/** `S:` and its kin. */
const MARK_LENGTH = 2;

const SPEAKS: readonly string[] = ['client', 'file', 'literal', 'raw'];

/** The place of the code: behind the mark and its blank. */
function codesAt({ span, indent, gap, codes }: ServerLine): Span {
  return { ...span, column: indent.length + MARK_LENGTH + gap.length + 1, length: codes.raw.length };
}

/** The lines of one reply have one code, and a last one; one that may be left out has another behind it. */
function checkReplies(lines: readonly SessionLine[], complain: Complain): void {
  let open: ServerLine | null = null;
  let optional: ServerLine | null = null;
  const unfinished = (): void => {
    if (open === null) return;
    const detail = { code: open.codes.raw };
    complain(open, codesAt(open), { code: 'unfinished-reply', detail }, 'error');
    open = null;
  };
  const last = (): void => {
    if (optional !== null) complain(optional, optional.span, { code: 'optional-last', detail: {} }, 'error');
    optional = null;
  };
  for (const line of lines) {
    if (line.kind === 'server') {
      if (open !== null && open.codes.raw !== line.codes.raw) {
        const detail = { first: open.codes.raw, found: line.codes.raw };
        complain(line, codesAt(line), { code: 'codes-differ', detail }, 'error');
      }
      if (open === null) optional = line.mode === 'optional' ? line : null;
      open = line.separator === '-' ? line : null;
    } else if (SPEAKS.includes(line.kind)) {
      unfinished();
      last();
    }
  }
  unfinished();
  last();
}

/** A letter ends with a lone dot, and its lines have their dots doubled. */
function checkLetters(lines: readonly SessionLine[], complain: Complain): void {
  let asked: ServerLine | null = null;
  let spoken = false;
  const over = (): void => {
    if (asked !== null && spoken)
      complain(asked, asked.span, { code: 'letter-not-ended', detail: {} }, 'warning');
    asked = null;
    spoken = false;
  };
  for (const line of lines) {
    if (line.kind === 'server') {
      over();
      if (line.codes.alternatives.includes('354') && line.separator !== '-') asked = line;
    } else if (asked === null) continue;
    else if (line.kind === 'client') {
      spoken = true;
      const text = textOf(line.parts);
      if (text === '.' || isAnything(line)) asked = null;
      else if (/^\.[^.]/.test(text ?? ''))
        complain(line, line.span, { code: 'unstuffed-dot', detail: {} }, 'warning');
    } else if (SPEAKS.includes(line.kind)) asked = null;
    else if (line.kind === 'directive' && ['close', 'reset', 'stall', 'closed'].includes(line.directive.name))
      asked = null;
  }
  over();
}

/** Commands that leave together want PIPELINING, which has to stand in the last EHLO reply. */
function checkGroups(lines: readonly SessionLine[], complain: Complain): void {
  let offered: boolean | null = null;
  let hello = false;
  let inLetter = false;
  let group: Extract<SessionLine, { kind: 'client' }>[] = [];
  for (const line of lines) {
    if (line.kind === 'client') {
      const text = textOf(line.parts) ?? '';
      if (inLetter) inLetter = text !== '.' && !isAnything(line);
      else {
        group.push(line);
        hello = /^(?:EHLO|LHLO)\b/i.test(text);
        if (hello) offered = null;
      }
    } else if (line.kind === 'server') {
      const [first] = group;
      const isChunk = group.some(({ parts }) => /^BDAT\b/i.test(textOf(parts) ?? ''));
      if (group.length > 1 && offered === false && first !== undefined && !isChunk) {
        const detail = { commands: group.length };
        complain(first, first.span, { code: 'pipelining-not-offered', detail }, 'warning');
      }
      group = [];
      // What the file leaves open may be offered.
      const text = textOf(line.parts) ?? '';
      const open = text.trim() === '' || line.codes.raw.includes('x');
      if (hello && !(offered ?? false)) offered = open ? offered : /^PIPELINING\b/i.test(text);
      if (hello && line.separator !== '-') hello = false;
      inLetter = line.codes.alternatives.includes('354');
    } else if (line.kind !== 'comment' && line.kind !== 'blank' && line.kind !== 'assert') group = [];
  }
}

/** A handshake comes first of all (implicit TLS), or behind the reply to STARTTLS (RFC 3207 §4). */
function checkHandshakes(lines: readonly SessionLine[], complain: Complain): void {
  let last: string | null = null;
  for (const line of lines) {
    if (line.kind === 'client') last = textOf(line.parts);
    else if (line.kind === 'server') last ??= '';
    else if (line.kind === 'raw' || line.kind === 'file' || line.kind === 'literal') return;
    else if (line.kind === 'directive' && line.directive.name === 'tls') {
      if (last !== null && !/^STARTTLS\b/i.test(last))
        complain(line, line.span, { code: 'tls-without-starttls', detail: {} }, 'warning');
      last = null;
    }
  }
}

/** What stands behind `BDAT 20` up to the next reply has 20 octets. */
function checkChunks(lines: readonly SessionLine[], complain: Complain): void {
  let announced: { readonly line: SessionLine; readonly octets: number } | null = null;
  let present: number | null = 0;
  const over = (): void => {
    if (announced !== null && present !== null && present > 0 && present !== announced.octets) {
      const detail = { announced: announced.octets, present };
      complain(announced.line, announced.line.span, { code: 'chunk-size', detail }, 'warning');
    }
    announced = null;
    present = 0;
  };
  for (const line of lines) {
    if (line.kind === 'server') over();
    if (line.kind !== 'client' && !(line.kind === 'raw' && line.side === 'client')) continue;
    const text = textOf(line.parts);
    const chunk = chunkOf(text ?? '');
    const full: boolean = announced === null || (present !== null && present >= announced.octets);
    if (full) {
      if (chunk === null) continue;
      over();
      announced = { line, octets: chunk.left };
    } else if (text === null || present === null) present = null;
    else present += encodeText(text).length + (line.kind === 'client' ? 2 : 0);
  }
  over();
}

/** Two names side by side cannot both be read. */
function checkHoles(lines: readonly SessionLine[], { vars }: FrontMatter, complain: Complain): void {
  for (const line of lines) {
    if (line.kind !== 'server') continue;
    for (const [at, part] of line.parts.entries()) {
      const next = line.parts[at + 1];
      if (part.kind !== 'hole' || next?.kind !== 'hole') continue;
      const [first, second] = [part, next].map(({ expression }) =>
        expression.kind === 'name' && !vars.has(expression.name)
          ? expression.name
          : expression.kind === 'any'
            ? '*'
            : null,
      );
      if (typeof first === 'string' && typeof second === 'string')
        complain(line, next.span, { code: 'captures-touch', detail: { first, second } }, 'warning');
    }
  }
}

/** Asserts are about what the file reads, what it is given, or facts of the run. */
function checkAsserts(lines: readonly SessionLine[], { vars }: FrontMatter, complain: Complain): void {
  const asserts = lines.filter((line): line is AssertLine => line.kind === 'assert');
  if (asserts.length === 0) return;
  const known = new Set<string>([...FACTS, ...vars.keys()]);
  for (const line of lines) {
    // An included file may read anything.
    if (line.kind === 'directive' && line.directive.name === 'include') return;
    if (line.kind !== 'server' && line.kind !== 'client') continue;
    for (const part of line.parts)
      if (part.kind === 'hole') for (const name of namesOf(part)) known.add(name);
    if (line.tail?.kind === 'pattern')
      for (const [, name = ''] of line.tail.pattern.source.matchAll(/\(\?P?<(\w+)>/g)) known.add(name);
  }
  for (const line of asserts) {
    if (known.has(line.subject)) continue;
    const detail = { found: line.subject, suggestion: nearestOf(line.subject, [...known]) };
    complain(line, line.span, { code: 'unknown-subject', detail }, 'warning');
  }
}

/** The text of a line that says the same in every run; null for another, and for octets that are no text. */
function textOf(parts: readonly Part[]): string | null {
  let text = '';
  for (const part of parts) {
    if (part.kind === 'text') text += part.text;
    else if (part.expression.kind === 'literal') text += part.expression.text;
    else return null;
  }
  return text;
}
