/**
 * A session file as the log of a conversation that went as it is written: what a film shows, and what a judge looks at. Nothing is
 * sent; holes stay as they are written, a set of codes is its first. The protocol's state goes along, so that each reply is known to
 * answer its command, in a pipelined group too. SECURITY: what a line of a sign-in gives away is hidden. Follows RFC 5321 §4.1.1.4
 * (where a letter ends), RFC 2920 §3.1.
 */

import type { LabEvent } from '../events/index.ts';
import {
  advance,
  awaitedReply,
  chunkOf,
  decodeBase64,
  decodeText,
  encodeText,
  KNOWN_VERBS,
  LF,
  openState,
  replyOf,
  Secret,
  verbOf,
} from '../protocol/index.ts';
import type { Happening, SessionNote, SessionState } from '../protocol/index.ts';
import type { Directive, ServerLine, SessionFile, SessionLine } from './ast.ts';
import { literalLines } from './literal.ts';
import { printParts } from './print.ts';
import { findSecretLines } from './secret-lines.ts';
import type { SecretLine } from './secret-lines.ts';

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
  | { readonly kind: 'words'; readonly text: string }
  /** Time that passes before what comes next: `@after` of a recording, `@wait`. */
  | { readonly kind: 'pause'; readonly milliseconds: number };

/** The scenes of a file, in order. */
export function filmOf(file: SessionFile): readonly Scene[] {
  return new Film(file).scenes();
}

/** Of a chunk that was announced: the octets that are still to come, and whether it is the last one. */
const NO_CHUNK: { readonly left: number; readonly last: boolean } = { left: 0, last: false };
const NO_LETTER = { lines: 0, stuffed: 0, bytes: 0 } as const;

class Film {
  readonly #file: SessionFile;
  readonly #secrets: ReadonlyMap<number, SecretLine>;
  /** Lines that are a name in base64. */
  readonly #names: ReadonlySet<number>;
  readonly #scenes: Scene[] = [];
  #state: SessionState;
  #letter: { readonly lines: number; readonly stuffed: number; readonly bytes: number } = NO_LETTER;
  #inLetter = false;
  #chunk = NO_CHUNK;
  /** Commands since the last reply. */
  #group = 0;
  #reply: ServerLine[] = [];
  #line = 1;

  constructor(file: SessionFile) {
    this.#file = file;
    const { lines, signIns } = findSecretLines(file);
    this.#secrets = new Map(lines.map((line) => [line.index, line]));
    this.#names = new Set(signIns.flatMap(({ names }) => names));
    this.#state = openState(file.front.dialect);
  }

  scenes(): readonly Scene[] {
    for (const [index, line] of this.#file.lines.entries()) {
      this.#line = line.span.line;
      this.#show(line, this.#secrets.get(index), this.#names.has(index));
    }
    return this.#scenes;
  }

  #show(line: SessionLine, secret: SecretLine | undefined, isName: boolean): void {
    switch (line.kind) {
      case 'client': {
        const text = printParts(line.parts) + (line.tail?.raw ?? '');
        // Where a placeholder stands for a chunk, the next BDAT is none of its octets.
        if (this.#chunk.left > 0 && chunkOf(text) === null) this.#ofChunk(encodeText(`${text}\r\n`));
        else if (this.#inLetter) this.#letterLine(text);
        else this.#command(text, secret, isName);
        return;
      }
      case 'literal':
        for (const text of literalLines(line.body)) this.#letterLine(text);
        return;
      case 'file':
        this.#letterLine(`<${line.path}>`);
        this.#letterLine('.');
        return;
      case 'raw':
        if (line.side === 'server') this.#scenes.push({ kind: 'words', text: `S| ${line.json}` });
        else this.#octets(printParts(line.parts), line.json, secret);
        return;
      case 'server':
        // A chunk that is answered is over, whatever its size was said to be.
        this.#chunk = NO_CHUNK;
        this.#group = 0;
        this.#reply.push(line);
        if (line.separator !== '-') this.#answer(this.#reply.splice(0));
        return;
      case 'directive':
        this.#directive(line.directive);
        return;
      default:
        return;
    }
  }

  #event(event: LabEvent, happening: Happening | null): void {
    const before = this.#state;
    const after = happening === null ? { state: before, notes: [] } : advance(before, happening);
    this.#state = after.state;
    this.#scenes.push({ kind: 'event', event, line: this.#line, state: before, notes: after.notes });
  }

