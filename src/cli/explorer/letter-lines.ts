/** What is said of a line of a letter, or of a chunk, while it is typed: its dots, its blanks, a command where none is taken. */

import type { ExplorerWords } from '../../pure/phrases/index.ts';
import type { Voice } from './voice.ts';

export interface LetterLinesOptions {
  readonly voice: Voice;
  readonly words: ExplorerWords;
  readonly interactive: boolean;
}

export class LetterLines {
  readonly #options: LetterLinesOptions;
  /** Lines of this letter that began with a dot, and with two. */
  #dots = { one: 0, two: 0 };
  /** Whether the header goes on, and whether a folded line was told of. */
  #header = { open: false, told: false, first: true };
  /** Whether it was said that a command is text here. */
  #toldText = false;

  constructor(options: LetterLinesOptions) {
    this.#options = options;
  }

  /** A letter or a chunk begins. */
  begin(): void {
    this.#dots = { one: 0, two: 0 };
    this.#header = { open: true, told: false, first: true };
    this.#toldText = false;
  }

  /** Before a line of a letter is sent. */
  ofLine(line: string, stuffing: boolean): void {
    this.#dotsIn(line, stuffing);
    const header = this.#header;
    const { voice, words, interactive } = this.#options;
    if (/^[ \t]+\.[ \t]*$/.test(line)) voice.note(words.dotNotAlone);
    else if (header.open && !header.told && /^[ \t]+\S/.test(line)) {
      header.told = true;
      voice.note(header.first ? words.blankBeforeField : words.folded);
    }
    this.#commandIn(line, words.textNow);
    if (header.open && interactive && /^[^\x00-\x7f]\P{P}{0,30}:/u.test(line))
      voice.note(words.fieldNameForeign);
    if (line.trim() === '') header.open = false;
    header.first = false;
  }

  /** Before a line of a chunk is sent. */
  ofChunkLine(line: string): void {
    if (this.#options.interactive && line.trim() === '.')
      this.#options.voice.note(this.#options.words.dotInChunk);
    this.#commandIn(line, this.#options.words.chunkNow);
  }

  /** Behind the dot: whether every dot at the beginning of a line was doubled already. */
  get looksStuffed(): boolean {
    return this.#dots.two > 0 && this.#dots.one === 0;
  }

  #dotsIn(line: string, stuffing: boolean): void {
    const { voice, words, interactive } = this.#options;
    if (line === '.') return;
    if (line.startsWith('..')) this.#dots.two++;
    else if (line.startsWith('.')) this.#dots.one++;
    if (!line.startsWith('.') || !interactive) return;
    voice.note(stuffing ? words.stuffed(`.${line}`) : words.lineAsIs(line));
  }

  /** A command inside a letter is none; told once a letter. */
  #commandIn(line: string, say: string): void {
    if (!this.#options.interactive || this.#toldText || !LOOKS_LIKE_COMMAND.test(line)) return;
    this.#toldText = true;
    this.#options.voice.note(say);
  }
}

/** Lines that nobody writes to a person. */
const LOOKS_LIKE_COMMAND =
  /^(?:MAIL FROM:|RCPT TO:|(?:MAIL FROM|RCPT(?: TO)?):? ?<?\S+@\S+$|(?:EHLO|HELO|VRFY|EXPN|AUTH|BDAT)(?: \S+)?$|(?:DATA|QUIT|RSET|NOOP|STARTTLS|HELP|EXIT|STOP|END)$|[:/][a-z]{3,}$)/i;
