/**
 * Sign-ins in a text whose notation is not known: a piece of a log, what another program printed, a line on its own. SECURITY: only what
 * looks encoded, behind an AUTH or after a 334, is taken for a secret; it is hidden there and wherever the text repeats it. Where the
 * notation is known, the protocol's state says more (`secret-lines.ts` of the sessions).
 */

import { HIDDEN, MECHANISMS_KNOWN, secretTexts } from '../protocol/index.ts';

const MENTIONED = /\bAUTH[ \t:=]|(?:^|\D)334[ -]/i;
const BEGINS = /\bAUTH[ \t:=]+([A-Za-z0-9_-]{3,24})(?=[ \t]|$)/i;
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
  if (!MENTIONED.test(text)) return text;
  const found = new Set<string>();
  let isOpen = false;
  const lines = text.split('\n').map((line) => {
    const bare = line.replace(BEHIND, '');
    const begun = BEGINS.exec(bare);
    const isAuth = begun !== null && MECHANISMS_KNOWN.includes((begun[1] ?? '').toUpperCase());
    const reply = isAuth ? null : REPLY.exec(bare);
    if (reply !== null) {
      // Whoever was refused may go on typing.
      isOpen = (isOpen && reply[1] !== '2') || `${reply[1]}${reply[2]}` === '334';
      return line;
    }
    if (bare === '') isOpen = false;
    if (!isOpen && !isAuth) return line;
    isOpen = true;
    const word = LAST.exec(bare)?.[1];
    if (word === undefined || !looksEncoded(word)) return line;
    if (found.size < MOST_REPEATED) for (const secret of secretTexts(word, true)) found.add(secret);
    const at = bare.length - word.length;
    return line.slice(0, at) + HIDDEN + line.slice(bare.length);
  });
  let shown = lines.join('\n');
  for (const secret of found) if (secret.length >= SHORTEST) shown = shown.replaceAll(secret, HIDDEN);
  return shown === text ? text : shown;
}

/** What LOGIN asks for, in base64: `Username:` and `Password:`. Logs have it in the texts of refusals. */
const ASKED: readonly string[] = ['VXNlcm5hbWU6', 'UGFzc3dvcmQ6'];

/** No word of a language, and no name of a mechanism. */
function looksEncoded(word: string): boolean {
  if (ASKED.includes(word) || MECHANISMS_KNOWN.includes(word.toUpperCase())) return false;
  return /=$|[a-z].*[A-Z]|[A-Za-z].*\d|\d.*[A-Za-z]/.test(word);
}
