/** What a dialogue comes to while it is read: its turns so far, the remarks on how they were read, and what was not understood. */

import type { SessionFault } from '../problems/index.ts';
import type { SessionProblem } from '../sessions/index.ts';
import type { Item } from './items.ts';
import type { Dialogue, Turn } from './turns.ts';

/** Grows while a dialogue is read. */
export class TurnList {
  readonly turns: Turn[] = [];
  readonly remarks: SessionProblem[] = [];
  readonly #name: string;
  ending: Dialogue['ending'] = null;
  unread: Dialogue['unread'] = null;
  /** The last command. */
  asked: Turn | null = null;

  constructor(name: string) {
    this.#name = name;
  }

  get last(): Turn | undefined {
    return this.turns.at(-1);
  }

  add(kind: Turn['kind'], at: Item | Turn, text: string): void {
    const column = 'markColumn' in at ? at.column + 1 : 1;
    const turn: Turn = { kind, text, line: at.line, column };
    this.turns.push(turn);
    if (kind === 'client') this.asked = turn;
  }

  remark(at: { readonly line: number; readonly source: string }, fault: SessionFault): void {
    const span = { line: at.line, column: 1, length: Math.max(1, at.source.length) };
    this.remarks.push({
      file: this.#name,
      span,
      severity: 'remark',
      fault,
      source: at.source.slice(0, 500),
    });
  }

  /** Something stands for a letter that is not shown. */
  placeholder(item: Item, text: string): void {
    this.remark(item, { code: 'T005', detail: { text: text.trim() } });
    this.add('placeholder', item, text.trim());
  }

  /** The last turn goes on. SECURITY: a piece of a token is not told in the remark. */
  join(
    item: Item,
    text: string,
    piece: string,
    rule: 'backslash' | 'parameter' | 'token' | 'base64' | 'challenge' | 'reply-text',
  ): void {
    const { last } = this;
    if (last === undefined) return;
    const whole = { ...last, text };
    this.turns[this.turns.length - 1] = whole;
    if (whole.kind === 'client') this.asked = whole;
    const told = rule === 'base64' && last.kind === 'client' ? '...' : piece;
    this.remark(item, { code: 'T004', detail: { rule, text: told } });
  }

  /** A note goes on in the next line. */
  extendNote(text: string): void {
    const { last } = this;
    if (last?.kind === 'note') this.turns[this.turns.length - 1] = { ...last, text: `${last.text} ${text}` };
  }

  /** A line that no rule explains is counted, and is nobody's fault. */
  notUnderstood({ line }: Item): void {
    const { lines, first } = this.unread ?? { lines: 0, first: line };
    this.unread = { lines: lines + 1, first };
  }
}
