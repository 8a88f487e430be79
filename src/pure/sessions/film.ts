/**
 * A session file as the log of a conversation that went as it is written: what a film shows, and what a judge looks at. Nothing is
 * sent; holes stay as they are written, a set of codes is the one that the program takes it for; of an `@if` both ways are shown. SECURITY:
 * what a line of a sign-in gives away is hidden.
 */

import type { LabEvent } from '../events/index.ts';
import {
  awaitedReply,
  decodeBase64,
  decodeText,
  encodeText,
  KNOWN_VERBS,
  LF,
  replyOf,
  Secret,
  verbOf,
} from '../protocol/index.ts';
import type { SessionNote, SessionState } from '../protocol/index.ts';
import type { SessionFile } from './ast.ts';
import { openingOf } from './opening.ts';
import { printParts } from './print.ts';
import { compile } from './program.ts';
import type { ChunkStep, CommandStep, LetterLineStep, LetterStep, ReplyStep, Step } from './step.ts';

/** One scene: an event with its line in the file, the author's own words, or time that passes. */
export type Scene =
  | {
      readonly kind: 'event';
      readonly event: LabEvent;
      readonly line: number;
      /** The session before it, and what is odd about it there. */
      readonly state: SessionState;
      readonly notes: readonly SessionNote[];
    }
  /** In Russian they are null where the file has no translation. */
  | { readonly kind: 'words'; readonly text: string; readonly inRussian: string | null }
  /** Time that passes before what comes next: `@after` of a recording, `@wait`. */
  | { readonly kind: 'pause'; readonly milliseconds: number };

/** The scenes of a file, in order. A piece of a conversation begins where its first lines show. */
export function filmOf(file: SessionFile): readonly Scene[] {
  const films = new Map<number, Film>();
  const scenes: Scene[] = [];
  for (const step of compile(file, openingOf(file)).steps) {
    const film = films.get(step.connection) ?? new Film(scenes, file.front.connections > 1);
    films.set(step.connection, film);
    film.show(step);
  }
  return scenes;
}

const NO_LETTER = { lines: 0, stuffed: 0, bytes: 0 } as const;

class Film {
  readonly scenes: Scene[];
  /** Its connection is told with each event: there are others. */
  readonly #isNumbered: boolean;
  #letter: { readonly lines: number; readonly stuffed: number; readonly bytes: number } = NO_LETTER;

  constructor(scenes: Scene[], isNumbered: boolean) {
    this.scenes = scenes;
    this.#isNumbered = isNumbered;
  }

  show(step: Step): void {
    switch (step.act) {
      case 'command':
        this.#command(step);
        return;
      case 'letter-line':
        this.#letterLine(step, step.text, step.line.kind === 'raw' ? '' : '\r\n');
        if (step.ends) this.#letterEnds(step);
        return;
      case 'letter':
        for (const text of linesOf(step)) this.#letterLine(step, text, '\r\n');
        this.#letterEnds(step);
        return;
      case 'chunk':
        this.#chunk(step);
        return;
      case 'reply':
        this.#answer(step);
        return;
      case 'server-octets':
        this.#words(`S| ${step.line.json}`);
        return;
      case 'handshake': {
        const facts = { protocol: 'TLS', cipher: '', servername: null, authorized: false, error: null };
        const mode = step.state.phase === 'connected' ? 'implicit' : 'starttls';
        this.#event(step, { kind: 'tls', at: 0, ...facts, certificate: null, mode });
        return;
      }
      case 'sign-in': {
        const line = `AUTH ${step.directive.mechanism}`;
        const about = { hidden: false, bytes: line.length + 2, grouped: false };
        this.#event(step, { kind: 'command', at: 0, verb: 'AUTH', line, ...about });
        return;
      }
      case 'order':
        if (step.directive.name === 'after' || step.directive.name === 'wait')
          this.scenes.push({ kind: 'pause', milliseconds: step.directive.milliseconds });
        return;
      case 'words':
        if (step.inRussian) this.#translation(step.text);
        else this.#words(step.text);
        return;
      case 'if':
      case 'else':
      case 'end':
        this.#words(step.text);
        return;
      case 'absent':
      case 'assert':
      case 'comment':
    }
  }

