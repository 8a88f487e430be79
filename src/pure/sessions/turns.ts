/** The steps of a file put together into what one side does at one time: a command, a reply, a letter, octets of a chunk, a handshake. */

import type { AbsentLine, Span } from './ast.ts';
import type { CommandStep, LetterLineStep, ReplyStep, Step } from './step.ts';

type Act =
  | { readonly kind: 'command'; readonly span: Span; readonly step: CommandStep }
  | { readonly kind: 'reply'; readonly span: Span; readonly step: ReplyStep }
  /** Its lines as on the wire, without the lone dot; `any` where the file leaves it open. */
  | { readonly kind: 'letter'; readonly span: Span; readonly lines: readonly string[]; readonly any: boolean }
  | { readonly kind: 'chunk'; readonly span: Span; readonly text: string; readonly any: boolean }
  | { readonly kind: 'sign-in'; readonly span: Span; readonly text: string }
  | { readonly kind: 'handshake'; readonly span: Span }
  /** What must not be in the reply before it. */
  | { readonly kind: 'absent'; readonly span: Span; readonly line: AbsentLine };

export type Turn = Act & { readonly connection: number };

/** Puts them together, as they come, each connection by itself. */
export function* turnsOf(steps: Iterable<Step>): Iterable<Turn> {
  const gathered = new Map<number, Gathered>();
  for (const step of steps) {
    const { connection } = step;
    const own = gathered.get(connection) ?? new Gathered();
    gathered.set(connection, own);
    for (const act of own.take(step)) yield { ...act, connection };
  }
  for (const [connection, own] of gathered) for (const act of own.rest()) yield { ...act, connection };
}

/** What of a letter or a chunk was said on a connection. */
class Gathered {
  #letter: { span: Span; lines: string[] } | null = null;
  #chunk: Extract<Act, { kind: 'chunk' }> | null = null;

  *take(step: Step): Iterable<Act> {
    const { span } = step;
    if (step.act === 'chunk') {
      const text = step.line.kind === 'raw' ? step.text : `${step.text}\r\n`;
      const any = step.octets === null;
      this.#chunk = withOctets(this.#chunk ?? { kind: 'chunk', span, text: '', any }, text, any);
      return;
    }
    if (this.#chunk !== null && !isAside(step)) {
      yield this.#chunk;
      this.#chunk = null;
    }
    const letter = this.#letter;
    switch (step.act) {
      case 'command':
        yield { kind: 'command', span, step };
        break;
      case 'reply':
        // A letter that was cut off is one all the same.
        if (letter !== null) yield { kind: 'letter', any: false, ...letter };
        this.#letter = null;
        yield { kind: 'reply', span, step };
        break;
      case 'letter-line':
        yield* this.#letterLine(step);
        break;
      case 'letter': {
        const lines = [...(letter?.lines ?? []), ...(step.of === 'literal' ? step.lines.slice(0, -1) : [])];
        yield { kind: 'letter', span: letter?.span ?? span, lines, any: step.of !== 'literal' };
        this.#letter = null;
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

  *#letterLine(step: LetterLineStep): Iterable<Act> {
    const letter = this.#letter ?? { span: step.span, lines: [] };
    this.#letter = letter;
    const text = step.line.kind === 'raw' ? step.text.replace(/\r\n$/, '') : step.text;
    if (!step.ends) {
      letter.lines.push(...text.split('\r\n'));
      return;
    }
    const before = step.line.kind === 'raw' ? text.replace(/(?:^|\r\n)\.$/, '') : '';
    if (before !== '') letter.lines.push(...before.split('\r\n'));
    yield { kind: 'letter', any: false, ...letter };
    this.#letter = null;
  }

  *rest(): Iterable<Act> {
    if (this.#chunk !== null) yield this.#chunk;
    if (this.#letter !== null) yield { kind: 'letter', any: false, ...this.#letter };
  }
}

/** What is said to the reader or the player, and is nobody's turn. */
function isAside({ act }: Step): boolean {
  return act === 'absent' || act === 'words' || act === 'comment' || act === 'assert' || act === 'order';
}

function withOctets(
  chunk: Extract<Act, { kind: 'chunk' }>,
  text: string,
  any: boolean,
): Extract<Act, { kind: 'chunk' }> {
  return { ...chunk, text: chunk.text + text, any: chunk.any || any };
}
