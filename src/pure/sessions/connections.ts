/**
 * Session files with several connections: whose each line is. A line that somebody says has a number (`C2:`), or is of the first; what
 * stands between is about the connection of the line before it, but for an order about what is said next.
 */

import type { SessionFault } from '../problems/index.ts';
import type { DirectiveLine, SessionFile, SessionLine, Side, Span } from './ast.ts';

/** `C:`, `C2:`: the mark of a line of a side, up to what it is followed by. */
export function markOf(side: Side, connection: number | undefined): string {
  return `${side === 'client' ? 'C' : 'S'}${connection ?? ''}`;
}

/** The connection of a line that is said or awaited; null for any other line. */
function spokenOn(line: SessionLine): number | null {
  switch (line.kind) {
    case 'client':
    case 'server':
    case 'absent':
    case 'raw':
    case 'file':
    case 'literal':
      return line.connection ?? 1;
    case 'directive':
    case 'assert':
    case 'blank':
    case 'comment':
      return null;
  }
}

/** About what is said next. */
const AHEAD: readonly string[] = ['split', 'slow', 'within'];

function looksAhead({ directive }: DirectiveLine): boolean {
  return AHEAD.includes(directive.name);
}

/** The connection of each line of a file, by its index. */
export function ownersOf(lines: readonly SessionLine[]): readonly number[] {
  const owners: number[] = [];
  let ahead = 1;
  const next = lines.map(() => 1);
  for (let at = lines.length - 1; at >= 0; at--) {
    const line = lines[at];
    ahead = (line === undefined ? null : spokenOn(line)) ?? ahead;
    next[at] = ahead;
  }
  let before = 1;
  for (const [at, line] of lines.entries()) {
    before = spokenOn(line) ?? before;
    owners.push(line.kind === 'directive' && looksAhead(line) ? (next[at] ?? before) : before);
  }
  return owners;
}

/** The lines of one connection, each at its index; what belongs to a block stays. The others are left blank. */
function linesOfConnection(
  lines: readonly SessionLine[],
  owners: readonly number[],
  connection: number,
): readonly SessionLine[] {
  return lines.map((line, at) => (owners[at] === connection || isOfBlock(line) ? line : blank(line)));
}

const OF_BLOCKS: readonly string[] = ['if', 'else', 'end', 'repeat'];

function isOfBlock(line: SessionLine): boolean {
  return line.kind === 'directive' && OF_BLOCKS.includes(line.directive.name);
}

function blank({ span }: SessionLine): SessionLine {
  return { kind: 'blank', text: '', indent: '', span, eol: '' };
}

/** One connection of a file as a file of its own. */
export function connectionOf<F extends Pick<SessionFile, 'lines' | 'front'>>(file: F, connection: number): F {
  if (file.front.connections === 1) return file;
  return { ...file, lines: linesOfConnection(file.lines, ownersOf(file.lines), connection) };
}

/** A file says how many connections it has, and uses each. */
export function checkConnections(
  { lines, front: { connections } }: Pick<SessionFile, 'lines' | 'front'>,
  complain: (span: Span, fault: SessionFault, severity: 'error') => void,
): void {
  const used = new Set<number>([1]);
  let branches = 0;
  const opened: string[] = [];
  for (const line of lines) {
    if (line.kind === 'directive') {
      const { name } = line.directive;
      if (name === 'if' || name === 'repeat') opened.push(name);
      if (name === 'end') opened.pop();
      branches = opened.filter((one) => one === 'if').length;
    }
    const connection = spokenOn(line);
    if (connection === null) continue;
    if (!used.has(connection) && branches > 0)
      complain(line.span, { code: 'connection-in-branch', detail: { connection } }, 'error');
    used.add(connection);
    if (connection > connections)
      complain(line.span, { code: 'unknown-connection', detail: { connection, connections } }, 'error');
  }
  const [first] = lines;
  if (first === undefined) return;
  for (let connection = 2; connection <= connections; connection++)
    if (!used.has(connection))
      complain(first.span, { code: 'connection-unused', detail: { connection, connections } }, 'error');
}