  #event({ span, state, notes, connection }: Step, told: LabEvent): void {
    const event = this.#isNumbered ? { ...told, connection } : told;
    this.scenes.push({ kind: 'event', event, line: span.line, state, notes });
  }

  #words(text: string): void {
    if (text !== '') this.scenes.push({ kind: 'words', text, inRussian: null });
  }

  /** A translation belongs to the words right before it; without any, it is shown to nobody. */
  #translation(text: string): void {
    const before = this.scenes.at(-1);
    if (before?.kind === 'words' && text !== '')
      this.scenes[this.scenes.length - 1] = { ...before, inRussian: text };
  }

  #command(step: CommandStep): void {
    const { text, shown, hidden, judged, verb, grouped, answers, line } = step;
    const { name } = judged;
    const isText = line.kind === 'client' || answers || KNOWN_VERBS.includes(verbOf(text));
    this.#event(step, {
      kind: 'command',
      at: 0,
      verb,
      line: line.kind === 'raw' && !isText ? line.json : shown,
      hidden: hidden !== null,
      ...(hidden === null ? {} : { secret: new Secret(text) }),
      ...(name === null ? {} : { decoded: name }),
      bytes: text.length + 2,
      grouped,
    });
  }

  #letterLine(step: LetterLineStep | LetterStep, text: string, ending: string): void {
    this.#event({ ...step, notes: [] }, { kind: 'letter', at: 0, wire: encodeText(text + ending) });
    if (text === '.') return;
    const stuffed = text.startsWith('.') ? 1 : 0;
    const { lines, bytes } = this.#letter;
    this.#letter = {
      lines: lines + 1,
      stuffed: this.#letter.stuffed + stuffed,
      bytes: bytes + text.length + ending.length - stuffed,
    };
  }

  #letterEnds(step: Step, via: 'DATA' | 'BDAT' = 'DATA'): void {
    this.#event(step, { kind: 'data', at: 0, ...this.#letter, repaired: 0, closed: false, via });
    this.#letter = NO_LETTER;
  }

  /** Octets of a chunk, which are no commands whatever they look like. */
  #chunk(step: ChunkStep): void {
    const wire = encodeText(step.line.kind === 'raw' ? step.text : `${step.text}\r\n`);
    this.#event(step, { kind: 'letter', at: 0, wire });
    const { lines, bytes } = this.#letter;
    const more = wire.filter((octet) => octet === LF).length;
    this.#letter = { lines: lines + more, bytes: bytes + wire.length, stuffed: 0 };
    if (step.left === 0 && step.last) this.#letterEnds(step, 'BDAT');
  }

  #answer(step: ReplyStep): void {
    const { lines, code, to, state } = step;
    const texts = lines.map((line) => printParts(line.parts) + (line.tail?.raw ?? ''));
    const challenge = code === 334 ? decodeBase64((texts[0] ?? '').trim()) : null;
    const recipient = awaitedReply(state)?.recipient ?? null;
    const { raw: _raw, kind: _kind, ...shown } = replyOf(code, texts);
    // It is whole with its last line.
    this.#event(
      { ...step, span: lines.at(-1)?.span ?? step.span },
      {
        kind: 'reply',
        at: 0,
        ...shown,
        to: to === 'greeting' ? 'greeting' : (to?.verb ?? null),
        command: to === 'greeting' ? null : (to?.line ?? null),
        ...(recipient === null ? {} : { recipient }),
        phase: state.phase,
        elapsed: 0,
        ...(code === 334 ? { challenge: challenge === null ? null : decodeText(challenge) } : {}),
        encrypted: state.encrypted,
      },
    );
  }
}

function linesOf(step: LetterStep): readonly string[] {
  switch (step.of) {
    case 'any':
      return ['{{*}}', '.'];
    case 'literal':
      return step.lines;
    case 'file':
      return [`<${step.line.path}>`, '.'];
  }
}
