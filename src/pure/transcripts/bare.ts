/**
 * A conversation without marks: what a terminal shows of telnet, nc and `openssl s_client`, what JavaMail prints, a log that puts
 * the same words in front of both sides. A reply is known by its form, a command by its verb or by the reply that it got; what is
 * neither is the program's. Follows RFC 5321 §4.2 (the form of a reply), §4.1.1.4 (the lone dot), RFC 4954 §4.
 */

import { looksLikeCommand, looksLikeReply, looksStrictlyLikeCommand } from './roles.ts';
import { ASIDE, programWords, saidAt } from './marks.ts';
import type { Entry, Marked } from './marks.ts';
import { isProgramLine } from './program-lines.ts';
import type { SourceLine } from './source.ts';

/** A line, with what stands in front of all lines cut off at `from`; null where it does not stand there. */
export interface BareLine extends SourceLine {
  readonly from: number | null;
}

const ANSWER = /^[A-Za-z0-9+/_-]{2,}={0,2}$|^[=*]$/;
/** Keys of `openssl s_client`: a line that begins with one is not sent. */
const KEYS = [
  [/^R/, 'RENEGOTIATING'],
  [/^Q/, 'DONE'],
  [/^[kK]/, 'KEYUPDATE'],
] as const;
/** How far the reply to a line is looked for. */
const MOST_AHEAD = 20;

/** Reads such a conversation. */
export function bareEntries(lines: readonly BareLine[]): readonly Entry[] {
  return new BareReader(lines).read();
}

class BareReader {
  readonly #lines: readonly BareLine[];
  readonly #texts: readonly string[];
  /** The index of the last lone dot. */
  readonly #lastDot: number;
  #within: 'nothing' | 'commands' | 'letter' | 'answer' = 'nothing';
  /** Whether what was last said was the client's. */
  #asked = false;
  #last = '';
  /** The connection ended. */
  #over = false;
  readonly #indent: number;

  constructor(lines: readonly BareLine[]) {
    this.#lines = lines;
    this.#texts = lines.map(({ text, from }) => (from === null ? '' : text.slice(from)));
    this.#lastDot = this.#texts.map((text) => text.trim()).lastIndexOf('.');
    const indents = this.#texts.flatMap((text) =>
      looksLikeReply(text.trim()) ? [text.length - text.trimStart().length] : [],
    );
    this.#indent = indents.length === 0 ? 0 : Math.min(...indents.slice(0, 1000));
  }

  read(): readonly Entry[] {
    return this.#lines.map((line, index) => {
      const { number, text: source } = line;
      return { ...this.#line(line, index), line: number, source };
    });
  }

  #line({ text: source, from }: BareLine, index: number): Marked {
    if (from === null) return programWords(source);
    const column = from + this.#indentOf(index);
    const text = source.slice(column);
    const server = (): Marked => {
      this.#asked = this.#over = false;
      const code = text.slice(0, 3);
      this.#within = code === '354' ? 'letter' : code === '334' ? 'answer' : 'commands';
      return saidAt('server', source, column, column);
    };
    const client = (): Marked => {
      this.#asked = true;
      this.#last = text;
      if (this.#within !== 'letter') this.#within = 'commands';
      return saidAt('client', source, column, column);
    };
    if (this.#within === 'letter') {
      if (text === '.') this.#within = 'commands';
      else if (isReply(text) && !this.#dotIsAhead(index)) return server();
      else if (!this.#dotIsAhead(index) && programWords(source).kind === 'ended') return programWords(source);
      return text === '.' ? client() : saidAt('client', source, column, column);
    }
    if (isReply(text)) return server();
    if (this.#within === 'answer' && ANSWER.test(text.trim())) return client();
    // A token that the terminal broke.
    if (this.#asked && /^AUTH\b/i.test(this.#last) && this.#last.length > 60 && isBrokenToken(text))
      return client();
    if (KEYS.some(([key, answer]) => key.test(text) && this.#next(index).startsWith(answer))) {
      this.#over = true;
      return { kind: 'ended', by: 'client' };
    }
    if (looksStrictlyLikeCommand(text) && (!this.#over || this.#isAnswered(index))) return client();
    if (text.trim() === '') return ASIDE;
    if (isProgramLine(text)) return this.#programSays(source);
    if (this.#within === 'nothing') return programWords(source);
    if (this.#within === 'answer') return client();
    // What is not a command that anybody knows was said all the same, where a reply to it came.
    if (!this.#asked && this.#isAnswered(index)) return client();
    const words = programWords(source);
    return words.kind === 'aside' ? { kind: 'plain', text } : words;
  }

  #programSays(source: string): Marked {
    const words = programWords(source);
    this.#over ||= words.kind === 'ended';
    return words;
  }

  #next(index: number): string {
    return this.#texts.slice(index + 1, index + MOST_AHEAD).find((text) => text.trim() !== '') ?? '';
  }

  #indentOf(index: number): number {
    const text = this.#texts[index] ?? '';
    return Math.min(this.#indent, text.length - text.trimStart().length);
  }

  #dotIsAhead(index: number): boolean {
    return this.#lastDot >= index;
  }

  /** Whether the next line that is not the program's is a reply. */
  #isAnswered(index: number): boolean {
    for (let at = index + 1; at < Math.min(this.#texts.length, index + MOST_AHEAD); at++) {
      const text = this.#texts[at] ?? '';
      if (this.#lines[at]?.from === null || text.trim() === '') continue;
      const bare = text.slice(this.#indentOf(at));
      if (isReply(bare)) return true;
      if (!isProgramLine(bare)) return false;
    }
    return false;
  }
}

function isReply(text: string): boolean {
  return /^[2-5]\d\d(?:[ -]|\s*$)/.test(text);
}

function isBrokenToken(text: string): boolean {
  return /^[A-Za-z0-9+/_-]{4,}={0,2}\s*$/.test(text) && !looksLikeCommand(text);
}
