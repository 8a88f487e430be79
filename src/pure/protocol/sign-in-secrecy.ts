/**
 * Which part of what a client says is secret, by where the conversation stands and never by its look: a fold over the lines of
 * both sides. SECURITY: closed, not open. From AUTH on everything is secret until a line comes that is surely another command,
 * whatever the server made of the AUTH (refused, unfinished, misspelt); behind a 334 everything is, commands too, but for the name
 * that answers a challenge which asks for one. The lines of a letter are not to be given. Follows RFC 4954 §4.
 */

import { decodeBase64 } from './base64.ts';
import { asciiUpper, decodeText } from './bytes.ts';
import { authWords, isSurelyCommand } from './sign-in-words.ts';

/** Where a conversation stands, as far as secrets go. Made by `NO_SIGN_IN` and the two functions below, and by nothing else. */
export interface SignInSecrecy {
  /** Since an AUTH; until a line that is surely another command. */
  readonly signing: boolean;
  /** The challenge of a 334 that waits for its answer, decoded where it is base64; null for none. */
  readonly challenge: string | null;
  /** In upper case; '' where it is not known. */
  readonly mechanism: string;
  /** Answers since the AUTH, its initial response included. */
  readonly answers: number;
  /** Mechanisms that the server named. */
  readonly offered: readonly string[];
}

/** Nobody has begun to sign in. */
export const NO_SIGN_IN: SignInSecrecy = {
  signing: false,
  challenge: null,
  mechanism: '',
  answers: 0,
  offered: [],
};

/** A client's line, judged. */
export interface JudgedLine {
  /** Where the conversation stands after it. */
  readonly secrecy: SignInSecrecy;
  /** From which character on the line is secret; -1: all of it may be shown. */
  readonly from: number;
  /** An AUTH (in whatever spelling), an answer to a 334, what goes on after a sign-in that did not, or none of these. */
  readonly kind: 'auth' | 'answer' | 'stray' | 'other';
  /** The mechanism of an AUTH, or of the sign-in that the line belongs to; '' where it is not known. */
  readonly mechanism: string;
  /** Which answer of the sign-in it is, from 0; for an AUTH, that of its initial response. */
  readonly step: number;
  /** The name that the line says and that may be shown, decoded; null for none. */
  readonly name: string | null;
  /** What a session file has in place of what is secret: a function of variables; '' where none makes it. */
  readonly template: string;
}

/** The client says a line (without its end). */
export function hearClient(secrecy: SignInSecrecy, line: string): JudgedLine {
  const broken = /[\r\n]/.exec(line);
  if (broken !== null) return judgePieces(secrecy, line);
  const { challenge, mechanism, answers: step } = secrecy;
  if (challenge !== null) {
    const after = { ...secrecy, signing: true, challenge: null, answers: step + 1 };
    // What is not base64 is made by no function.
    const template = decodeBase64(line.trim()) === null ? '' : templateOf(secrecy);
    const about = { secrecy: after, kind: 'answer', mechanism, step, template } as const;
    if (line === '' || line === '*' || line === '=') return { ...about, from: -1, name: null };
    const name = asksForName(secrecy) ? nameIn(line) : null;
    return { ...about, from: name === null ? 0 : -1, name };
  }
  const auth = authWords(line, secrecy.offered);
  if (auth !== null) {
    const says = auth.from < line.length;
    const after = {
      ...secrecy,
      signing: true,
      mechanism: auth.mechanism,
      answers: says ? 1 : 0,
    };
    const from = says ? auth.from : -1;
    const about = { kind: 'auth', mechanism: auth.mechanism, step: 0, name: null } as const;
    // Only the form of RFC 4954 §4 says what a function of variables says again.
    const plain = /^AUTH +[A-Za-z0-9_-]+ +\S+$/i.test(line) && decodeBase64(line.slice(auth.from)) !== null;
    const template = plain ? templateOf({ ...about, challenge: null, answers: 0 }) : '';
    return { secrecy: after, from, ...about, template };
  }
  if (!secrecy.signing || isSurelyCommand(line)) {
    const after = secrecy.signing ? { ...NO_SIGN_IN, offered: secrecy.offered } : secrecy;
    return { secrecy: after, from: -1, kind: 'other', mechanism: '', step: 0, name: null, template: '' };
  }
  const nothing = line.trim() === '' || line === '*' || line === '=';
  const after = nothing ? secrecy : { ...secrecy, answers: step + 1 };
  return { secrecy: after, from: nothing ? -1 : 0, kind: 'stray', mechanism, step, name: null, template: '' };
}

