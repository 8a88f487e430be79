/**
 * What stands behind a mark, as it was said: line ends that are written out, replies that were run together, what a program hid of a
 * sign-in. And which unmarked lines of a program are those of a letter.
 */

import type { Item } from './items.ts';
import { isHiddenByProgram } from './program-lines.ts';
import { looksLikeCommand, looksLikeReply } from './roles.ts';

/** RFC 772 to RFC 821 write the end of a line out; RFC 3030 in chunks. */
export function withoutWrittenEnds(spoken: string): string {
  if (/^ ?(?:<CRLF>|<CR><LF>)\.(?:<CRLF>|<CR><LF>)$/.test(spoken)) return '.';
  if (looksLikeReply(spoken)) return spoken;
  return spoken.replace(/ ?(?:<CRLF>|<CR><LF>)$/, '');
}

/** Whether a line without a mark goes on with a reply, of which `before` is the last line so far. */
export function goesOnFrom(before: string, text: string): boolean {
  const code = /^\s*(\d{3})-/.exec(before)?.[1];
  const next = text.trimStart();
  return code !== undefined && next.startsWith(code) && looksLikeReply(next);
}

/** `250-a250-b250 c` and `250-a, 250-b, 250 c`: the lines of one reply that lost their ends. One line where it is none of these. */
export function unsquashedReply(text: string): readonly string[] {
  const code = /^(\d\d\d)-/.exec(text)?.[1];
  if (code === undefined || text.length > MOST_SQUASHED) return [text];
  const pieces = text.split(new RegExp(`,? ?(?=${code}[ -])`)).filter((piece) => piece !== '');
  const last = pieces.at(-1) ?? '';
  const whole =
    pieces.length > 1 && last[3] === ' ' && pieces.slice(0, -1).every((piece) => piece[3] === '-');
  return whole ? pieces : [text];
}

const MOST_SQUASHED = 8192;

/** What of a client's line may be printed, where the program hid the rest; null where it hid nothing. */
export function hiddenBehind(text: string, answers: boolean): string | null {
  if (answers && isHiddenByProgram(text)) return '';
  const initial = /^(AUTH\s+[A-Za-z0-9_-]+\s+)(\S.*)$/i.exec(text);
  if (initial !== null && isHiddenByProgram(initial[2] ?? '')) return initial[1] ?? '';
  return null;
}

/** RFC 5550 marks whom a line is for, and has lines of IMAP beside those of SMTP: what the server of the two sides is told. */
export function forServer(text: string, server: string): { readonly said: string; readonly foreign: string } {
  const route = /^\{to ([A-Z])\} ?/.exec(text);
  const spoken = route === null ? text : text.slice(route[0].length);
  if (route !== null && route[1] !== server) return { said: '', foreign: spoken };
  const tag = /^[a-z]\d+ (?=[A-Z])/.exec(spoken)?.[0];
  if (tag === undefined) return { said: spoken, foreign: '' };
  const behind = spoken.slice(tag.length);
  return { said: looksLikeCommand(behind) ? behind : '', foreign: tag.trim() };
}

/** What a program adds to what was said: the decoded text of an answer, remarks in brackets. */
export function isProgramsNote(text: string): boolean {
  return /^(?:\(decoded\)|[[(<][^>\])]{0,200}[>\])]?\s*$)/.test(text);
}

/**
 * Whether the lines behind a 354 at `from` that have no mark are those of the letter: they end with a lone dot, and none of them has a
 * mark.
 */
export function isLetterUnmarked(items: readonly Item[], from: number): boolean {
  for (let at = from; at < items.length; at++) {
    const item = items[at];
    if (item === undefined || item.kind === 'said') return false;
    if (item.kind === 'plain' && item.text.trim() === '.') return true;
  }
  return false;
}

/** Whether a note in brackets says that encryption began. */
export function isTlsNote(note: string): boolean {
  return /\b(?:TLS|SSL)\b|encryption layer/i.test(note) && !/\b(?:fail|refus|without)/i.test(note);
}

const CLOSING: Readonly<Record<string, string>> = { '<': '>', '[': ']', '(': ')' };

/** What closes a note that goes on in the next line; '' for one that is whole. */
export function leftOpen(note: string): string {
  const closing = note.startsWith('...') ? '...' : (CLOSING[note[0] ?? ''] ?? '');
  return note.slice(1).trimEnd().endsWith(closing) ? '' : closing;
}
