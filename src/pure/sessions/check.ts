/**
 * What is wrong with a session file as a whole, line for line as it may look: replies without an end, letters without their dot, chunks
 * whose count is another, asserts about nothing. Follows RFC 5321 §4.2.1 (replies of many lines), §4.5.2 (dots), RFC 2920 §3.1 (what
 * may leave in a group), RFC 3030 §2 (chunks).
 */

import { nearestOf } from '../problems/index.ts';
import type { SessionFault } from '../problems/index.ts';
import { chunkOf } from '../protocol/index.ts';
import type { AssertLine, FrontMatter, Part, ServerLine, SessionLine, Span } from './ast.ts';
import { FACTS } from './assert.ts';
import { checkConnections, connectionOf, markOf } from './connections.ts';
import { namesRead } from './expand.ts';
import type { Severity } from './problem.ts';
import { follow } from './program.ts';
import type { ReplyStep, Step } from './step.ts';

/** Is told what is wrong, and where. */
export type Complain = (span: Span, fault: SessionFault, severity: Severity) => void;

/** Is shown each step in order, and the end. */
interface Check {
  readonly take: (step: Step) => void;
  readonly end?: () => void;
}

/** Looks at all lines of a file. What is wrong comes check by check, each in the order of the lines. */
export function checkLines(lines: readonly SessionLine[], front: FrontMatter, complain: Complain): void {
  const found: Parameters<Complain>[][] = [];
  const begun = Array.from({ length: front.connections }, () =>
    STEP_CHECKS.map((begin) => {
      const own: Parameters<Complain>[] = [];
      found.push(own);
      return begin((...one) => own.push(one));
    }),
  );
  // A file has as many steps as lines: none is kept, and each is looked at while it is at hand.
  const { faults } = follow({ lines, front }, null, (step) => {
    for (const check of begun[step.connection - 1] ?? []) check.take(step);
  });
  for (const { end } of begun.flat()) end?.();
  for (const { span, fault, severity } of faults) complain(span, fault, severity);
  for (let number = 1; number <= front.connections; number++)
    checkReplies(connectionOf({ lines, front }, number).lines, complain);
  checkConnections({ lines, front }, complain);
  for (const one of found.flat()) complain(...one);
  checkTarget(lines, front, complain);
  checkHoles(lines, front, complain);
  checkAsserts(lines, front, complain);
}

const SPEAKS: readonly string[] = ['absent', 'client', 'file', 'literal', 'raw'];

/** The place of the code: behind the mark and its blank. */
function codesAt({ span, indent, gap, codes, connection }: ServerLine): Span {
  const mark = markOf('server', connection).length + 1;
  return { ...span, column: indent.length + mark + gap.length + 1, length: codes.raw.length };
}

