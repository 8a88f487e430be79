/**
 * Composing a letter: the fields that every letter has (RFC 5322 §3.6), and a whole letter where it is text alone. A text
 * that is not ASCII, or has a line over 998 octets, travels as base64 (RFC 2045 §6.8), so that decoding gives the same text
 * whatever servers it passes. Letters with HTML or attachments get their fields here and their parts from a library, in
 * `io/letters`.
 */

import { encodeBase64, encodeText, isAscii, TEXT_LINE_OCTETS } from '../protocol/index.ts';
import type { NamedAddress } from '../protocol/index.ts';
import { formatAddresses, formatDate, formatField, formatTextField } from './fields.ts';

export interface Heading {
  readonly from: NamedAddress;
  readonly to: readonly NamedAddress[];
  readonly cc: readonly NamedAddress[];
  readonly subject: string;
  /** Further fields, as `Name: value`; one of a name that is ours takes its place. No CR, LF or NUL. */
  readonly headers: readonly string[];
  readonly date: Date;
  /** With its brackets. */
  readonly messageId: string;
}

export interface Composed extends Heading {
  /** Any line ends; they become CRLF. */
  readonly body: string;
}

/** RFC 2045 §6.8: a line of base64 has at most 76 characters. */
const BASE64_COLUMNS = 76;

/** The fields of the header without those of MIME, each folded, without its last line end. */
export function composeFields(given: Heading): readonly string[] {
  const names = given.headers.map((field) => nameOf(field).toLowerCase());
  const own = (name: string, write: () => string): string[] =>
    names.includes(name.toLowerCase()) ? [] : [write()];
  const addresses = (name: string, list: readonly NamedAddress[]): string[] =>
    list.length === 0 ? [] : own(name, () => `${name}: ${formatAddresses(list)}`);
  return [
    ...addresses('From', [given.from]),
    ...addresses('To', given.to),
    ...addresses('Cc', given.cc),
    ...own('Date', () => `Date: ${formatDate(given.date)}`),
    ...own('Message-ID', () => `Message-ID: ${given.messageId}`),
    ...own('Subject', () => formatTextField('Subject', given.subject)),
    ...given.headers.map((field) => formatField(nameOf(field), field.slice(field.indexOf(':') + 1).trim())),
  ];
}

/** A letter of text alone, with CRLF line ends. Its addresses must have been read by `parseAddressList`. */
export function composeLetter(given: Composed): string {
  const body = given.body.replace(/\r\n|\r|\n/g, '\r\n');
  const plain =
    isAscii(body) &&
    !body.includes('\u0000') &&
    body.split('\r\n').every((line) => line.length <= TEXT_LINE_OCTETS - 2);
  const fields = composeFields(given);
  const has = (name: string): boolean =>
    fields.some((field) => nameOf(field).toLowerCase() === name.toLowerCase());
  const mime = [
    ...(has('MIME-Version') ? [] : ['MIME-Version: 1.0']),
    ...(has('Content-Type') ? [] : [`Content-Type: text/plain; charset=${plain ? 'us-ascii' : 'utf-8'}`]),
    ...(has('Content-Transfer-Encoding') ? [] : [`Content-Transfer-Encoding: ${plain ? '7bit' : 'base64'}`]),
  ];
  const raw = plain || has('Content-Transfer-Encoding');
  const content = raw ? body : wrapBase64(encodeBase64(encodeText(body)));
  const end = content === '' || content.endsWith('\r\n') ? '' : '\r\n';
  return `${[...fields, ...mime].join('\r\n')}\r\n\r\n${content}${end}`;
}

function nameOf(field: string): string {
  return field.slice(0, field.indexOf(':')).trim();
}

function wrapBase64(text: string): string {
  const lines: string[] = [];
  for (let at = 0; at < text.length; at += BASE64_COLUMNS) lines.push(text.slice(at, at + BASE64_COLUMNS));
  return lines.join('\r\n');
}
