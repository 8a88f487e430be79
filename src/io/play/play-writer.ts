/**
 * What a session file says as the client: its lines gathered, and written as one (RFC 2920 §3.1), in pieces or slowly where the file
 * asks for it; its letters with their dots as they stand, but for a file, whose dots are stuffed (RFC 5321 §4.5.2).
 */

import { expand, withCaptures } from '../../pure/sessions/index.ts';
import type {
  ChunkStep,
  CommandStep,
  Expanded,
  FileLine,
  LetterLineStep,
  LetterStep,
  Variables,
} from '../../pure/sessions/index.ts';
import { concatBytes, encodeText, isInLetter, LetterEncoder } from '../../pure/protocol/index.ts';
import type { Outgoing } from '../client/index.ts';
import type { PlayLine, PlaySetting } from './play-setting.ts';
import { LetterCounter, ones, outgoingOf, rawOutgoingOf } from './play-lines.ts';

const CRLF_OCTETS = 2;
/** Milliseconds between writes: a tenth of a second where a pace is kept, else long enough for the other side to read each by itself. */
const PACED_PAUSE = 100;
const SPLIT_PAUSE = 10;

/** What is said where a file leaves a whole letter open. */
const ANY_LETTER = 'Subject: a letter\r\n\r\nAny text.\r\n.\r\n';

/** What the client says. */
export type ClientStep = CommandStep | LetterLineStep | LetterStep | ChunkStep;

export class PlayWriter {
  readonly #setting: Pick<PlayLine, 'conversation'> & Pick<PlaySetting, 'readFile'>;
  readonly #variables: Variables;
  readonly #counter = new LetterCounter();
  readonly #commands: Outgoing[] = [];
  readonly #letter: Uint8Array[] = [];
  readonly #chunk: Uint8Array[] = [];
  /** The letter ends with what was gathered of a chunk. */
  #isLast = false;
  /** The letter that the file has here is not said: the server has not asked for it. */
  #refused = false;
  #pending: ClientStep[] = [];
  #sizes: readonly number[] = [];
  #pace = 0;
  #last = '';
  #bytes = 0;

