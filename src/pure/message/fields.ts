/**
 * Header fields of a letter as they are written: folded, and with names and texts that are not ASCII as encoded words.
 * Follows RFC 5322 §2.2.3 (folding), §3.4 (addresses, quoted names), §3.3 (dates), RFC 2047 §2 and §5 (encoded words). Values
 * hold no CR, LF or NUL: whoever takes them from a user has refused those.
 */

import { encodeBase64, encodeText, isAscii, parseAddressList, TEXT_LINE_OCTETS } from '../protocol/index.ts';
import type { NamedAddress } from '../protocol/index.ts';

/** RFC 2047 §2: an encoded word has at most 75 characters, a line with one at most 76; so many of them are marks. */
const WORD_COLUMNS = 75;
const WORD_MARKS = '=?utf-8?B??='.length;
/** RFC 5322 §2.1.1: lines should have at most 78 characters. */
const LINE_COLUMNS = 78;

/** So many blanks that a line of them would be as long as lines should be. */
const LONG_BLANKS = /[ \t]{40}/;

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Fields that hold addresses (RFC 5322 §3.6.2, §3.6.3, §3.6.6): a name in them may be encoded, an address never. */
const ADDRESS_FIELDS =
  /^(?:resent-)?(?:from|sender|to|cc|bcc|reply-to)$|^(?:errors-to|disposition-notification-to|return-receipt-to)$/i;
/** Fields in which an encoded word would be no word but a piece of syntax. */
const STRUCTURED_FIELDS =
  /^(?:content-|mime-version$|message-id$|references$|in-reply-to$|date$|received$|return-path$|dkim-|arc-|list-)/i;

/** A field with its folded value; the name is written as given. */
export function formatField(name: string, value: string): string {
  if (ADDRESS_FIELDS.test(name)) {
    const list = parseAddressList(value);
    if (list.ok && list.value.length > 0) return `${name}: ${formatAddresses(list.value)}`;
  }
  if (STRUCTURED_FIELDS.test(name)) return fold(`${name}: ${value}`);
  return formatTextField(name, value);
}

/** A field of free text, such as Subject. */
export function formatTextField(name: string, value: string): string {
  const plain = `${name}: ${value}`;
  // A line of blanks alone may not be (RFC 5322 §3.2.2): a text that would give one is encoded.
  if (isPlain(value) && !LONG_BLANKS.test(value)) {
    const folded = fold(plain);
    if (folded.split('\r\n').every((line) => line.length <= TEXT_LINE_OCTETS - 2)) return folded;
  }
  return `${name}: ${encodeWords(value, name.length + 2)}`;
}

/** A list of addresses, one a line: no list is too long for a line. `used` is what stands before it on the first. */
export function formatAddresses(list: readonly NamedAddress[], used = 10): string {
  return list.map((named) => formatNamed(named, used)).join(',\r\n ');
}

/** `Ann Example <ann@example.com>`, the name quoted or encoded where it has to be. */
function formatNamed({ name, address }: NamedAddress, used: number): string {
  if (name === '') return address === '' ? '<>' : address;
  const phrase = !isPlain(name)
    ? encodeWords(name, used)
    : /^[A-Za-z0-9!#$%&'*+\-/=?^_`{|}~]+(?: [A-Za-z0-9!#$%&'*+\-/=?^_`{|}~]+)*$/.test(name)
      ? name
      : `"${name.replace(/(["\\])/g, '\\$1')}"`;
  // A name that is itself very long is encoded too, since a quoted string cannot be folded at will.
  const short = !isPlain(name) || used + phrase.length <= LINE_COLUMNS ? phrase : encodeWords(name, used);
  const last = short.slice(short.lastIndexOf('\n') + 1);
  return last.length + address.length + 3 + used > LINE_COLUMNS
    ? `${short}\r\n <${address}>`
    : `${short} <${address}>`;
}

/** Text as encoded words, one a line; none is cut inside a character. `used` is what stands before it on its line. */
function encodeWords(text: string, used = 0): string {
  const words: string[] = [];
  let piece = '';
  let columns = WORD_COLUMNS - used;
  for (const character of text) {
    const octets = Math.floor((columns - WORD_MARKS) / 4) * 3;
    if (piece !== '' && encodeText(piece + character).length > octets) {
      words.push(piece);
      piece = '';
      columns = WORD_COLUMNS;
    }
    piece += character;
  }
  words.push(piece);
  return words.map((word) => `=?utf-8?B?${encodeBase64(encodeText(word))}?=`).join('\r\n ');
}

/** Whether a text says the same with and without decoding: ASCII without controls, and nothing that looks encoded. */
function isPlain(text: string): boolean {
  return isAscii(text) && !/[\u0000-\u0008\u000a-\u001f\u007f]/.test(text) && !text.includes('=?');
}

/** Breaks a field before spaces, as near to 78 columns as they allow. A word is never cut. */
function fold(field: string): string {
  if (field.length <= LINE_COLUMNS) return field;
  const lines: string[] = [];
  let line = '';
  for (const word of field.split(/(?=[ \t]+[^ \t])/)) {
    // The name must not stand alone: an empty first line is what some servers take for the end of the header.
    if (line !== '' && line.length + word.length > LINE_COLUMNS && !/^[^ \t]+:$/.test(line)) {
      lines.push(line);
      line = '';
    }
    line += word;
  }
  lines.push(line);
  return lines.join('\r\n');
}

/** RFC 5322 §3.3, in UTC. */
export function formatDate(date: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${DAYS[date.getUTCDay()] ?? ''}, ${date.getUTCDate()} ${MONTHS[date.getUTCMonth()] ?? ''}`;
  const time = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':');
  return `${day} ${date.getUTCFullYear()} ${time} +0000`;
}
