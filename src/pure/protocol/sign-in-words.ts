/**
 * What a line of a client is by its words, where the question is whether it may be shown: an AUTH in whatever spelling, or surely
 * another command. It errs to one side: what could be a secret is not a command (RFC 4954 §4 has the form of AUTH; RFC 5321 §4.1.1
 * those of the others).
 */

import { decodeBase64 } from './base64.ts';
import { asciiUpper, decodeText } from './bytes.ts';
import { MECHANISM_NAMES } from './auth/mechanisms.ts';
import { asLatin } from './keyboard-layout.ts';
import { KNOWN_VERBS } from './verbs.ts';

/** Names of mechanisms: a word behind AUTH that is none of them, nor nearly one, may be the password itself. */
export const MECHANISMS_KNOWN: readonly string[] = [
  ...MECHANISM_NAMES,
  'DIGEST-MD5',
  'XOAUTH',
  'OAUTH10A',
  'SCRAM-SHA3-512',
  'SCRAM-SHA3-512-PLUS',
  'SCRAM-MD5',
  'GSSAPI',
  'GSS-SPNEGO',
  'GS2-KRB5',
  'GS2-KRB5-PLUS',
  'NTLM',
  'MSN',
  'SPA',
  'KERBEROS_V4',
  'KERBEROS_V5',
  'OTP',
  'SKEY',
  'SECURID',
  'SAML20',
  'SAML20EC',
  'OPENID20',
  'APOP',
];

/** Words of other protocols and of people, behind which a name or a password comes, and no mechanism. */
const CREDENTIAL_WORDS: readonly string[] = [
  'PASS',
  'PASSWORD',
  'PASSWD',
  'PASSPHRASE',
  'PWD',
  'USER',
  'USERNAME',
  'LOGON',
  'SIGNIN',
  'TOKEN',
  'BEARER',
  'CREDENTIALS',
  'SECRET',
];

/** Words of other protocols that begin a sign-in, with a mechanism behind them. */
const SIGN_IN_WORDS: readonly string[] = ['AUTHENTICATE', 'AUTHENTICATION', 'AUTHORIZATION', 'AUTHORIZE'];

/** A line that begins a sign-in, in whatever spelling. */
export interface AuthWords {
  /** In upper case, as it was written; '' where none is named. */
  readonly mechanism: string;
  /** Where what may be secret begins; the length of the line where nothing does. */
  readonly from: number;
}