/** The lines of one reply have one code, and a last one; one that may be left out has another behind it. */
function checkReplies(lines: readonly SessionLine[], complain: Complain): void {
  let open: ServerLine | null = null;
  let optional: ServerLine | null = null;
  const unfinished = (): void => {
    if (open === null) return;
    const detail = { code: open.codes.raw };
    complain(codesAt(open), { code: 'unfinished-reply', detail }, 'error');
    open = null;
  };
  const last = (): void => {
    if (optional !== null) complain(optional.span, { code: 'optional-last', detail: {} }, 'error');
    optional = null;
  };
  for (const line of lines) {
    if (line.kind === 'server') {
      if (open !== null && open.codes.raw !== line.codes.raw) {
        const detail = { first: open.codes.raw, found: line.codes.raw };
        complain(codesAt(line), { code: 'codes-differ', detail }, 'error');
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

/** A letter ends with a lone dot, and its lines have their dots doubled; a reply says whether one begins. */
function checkLetters(complain: Complain): Check {
  let asked: Span | null = null;
  let spoken = false;
  const over = (): void => {
    if (asked !== null && spoken) complain(asked, { code: 'letter-not-ended', detail: {} }, 'warning');
    asked = null;
    spoken = false;
  };
  const take = (step: Step): void => {
    switch (step.act) {
      case 'reply':
        over();
        if (step.open) {
          const detail = { codes: step.codes.raw };
          const first = step.lines[0];
          const span = first === undefined ? step.span : codesAt(first);
          complain(span, { code: 'reply-left-open', detail }, 'warning');
        }
        if (step.code === BEGINS_LETTER) asked = step.span;
        break;
      case 'letter-line':
        spoken = true;
        if (step.ends) asked = null;
        else if (step.line.kind === 'client' && /^\.[^.]/.test(step.text))
          complain(step.span, { code: 'unstuffed-dot', detail: {} }, 'warning');
        break;
      case 'letter':
      case 'server-octets':
        asked = null;
        break;
      case 'order':
        // It is cut off on purpose.
        if (['close', 'reset', 'stall', 'closed'].includes(step.directive.name)) asked = null;
        break;
      case 'if':
      case 'else':
      case 'end':
        over();
        break;
      case 'command':
      case 'chunk':
      case 'handshake':
      case 'sign-in':
      case 'absent':
      case 'assert':
      case 'words':
      case 'comment':
    }
  };
  return { take, end: over };
}

const BEGINS_LETTER = 354;

/** What must not be in a reply comes after one. */
function checkAbsent(complain: Complain): Check {
  let replied = false;
  const take = ({ act, span }: Step): void => {
    if (act === 'reply') replied = true;
    else if (act === 'command' || act === 'letter' || act === 'letter-line' || act === 'chunk')
      replied = false;
    else if (act === 'absent' && !replied)
      complain(span, { code: 'absent-without-reply', detail: {} }, 'error');
  };
  return { take };
}

/** Commands that leave together want PIPELINING, which has to stand in the last EHLO reply. */
function checkGroups(complain: Complain): Check {
  let offered: boolean | null = null;
  // Counted, not kept: a step has the session with it.
  let commands = 0;
  let first: Span | null = null;
  let isChunk = false;
  const begin = (): void => {
    commands = 0;
    first = null;
    isChunk = false;
  };
  const take = (step: Step): void => {
    if (step.act === 'command') {
      commands++;
      first ??= step.span;
      isChunk ||= step.verb === 'BDAT';
    } else if (step.act === 'reply') {
      if (commands > 1 && offered === false && first !== null && !isChunk)
        complain(first, { code: 'pipelining-not-offered', detail: { commands } }, 'warning');
      begin();
      const verb = step.to === 'greeting' ? '' : (step.to?.verb ?? '');
      if (verb === 'EHLO' || verb === 'LHLO') offered = offersPipelining(step);
    } else if (step.act === 'order' || step.act === 'handshake' || step.act === 'sign-in') begin();
  };
  return { take };
}

/** Null where the file leaves it open. */
function offersPipelining({ lines }: ReplyStep): boolean | null {
  const texts = lines.map(({ parts }) => (textOf(parts) ?? '').trim());
  if (texts.some((text) => /^PIPELINING\b/i.test(text))) return true;
  const open = lines.some(({ codes }, at) => texts[at] === '' || codes.raw.includes('x'));
  return open ? null : false;
}

/** A handshake comes first of all (implicit TLS), or behind the reply to STARTTLS (RFC 3207 §4). */
function checkHandshakes(complain: Complain): Check {
  let hasRaw = false;
  const take = (step: Step): void => {
    hasRaw ||= step.act === 'command' && step.line.kind === 'raw';
    if (hasRaw || step.act !== 'handshake' || step.first || step.state.phase === 'tls') return;
    // A code that the file leaves open may be a yes.
    complain(step.span, { code: 'tls-without-starttls', detail: {} }, 'warning');
  };
  return { take };
}

/** What stands behind `BDAT 20` up to the next reply has 20 octets. */
function checkChunks(complain: Complain): Check {
  let announced: { readonly span: Span; readonly octets: number } | null = null;
  let present: number | null = 0;
  const over = (): void => {
    if (announced !== null && present !== null && present > 0 && present !== announced.octets) {
      const detail = { announced: announced.octets, present };
      complain(announced.span, { code: 'chunk-size', detail }, 'warning');
    }
    announced = null;
    present = 0;
  };
  const take = (step: Step): void => {
    if (step.act === 'chunk') {
      present = present === null || step.octets === null ? null : present + step.octets;
      return;
    }
    if (step.act !== 'reply' && step.act !== 'command') return;
    over();
    const chunk = step.act === 'command' ? chunkOf(step.text) : null;
    if (chunk !== null) announced = { span: step.span, octets: chunk.left };
  };
  return { take, end: over };
}

const STEP_CHECKS: readonly ((complain: Complain) => Check)[] = [
  checkLetters,
  checkAbsent,
  checkGroups,
  checkChunks,
  checkHandshakes,
];

/** What the front matter says of TLS is what the lines do. */
function checkTarget(lines: readonly SessionLine[], { target }: FrontMatter, complain: Complain): void {
  if (target.tls !== 'starttls' && target.tls !== 'off') return;
  const handshake = lines.find((line) => line.kind === 'directive' && line.directive.name === 'tls');
  if ((target.tls === 'off') === (handshake === undefined)) return;
  const span = handshake?.span ?? lines[0]?.span;
  if (span !== undefined) complain(span, { code: 'target-differs', detail: { tls: target.tls } }, 'error');
}

/** Two names side by side cannot both be read. */
function checkHoles(lines: readonly SessionLine[], { vars }: FrontMatter, complain: Complain): void {
  for (const line of lines) {
    if (line.kind !== 'server') continue;
    for (let at = 0; at + 1 < line.parts.length; at++) {
      const part = line.parts[at];
      const next = line.parts[at + 1];
      if (part?.kind !== 'hole' || next?.kind !== 'hole') continue;
      const [first, second] = [part, next].map(({ expression }) =>
        expression.kind === 'name' && !vars.has(expression.name)
          ? expression.name
          : expression.kind === 'any'
            ? '*'
            : null,
      );
      if (typeof first === 'string' && typeof second === 'string')
        complain(next.span, { code: 'captures-touch', detail: { first, second } }, 'warning');
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
    for (const name of namesRead(line.parts, line.tail)) known.add(name);
  }
  for (const line of asserts) {
    if (known.has(line.subject)) continue;
    const detail = { found: line.subject, suggestion: nearestOf(line.subject, [...known]) };
    complain(line.span, { code: 'unknown-subject', detail }, 'warning');
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
