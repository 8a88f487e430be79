/**
 * The desk at which a conversation is led: one typed line at a time, for the server or for the lab, with what is to be pointed
 * out about it. Knows no terminal; whoever has one gives `ask`. The lab's commands are in `lab-commands.ts`.
 */

import type { Explorer } from '../../io/explore/index.ts';
import { LAB_COMMANDS, readTyped } from '../../pure/explorer/index.ts';
import { explorerWords, slipWords, transcriptWords } from '../../pure/phrases/index.ts';
import type { ExplorerWords } from '../../pure/phrases/index.ts';
import type { Recorder } from '../../pure/sessions/index.ts';
import { decodeBase64, decodeStrictly, KNOWN_VERBS, verbOf } from '../../pure/protocol/index.ts';
import type { Credentials, MechanismName, SessionState } from '../../pure/protocol/index.ts';
import { slipFor } from '../../pure/slips/index.ts';
import type { CliContext } from '../context.ts';
import { askChoice, yesOrNo } from '../terminal/index.ts';
import { runLabCommand } from './lab-commands.ts';
import { LetterLines } from './letter-lines.ts';
import { phaseWord } from './phase-word.ts';
import type { Voice } from './voice.ts';

export interface DeskOptions {
  readonly explorer: Explorer;
  readonly voice: Voice;
  /**
   * Everything since the beginning, for `:save`. SECURITY: null where the lines are somebody else's, who must not choose what is
   * written on this machine.
   */
  readonly recorder: Recorder | null;
  readonly context: CliContext;
  /** Whether there is a person to ask. */
  readonly interactive: boolean;
  /** Makes room for a question that has the terminal to itself. */
  readonly aside: <T>(work: () => Promise<T>) => Promise<T>;
  /** Who signs in with `:auth`; null to ask. */
  readonly credentials: Credentials | null;
  readonly mechanisms: readonly MechanismName[];
  /** Whether a letter that nobody asked for is dropped, where its lines come from a pipe; default true. */
  readonly dropsUnwanted?: boolean;
  /** Whether the last reply is what somebody wanted to see: a refusal that is aimed at is not a slip. */
  readonly isWanted?: () => boolean;
  /** Words behind a colon that somebody else takes before the desk does. */
  readonly labWords?: readonly string[];
}

export class Desk {
  readonly #options: DeskOptions;
  readonly #words: ExplorerWords;
  #predicting = false;
  #right = 0;
  #asked = 0;
  /** Lines of a letter that nobody asked for: they are dropped up to its dot. Null where there is none. */
  #unwanted: string[] | null = null;
  readonly #letterLines: LetterLines;
  #toldProblem = false;
  /** A line that waits for a yes before it is sent. */
  #held: string | null = null;
  /** Set by `:quit`. */
  leaving = false;

