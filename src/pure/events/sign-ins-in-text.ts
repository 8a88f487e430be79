/**
 * Sign-ins in a text whose notation is not known: a piece of a log, what another program printed, a line on its own. SECURITY: only what
 * looks encoded, behind an AUTH or after a 334, is taken for a secret; it is hidden there and wherever the text repeats it. Where the
 * notation is known, the protocol's state says more (`secret-lines.ts` of the sessions).
 */

import { HIDDEN, MECHANISMS_KNOWN, secretTexts } from '../protocol/index.ts';

const MENTIONED = /\bAUTH[ \t:=]|(?:^|\D)334[ -]/i;
const BEGINS = /\bAUTH[ \t:=]+([A-Za-z0-9_-]{3,24})(?=[ \t]|$)/i;
/** An initial response (RFC 4954 §4) in the middle of a line, as a server repeats it and a log quotes it. */
const INITIAL = /\b(AUTH[ \t:=]+([A-Za-z0-9_-]{3,24})[ \t]+)([A-Za-z0-9+/_-]{6,}={0,2})/gi;
const REPLY = /(?:^|[^\d.])([2-5])(\d\d)(?:[ -]|$)/;
/** The last word of a line, whatever stands before it. */
const LAST = /(?:^|[\s>:'"])([A-Za-z0-9+/_-]{6,}={0,2})$/;
/** What stands behind the last word: a line end, as octets or as a program writes it, and quotation marks. */
const BEHIND = /(?:\\r|\\n|[\s'",;)\]}])+$/;
/** So many are looked for in the rest of the text. */
const MOST_REPEATED = 50;
const SHORTEST = 6;

/** The text without them; the same string where there are none. */
export function hideSignIns(text: string): string {
  return new SignInMask().hide(text);
}

/** The same for a text that comes in pieces of whole lines, such as a log: what one piece showed is hidden in the later ones too. */
export class SignInMask {
  readonly #found = new Set<string>();
  #isOpen = false;

  /** The piece without sign-ins; the same string where there are none. */
  hide(text: string): string {
    const isPlain = !this.#isOpen && !MENTIONED.test(text);
    if (isPlain && this.#found.size === 0) return text;
    let shown = isPlain
      ? text
      : text
          .split('\n')
          .map((line) => this.#line(line))
          .join('\n');
    for (const secret of this.#found) shown = shown.replaceAll(secret, HIDDEN);
    return shown === text ? text : shown;
  }

  #line(whole: string): string {
    const line = whole.replace(INITIAL, (all, before: string, mechanism: string, word: string) => {
      if (!isResponse(mechanism, word)) return all;
      this.#find(word);
      return before + HIDDEN;
    });
    const bare = line.replace(BEHIND, '');
    const begun = BEGINS.exec(bare);
    const isAuth = begun !== null && MECHANISMS_KNOWN.includes((begun[1] ?? '').toUpperCase());
    const reply = isAuth ? null : REPLY.exec(bare);
    if (reply !== null) {
      // Whoever was refused may go on typing.
      this.#isOpen = (this.#isOpen && reply[1] !== '2') || `${reply[1]}${reply[2]}` === '334';
      return line;
    }
    if (bare === '') this.#isOpen = false;
    if (!this.#isOpen && !isAuth) return line;
    this.#isOpen = true;
    const word = LAST.exec(bare)?.[1];
    if (word === undefined || !looksEncoded(word)) return line;
    this.#find(word);
    const at = bare.length - word.length;
    return line.slice(0, at) + HIDDEN + line.slice(bare.length);
  }

  #find(word: string): void {
    for (const secret of secretTexts(word, true))
      if (secret.length >= SHORTEST && this.#found.size < MOST_REPEATED) this.#found.add(secret);
  }
}

/** The secrets of initial responses that stand in a line of text, such as a reply that repeats a command. */
export function repeatedSecrets(line: string): readonly string[] {
  return [...line.matchAll(INITIAL)].flatMap(([, , mechanism = '', word = '']) =>
    isResponse(mechanism, word) ? secretTexts(word, true) : [],
  );
}

function isResponse(mechanism: string, word: string): boolean {
  return MECHANISMS_KNOWN.includes(mechanism.toUpperCase()) && looksEncoded(word);
}

/** What LOGIN asks for, in base64: `Username:` and `Password:`. Logs have it in the texts of refusals. */
const ASKED: readonly string[] = ['VXNlcm5hbWU6', 'UGFzc3dvcmQ6'];

/** No word of a language, and no name of a mechanism. */
function looksEncoded(word: string): boolean {
  if (ASKED.includes(word) || MECHANISMS_KNOWN.includes(word.toUpperCase())) return false;
  return /=$|[a-z].*[A-Z]|[A-Za-z].*\d|\d.*[A-Za-z]/.test(word);
}
