/** What a slip is: what stands where in a typed line, what was wanted there (by its kind), and the line as it should be. */

import { nearestOf } from '../problems/index.ts';
import type { SessionState } from '../protocol/index.ts';

export const SLIP_KINDS = [
  // Whole lines that are for somebody else.
  ...(['lab-colon', 'keyboard-layout', 'copied-prefix', 'server-line', 'shell-command', 'http'] as const),
  ...(['other-protocol', 'header-as-command', 'dot-as-command', 'base64-as-command', 'empty'] as const),
  // The characters of a line.
  ...(['leading-space', 'odd-blank', 'lookalike', 'quoted-line', 'written-line-end', 'too-long'] as const),
  // The verb.
  ...(['mark-after-verb', 'joined-verb', 'misspelt-verb', 'other-word', 'no-such-verb'] as const),
  ...(['missing-verb', 'address-alone', 'two-commands', 'lmtp-hello', 'smtp-hello'] as const),
  // MAIL and RCPT.
  ...(['missing-keyword', 'wrong-keyword', 'misspelt-keyword', 'no-colon', 'space-before-colon'] as const),
  ...(['space-before-path', 'no-path', 'missing-brackets', 'no-opening-bracket'] as const),
  ...([
    'no-closing-bracket',
    'wrong-brackets',
    'double-brackets',
    'quotes',
    'display-name',
    'mailto',
  ] as const),
  ...(['two-recipients', 'two-senders', 'space-inside', 'space-in-address', 'no-at', 'two-ats'] as const),
  ...(['bad-local-part', 'bad-domain', 'bad-address-literal', 'address-too-long', 'null-recipient'] as const),
  ...(['trailing-mark', 'no-space-before-parameter'] as const),
  // Parameters.
  ...(['comma-between-parameters', 'spaces-around-equals', 'no-equals', 'no-value', 'bad-value'] as const),
  ...([
    'keyword-as-parameter',
    'parameter-elsewhere',
    'parameter-not-offered',
    'parameter-after-helo',
  ] as const),
  ...(['unknown-parameter', 'parameter-twice', 'sender-beyond-ascii', 'recipient-beyond-ascii'] as const),
  // Other commands.
  ...(['no-hello-name', 'name-of-words', 'address-as-name', 'bad-name', 'unwanted-argument'] as const),
  ...([
    'missing-argument',
    'no-mechanism',
    'mechanism-not-offered',
    'initial-not-base64',
    'bad-chunk',
    'extra-space',
  ] as const),
  // The order.
  ...([
    'hello-first',
    'hello-again',
    'helo-offers-nothing',
    'mail-first',
    'rcpt-first',
    'sender-twice',
  ] as const),
  ...([
    'already-tls',
    'already-signed-in',
    'within-letter',
    'chunks-open',
    'outside-chunk',
    'refused-before',
  ] as const),
  // Nothing of the line.
  'line-is-right',
] as const;

export type SlipKind = (typeof SLIP_KINDS)[number];

export interface Slip {
  readonly kind: SlipKind;
  /** Where it stands, in UTF-16 units; -1 where it is about the whole line, or the line must not be repeated. */
  readonly at: number;
  /** What stands there; '' for nothing. */
  readonly found: string;
  /** The line as it should be, or the lines where it should be several; none where that cannot be known. */
  readonly meant: readonly string[];
  /** The verb, keyword, mechanism or protocol that its sentence is about. */
  readonly name: string;
}

/** What is known beside the line. */
export interface SlipSetting {
  /** The conversation before the line was sent; null where there is none. */
  readonly state: SessionState | null;
  /** Words that are for the lab behind a colon. */
  readonly labWords: readonly string[];
}

/** A slip of this line. Where nothing else is said, its place is the first character that differs from what was meant. */
export function slip(
  kind: SlipKind,
  line: string,
  meant: string | readonly string[],
  more: { readonly at?: number; readonly found?: string; readonly name?: string } = {},
): Slip {
  const lines = typeof meant === 'string' ? (meant === '' ? [] : [meant]) : meant;
  const at = more.at ?? (lines[0] === undefined ? -1 : firstDifference(line, lines[0]));
  const found = more.found ?? (at < 0 ? '' : (Array.from(line.slice(at))[0] ?? ''));
  return { kind, at, found, meant: lines, name: more.name ?? '' };
}

/** Where two texts begin to differ, in whatever case. */
export function firstDifference(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one.charAt(at).toUpperCase() === other.charAt(at).toUpperCase()) at++;
  return at;
}

/** Short words must be nearer than long ones. */
const mostOfAVerb = (word: string): number => (word.length >= 6 ? 2 : word.length >= 3 ? 1 : 0);

/** The one word of a list that was probably meant; '' for none. */
export const nearestWord = (word: string, words: readonly string[]): string =>
  nearestOf(word, words, mostOfAVerb);
