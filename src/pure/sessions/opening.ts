/**
 * Where a session stands when a file begins in the middle of it: what its first lines show, and no more. A whole file begins with
 * nothing said; a piece begins where its first command has its place, or where its first reply answers something that is not shown.
 */

import { openState, parseCapabilities, Pending, verbOf } from '../protocol/index.ts';
import type { Phase, SessionState } from '../protocol/index.ts';
import type { ServerLine, SessionFile, SessionLine } from './ast.ts';
import { connectionOf } from './connections.ts';
import { printParts } from './print.ts';

/** How much of a conversation a file shows. */
export interface Opening {
  /** The session before the first line. */
  readonly state: SessionState;
  /** The greeting is there. */
  readonly whole: boolean;
  /** Which sides are shown. */
  readonly shows: { readonly client: boolean; readonly server: boolean };
}

const GREETINGS: readonly number[] = [220, 421, 521, 554];

/** Where a command has its place; elsewhere `ready`. */
const PLACES: Readonly<Record<string, Phase>> = {
  EHLO: 'greeted',
  HELO: 'greeted',
  LHLO: 'greeted',
  RCPT: 'mail',
  DATA: 'rcpt',
  BDAT: 'rcpt',
};

/** The command that a reply of these answers, whatever stands around it. */
const ASKED_BY: Readonly<Record<number, readonly [verb: string, phase: Phase]>> = {
  334: ['AUTH', 'ready'],
  235: ['AUTH', 'ready'],
  535: ['AUTH', 'ready'],
  534: ['AUTH', 'ready'],
  354: ['DATA', 'rcpt'],
  221: ['QUIT', 'closing'],
};

/** What the first lines of a file show; of one with several connections, of this one. */
export function openingOf(file: Pick<SessionFile, 'lines' | 'front'>, connection = 1): Opening {
  const { lines, front } = connectionOf(file, connection);
  const shows = {
    client: lines.some((line) => line.kind === 'client' || (line.kind === 'raw' && line.side === 'client')),
    server: lines.some(({ kind }) => kind === 'server'),
  };
  const nothing = openState(front.dialect);
  const first = lines.find(isSpoken);
  if (first === undefined) return { state: nothing, whole: true, shows };
  // A piece whose first line is encrypted already.
  const isTls = (line: SessionLine): boolean => line.kind === 'directive' && line.directive.name === 'tls';
  const encrypted = front.target.tls === 'implicit' || lines.slice(0, lines.indexOf(first)).some(isTls);
  if (first.kind !== 'server') {
    const verb = first.kind === 'client' ? verbOf(printParts(first.parts)) : '';
    const signsIn = first.kind === 'client' && !/^[A-Za-z]{4,8}(?: |$)/.test(printParts(first.parts));
    const phase = signsIn ? (isLetter(lines) ? 'data' : 'auth') : (PLACES[verb] ?? 'ready');
    return { state: { ...nothing, encrypted, phase }, whole: false, shows };
  }
  const reply = replyAt(lines, lines.indexOf(first));
  if (GREETINGS.includes(reply.code) && greets(lines, reply.code))
    return { state: nothing, whole: true, shows };
  const [verb, phase] = ASKED_BY[reply.code] ?? askedFor(reply.code, reply.texts, lines);
  const pending = Pending.of([{ verb, line: verb, hoped: phase }]);
  return { state: { ...nothing, encrypted, phase, pending }, whole: false, shows };
}

function isSpoken(line: SessionLine): boolean {
  return line.kind === 'client' || line.kind === 'server' || line.kind === 'raw' || line.kind === 'literal';
}

/** A refusal is a greeting where nothing but QUIT comes after it. */
function greets(lines: readonly SessionLine[], code: number): boolean {
  const next = lines.find(({ kind }) => kind === 'client');
  const verb = next?.kind === 'client' ? verbOf(printParts(next.parts)) : 'QUIT';
  return code === 220 || verb === 'QUIT' || verb === 'EHLO' || verb === 'HELO';
}

function replyAt(
  lines: readonly SessionLine[],
  from: number,
): { readonly code: number; readonly texts: readonly string[] } {
  const texts: string[] = [];
  let code = 0;
  for (const line of lines.slice(from)) {
    if (line.kind !== 'server') break;
    code = codeOf(line);
    texts.push(printParts(line.parts));
    if (line.separator !== '-') break;
  }
  return { code, texts };
}

function codeOf({ codes }: ServerLine): number {
  return Number((codes.alternatives[0] ?? '').replace(/x/g, '0'));
}

/** What a yes or a no without its command may have answered: told by the text, or by the command that comes next. */
function askedFor(
  code: number,
  texts: readonly string[],
  lines: readonly SessionLine[],
): readonly [verb: string, phase: Phase] {
  if (code === 250 && texts.length > 1 && parseCapabilities({ lines: texts }).keywords.size > 0)
    return ['EHLO', 'greeted'];
  const next = lines.find(({ kind }) => kind === 'client');
  const verb = next?.kind === 'client' ? verbOf(printParts(next.parts)) : '';
  return ['NOOP', PLACES[verb] ?? 'ready'];
}

/** The lone dot comes before any reply: it is in a letter that the file begins. */
function isLetter(lines: readonly SessionLine[]): boolean {
  for (const line of lines) {
    if (line.kind === 'server') return false;
    if (line.kind === 'client' && printParts(line.parts) === '.') return true;
  }
  return false;
}
