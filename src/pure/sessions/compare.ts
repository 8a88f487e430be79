/**
 * A transcript held against a session file, turn by turn, as if it had been played: its commands against the `C:` lines, its replies
 * against the `S:` lines, its letter against the letter. `C: {{*}}` behind a 354 is any letter; an `@if` goes by the code that came.
 */

import type { Expectation } from './expectation.ts';
import type { AbsentLine, SessionFile, ServerLine, Span } from './ast.ts';
import { findAbsent, matchCommand, matchReply, showAbsent, showReply, withCaptures } from './match.ts';
import type { CameReply, Matched, MatchSetting } from './match.ts';
import { printParts } from './print.ts';
import { compile } from './program.ts';
import type { CommandStep, ReplyStep } from './step.ts';
import { turnsOf } from './turns.ts';
import type { Turn } from './turns.ts';
import { walk } from './walk.ts';

export type CompareSetting = Pick<MatchSetting, 'level' | 'regex' | 'variables'>;

/** Compares them up to the first difference. */
export function compareSessions(
  wanted: SessionFile,
  came: SessionFile,
  setting: CompareSetting,
): readonly Expectation[] {
  return new Comparison(wanted, came, setting).results();
}

const SIGNED_IN = 235;

/** What came on one connection, and how far it was compared. */
interface Came {
  readonly left: Turn[];
  at: number;
  after: string;
  /** The last code that came. */
  code: number | null;
  reply: CameReply | null;
}

class Comparison {
  readonly #results: Expectation[] = [];
  readonly #wanted: SessionFile;
  readonly #sides = new Map<number, Came>();
  #now: Came;
  readonly #setting: CompareSetting;
  readonly #captures = new Map<string, string>();

  constructor(wanted: SessionFile, came: SessionFile, { level, regex, variables }: CompareSetting) {
    this.#wanted = wanted;
    for (const turn of turnsOf(compile(came).steps)) this.#on(turn.connection).left.push(turn);
    this.#now = this.#on(1);
    this.#setting = { level, regex, variables: withCaptures(variables, this.#captures) };
  }

