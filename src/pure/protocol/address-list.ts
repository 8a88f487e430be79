/**
 * Lists of addresses as people write them: `Ann Example <ann@example.com>, "Doe, Jane" <jane@example.com>`, with quotes,
 * comments in parentheses and groups. Follows RFC 5322 §3.4, as far as an envelope needs it. SECURITY: CR, LF and NUL are
 * refused wherever they stand, and so is what would be one of them in a one-octet encoding (RFC 5321 §7.9 asks for care).
 */

import { Cursor } from './cursor.ts';
import type { Parsed } from './cursor.ts';
import { parseMailbox } from './path.ts';

/** One address of a list; `name` is '' where none was written. */
export interface NamedAddress {
  readonly name: string;
  readonly address: string;
}

/** The first character that may stand in no value of the protocol; -1 for none. */
function forbiddenAt(text: string): number {
  return text.search(/[\u0000\r\n]/);
}

/** The same, named as `U+000D`; null for none. */
export function forbiddenIn(text: string): string | null {
  const at = forbiddenAt(text);
  return at < 0 ? null : `U+${text.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Reads a list. `<>` alone is the null address, as an envelope sender may be. */
export function parseAddressList(text: string): Parsed<readonly NamedAddress[]> {
  const bad = forbiddenAt(text);
  if (bad >= 0) return new Cursor(text, bad).fault('forbidden-character', 'printable text');
  const found: NamedAddress[] = [];
  for (const piece of splitList(text)) {
    const address = readOne(piece.text, piece.offset, text);
    if (!address.ok) return address;
    found.push(address.value);
  }
  return { ok: true, value: found };
}

interface Piece {
  readonly text: string;
  readonly offset: number;
}

/** Cuts at commas (and at group marks) that stand outside quotes, comments and brackets. */
function splitList(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  let depth = 0;
  let quoted = false;
  let bracketed = false;
  const cut = (to: number): void => {
    if (text.slice(from, to).trim() !== '') pieces.push({ text: text.slice(from, to), offset: from });
    from = to + 1;
  };
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '\\' && (quoted || depth > 0)) at++;
    else if (character === '"' && depth === 0) quoted = !quoted;
    else if (quoted) continue;
    else if (character === '(') depth++;
    else if (character === ')' && depth > 0) depth--;
    else if (depth > 0) continue;
    else if (character === '<') bracketed = true;
    else if (character === '>') bracketed = false;
    else if (bracketed) continue;
    else if (character === ',' || character === ';') cut(at);
    else if (character === ':' && !/\[[^\]]*$/.test(text.slice(from, at))) from = at + 1;
  }
  cut(text.length);
  return pieces;
}

function readOne(piece: string, offset: number, whole: string): Parsed<NamedAddress> {
  const plain = dropComments(piece);
  const open = bracketAt(plain);
  const inside = open < 0 ? plain.trim() : plain.slice(open + 1, plain.lastIndexOf('>'));
  const at = offset + (open < 0 ? plain.length - plain.trimStart().length : open + 1);
  if (open >= 0 && (plain.lastIndexOf('>') < open || plain.slice(plain.lastIndexOf('>') + 1).trim() !== '')) {
    return new Cursor(whole, at).fault('missing-bracket', '>');
  }
  const name = open < 0 ? '' : unquote(plain.slice(0, open).trim());
  if (open >= 0 && inside.trim() === '') return { ok: true, value: { name, address: '' } };
  const mailbox = parseMailbox(inside.trim());
  if (mailbox.ok) return { ok: true, value: { name, address: mailbox.value.address } };
  const { problem } = mailbox;
  return { ok: false, problem: { ...problem, offset: at + problem.offset } };
}

/** The opening bracket outside quotes; -1 for none. */
function bracketAt(text: string): number {
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '\\' && quoted) at++;
    else if (text[at] === '"') quoted = !quoted;
    else if (text[at] === '<' && !quoted) return at;
  }
  return -1;
}

/** Blanks out comments, so that offsets stay. */
function dropComments(text: string): string {
  let result = '';
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '\\') {
      result += depth > 0 ? '  ' : text.slice(at, at + 2);
      at++;
      continue;
    }
    if (character === '"' && depth === 0) quoted = !quoted;
    if (character === '(' && !quoted) depth++;
    result += depth > 0 ? ' ' : character;
    if (character === ')' && !quoted && depth > 0) depth--;
  }
  return result;
}

function unquote(text: string): string {
  return text.startsWith('"') && text.endsWith('"') && text.length > 1
    ? text.slice(1, -1).replace(/\\(.)/g, '$1')
    : text;
}