  constructor(setting: Pick<PlayLine, 'conversation'> & Pick<PlaySetting, 'readFile'>, variables: Variables) {
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

  /** A letter was left out, so that no reply to it comes. */
  get refused(): boolean {
    return this.#refused;
  }

  add(step: ClientStep): void {
    this.#pending.push(step);
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
    const steps = this.#pending.splice(0);
    let said = false;
    for (const step of steps) said = (await this.#say(step)) || said;
    await this.#sendLetter();
    await this.#sendCommands();
    await this.#sendChunk();
    return said;
  }

  /** Gathers what goes out with others, and sends it before what does not. Says whether anything is said. */
  async #say(step: ClientStep): Promise<boolean> {
    // SECURITY: a letter that the server has not asked for would be read as commands.
    if ((step.act === 'letter' || step.act === 'letter-line') && this.#isRefused(step)) return false;
    this.#refused = false;
    if (step.act !== 'chunk') await this.#sendChunk();
    switch (step.act) {
      case 'command':
        await this.#command(step);
        return true;
      case 'letter-line':
        await this.#sendCommands();
        this.#letter.push(step.line.kind === 'raw' ? this.#expand(step).bytes : this.#lineOf(step));
        if (step.ends) await this.#sendLetter(true);
        return true;
      case 'letter':
        await this.#sendCommands();
        if (step.of === 'file') {
          await this.#sendLetter();
          await this.#letterOf(step.line);
        } else {
          const whole = step.of === 'any' ? ANY_LETTER : step.lines.map((line) => `${line}\r\n`).join('');
          this.#letter.push(encodeText(whole));
          await this.#sendLetter(true);
        }
        return true;
      case 'chunk':
        await this.#sendCommands();
        this.#chunk.push(step.line.kind === 'raw' ? this.#expand(step).bytes : this.#lineOf(step));
        this.#isLast = step.last && (step.left ?? 0) === 0;
        if (step.left === 0) await this.#sendChunk();
        return true;
    }
  }

  /** Whether a letter has its place where the file has one, but not in the conversation: the reply was another one. */
  #isRefused({ state }: ClientStep): boolean {
    if (this.#letter.length > 0) return false;
    this.#refused = isInLetter(state) && !isInLetter(this.#setting.conversation.state);
    return this.#refused;
  }

  async #command(step: CommandStep): Promise<void> {
    const { conversation } = this.#setting;
    const out = this.#expand(step);
    const answers = step.answers || conversation.state.phase === 'auth';
    if (step.line.kind === 'raw') {
      await this.#sendCommands();
      this.#bytes += out.bytes.length;
      await conversation.raw(out.bytes, rawOutgoingOf(out, answers));
      this.#last = conversation.speech.last;
      return;
    }
    if (isInLetter(conversation.state)) {
      // The server has begun a letter where the file has none: whatever is said is a line of it.
      this.#letter.push(this.#lineOf(step));
      return;
    }
    this.#bytes += out.bytes.length + CRLF_OCTETS;
    this.#commands.push(outgoingOf(out, answers));
  }

  #expand({ line, values }: Exclude<ClientStep, { act: 'letter' }>): Expanded {
    const out = expand(line.parts, withCaptures(this.#variables, values));
    // SECURITY: a secret goes out as one, whatever it is said in.
    if (out.hides) this.#setting.conversation.speech.checkPrivacy();
    return out;
  }

  /** A line of a letter or of a chunk: three dots at its end are three dots. */
  #lineOf(step: Exclude<ClientStep, { act: 'letter' }>): Uint8Array {
    const { line } = step;
    const rest = line.kind === 'client' && line.tail?.kind === 'rest' ? line.tail.raw : '';
    return concatBytes([this.#expand(step).bytes, encodeText(`${rest}\r\n`)]);
  }

  async #sendCommands(): Promise<void> {
    const commands = this.#commands.splice(0);
    if (commands.length === 0) return;
    const sizes = this.#pace > 0 ? ones(commands, this.#pace) : this.#sizes;
    const pause = this.#pace > 0 ? PACED_PAUSE : SPLIT_PAUSE;
    this.#sizes = [];
    await this.#setting.conversation.linesAsTheyAre(commands, sizes, pause);
    this.#last = this.#setting.conversation.speech.last;
  }

  async #sendLetter(ends = false): Promise<void> {
    if (this.#letter.length > 0) await this.#sendPieces(this.#letter.splice(0), ends);
  }

  /** Octets of the chunk that was announced (RFC 3030 §2), whatever they look like; what is too much goes out all the same. */
  async #sendChunk(): Promise<void> {
    if (this.#chunk.length === 0) return;
    const octets = concatBytes(this.#chunk.splice(0));
    this.#bytes += octets.length;
    this.#counter.push(octets);
    const counts = this.#isLast ? this.#counter.take('BDAT') : null;
    await this.#setting.conversation.letterAsItIs(octets, counts, 'BDAT');
  }

  /** A file as a letter, a piece at a time, its dots stuffed, the lone dot behind it. */
  async #letterOf(line: FileLine): Promise<void> {
    const encoder = new LetterEncoder({ stuff: true });
    for await (const chunk of this.#setting.readFile(line)) {
      const wire = encoder.push(chunk).slice();
      if (wire.length > 0) await this.#sendPieces([wire], false);
    }
    await this.#sendPieces([encoder.finish()], true);
  }

  async #sendPieces(pieces: readonly Uint8Array[], ends: boolean): Promise<void> {
    const wire = concatBytes(pieces);
    this.#bytes += wire.length;
    this.#counter.push(wire);
    await this.#setting.conversation.letterAsItIs(wire, ends ? this.#counter.take('DATA') : null);
    if (ends) this.#last = '.';
  }
}