  #command(text: string, secret?: SecretLine, isName = false): void {
    const line = secret?.shown ?? text;
    const own = this.#state.phase === 'auth' ? 'AUTH' : verbOf(text);
    // The first word may be the secret.
    const verb = secret === undefined || verbOf(line) === own ? own : 'AUTH';
    const name = isName ? decodeBase64(text) : null;
    this.#event(
      {
        kind: 'command',
        at: 0,
        verb,
        line,
        hidden: secret !== undefined,
        ...(secret === undefined ? {} : { secret: new Secret(text) }),
        ...(name === null ? {} : { decoded: decodeText(name) }),
        bytes: text.length + 2,
        grouped: this.#group++ > 0,
      },
      { kind: 'command', verb, line },
    );
    if (verb === 'BDAT') this.#chunk = chunkOf(text) ?? NO_CHUNK;
  }

  /** Octets of a chunk, which are no commands whatever they look like (RFC 3030 §2). */
  #ofChunk(octets: Uint8Array): void {
    const { left, last } = this.#chunk;
    this.#chunk = { left: Math.max(0, left - octets.length), last };
    this.#event({ kind: 'letter', at: 0, wire: octets }, null);
    const { lines, bytes } = this.#letter;
    const more = octets.filter((octet) => octet === LF).length;
    this.#letter = { lines: lines + more, bytes: bytes + octets.length, stuffed: 0 };
    if (this.#chunk.left > 0 || !last) return;
    const data = { kind: 'data', at: 0, ...this.#letter, repaired: 0, closed: false, via: 'BDAT' } as const;
    this.#event(data, null);
    this.#letter = NO_LETTER;
  }

  /** Octets as they stand: a command where they are one, else a piece of whatever goes on. */
  #octets(text: string, json: string, secret?: SecretLine): void {
    if (this.#chunk.left > 0) {
      this.#ofChunk(encodeText(text));
      return;
    }
    const verb = verbOf(text);
    if (KNOWN_VERBS.includes(verb) && !this.#inLetter) {
      this.#command(text.replace(/[\r\n]+$/, ''), secret);
      return;
    }
    if (this.#inLetter) this.#event({ kind: 'letter', at: 0, wire: encodeText(text) }, null);
    else this.#command(json, secret);
  }

  #letterLine(line: string): void {
    this.#event({ kind: 'letter', at: 0, wire: encodeText(`${line}\r\n`) }, null);
    if (line !== '.') {
      const stuffed = line.startsWith('.') ? 1 : 0;
      const { lines, bytes } = this.#letter;
      this.#letter = {
        lines: lines + 1,
        stuffed: this.#letter.stuffed + stuffed,
        bytes: bytes + line.length + 2 - stuffed,
      };
      return;
    }
    const data = { kind: 'data', at: 0, ...this.#letter, repaired: 0, closed: false, via: 'DATA' } as const;
    this.#event(data, { kind: 'command', verb: 'DATA', line: '.' });
    this.#inLetter = false;
    this.#letter = NO_LETTER;
  }

  #answer(lines: readonly ServerLine[]): void {
    const written = (lines[0]?.codes.alternatives[0] ?? '250').replace(/x/g, '0');
    const code = Number(written.replace(/^200$/, '250'));
    const texts = lines.map((line) => printParts(line.parts) + (line.tail?.raw ?? ''));
    const challenge = code === 334 ? decodeBase64((texts[0] ?? '').trim()) : null;
    const first = this.#state.phase === 'connected' && this.#state.pending.length === 0;
    const awaited = awaitedReply(this.#state);
    const reply = replyOf(code, texts);
    const { raw: _raw, kind: _kind, ...shown } = reply;
    this.#event(
      {
        kind: 'reply',
        at: 0,
        ...shown,
        to: first ? 'greeting' : (awaited?.command.verb ?? null),
        command: first ? null : (awaited?.command.line ?? null),
        ...(awaited === null || awaited.recipient === null ? {} : { recipient: awaited.recipient }),
        phase: this.#state.phase,
        elapsed: 0,
        ...(code === 334 ? { challenge: challenge === null ? null : decodeText(challenge) } : {}),
        encrypted: this.#state.encrypted,
      },
      { kind: first ? 'greeting' : 'reply', reply },
    );
    this.#inLetter = code === 354;
  }

  #directive(directive: Directive): void {
    switch (directive.name) {
      case 'tls': {
        const facts = { protocol: 'TLS', cipher: '', servername: null, authorized: false, error: null };
        const tls = { kind: 'tls', at: 0, ...facts, certificate: null, mode: 'starttls' } as const;
        this.#event(tls, { kind: 'tls' });
        return;
      }
      case 'after':
      case 'wait':
        this.#scenes.push({ kind: 'pause', milliseconds: directive.milliseconds });
        return;
      case 'note':
      case 'why':
        this.#scenes.push({ kind: 'words', text: directive.text });
        return;
      case 'auth':
        this.#command(`AUTH ${directive.mechanism}`);
        // How it goes on is left to the mechanism; the file says no more.
        this.#state = { ...this.#state, pending: [], phase: 'ready', identity: directive.user.text };
        return;
      default:
        return;
    }
  }
}
