/**
 * What is odd about the sign-ins of one client, found in what it said and told without showing it: a printer that adds a line feed to
 * its password, a program that writes it in another encoding. SECURITY: what leaves here are names of oddities, and nothing of the
 * secret. Follows RFC 4954 §4 (the exchange), RFC 4616 §2 (PLAIN); LOGIN is described nowhere but in draft-murchison-sasl-login.
 */

import type { SignInOddity } from '../events/index.ts';
import { decodeBase64, decodeStrictly, hearClient, hearServer, NO_SIGN_IN } from '../protocol/index.ts';
import type { JudgedLine, SignInSecrecy } from '../protocol/index.ts';

const LF = 10;
const CR = 13;
const BLANKS: readonly number[] = [9, 32];
/** So many characters has a line of base64 where a library breaks it. */
const BROKEN_AT: readonly number[] = [60, 64, 72, 76];

/** Passwords that were refused, known by what cannot be turned back into them. */
export interface WrongPasswords {
  readonly has: (secret: Uint8Array) => boolean;
  readonly add: (secret: Uint8Array) => void;
}

/** The sign-ins of one conversation. */
export class SignInWatch {
  readonly #wrong: WrongPasswords;
  #secrecy: SignInSecrecy = NO_SIGN_IN;
  /** The password that waits for its verdict. */
  #tried: Uint8Array | null = null;
  #lastLength = 0;

  constructor(wrong: WrongPasswords) {
    this.#wrong = wrong;
  }

  /** The mechanism of the sign-in that is under way; '' for none. */
  get mechanism(): string {
    return this.#secrecy.signing ? this.#secrecy.mechanism : '';
  }

  /** Whether a line is part of a sign-in; nothing is remembered. */
  isPart(line: string): boolean {
    return hearClient(this.#secrecy, line).kind !== 'other';
  }

  /** Takes in a line; what is odd about it. */
  line(line: string, ending: '\r\n' | '\n'): readonly SignInOddity[] {
    const judged = hearClient(this.#secrecy, line);
    const before = this.#secrecy;
    this.#secrecy = judged.secrecy;
    if (judged.kind === 'other') return [];
    const odd: SignInOddity[] = ending === '\n' && judged.from >= 0 ? ['line-ends-in-lf'] : [];
    const word = judged.kind === 'auth' ? wordOf(line, judged) : line.trim();
    const stray = isStray(judged);
    const broke = stray && BROKEN_AT.includes(this.#lastLength) && isBase64Word(word);
    this.#lastLength = word.length;
    if (broke) return [...odd, 'base64-has-line-break'];
    if (word === '' || word === '*' || word === '=' || stray) return odd;
    const octets = decodeBase64(word);
    if (octets === null) return [...odd, 'not-base64'];
    return [...odd, ...this.#look(octets, judged, before)];
  }

  /** Takes in a reply of the server. */
  reply(code: number, lines: readonly string[]): void {
    this.#secrecy = hearServer(this.#secrecy, { code, lines });
    if (code === 334) return;
    if (this.#tried !== null && code >= 500) this.#wrong.add(this.#tried);
    this.#tried = null;
  }

  #look(octets: Uint8Array, judged: JudgedLine, before: SignInSecrecy): readonly SignInOddity[] {
    const { name, password } = partsOf(octets, judged, before);
    const odd: SignInOddity[] = [];
    if (name !== null && name.at(-1) === LF) odd.push('name-ends-in-line-feed');
    if (password === null) return odd;
    const end = password.at(-1) === LF ? (password.at(-2) === CR ? 2 : 1) : 0;
    if (end > 0) odd.push('password-ends-in-line-feed');
    const inner = password.subarray(0, password.length - end);
    if (BLANKS.includes(inner[0] ?? 0) || BLANKS.includes(inner.at(-1) ?? 0)) odd.push('password-has-blanks');
    if (inner.some((octet) => octet > 0x7f))
      odd.push(isUtf8(inner) ? 'password-is-utf-8' : 'password-is-latin-1');
    const whole = Uint8Array.from(octets);
    if (this.#wrong.has(whole)) odd.push('same-wrong-one-again');
    this.#tried = whole;
    return odd;
  }
}

/** What of an answer is a name, and what a password, where its mechanism says so in the open. */
function partsOf(
  octets: Uint8Array,
  { mechanism, step }: JudgedLine,
  { challenge }: SignInSecrecy,
): { readonly name: Uint8Array | null; readonly password: Uint8Array | null } {
  if (mechanism === 'PLAIN') {
    const first = octets.indexOf(0);
    const second = octets.indexOf(0, first + 1);
    if (first < 0 || second < 0) return { name: null, password: null };
    return { name: octets.subarray(first + 1, second), password: octets.subarray(second + 1) };
  }
  if (mechanism !== 'LOGIN') return { name: null, password: null };
  const asked = challenge ?? '';
  const isPassword = /pass|парол/i.test(asked) || (step === 1 && !/user|login|name/i.test(asked));
  return isPassword ? { name: null, password: octets } : { name: octets, password: null };
}

/** A line that is neither a command nor an answer: it looks encoded, and nobody asked for it. */
function isStray({ kind, mechanism, from }: JudgedLine): boolean {
  return kind === 'stray' || (kind === 'auth' && mechanism === '' && from === 0);
}

/** The initial response of an AUTH. */
function wordOf(line: string, { from }: JudgedLine): string {
  return from < 0 ? '' : line.slice(from).trim();
}

function isBase64Word(word: string): boolean {
  return /^[A-Za-z0-9+/]+={0,2}$/.test(word);
}

function isUtf8(octets: Uint8Array): boolean {
  return decodeStrictly(octets) !== null;
}