  constructor(options: DeskOptions) {
    this.#options = options;
    this.#words = explorerWords[options.context.lang];
    this.#letterLines = new LetterLines({
      voice: options.voice,
      words: this.#words,
      interactive: options.interactive,
    });
  }

  get explorer(): Explorer {
    return this.#options.explorer;
  }

  /** What stands before the cursor: whom we talk to, where the conversation stands, whether it is private. */
  prompt(): string {
    const words = this.#words;
    const { explorer } = this.#options;
    if (explorer.ended) return '';
    const where = explorer.practice ? words.practice : explorer.host;
    const line = explorer.state.encrypted ? words.encrypted : words.clear;
    if (this.#isHolding())
      return `${words.sendAnyway} ${transcriptWords[this.#options.context.lang].yesNo(false)}> `;
    switch (explorer.mode) {
      case 'letter':
        return `${words.letterPrompt}> `;
      case 'chunk':
        return `${words.chunkPrompt(explorer.octetsLeft)}> `;
      case 'answer':
        return `${where} ${explorer.hides('') ? words.secretPrompt : words.answerPrompt}> `;
      case 'command':
        return `${where} ${phaseWord(explorer, words)} ${line}> `;
    }
  }

  /** Takes a line. */
  async handle(line: string): Promise<void> {
    const { explorer, interactive } = this.#options;
    if (this.#unwanted !== null) {
      await this.#collect(this.#unwanted, line);
      return;
    }
    if (this.#isHolding() && (await this.#settle(this.#held ?? '', line))) return;
    const typed = readTyped(line, explorer.mode, interactive);
    switch (typed.kind) {
      case 'lab':
        await runLabCommand(typed.command, typed.argument, {
          ...this.#options,
          words: this.#words,
          desk: this,
        });
        this.#tellProblem();
        return;
      case 'unknown-lab':
        this.#options.voice.note(this.#words.unknownLab(typed.word));
        return;
      case 'line':
        await this.#send(typed.line);
    }
  }

  /** No more lines come. What looked like a letter without an end was none: it is sent as commands. */
  async endOfInput(): Promise<void> {
    const held = this.#unwanted;
    this.#unwanted = null;
    for (const line of held ?? []) {
      if (!this.explorer.ended) await this.#send(line);
    }
  }

  /** Switches the questions before each reply. */
  predict(on: boolean): void {
    this.#predicting = on;
    this.#options.voice.note(this.#words.predicting(on));
  }

  async #send(line: string, confirmed = false): Promise<void> {
    const { explorer, voice, interactive } = this.#options;
    const { mode, state } = explorer;
    const secret = mode === 'command' ? explorer.secretIn(line) : null;
    const replied = voice.lastReply();
    if (mode === 'command' && line.trim() === '') return;
    if (mode === 'answer' && !confirmed && !this.#isAnswer(line)) return;
    const guess = interactive && this.#predicting && expectsReply(mode, line) ? await this.#ask() : null;
    if (mode === 'letter') this.#letterLines.ofLine(line, explorer.stuffing);
    if (mode === 'chunk') this.#letterLines.ofChunkLine(line);
    explorer.watch(null);
    voice.typed = true;
    try {
      await explorer.type(line);
    } finally {
      voice.typed = false;
    }
    this.#tellProblem();
    if (guess !== null) this.#score(guess);
    const reply = voice.lastReply();
    // What goes on after a sign-in is a secret, and no slip.
    if (secret !== null && secret !== 'auth') {
      if (secret === 'stray' && reply !== replied && reply?.code === 500)
        voice.note(this.#words.strayRefused);
      return;
    }
    this.#pointOut(mode, line, state, reply === replied ? null : reply);
  }

  /** A server that disconnects is told of by the log; what we broke off ourselves is told here, once. */
  #tellProblem(): void {
    const { explorer, voice } = this.#options;
    const setback = explorer.takeSetback();
    if (setback !== null) voice.setback(setback);
    if (explorer.problem === null || explorer.leftByServer || this.#toldProblem) return;
    this.#toldProblem = true;
    voice.problem(explorer.problem);
  }

  /** Whether a line can be sent as an answer; what is not base64 waits for a yes, or in a pipe is warned of. */
  #isAnswer(line: string): boolean {
    const { voice, interactive } = this.#options;
    if (line === '' || line === '*' || line.startsWith('=')) return true;
    const decoded = decodeBase64(line.trim());
    if (interactive && KNOWN_VERBS.includes(verbOf(line))) {
      voice.note(this.#words.commandAsAnswer);
      this.#held = line;
      return false;
    }
    // `practice` and `password` have the letters and the length of base64; what comes of it is no text, as that of a name would be.
    const isWord =
      /^[A-Za-z0-9]{1,16}$/.test(line.trim()) && decoded !== null && decodeStrictly(decoded) === null;
    if (decoded !== null && !(isWord && interactive)) return true;
    voice.note(decoded === null ? this.#words.notBase64 : this.#words.wordAsBase64);
    if (interactive) this.#held = line;
    return !interactive;
  }

  /** Whether a line waits for a yes; a sign-in that has ended by itself takes its question with it. */
  #isHolding(): boolean {
    if (this.explorer.ended || this.explorer.mode !== 'answer') this.#held = null;
    return this.#held !== null;
  }

  /** Takes what was said to the line that waits; false where it is another line, which takes its place. */
  async #settle(held: string, line: string): Promise<boolean> {
    const { voice, context } = this.#options;
    // A word for the lab leaves the question open.
    if (line.startsWith(':') && !line.startsWith('::')) return false;
    const said = line.trim() === '' ? false : yesOrNo(line, context.lang);
    this.#held = null;
    if (said === true) {
      await this.#send(held, true);
      return true;
    }
    voice.note(this.#words.notSentAnswer);
    return said === false;
  }

  async #ask(): Promise<number | null> {
    const { context, aside } = this.#options;
    const choices = ['2', '3', '4', '5'].map((value) => ({ name: `${value}yz`, value }));
    const answer = await aside(() => askChoice(context, this.#words.predict, choices));
    return answer === null ? null : Number(answer);
  }

  #score(guess: number): void {
    const reply = this.#options.voice.lastReply();
    if (reply === null) return;
    const right = reply.class === guess;
    this.#asked++;
    if (right) this.#right++;
    this.#options.voice.note(this.#words.predicted(right, reply.code, `${this.#right}/${this.#asked}`));
  }

  /** What is worth saying after a line was sent and answered. */
  #pointOut(mode: string, line: string, before: SessionState, reply: ReturnType<Voice['lastReply']>): void {
    const { explorer, voice, interactive } = this.#options;
    const words = this.#words;
    const verb = verbOf(line);
    if (mode === 'letter') {
      if (line === '.' && !interactive && this.#letterLines.looksStuffed) voice.note(words.looksStuffed);
      return;
    }
    if (mode === 'answer') {
      if (line.startsWith('=') && line.length > 1) voice.note(words.encoded);
      if (line === '' && interactive) voice.note(words.emptyAnswer);
      return;
    }
    if (mode === 'chunk' && explorer.surplus > 0) voice.note(words.surplus(explorer.surplus));
    if (mode !== 'command') return;
    if (explorer.mode === 'letter' || explorer.mode === 'chunk') this.#letterLines.begin();
    // A refusal that was wanted needs no reason; what was let pass is said of any line.
    if (reply !== null && (reply.code < 400 || this.#options.isWanted?.() !== true))
      this.#tellSlip(line, reply.code, before);
    if (explorer.ended) return;
    // Only a finished handshake makes the connection private, whatever was typed.
    if (explorer.state.encrypted && !before.encrypted && explorer.state.phase === 'greeted')
      voice.note(words.helloAgain);
    if (!interactive) {
      if (verb === 'DATA' && explorer.mode !== 'letter' && this.#options.dropsUnwanted !== false)
        this.#unwanted = [];
      return;
    }
    if (explorer.mode === 'answer') voice.note(words.answerByHand);
    if (explorer.mode === 'chunk') voice.note(words.chunkBegins);
    if (explorer.mode === 'letter') {
      voice.note(words.letterBegins);
    }
  }

  /** What stands where in the line, what was wanted there, and the line as it should be, to be copied. */
  #tellSlip(line: string, code: number, state: SessionState): void {
    const { voice, context, labWords = [] } = this.#options;
    const slip = slipFor(line, code, { state, labWords: [...LAB_COMMANDS, ...labWords] });
    if (slip === null) return;
    const words = slipWords[context.lang];
    voice.pointer(line, slip.at);
    voice.note(words.sentence[slip.kind](slip));
    if (slip.meant.length === 0) return;
    voice.note(words.shouldBe(slip.meant.length));
    for (const meant of slip.meant) voice.copied(meant);
  }

  /** A letter behind a refused DATA: up to its dot it is dropped. */
  async #collect(held: string[], line: string): Promise<void> {
    if (line === '.') {
      this.#unwanted = null;
      this.#options.voice.note(this.#words.droppedLetter(held.length));
      return;
    }
    held.push(line);
    // So long is not a letter that somebody typed for a test; memory must not grow with it.
    if (held.length > MOST_HELD) await this.endOfInput();
  }
}

const MOST_HELD = 100_000;

function expectsReply(mode: string, line: string): boolean {
  return mode === 'letter' ? line === '.' : mode !== 'chunk';
}
