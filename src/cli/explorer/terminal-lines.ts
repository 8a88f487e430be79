/**
 * Lines from a terminal: a prompt, editing, completion, a history. Lines that are pasted wait for their turn. SECURITY: what is
 * secret is neither echoed nor kept; the echo passes through here, so that a password is masked from its first character on.
 */

import { createInterface } from 'node:readline';
import type { Interface } from 'node:readline';
import { Writable } from 'node:stream';
import type { CliContext } from '../context.ts';

export interface TerminalLinesOptions {
  readonly context: CliContext;
  /** Whole lines that could follow. */
  readonly complete: (line: string) => readonly string[];
  /** Whether what stands in the line now is secret. */
  readonly hides: (line: string) => boolean;
  /** Whether a whole line has a secret in it: then the history does not keep it. */
  readonly isSecret: (line: string) => boolean;
  /** Oldest first. */
  readonly history: readonly string[];
  /** A cursor that can be moved; false for TERM=dumb. */
  readonly movable: boolean;
}

/** What became of waiting for a line. */
export type Entered =
  | { readonly kind: 'line'; readonly line: string }
  | { readonly kind: 'end' }
  | { readonly kind: 'interrupt' }
  /** The program was asked to end. */
  | { readonly kind: 'stopped' }
  | { readonly kind: 'woken' };

const MOST_HISTORY = 500;

export class TerminalLines {
  readonly #options: TerminalLinesOptions;
  readonly #waiting: string[] = [];
  #reader: Interface;
  #prompt = '';
  #wake: ((entered: Entered) => void) | null = null;
  #ended = false;
  /** The last Ctrl-C dropped a line that was being typed, as it does in a shell. */
  dropped = false;
  /** Ctrl-C came while nobody waited. */
  #interrupted = false;
  /** The prompt is being shown. */
  #drawing = false;
  /** Some of the line is masked. */
  #hidden = false;
  #history: string[];

  constructor(options: TerminalLinesOptions) {
    this.#options = options;
    this.#history = [...options.history].reverse();
    this.#reader = this.#open();
    options.context.signal.addEventListener('abort', () => {
      this.#settle({ kind: 'stopped' });
    });
  }

  /** Oldest first, never a secret. */
  get history(): readonly string[] {
    return [...this.#history].reverse().slice(-MOST_HISTORY);
  }

  /** Shows the prompt and waits for a line, for Ctrl-D, for Ctrl-C, or until it is woken. */
  async next(prompt: string): Promise<Entered> {
    const pasted = this.#waiting.shift();
    if (pasted !== undefined) {
      const { context, hides } = this.#options;
      context.out.line(prompt + pasted.slice(0, visibleLength(pasted, hides)));
      return { kind: 'line', line: pasted };
    }
    if (this.#interrupted) {
      this.#interrupted = false;
      return { kind: 'interrupt' };
    }
    if (this.#options.context.signal.aborted) return { kind: 'stopped' };
    if (this.#ended) return { kind: 'end' };
    this.#prompt = prompt;
    this.#hidden = false;
    this.#reader.setPrompt(prompt);
    this.#reader.resume();
    this.#drawing = true;
    this.#reader.prompt();
    this.#drawing = false;
    return new Promise<Entered>((resolve) => {
      this.#wake = resolve;
    });
  }

  /** Ends the wait for a line: something happened that changes what there is to say. */
  wake(): void {
    this.#settle({ kind: 'woken' });
  }

  /** Takes the prompt and what was typed off the screen, so that a line can be printed there. */
  clear(): void {
    if (this.#wake !== null) this.wipe();
  }

  /** Takes a prompt off the screen that nobody waits at any more. */
  wipe(): void {
    const { context, movable } = this.#options;
    context.out.write(movable ? '\r\u001b[K' : '\n');
  }

  /** Puts the prompt back, with what was typed. */
  restore(): void {
    if (this.#wake !== null) this.#reader.prompt(true);
  }

  /** Lets somebody else ask: a question with a list, a hidden one. */
  async aside<T>(work: () => Promise<T>): Promise<T> {
    this.#reader.close();
    try {
      return await work();
    } finally {
      this.#ended = false;
      this.#reader = this.#open();
    }
  }

  close(): void {
    this.#reader.close();
  }

  #open(): Interface {
    const { context, complete, isSecret, history } = this.#options;
    const echo = new Writable({
      decodeStrings: false,
      write: (chunk: unknown, _encoding, done) => {
        // What is pasted while nobody asks is shown when its turn has come.
        if (this.#wake !== null || this.#drawing) context.out.write(this.#masked(String(chunk)));
        done();
      },
    });
    const reader = createInterface({
      input: context.stdin,
      output: Object.assign(echo, { columns: context.out.columns, isTTY: true }),
      terminal: true,
      historySize: MOST_HISTORY,
      history: this.#history.length > 0 ? [...this.#history] : [...history].reverse(),
      completer: (line: string) => [[...complete(line)], line],
    });
    reader.on('history', (lines: string[]) => {
      // The arrows must not find a secret; of a pasted line it is not known yet whether it will be one.
      if (lines[0] !== undefined && (this.#wake === null || isSecret(lines[0]))) lines.shift();
      this.#history = [...lines];
    });
    reader.on('line', (line) => {
      reader.pause();
      if (!this.#settle({ kind: 'line', line })) this.#waiting.push(line);
    });
    reader.on('SIGINT', () => {
      context.out.write('\n');
      this.dropped = reader.line !== '';
      if (this.dropped) this.#clearLine(reader);
      if (!this.#settle({ kind: 'interrupt' })) this.#interrupted = true;
    });
    reader.on('close', () => {
      if (reader !== this.#reader) return;
      this.#ended = true;
      // Ctrl-D leaves the cursor behind the prompt.
      if (this.#settle({ kind: 'end' })) context.out.write('\n');
    });
    return reader;
  }

  /** Forgets what was typed so far. */
  #clearLine(reader: Interface): void {
    reader.write(null, { ctrl: true, name: 'e' });
    reader.write(null, { ctrl: true, name: 'u' });
  }

  /** Ends the wait; false where nobody waits. */
  #settle(entered: Entered): boolean {
    const wake = this.#wake;
    this.#wake = null;
    wake?.(entered);
    return wake !== null;
  }

  /** What the reader wants to show, without what is secret of it. */
  #masked(text: string): string {
    const { hides, movable } = this.#options;
    const typed = this.#reader.line;
    const control = text.startsWith('\u001b') || /^[\r\n]+$/.test(text);
    if (!hides(typed)) {
      const wasHidden = this.#hidden;
      this.#hidden = false;
      if (!wasHidden || control) return text;
      // What turned out to be a command is shown from its beginning.
      return (movable ? '\r\u001b[K' : '\n') + this.#prompt + typed;
    }
    if (control) return text;
    const wasShown = !this.#hidden;
    this.#hidden = typed !== '';
    const visible = typed.slice(0, visibleLength(typed, hides));
    // What is there so far of a word that turned out to be secret is taken back.
    if (movable && wasShown && visible.length < typed.length - 1)
      return `\r\u001b[K${this.#prompt}${visible}`;
    if (!text.startsWith(this.#prompt) || this.#prompt === '') return '';
    // A line that is drawn again: its prompt, and what stood there before it became secret.
    return this.#prompt + visible;
  }
}

/** How much of a line can be seen: all words that stood there before one became secret. */
function visibleLength(line: string, hides: (line: string) => boolean): number {
  for (let at = 0; at < line.length; at++)
    if (hides(line.slice(0, at + 1))) return line.slice(0, at).search(/\S*$/);
  return line.length;
}
