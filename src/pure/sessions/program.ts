/**
 * A session file compiled: each line as a step, with the session before it as `advance` folds it. The only place that knows what a line
 * means on the wire: a command, an answer in a sign-in, a line of a letter, octets of a chunk. Follows RFC 5321 §4.1.1.4 (where a letter
 * ends), RFC 3030 §2 (chunks), RFC 4954 §4 (a sign-in), RFC 2920 §3.1 (groups).
 */

import { chunkOf, verbOf, type SessionNote } from '../protocol/index.ts';
import type { ClientLine, CodeSet, DirectiveLine, RawLine, SessionFile, SessionLine } from './ast.ts';
import { blocksOf, branchCode, meet, type BlockEnds, type BlockFault, type Fork } from './blocks.ts';
import { Channels } from './channel.ts';
import { meaningOf } from './codes.ts';
import type { Directive } from './ast.ts';
import type { Folded } from './fold.ts';
import { needsHandshake } from './front-target.ts';
import { hiddenIn } from './hidden-text.ts';
import { literalLines } from './literal.ts';
import { assumedReply, goesOnWith } from './looking-ahead.ts';
import { isAnything } from './match.ts';
import { bound, octetsAhead, octetsOf } from './measure.ts';
import { orderedBy } from './ordered.ts';
import { printParts } from './print.ts';
import type { Opening } from './opening.ts';
import type { Values } from './ast.ts';
import type { Placed, Step } from './step.ts';

/** A file as steps, in the order of its lines. */
export interface Program {
  readonly steps: readonly Step[];
  /** Connections with TLS from the first octet: their first line is a handshake. */
  readonly startsEncrypted: ReadonlySet<number>;
  readonly faults: readonly BlockFault[];
}

type Source = Pick<SessionFile, 'lines' | 'front'>;
const NO_VALUES: Values = new Map();
const NO_NOTES: readonly SessionNote[] = [];
/** SECURITY: loops in loops cost a bounded amount; a file without a loop has as many steps as lines. */
const MOST_STEPS = 200_000;

/** Compiles a file, its includes expanded. `opening`: it is read as what it shows, and may be a piece of a conversation. */
export function compile(file: Source, opening: Opening | null = null): Program {
  const steps: Step[] = [];
  return { steps, ...follow(file, opening, (step) => steps.push(step)) };
}

/** The same for those who look at each step once: none is kept. Where an `@if` or an `@else` goes on is not known when it is given. */
export function follow(
  file: Source,
  opening: Opening | null,
  take: (step: Step) => void,
): Omit<Program, 'steps'> {
  const compiler = new Compiler(file, opening, take);
  if (opening?.whole !== false) compiler.begin();
  compiler.block(0, file.lines.length, NO_VALUES);
  compiler.endReply();
  return { startsEncrypted: compiler.startsEncrypted, faults: compiler.faults };
}

class Compiler {
  readonly startsEncrypted = new Set<number>();
  readonly faults: BlockFault[];
  readonly #take: (step: Step) => void;
  /** How many steps there are. */
  #count = 0;
  readonly #file: Source;
  readonly #blocks: ReadonlyMap<number, BlockEnds>;
  /** The server is not shown. */
  readonly #oneSided: boolean;
  readonly #channels: Channels;

  constructor(file: Source, opening: Opening | null, take: (step: Step) => void) {
    this.#take = take;
    this.#file = file;
    this.#oneSided = opening?.shows.server === false;
    this.#channels = new Channels(file, opening?.state ?? null);
    const { blocks, faults } = blocksOf(file.lines);
    this.#blocks = blocks;
    this.faults = [...faults];
  }

