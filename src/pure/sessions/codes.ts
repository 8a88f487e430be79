/**
 * Sets of reply codes as a session file writes them, `250`, `250|251`, `2xx`: read, looked into, and the one code that a set stands for
 * where it is said or drawn. Follows RFC 5321 §4.2 (which code a command is answered with), §4.3.2, RFC 4954 §4.
 */

import { isInLetter } from '../protocol/index.ts';
import type { SessionState } from '../protocol/index.ts';
import type { CodeSet } from './ast.ts';

/** What a file goes on with behind a reply; `fork` is an `@if`, which tells both ways apart. */
export type GoesOn = 'letter' | 'command' | 'answer' | 'fork' | null;

const CODE = /^[2-5x][0-9x]{2}$/i;

/** Codes as written, read once each: a file has few of them. */
const KNOWN_CODES = new Map<string, CodeSet | null>();
const MOST_KNOWN = 1000;

/** The codes of `250|251`, in lower case; null where one is not a code. */
export function codesOf(raw: string): CodeSet | null {
  const known = KNOWN_CODES.get(raw);
  if (known !== undefined) return known;
  const alternatives = raw.split('|').map((code) => code.toLowerCase());
  const codes = alternatives.every((code) => CODE.test(code)) ? { raw, alternatives } : null;
  if (KNOWN_CODES.size < MOST_KNOWN) KNOWN_CODES.set(raw, codes);
  return codes;
}

/** Whether a code is one of a set. */
export function isInSet(code: number, { alternatives }: CodeSet): boolean {
  const digits = String(code);
  return alternatives.some((wanted) =>
    [...wanted].every((digit, at) => digit === 'x' || digit === digits[at]),
  );
}

/** The code of a yes that is not 250, by what it answers. */
const YES: Readonly<Record<string, number>> = { '': 220, STARTTLS: 220, HELP: 214, QUIT: 221, AUTH: 235 };
const YES_TO_MOST = 250;
const GO_ON_LETTER = 354;
const GO_ON_SIGN_IN = 334;

/** The code that an alternative stands for in a state. */
function codeOf(alternative: string, state: SessionState): number {
  const { first } = state.pending;
  const asked = first?.verb ?? '';
  const ends = asked === 'DATA' && first?.line === '.';
  if (alternative === '3xx') return asked === 'AUTH' ? GO_ON_SIGN_IN : GO_ON_LETTER;
  if (alternative === '2xx' || alternative.startsWith('x'))
    return ends ? YES_TO_MOST : (YES[asked] ?? YES_TO_MOST);
  return Number(alternative.replace(/^([45])xx$/, '$150').replace(/x/g, '0'));
}

/** What a set leaves open: whether a letter begins with it, or a sign-in goes on. */
export interface Meaning {
  /** The code that it is taken for. */
  readonly code: number;
  /** Both with and without a letter behind it can be meant. */
  readonly open: boolean;
}

/**
 * What a reply of these codes means in a state: the first of them, unless another one fits what the file goes on with (`next`): a letter, a
 * command, or what is neither. A letter is never taken for commands.
 */
export function meaningOf(codes: CodeSet, state: SessionState, next: () => GoesOn): Meaning {
  if (/^\d{3}$/.test(codes.raw)) return { code: Number(codes.raw), open: false };
  const stands = codes.alternatives.map((alternative) => codeOf(alternative, state));
  const [first = 250] = stands;
  // A letter begins with a 354 alone; no command has another 3yz, but AUTH.
  const begins =
    isInSet(GO_ON_LETTER, codes) && !(state.pending.first?.verb === 'AUTH') && !isInLetter(state);
  const other = stands.find((code) => code !== GO_ON_LETTER);
  const sure = codes.alternatives.every((alternative) => /^3(?:54|xx|5x|x4)$/.test(alternative));
  if (begins) {
    const follows = next();
    const not = other ?? (follows === 'command' ? YES_TO_MOST : first);
    const code = sure || follows === 'letter' ? GO_ON_LETTER : follows === 'fork' ? first : not;
    const asks = state.pending.first?.verb;
    // `3xx` in reply to what is not known may go on with a sign-in.
    const known = codes.alternatives.every((one) => one === '354') || asks === 'DATA';
    return { code, open: !(sure && known) && follows !== 'fork' };
  }
  if (state.pending.first?.verb === 'AUTH' && isInSet(GO_ON_SIGN_IN, codes)) {
    const goesOn = next() === 'answer' || stands.every((code) => code === GO_ON_SIGN_IN);
    return {
      code: goesOn ? GO_ON_SIGN_IN : (stands.find((code) => code !== GO_ON_SIGN_IN) ?? first),
      open: false,
    };
  }
  return { code: first, open: false };
}

/** The code that is said for a set, as the state calls for it. */
export function saidCode(codes: CodeSet, state: SessionState): number {
  const [first = '250'] = codes.alternatives;
  return codeOf(first, state);
}