/** Known without a look at their letters: a pattern of letters of all languages takes a millisecond to make. */
const USUAL = /^(?:(?:MAIL|RCPT|DATA|NOOP|EHLO|RSET|QUIT|BDAT)(?= |$)|STARTTLS$)/;
const SEPARATORS = /^[\s:=,;.'"]*/;
/** Longer than any misspelling of what is looked for. */
const LONGEST_WORD = 24;

/** What of an AUTH a line has; null where it is nothing of the kind. `offered` are names that the server has said. */
export function authWords(line: string, offered: readonly string[] = []): AuthWords | null {
  // Most lines are commands as they are usually written.
  if (USUAL.test(line)) return null;
  const start = (/^[^\p{L}\p{N}]*/u.exec(line)?.[0] ?? '').length;
  const word = /^[\p{L}\p{N}_-]*/u.exec(line.slice(start, start + 4096))?.[0] ?? '';
  const name = asciiUpper(asLatin(word));
  if (name !== 'AUTH' && KNOWN_VERBS.includes(name)) return null;
  const names = [...MECHANISMS_KNOWN, ...offered];
  const behind = start + word.length;
  if (CREDENTIAL_WORDS.includes(name)) return { mechanism: '', from: afterBlanks(line, behind) };
  if (isLikeAuth(name) || SIGN_IN_WORDS.includes(name)) return withMechanism(line, behind, names);
  if (names.includes(name)) return { mechanism: name, from: afterBlanks(line, behind) };
  // AUTHPLAIN: glued together.
  if (name.startsWith('AUTH')) return withMechanism(line, start + 4, names);
  const second = /^\s+([A-Za-z0-9_-]{3,24})(?=\s|$)/.exec(line.slice(behind, behind + 64))?.[1] ?? '';
  if (names.includes(asciiUpper(second)) && word !== '')
    return { mechanism: asciiUpper(second), from: start };
  return isEncodedSecret(line.trim()) ? { mechanism: '', from: start } : null;
}

function withMechanism(line: string, at: number, names: readonly string[]): AuthWords {
  const from = afterSeparators(line, at);
  const word = /^[^\s:=,;'"<>()[\]]*/.exec(line.slice(from, from + 4096))?.[0] ?? '';
  const name = asciiUpper(asLatin(word));
  const last = from + word.length >= line.trimEnd().length;
  const isName = names.some(
    (known) =>
      known === name ||
      // As far as it was typed.
      (last && name !== '' && known.startsWith(name)) ||
      // A slip of the fingers, but no sign that no mechanism has (RFC 4422 §3.1): that is a password's.
      (name.length >= 3 && /^[A-Z0-9_-]+$/.test(name) && isNear(name, known, known.length > 5 ? 2 : 1)),
  );
  if (!isName) return { mechanism: '', from: afterBlanks(line, at) };
  const rest = afterBlanks(line, from + word.length);
  const nothing = ['', '=', '*'].includes(line.slice(from + word.length).trim());
  return { mechanism: name, from: nothing ? line.length : rest };
}

function afterSeparators(line: string, at: number): number {
  return at + (SEPARATORS.exec(line.slice(at))?.[0].length ?? 0);
}

/** What has nothing behind it hides nothing. A sign of punctuation may be the first of a password. */
function afterBlanks(line: string, at: number): number {
  const end = at + (/^\s*/.exec(line.slice(at))?.[0].length ?? 0);
  return end >= line.trimEnd().length ? line.length : end;
}

function isLikeAuth(word: string): boolean {
  return word === 'AUTH' || (word.length >= 2 && word.length <= 6 && isNear(word, 'AUTH', 2));
}

/** Whether a line is surely a command that is not AUTH: no answer, no password and no piece of a token looks like that. */
export function isSurelyCommand(line: string): boolean {
  const text = line.length > LONGEST_COMMAND ? line.slice(0, LONGEST_COMMAND) : line;
  const latin = asLatin(text.trim());
  const bare = asciiUpper(latin);
  if (BARE.includes(bare)) return true;
  const help = /^HELP +(\S+)$/.exec(bare)?.[1];
  if (help !== undefined) return KNOWN_VERBS.includes(help);
  const argument = /^(?:EHLO|HELO|LHLO|VRFY|EXPN|ETRN|ATRN)\s+(\S.*)$/i.exec(latin)?.[1];
  if (argument !== undefined) return !isEncodedSecret(argument) && !argument.includes('\0');
  return FORMS.test(latin);
}

const LONGEST_COMMAND = 4096;
const BARE: readonly string[] = [
  'QUIT',
  'RSET',
  'DATA',
  'STARTTLS',
  'NOOP',
  'HELP',
  'TURN',
  'EHLO',
  'HELO',
  'LHLO',
  'VERB',
  'ONEX',
];
const FORMS =
  /^(?:(?:MAIL|SEND|SOML|SAML)\s+FROM\s*:|RCPT\s+TO\s*:|BDAT\s+\d+(?:\s+LAST)?$|BURL\s+\S+:|X(?:CLIENT|FORWARD)\s+[A-Z]+=)/i;

/** Base64 that nobody says but to sign in: the NULs of PLAIN (RFC 4616 §2), a bearer token, or a long word with all of its marks. */
function isEncodedSecret(text: string): boolean {
  if (text.length < 8 || !/^[A-Za-z0-9+/_-]+={0,2}$/.test(text)) return false;
  const octets = decodeBase64(text);
  if (octets !== null) {
    const clear = decodeText(octets);
    if (/^[^\0]*\0[^\0]+\0/.test(clear) || /auth=Bearer /i.test(clear)) return true;
  }
  const mixed = /[a-z]/.test(text) && /[A-Z]/.test(text) && /[0-9+/=]/.test(text);
  return mixed && octets !== null && text.length >= 12;
}

/** Whether so few letters changed, came, went or changed places (optimal string alignment). Long words are near to nothing. */
function isNear(a: string, b: string, most: number): boolean {
  if (Math.abs(a.length - b.length) > most || a.length > LONGEST_WORD) return false;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      next.push(least);
    }
    before = row;
    row = next;
  }
  return (row[b.length] ?? most + 1) <= most;
}