/** The server answers: a whole reply, its lines without their code. */
export function hearServer(
  secrecy: SignInSecrecy,
  reply: { readonly code: number; readonly lines: readonly string[] },
): SignInSecrecy {
  const [first = ''] = reply.lines;
  if (reply.code === 334) {
    const octets = decodeBase64(first.trim());
    const challenge = (octets === null ? first : decodeText(octets)).slice(0, MOST_CHALLENGE);
    return { ...secrecy, signing: true, challenge };
  }
  const offered = reply.code === 250 ? offeredIn(reply.lines) : null;
  if (secrecy.challenge === null && offered === null) return secrecy;
  return { ...secrecy, challenge: null, offered: offered ?? secrecy.offered };
}

/** Whether a challenge that waits asks for the name of the user, which is not a secret: the first of LOGIN. */
function asksForName({ mechanism, challenge }: SignInSecrecy): boolean {
  return mechanism === 'LOGIN' && challenge !== null && ASKS_FOR_NAME.test(challenge);
}

/** Whether what is being typed is to be shown while it is not yet a line: what a name is made of is, as in every login. */
export function hidesWhileTyped(secrecy: SignInSecrecy, typed: string): boolean {
  if (secrecy.challenge !== null) return !asksForName(secrecy);
  return hearClient(secrecy, typed).from >= 0;
}

/** What makes the answer again, from variables that are given to those who play the file. */
function templateOf({
  mechanism,
  challenge,
  answers,
}: Pick<SignInSecrecy, 'mechanism' | 'challenge' | 'answers'>): string {
  switch (mechanism) {
    case 'LOGIN':
      if (challenge !== null && /pass|парол/i.test(challenge)) return '{{password|base64}}';
      if (challenge !== null && ASKS_FOR_NAME.test(challenge)) return '{{user|base64}}';
      return ['{{user|base64}}', '{{password|base64}}'][answers] ?? '';
    case 'PLAIN':
      return answers === 0 ? '{{plain user password}}' : '';
    case 'XOAUTH2':
      return answers === 0 ? '{{xoauth2 user token}}' : '';
    case 'CRAM-MD5':
      return answers === 0 && challenge !== null ? '{{cram-md5 user password challenge}}' : '';
    default:
      return '';
  }
}

const MOST_CHALLENGE = 200;
const MOST_OFFERED = 50;
/** "Username:", "User Name\0" and what servers make of it; nothing that names a password beside it. */
const ASKS_FOR_NAME =
  /^\s*(?:your |enter |the )*(?:user[\s_-]?name|user[\s_-]?id|user|login(?:[\s_-]?name)?|e-?mail(?: address)?|account(?:[\s_-]?name)?)[\s:?>.\0]*$/i;

/** A name in base64 is shown. What is not base64, or more than a name, may be anything: a password too. */
function nameIn(answer: string): string | null {
  const octets = decodeBase64(answer.trim());
  if (octets === null) return null;
  const name = decodeText(octets);
  return name !== '' && name.length <= 320 && !/[\u0000-\u0020\u007f-\u00a0]/.test(name) ? name : null;
}

function offeredIn(lines: readonly string[]): readonly string[] | null {
  const auth = lines.filter((line) => /^AUTH[ =]/i.test(line));
  if (auth.length === 0) return null;
  const names = auth.flatMap((line) => (/^AUTH[ =](.{0,1000})/i.exec(line)?.[1] ?? '').split(/[ =]+/));
  const sound = names.map(asciiUpper).filter((name) => /^[A-Z][A-Z0-9_-]{2,19}$/.test(name));
  return sound.length === 0 ? null : [...new Set(sound)].slice(0, MOST_OFFERED);
}

/** A line with a bare CR or LF in it: whoever reads it may take it for several. */
function judgePieces(secrecy: SignInSecrecy, line: string): JudgedLine {
  let judged: JudgedLine | null = null;
  let now = secrecy;
  let at = 0;
  for (const piece of line.split(/[\r\n]/)) {
    const one = hearClient(now, piece);
    now = one.secrecy;
    const from = one.from < 0 ? -1 : at + one.from;
    if (judged === null) judged = { ...one, from };
    else if (judged.from < 0 && from >= 0) judged = { ...one, from, name: null };
    at += piece.length + 1;
  }
  return { ...(judged ?? hearClient(secrecy, '')), secrecy: now };
}
