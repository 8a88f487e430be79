/**
 * What a session file has where a program hid what was said in a sign-in: the function of variables that makes it, known by the
 * mechanism and by how many answers there were. Follows RFC 4954 §4.
 */

import { hearClient, hearServer, HIDDEN, NO_SIGN_IN } from '../protocol/index.ts';
import type { Turn } from './turns.ts';

const TEMPLATES: Readonly<Record<string, string>> = {
  PLAIN: '{{plain user password}}',
  'CRAM-MD5': '{{cram-md5 user password challenge}}',
  XOAUTH2: '{{xoauth2 user token}}',
};

/** Listens to a dialogue, and tells what stands for each answer that is hidden. */
export class HiddenAnswers {
  #secrecy = NO_SIGN_IN;

  /** To be told each turn in order; gives what stands for a hidden one, behind its words. */
  standFor({ kind, text }: Turn): string {
    if (kind === 'server') {
      const code = Number(text.slice(0, 3));
      if (text[3] !== '-') this.#secrecy = hearServer(this.#secrecy, { code, lines: [text.slice(4)] });
      return '';
    }
    if (kind !== 'client' && kind !== 'hidden') return '';
    const { secrecy, mechanism, step } = hearClient(this.#secrecy, kind === 'hidden' ? text + HIDDEN : text);
    this.#secrecy = secrecy;
    if (mechanism === 'LOGIN') return step === 0 ? '{{user|base64}}' : '{{password|base64}}';
    return TEMPLATES[mechanism] ?? '{{secret}}';
  }
}
