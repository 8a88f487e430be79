/** The steps of a file put together into what one side does at one time: a command, a reply, a letter, octets of a chunk, a handshake. */

import type { AbsentLine, Span } from './ast.ts';
import type { CommandStep, ReplyStep, Step } from './step.ts';

export type Turn =
  | { readonly kind: 'command'; readonly span: Span; readonly step: CommandStep }
  | { readonly kind: 'reply'; readonly span: Span; readonly step: ReplyStep }
  /** Its lines as on the wire, without the lone dot; `any` where the file leaves it open. */
  | { readonly kind: 'letter'; readonly span: Span; readonly lines: readonly string[]; readonly any: boolean }
  | { readonly kind: 'chunk'; readonly span: Span; readonly text: string; readonly any: boolean }
  | { readonly kind: 'sign-in'; readonly span: Span; readonly text: string }
  | { readonly kind: 'handshake'; readonly span: Span }
  /** What must not be in the reply before it. */
  | { readonly kind: 'absent'; readonly span: Span; readonly line: AbsentLine };

/** Puts them together, as they come. */
export function* turnsOf(steps: Iterable<Step>): Iterable<Turn> {
  let letter: { span: Span; lines: string[] } | null = null;
  let chunk: Extract<Turn, { kind: 'chunk' }> | null = null;
  for (const step of steps) {
    const { span } = step;
    if (step.act === 'chunk') {
      const text = step.line.kind === 'raw' ? step.text : `${step.text}\r\n`;
      const any = step.octets === null;
      chunk = withOctets(chunk ?? { kind: 'chunk', span, text: '', any }, text, any);
      continue;
    }
    if (chunk !== null && !isAside(step)) {
      yield chunk;
      chunk = null;
    }
    switch (step.act) {
      case 'command':
        yield { kind: 'command', span, step };
        break;
      case 'reply':
        // A letter that was cut off is one all the same.
        if (letter !== null) yield { kind: 'letter', any: false, ...letter };
        letter = null;
        yield { kind: 'reply', span, step };
        break;
      case 'letter-line': {
        letter ??= { span, lines: [] };
        const text = step.line.kind === 'raw' ? step.text.replace(/\r\n$/, '') : step.text;
        if (!step.ends) letter.lines.push(...text.split('\r\n'));
        else {
          const before = step.line.kind === 'raw' ? text.replace(/(?:^|\r\n)\.$/, '') : '';
          if (before !== '') letter.lines.push(...before.split('\r\n'));
          yield { kind: 'letter', any: false, ...letter };
          letter = null;
        }
        break;
      }
      case 'letter': {
        const lines = [...(letter?.lines ?? []), ...(step.of === 'literal' ? step.lines.slice(0, -1) : [])];
        yield { kind: 'letter', span: letter?.span ?? span, lines, any: step.of !== 'literal' };
        letter = null;
        break;
      }
      case 'sign-in':
        yield { kind: 'sign-in', span, text: `@auth ${step.directive.mechanism}` };
        break;
      case 'handshake':
        yield { kind: 'handshake', span };
        break;
      case 'absent':
        yield { kind: 'absent', span, line: step.line };
        break;
      case 'server-octets':
      case 'order':
      case 'assert':
      case 'words':
      case 'comment':
      case 'if':
      case 'else':
      case 'end':
    }
  }
  if (chunk !== null) yield chunk;
  if (letter !== null) yield { kind: 'letter', any: false, ...letter };
}

/** What is said to whoever reads or plays, and is no turn of anybody. */
function isAside({ act }: Step): boolean {
  return act === 'absent' || act === 'words' || act === 'comment' || act === 'assert' || act === 'order';
}

function withOctets(
  chunk: Extract<Turn, { kind: 'chunk' }>,
  text: string,
  any: boolean,
): Extract<Turn, { kind: 'chunk' }> {
  return { ...chunk, text: chunk.text + text, any: chunk.any || any };
}
