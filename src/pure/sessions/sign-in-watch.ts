/**
 * What of a conversation may be shown and written down while it is held, line by line, where all that is known of it is its
 * lines. SECURITY: goes by the state (RFC 4954 §4: what stands behind AUTH, what answers a 334), never by how a text looks; a name
 * that comes alone, as LOGIN and EXTERNAL send it, is no secret. For a whole file there is `secret-lines.ts`.
 */

import { decodeBase64, HIDDEN } from '../protocol/index.ts';
import { saysNameFirst, templateOf } from './secret-lines.ts';

/** A line of the client: how it may be shown, and what a session file has in its place ('' for the line itself). */
export interface WatchedLine {
  readonly shown: string;
  readonly template: string;
}

export class SignInWatch {
  #mechanism = '';
  #answers = 0;
  #asked = false;
  #inLetter = false;

  /** Hears a line of the server, or the last one of a reply of many. */
  server(line: string): void {
    if (line[3] === '-') return;
    this.#asked = line.startsWith('334');
    this.#inLetter = line.startsWith('354');
    if (!this.#asked) this.#mechanism = '';
  }

  client(line: string): WatchedLine {
    if (this.#inLetter) {
      if (line === '.') this.#inLetter = false;
      return { shown: line, template: '' };
    }
    const [, before = '', mechanism = '', initial = ''] =
      /^(\s*AUTH\s+(\S+)(?:\s+|$))(.*)$/is.exec(line) ?? [];
    if (mechanism !== '') {
      this.#mechanism = mechanism.toUpperCase();
      this.#answers = 0;
      return this.#answer(initial, before);
    }
    return this.#mechanism !== '' && this.#asked ? this.#answer(line, '') : { shown: line, template: '' };
  }

  #answer(text: string, before: string): WatchedLine {
    if (text === '' || text === '=' || text === '*') return { shown: before + text, template: '' };
    const step = this.#answers++;
    // What is no base64 may be anything, a password too.
    if (step === 0 && saysNameFirst(this.#mechanism) && decodeBase64(text) !== null)
      return { shown: before + text, template: '' };
    const template = templateOf(this.#mechanism, step);
    return { shown: before + HIDDEN, template: before + (template === '' ? '{{secret}}' : template) };
  }
}
