/**
 * What a session file says as the client: its lines gathered, and written as one (RFC 2920 §3.1), in pieces or slowly where the file
 * asks for it; its letters with their dots as they stand, but for a file, whose dots are stuffed (RFC 5321 §4.5.2).
 */

import { expand, isAnything } from '../../pure/sessions/index.ts';
import type { FileLine, SessionLine, Variables } from '../../pure/sessions/index.ts';
import { chunkOf, concatBytes, encodeText, LetterEncoder } from '../../pure/protocol/index.ts';
import type { Outgoing } from '../client/index.ts';
import type { PlaySetting } from './play-setting.ts';
import { LetterCounter, literalText, ones, outgoingOf, rawOutgoingOf } from './play-lines.ts';

const CRLF_OCTETS = 2;
/** Milliseconds between writes: a tenth of a second where a pace is kept, else long enough for the other side to read each by itself. */
const PACED_PAUSE = 100;
const SPLIT_PAUSE = 10;

/** What is said where a file leaves a whole letter open. */
const ANY_LETTER = encodeText('Subject: a letter\r\n\r\nAny text.\r\n.\r\n');

export class PlayWriter {
  readonly #setting: Pick<PlaySetting, 'conversation' | 'readFile'>;
  readonly #variables: Variables;
  readonly #counter = new LetterCounter();
  #pending: SessionLine[] = [];
  #sizes: readonly number[] = [];
  #pace = 0;
  #last = '';
  #bytes = 0;
  /** Of a chunk that was announced: the octets that are still to come, and whether it is the last one. */
  #chunk = { left: 0, last: false };

  constructor(setting: Pick<PlaySetting, 'conversation' | 'readFile'>, variables: Variables) {
    this.#setting = setting;
    this.#variables = variables;
  }

  /** The line that was said last, secrets hidden. */
  get last(): string {
    return this.#last;
  }

  /** Octets that were written. */
  get bytes(): number {
    return this.#bytes;
  }

  add(line: SessionLine): void {
    this.#pending.push(line);
  }

  /** The next commands leave in pieces of these octets. */
  split(sizes: readonly number[]): void {
    this.#sizes = sizes;
  }

  /** Commands leave at this pace from now on, in octets a second. */
  slow(octetsPerSecond: number): void {
    this.#pace = octetsPerSecond;
  }

  /** Sends what was gathered; says whether that was anything. */
  async flush(): Promise<boolean> {
    const lines = this.#pending.splice(0);
    if (lines.length === 0) return false;
    const { conversation } = this.#setting;
    const commands: Outgoing[] = [];
    const letter: Uint8Array[] = [];
    const chunk: Uint8Array[] = [];
    const send = async (): Promise<void> => {
      if (commands.length === 0) return;
      const sizes = this.#pace > 0 ? ones(commands, this.#pace) : this.#sizes;
      await conversation.linesAsTheyAre(
        commands.splice(0),
        sizes,
        this.#pace > 0 ? PACED_PAUSE : SPLIT_PAUSE,
      );
      this.#sizes = [];
      this.#last = conversation.speech.last;
    };
    let inLetter = conversation.state.phase === 'data';
    for (const line of lines) {
      const octets = this.#chunk.left > 0 ? this.#octetsOf(line) : null;
      if (octets !== null) {
        await send();
        chunk.push(octets);
        this.#chunk = { ...this.#chunk, left: Math.max(0, this.#chunk.left - octets.length) };
        if (this.#chunk.left === 0) await this.#ofChunk(concatBytes(chunk.splice(0)));
      } else if (line.kind === 'raw' && inLetter) {
        const out = expand(line.parts, this.#variables);
        if (out.hides) conversation.speech.checkPrivacy();
        letter.push(out.bytes);
      } else if (line.kind === 'raw') {
        await send();
        const out = expand(line.parts, this.#variables);
        this.#bytes += out.bytes.length;
        await conversation.raw(out.bytes, rawOutgoingOf(out));
        this.#last = conversation.speech.last;
      } else if (line.kind === 'file') {
        await send();
        if (letter.length > 0) await this.#letter(letter.splice(0), false);
        await this.#letterOf(line);
        inLetter = false;
      } else if (line.kind === 'literal') letter.push(encodeText(literalText(line.body)));
      else if (line.kind === 'client') {
        if (inLetter && isAnything(line)) {
          await this.#letter([ANY_LETTER], true);
          inLetter = false;
          continue;
        }
        const out = expand(line.parts, this.#variables);
        if (out.hides) conversation.speech.checkPrivacy();
        if (inLetter) {
          letter.push(this.#octetsOf(line) ?? out.bytes);
          if (out.text === '.') {
            await this.#letter(letter.splice(0), true);
            inLetter = false;
          }
          continue;
        }
        this.#bytes += out.bytes.length + CRLF_OCTETS;
        commands.push(outgoingOf(out, conversation.state.phase === 'auth'));
        this.#chunk = chunkOf(out.text) ?? this.#chunk;
      }
      if (letter.length > 0 && line.kind === 'literal') {
        await send();
        await this.#letter(letter.splice(0), true);
        inLetter = false;
      }
    }
    if (letter.length > 0) await this.#letter(letter, false);
    await send();
    if (chunk.length > 0) await this.#ofChunk(concatBytes(chunk));
    return true;
  }

  /** A line of a letter or of a chunk; null for what is neither. */
  #octetsOf(line: SessionLine): Uint8Array | null {
    if (line.kind === 'raw') return expand(line.parts, this.#variables).bytes;
    if (line.kind !== 'client') return null;
    const { bytes } = expand(line.parts, this.#variables);
    return concatBytes([bytes, encodeText(`${line.tail?.kind === 'rest' ? line.tail.raw : ''}\r\n`)]);
  }

  /** Octets of the chunk that was announced (RFC 3030 §2), whatever they look like; what is too much goes out all the same. */
  async #ofChunk(octets: Uint8Array): Promise<void> {
    const { left, last } = this.#chunk;
    this.#bytes += octets.length;
    this.#counter.push(octets);
    const counts = last && left === 0 ? this.#counter.take('BDAT') : null;
    await this.#setting.conversation.letterAsItIs(octets, counts, 'BDAT');
  }

  /** A file as a letter, a piece at a time, its dots stuffed, the lone dot behind it. */
  async #letterOf(line: FileLine): Promise<void> {
    const encoder = new LetterEncoder({ stuff: true });
    for await (const chunk of this.#setting.readFile(line)) {
      const wire = encoder.push(chunk).slice();
      if (wire.length > 0) await this.#letter([wire], false);
    }
    await this.#letter([encoder.finish()], true);
  }

  async #letter(pieces: readonly Uint8Array[], ends: boolean): Promise<void> {
    const wire = concatBytes(pieces);
    this.#bytes += wire.length;
    this.#counter.push(wire);
    await this.#setting.conversation.letterAsItIs(wire, ends ? this.#counter.take('DATA') : null);
    if (ends) this.#last = '.';
  }
}
