/** What a file goes on with after a reply, and where a letter in it ends: for a reply that leaves open what it means. */

import { isSurelyCommand, KNOWN_VERBS, verbOf } from '../protocol/index.ts';
import type { SessionLine } from './ast.ts';
import type { GoesOn } from './codes.ts';
import { isAnything } from './match.ts';
import { printParts } from './print.ts';

/** Looks at the lines from here to the next reply. */
export function goesOnWith(lines: readonly SessionLine[], from: number): GoesOn {
  let first: GoesOn = null;
  let tail = '\r\n';
  for (let at = from; at < lines.length; at++) {
    const line = lines[at];
    if (line === undefined || line.kind === 'server') break;
    if (line.kind === 'literal' || line.kind === 'file') return 'letter';
    if (line.kind === 'directive') {
      if (line.directive.name === 'if' && first === null) return 'fork';
      if (['if', 'else', 'end', 'tls', 'auth'].includes(line.directive.name)) break;
    }
    if (line.kind !== 'client' && line.kind !== 'raw') continue;
    if (line.kind === 'client' && first === null && isAnything(line)) return 'letter';
    const text = printParts(line.parts);
    const piece = line.kind === 'raw' ? text : `${text}${line.tail?.raw ?? ''}\r\n`;
    const { ends, tail: left } = endsIn(tail, piece);
    if (ends) return 'letter';
    tail = left;
    first ??= KNOWN_VERBS.includes(verbOf(text)) ? 'command' : 'answer';
  }
  return first;
}

const ENDING = '\r\n.\r\n';

/** Whether a letter ends in a piece of it, and the end of what was said so far; `tail` is that before the piece. */
export function endsIn(tail: string, piece: string): { readonly ends: boolean; readonly tail: string } {
  const whole = tail + piece;
  return { ends: whole.includes(ENDING), tail: whole.slice(1 - ENDING.length) };
}

/** As far as is looked for the next line of the client. */
const MOST_ASSUMED = 20;

/** The yes to a command where a file does not show the server: a sign-in goes on until a line comes that is surely a command. */
export function assumedReply(
  verb: string,
  text: string,
  lines: readonly SessionLine[],
  from: number,
): number {
  if (verb === 'DATA') return 354;
  if (verb === 'STARTTLS') return 220;
  if (verb === 'QUIT') return 221;
  if (verb !== 'AUTH') return 250;
  const next = lines.slice(from, from + MOST_ASSUMED).find(({ kind }) => kind === 'client');
  const goesOn = next?.kind === 'client' && !isSurelyCommand(printParts(next.parts));
  return goesOn && !/^AUTH\s+\S+\s+\S/i.test(text) ? 334 : 235;
}
