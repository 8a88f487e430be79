/**
 * A letter of plain text: header fields, a blank line, the body. Follows RFC 5322 §2.1 and §3.6 (fields that every letter has),
 * RFC 2047 §4.1 (names and subjects that are not ASCII), RFC 2045 §6.8 (a body that is not ASCII, or has a line over 998
 * octets, as base64). Letters with attachments are a library's business.
 */

import { encodeBase64, encodeText, isAscii, TEXT_LINE_OCTETS } from '../protocol/index.ts';

export interface Composed {
  readonly from: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly subject: string;
  /** Any line ends; they become CRLF. */
  readonly body: string;
  /** Further fields, as `Name: value`. */
  readonly headers: readonly string[];
  readonly date: Date;
  /** The part before the `@` of the Message-ID is made of it. */
  readonly chance: string;
  readonly hostname: string;
}

/** Longest piece of UTF-8, in octets, whose encoded word stays within 75 columns (RFC 2047 §2). */
const WORD_OCTETS = 45;
/** RFC 2045 §6.8: a line of base64 has at most 76 characters. */
const BASE64_COLUMNS = 76;

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The letter with CRLF line ends. Its addresses must have been read by `parseAddressList`, its fields hold no CR or LF. */
export function composeLetter(given: Composed): string {
  const body = given.body.replace(/\r\n|\r|\n/g, '\r\n');
  const plain = isAscii(body) && body.split('\r\n').every((line) => line.length < TEXT_LINE_OCTETS - 1);
  const names = given.headers.map((field) => field.slice(0, field.indexOf(':')).trim().toLowerCase());
  const own = (name: string, value: string): string[] =>
    names.includes(name.toLowerCase()) ? [] : [`${name}: ${value}`];
  const fields = [
    ...own('From', given.from),
    ...(given.to.length > 0 ? own('To', foldList(given.to)) : []),
    ...(given.cc.length > 0 ? own('Cc', foldList(given.cc)) : []),
    ...own('Date', formatDate(given.date)),
    ...own('Message-ID', `<${given.date.getTime().toString(36)}.${given.chance}@${given.hostname}>`),
    ...own('Subject', encodeWords(given.subject)),
    ...given.headers,
    'MIME-Version: 1.0',
    `Content-Type: text/plain; charset=${plain ? 'us-ascii' : 'utf-8'}`,
    `Content-Transfer-Encoding: ${plain ? '7bit' : 'base64'}`,
  ];
  const content = plain ? body : wrapBase64(encodeBase64(encodeText(body)));
  return `${fields.join('\r\n')}\r\n\r\n${content}${content.endsWith('\r\n') ? '' : '\r\n'}`;
}

/** One address a line: no list is too long for a line (RFC 5322 §2.2.3). */
function foldList(addresses: readonly string[]): string {
  return addresses.join(',\r\n ');
}

/** RFC 5322 §3.3, in UTC. */
export function formatDate(date: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${DAYS[date.getUTCDay()] ?? ''}, ${date.getUTCDate()} ${MONTHS[date.getUTCMonth()] ?? ''}`;
  const time = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':');
  return `${day} ${date.getUTCFullYear()} ${time} +0000`;
}

/** A text for a header field: as it is where it is short ASCII, else as encoded words, one a line. */
export function encodeWords(text: string): string {
  if (isAscii(text) && text.length < TEXT_LINE_OCTETS - 100) return text;
  const words: string[] = [];
  let piece = '';
  for (const character of text) {
    if (encodeText(piece + character).length > WORD_OCTETS) {
      words.push(piece);
      piece = '';
    }
    piece += character;
  }
  words.push(piece);
  return words.map((word) => `=?utf-8?B?${encodeBase64(encodeText(word))}?=`).join('\r\n ');
}

function wrapBase64(text: string): string {
  const lines: string[] = [];
  for (let at = 0; at < text.length; at += BASE64_COLUMNS) lines.push(text.slice(at, at + BASE64_COLUMNS));
  return lines.join('\r\n');
}