  results(): readonly Expectation[] {
    const { steps } = compile(this.#wanted);
    for (const turn of turnsOf(walk(steps, (connection) => this.#on(connection).code))) {
      this.#now = this.#on(turn.connection);
      if (!this.#turn(turn)) return this.#results;
    }
    for (const side of this.#sides.values()) {
      this.#now = side;
      const rest = side.left[side.at];
      if (rest !== undefined) this.#tell(rest.span, false, '', show(rest));
    }
    return this.#results;
  }

  #on(connection: number): Came {
    const known = this.#sides.get(connection);
    if (known !== undefined) return known;
    const made: Came = { left: [], at: 0, after: '', code: null, reply: null };
    this.#sides.set(connection, made);
    return made;
  }

  /** Compares one; says whether it goes on. */
  #turn(turn: Turn): boolean {
    const next = this.#now.left[this.#now.at];
    if (turn.kind === 'sign-in') return this.#signIn(turn);
    if (turn.kind === 'absent') return this.#absent(turn.line);
    const isOptional = turn.kind === 'reply' && turn.step.optional;
    if (next?.kind !== turn.kind) {
      if (isOptional) return true;
      return this.#tell(turn.span, false, show(turn), next === undefined ? '' : show(next));
    }
    const goesOn = this.#same(turn, next);
    if (goesOn !== null) this.#now.at++;
    return goesOn ?? true;
  }

  /** Null where a reply that may be left out is left out. */
  #same(turn: Turn, next: Turn): boolean | null {
    if (turn.kind === 'command' && next.kind === 'command') return this.#command(turn.step, next.step);
    if (turn.kind === 'reply' && next.kind === 'reply') return this.#reply(turn.step, next.step);
    if (turn.kind === 'letter' && next.kind === 'letter') {
      this.#now.after = '.';
      return turn.any || this.#letter(turn.span, turn.lines, next.lines);
    }
    if (turn.kind === 'chunk' && next.kind === 'chunk' && !turn.any)
      return this.#tell(turn.span, turn.text === next.text, show(turn), show(next));
    return true;
  }

  #command(step: CommandStep, came: CommandStep): boolean {
    const { line } = step;
    const { text } = came;
    if (line.kind === 'raw') return this.#tell(line.span, step.text === text, step.shown, came.shown);
    const { difference, captures } = matchCommand(line, text, this.#setting);
    this.#learn(captures);
    const ok = this.#tell(line.span, difference === null, step.shown, came.shown);
    this.#now.after = came.shown;
    return ok;
  }

  #reply(step: ReplyStep, came: ReplyStep): boolean | null {
    const reply = { code: came.code, lines: came.lines.map(textOf) };
    const hello = came.to !== 'greeting' && HELLO.includes(came.to?.verb ?? '');
    const { difference, captures } = matchReply(step.lines, reply, { ...this.#setting, hello });
    if (difference !== null && step.optional) return null;
    this.#now.code = reply.code;
    this.#now.reply = reply;
    this.#learn(captures);
    const wanted = difference?.wanted ?? showLines(step.lines);
    return this.#tell(difference?.span ?? step.span, difference === null, wanted, showReply(reply));
  }

  #absent(line: AbsentLine): boolean {
    if (this.#now.reply === null) return true;
    const found = findAbsent(line, this.#now.reply, this.#setting);
    return this.#tell(line.span, found === null, showAbsent(line), found ?? showReply(this.#now.reply));
  }

  #letter(span: Span, wanted: readonly string[], came: readonly string[]): boolean {
    const differs = wanted.findIndex((line, index) => line !== came[index]);
    const at = differs < 0 && came.length > wanted.length ? wanted.length : differs;
    if (at < 0) return this.#tell(span, true, `${wanted[0] ?? ''} / .`, `${came[0] ?? ''} / .`);
    return this.#tell(span, false, wanted[at] ?? '.', came[at] ?? '.');
  }

  /** A sign-in by rule is whatever was said from AUTH to its last reply. */
  #signIn(turn: Extract<Turn, { kind: 'sign-in' }>): boolean {
    const first = this.#now.left[this.#now.at];
    const begins = first?.kind === 'command' && first.step.verb === 'AUTH';
    for (
      let next: Turn | undefined = begins ? first : undefined;
      next !== undefined;
      next = this.#now.left[++this.#now.at]
    ) {
      if (next.kind === 'command' && next.step.verb === 'AUTH') continue;
      if (next.kind !== 'reply') break;
      this.#now.code = next.step.code;
      if (this.#now.code === GOES_ON) continue;
      this.#now.at++;
      const ok = this.#now.code === SIGNED_IN;
      return this.#tell(turn.span, ok, turn.text, ok ? turn.text : show(next));
    }
    const left = this.#now.left[this.#now.at];
    return this.#tell(turn.span, false, turn.text, left === undefined ? '' : show(left));
  }

  #learn(captures: Matched['captures']): void {
    for (const [name, text] of captures) this.#captures.set(name, text);
  }

  #tell(span: Span, ok: boolean, wanted: string, came: string): boolean {
    const file = span.file ?? this.#wanted.name;
    this.#results.push({ file, span, ok, wanted, came, after: this.#now.after });
    return ok;
  }
}

const HELLO: readonly string[] = ['EHLO', 'HELO', 'LHLO'];
const GOES_ON = 334;

function textOf(line: ServerLine): string {
  return printParts(line.parts) + (line.tail?.raw ?? '');
}

function showLines(lines: readonly ServerLine[]): string {
  return lines.map((line) => `${line.codes.raw}${line.separator}${textOf(line)}`).join(' / ');
}

function show(turn: Turn): string {
  switch (turn.kind) {
    case 'command':
      return turn.step.shown;
    case 'reply':
      return showLines(turn.step.lines);
    case 'letter':
      return turn.any ? '{{*}}' : `${turn.lines[0] ?? ''} / .`;
    case 'chunk':
      return turn.any ? '{{*}}' : (turn.text.split('\r\n', 1)[0] ?? '');
    case 'sign-in':
      return turn.text;
    case 'handshake':
      return '@tls';
    case 'absent':
      return showAbsent(turn.line);
  }
}