  /** A connection begins: with a handshake where the file asks for one in its front matter. */
  begin(): void {
    const { front } = this.#file;
    if (!needsHandshake({ front, lines: this.#on.lines })) return;
    const span = { line: 1, column: 1, length: 1 };
    this.#add({ ...this.#placed({ span }, 0, NO_VALUES), act: 'handshake', bad: null, first: true });
    this.startsEncrypted.add(this.#channels.number);
    this.#on.fold.encrypted();
  }

  get #on(): Channels['on'] {
    return this.#channels.on;
  }

  /** Takes a connection in hand. */
  #turnTo(connection: number): void {
    if (connection === this.#channels.number) return;
    this.endReply();
    if (this.#channels.turnTo(connection)) this.begin();
  }

  block(from: number, to: number, values: Values): void {
    for (let at = from; at < to; at++) {
      const line = this.#file.lines[at];
      if (line === undefined) return;
      const ends = this.#blocks.get(at);
      this.#turnTo(this.#channels.numberOf(at));
      if (line.kind === 'directive' && ends !== undefined) {
        const place = { at, ...ends, values };
        if (line.directive.name === 'if') this.#if(line, line.directive, place);
        else if (line.directive.name === 'repeat') this.#repeat(line, line.directive, place);
        at = ends.end;
      } else this.#line(values.size === 0 ? line : bound(line, values), at, values);
    }
  }

  #line(line: SessionLine, index: number, values: Values): void {
    switch (line.kind) {
      case 'client':
        this.endReply();
        this.#said(line, index, values);
        return;
      case 'raw':
        this.endReply();
        if (line.side === 'client') this.#said(line, index, values);
        else this.#add({ ...this.#placed(line, index, values), act: 'server-octets', line });
        return;
      case 'literal':
      case 'file': {
        this.endReply();
        const about = { ...this.#placed(line, index, values), act: 'letter' } as const;
        if (line.kind === 'file') this.#add({ ...about, of: 'file', line });
        else this.#add({ ...about, of: 'literal', line, lines: literalLines(line.body) });
        this.#on.fold.letterEnded();
        return;
      }
      case 'server':
        this.#on.reply ??= { index, lines: [], next: index };
        this.#on.reply.lines.push(line);
        this.#on.reply.next = index + 1;
        if (line.separator !== '-') this.endReply(values);
        return;
      case 'directive':
        this.#direct(line, index, values);
        return;
      case 'absent':
        this.endReply(values);
        this.#add({ ...this.#placed(line, index, values), act: 'absent', line });
        return;
      case 'assert':
        this.#add({ ...this.#placed(line, index, values), act: 'assert', line });
        return;
      case 'comment':
        this.#add({ act: 'comment', line, ...this.#placed(line, index, values) });
        return;
      case 'blank':
    }
  }

  /** Where a step stands, as the session is now. */
  #placed({ span }: Pick<SessionLine, 'span'>, index: number, values: Values): Placed {
    const { state } = this.#on.fold;
    return { index, span, state, notes: NO_NOTES, values, connection: this.#channels.number };
  }

  #said(line: ClientLine | RawLine, index: number, values: Values): void {
    this.#on.spoken = true;
    const fold = this.#on.fold;
    const raw = line.kind === 'raw';
    const text = printParts(line.parts) + (raw ? '' : (line.tail?.raw ?? ''));
    const placed = this.#placed(line, index, values);
    const { chunk } = fold;
    // Where a placeholder stands for a chunk, the next BDAT is none of its octets.
    if (chunk !== null && (chunk.left !== null || chunkOf(text) === null)) {
      const octets = octetsOf(line, this.#file.front.vars);
      const left = fold.ofChunk(chunk, octets);
      this.#add({ act: 'chunk', line, text, octets, left, last: chunk.last, ...placed });
    } else if (!fold.inLetter) {
      this.#command(line, raw ? text.replace(/[\r\n]+$/, '') : text, placed);
    } else if (line.kind === 'client' && isAnything(line)) {
      this.#add({ ...placed, act: 'letter', of: 'any', line });
      fold.letterEnded();
    } else {
      const ends = fold.ofLetter(raw ? text : `${text}\r\n`);
      this.#add({ act: 'letter-line', line, text, ends, ...placed });
    }
  }

  #command(line: ClientLine | RawLine, text: string, placed: Placed): void {
    const { index, span, state, values, connection } = placed;
    const fold = this.#on.fold;
    const answers = state.phase === 'auth';
    const judged = fold.judged(text);
    const hidden = hiddenIn(judged, text);
    const shown = hidden?.shown ?? text;
    const own = answers ? 'AUTH' : verbOf(text);
    // The first word may be the secret.
    const verb = hidden === null || verbOf(shown) === own ? own : 'AUTH';
    fold.command(verb, shown);
    const grouped = !this.#oneSided && this.#on.group++ > 0;
    const about = { index, span, state, notes: fold.notes, values, connection };
    // Spread last: keys that are added behind a spread cost Node 20 a microsecond each, and a file has many.
    this.#add({ act: 'command', line, verb, answers, text, shown, hidden, judged, grouped, ...about });
    if (this.#oneSided) fold.assumed(assumedReply(verb, text, this.#on.lines, index + 1));
    const chunk = answers ? null : chunkOf(text);
    if (chunk === null || chunk.left === 0) return;
    this.#on.ahead ??= octetsAhead(this.#on.lines, this.#file.front.vars);
    // A placeholder may stand for the octets.
    const isThere = (this.#on.ahead[index + 1] ?? 0) >= chunk.left;
    fold.announced(isThere ? chunk : { left: null, last: chunk.last });
  }

  /** Closes the reply whose lines were gathered, whether or not its last line is there. */
  endReply(values: Values = NO_VALUES): void {
    const reply = this.#on.reply;
    const [first] = reply?.lines ?? [];
    this.#on.reply = null;
    if (reply === null || first === undefined) return;
    const { codes } = first;
    const fold = this.#on.fold;
    const { state } = fold;
    // Only an `@if` goes back to before it.
    const before = this.#blocks.size > 0 ? fold.at() : null;
    const { code, open } = meaningOf(codes, state, () => goesOnWith(this.#on.lines, reply.next));
    const optional = first.mode === 'optional';
    const to = fold.greets ? 'greeting' : state.pending.first;
    // One that may be left out changes nothing: another one follows.
    if (!optional) fold.reply(code, reply.lines);
    this.#on.group = 0;
    this.#on.spoken = true;
    this.#on.fork = before === null ? null : { before, after: fold.state, codes, lines: reply.lines };
    const notes = optional ? NO_NOTES : fold.notes;
    const { index, lines } = reply;
    const { span } = first;
    const about = { index, span, state, notes, values, connection: this.#channels.number };
    this.#add({ act: 'reply', lines, codes, code, optional, to, open, ...about });
  }

  #direct(line: DirectiveLine, index: number, values: Values): void {
    const placed = this.#placed(line, index, values);
    if (line.directive.name === 'tls') {
      this.endReply();
      this.#add({ ...placed, act: 'handshake', bad: line.directive.bad, first: !this.#on.spoken });
      if (!this.#on.spoken) this.startsEncrypted.add(this.#channels.number);
      this.#on.spoken = true;
      this.#on.fold.encrypted();
      return;
    }
    const step = orderedBy(line, placed, this.#on.fold);
    if (step !== null) this.#add(step);
  }

  /** A block that is done again and again, with `{{n}}` and the columns of each row. */
  #repeat(
    { span }: DirectiveLine,
    { times, rows }: Extract<Directive, { readonly name: 'repeat' }>,
    { at, end, values }: BlockEnds & { readonly at: number; readonly values: Values },
  ): void {
    const count = times ?? rows?.length ?? 1;
    for (let n = 1; n <= count; n++) {
      if (this.#count > MOST_STEPS) {
        const fault = { code: 'program-too-long', detail: { max: MOST_STEPS } } as const;
        if (this.faults.every((one) => one.fault.code !== fault.code))
          this.faults.push({ span, severity: 'error', fault });
        return;
      }
      this.block(at + 1, end, new Map([...values, ['n', String(n)], ...(rows?.[n - 1] ?? [])]));
      this.endReply(values);
    }
  }

  /** A block with its branches. */
  #if(
    line: DirectiveLine,
    { codes, negated }: Extract<Directive, { readonly name: 'if' }>,
    { at, otherwise, end, values }: BlockEnds & { readonly at: number; readonly values: Values },
  ): void {
    const marker = (index: number) => this.#placed(this.#file.lines[index] ?? line, index, values);
    const fork = this.#on.fork?.after === this.#on.fold.state ? this.#on.fork : null;
    const start = this.#on.fold.at();
    const own = this.#channels.number;
    const restore = this.#channels.noteOthers();
    const opens = { ...marker(at), act: 'if' as const, codes, negated, to: 0, text: `@if${line.rest}` };
    this.#add(opens);
    this.#branch(fork, start, codes, !negated);
    this.block(at + 1, otherwise ?? end, values);
    this.endReply(values);
    this.#turnTo(own);
    const first = this.#on.fold.at();
    const text = otherwise === null ? '' : '@else';
    const closes = { ...marker(otherwise ?? end), act: 'else' as const, to: 0, text };
    this.#add(closes);
    opens.to = this.#count;
    restore();
    this.#branch(fork, start, codes, negated);
    if (otherwise !== null) this.block(otherwise + 1, end, values);
    this.endReply(values);
    this.#turnTo(own);
    const second = this.#on.fold.at();
    closes.to = this.#count;
    this.#add({ ...marker(end), act: 'end', text: '@end' });
    const { folded, fault } = meet(first, second, line.span);
    this.#on.fold.return(folded);
    this.faults.push(...fault);
  }

  #add(step: Step): void {
    this.#count++;
    this.#take(step);
  }

  /** The session of a branch: as if the last reply had had a code of the set, or another one. */
  #branch(fork: Fork | null, start: Folded, codes: CodeSet, among: boolean): void {
    this.#on.fold.return(fork?.before ?? start);
    if (fork === null) return;
    this.#on.fold.reply(branchCode(fork.codes, codes, among), fork.lines);
    this.#on.fork = { ...fork, after: this.#on.fold.state };
  }
}
