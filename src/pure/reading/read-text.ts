/** A whole text read: recognised, then handed to the reader of its kind. Logs of any length go line by line through `LogReader`. */

import { encodeText } from '../protocol/index.ts';
import { binaryText, decodeInput, utf16Of } from './letters/octets.ts';
import { linesOf } from './letters/letter.ts';
import { readErrors } from './errors/error-text.ts';
import { readFragment, readFragmentAmid } from './logs/fragments.ts';
import { readTable } from './errors/tables.ts';
import { isLogLine, readLogLine } from './logs/log-line.ts';
import { isBinary, isCapture, recogniseText } from './recognise.ts';
import type { TextKind } from './recognise.ts';
import type { Reading } from './reading.ts';
import { readReplies } from './reply-reading.ts';
import { readEvents } from './reports/events.ts';
import { readBareBounce, readReportLetter } from './reports/read-letter.ts';
import { readReport } from './reports/report.ts';
import { readStatusFields } from './reports/status-fields.ts';

export interface ReadText {
  /** What it is; `binary` for what is not text. */
  readonly kind: TextKind | 'binary';
  /** The text, decoded. */
  readonly text: string;
  /** What it says; null where its kind has a reader elsewhere, or it could not be read. */
  readonly readings: readonly Reading[] | null;
}

/** Whether the beginning of a text is a log that can go through line by line. */
export function isLogText(octets: Uint8Array): boolean {
  if (isCapture(octets) || isBinary(octets) || utf16Of(octets) !== null) return false;
  return recogniseText(decodeInput(octets.subarray(0, 65_536)), isLogLine) === 'log';
}

export function readText(octets: Uint8Array): ReadText {
  if (isCapture(octets)) return { kind: 'capture', text: '', readings: null };
  if (isBinary(octets)) return { kind: 'binary', text: '', readings: null };
  const wide = utf16Of(octets) !== null;
  const text = decodeInput(octets).replace(/^\uFEFF/, '');
  const binary = binaryText(wide ? encodeText(text) : octets).replace(/^\u00EF\u00BB\u00BF/, '');
  const kind = recogniseText(text, isLogLine);
  if (kind === 'letter') return { kind, text, readings: readReportLetter(binary) };
  if (kind === 'fields') return { kind, text, readings: readFields(text) };
  if (kind === 'event') {
    const readings = readEvents(text.trim(), 1, text.trimEnd().split('\n').length);
    if (readings !== null) return { kind, text, readings };
  }
  if (kind === 'reply') return { kind, text, readings: readReplies(text) };
  if (kind === 'log') return { kind, text, readings: readLog(text) };
  if (kind === 'text' || kind === 'event') return { kind, text, readings: readSentences(text, binary) };
  return { kind, text, readings: null };
}

/** A log that is no long one: it came in another encoding. */
function readLog(text: string): readonly Reading[] {
  return text.split('\n').flatMap((line, index) => readLogLine(line, index + 1) ?? []);
}

/** What has no structure: a piece of a log, an error text, a bounce without its header; perhaps quoted in a letter or a ticket. */
function readSentences(text: string, binary: string): readonly Reading[] | null {
  const filled = text.split(/\r\n|\n|\r/).filter((line) => line.trim() !== '');
  const quoted = filled.filter((line) => QUOTED.test(line)).length;
  const isAllQuoted = quoted > 1 && quoted === filled.length;
  const found = isAllQuoted ? null : readPlain(text, binary);
  if (found !== null || quoted === 0) return found;
  return readPlain(unquoted(text), unquoted(binary)) ?? (isAllQuoted ? readPlain(text, binary) : null);
}

/** `> ` as mail programs quote, once or more; `>>>` and `->` mark who speaks. */
const QUOTED = /^(?:> ?){1,5}(?!>|\s*(?:EHLO|HELO|MAIL|RCPT|DATA|AUTH|QUIT|STARTTLS)\b)/i;

function unquoted(text: string): string {
  return text.replace(new RegExp(QUOTED.source, 'gim'), '');
}

function readPlain(text: string, binary: string): readonly Reading[] | null {
  const fragment = readFragment(text);
  if (fragment !== null) return [fragment];
  const table = readTable(text);
  if (table !== null) return table;
  const errors = readErrors(text);
  const isOfLibrary = errors?.some(({ system }) => system !== 'a program') === true;
  if (isOfLibrary && errors?.some(({ recipient }) => recipient !== null) === true) return errors;
  // A bounce says for whom; the reply that it quotes alone looks as an error text does.
  const bounce = readBareBounce(binary);
  const [row, ...rows] = bounce ?? [];
  const [error] = errors ?? [];
  if (row?.system === 'failed-sentence' && rows.length === 0 && error !== undefined && hasCode(error))
    return [{ ...error, recipient: error.recipient ?? row.recipient }];
  const names = bounce?.every(({ recipient }) => recipient !== null) === true;
  if (isOfLibrary && bounce?.some(({ system }) => system === 'layout') === true) return errors;
  return names || errors === null ? (bounce ?? readFragmentAmid(text)) : errors;
}

function hasCode({ code, enhanced }: Reading): boolean {
  return code !== null || enhanced !== null;
}

function readFields(text: string): readonly Reading[] | null {
  const lines = linesOf(text);
  const fields = readStatusFields(lines);
  return fields === null ? null : readReport(fields, [], null);
}
