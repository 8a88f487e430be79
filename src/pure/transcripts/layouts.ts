/**
 * Notations in which a line does not say who speaks: a heading does, and what was said stands below it. The traces of curl with
 * their offsets, in text or in hex; blocks under a word for the side, as socat, ngrep, old PHPMailer and some libraries print them.
 */

import { programWords, saidAt } from './marks.ts';
import type { Entry, Marked } from './marks.ts';
import { linesIn } from './quoting.ts';
import type { SourceLine } from './source.ts';

const TRACE_HEADING =
  /^(?:[\d:.]+ )?(?:\[\d+-[\dx]+\] )?(=>|<=|==) (Send|Recv|Info)(?:\s(header|data|SSL data)|:)/;
const TRACE_ROW = /^[0-9a-f]{4,8}: ?(.*)$/;
const HEX_ROW = /^((?:[0-9a-f]{2} ?){1,16}) {0,60}/;

/** `curl --trace-ascii` and `--trace`: each heading, then the octets with their offsets. */
export function traceEntries(lines: readonly SourceLine[]): readonly Entry[] {
  const entries: Entry[] = [];
  let mark = '';
  let rows: { readonly offset: number; readonly text: string; readonly line: SourceLine }[] = [];
  const flush = (): void => {
    const hex = rows.length > 0 && rows.every(({ text }) => isHexRow(text));
    const pieces = hex ? hexLines(rows) : asciiLines(rows);
    for (const { text, line } of pieces)
      entries.push({ ...saidAt(mark, text, 0, 0), line: line.number, source: line.text });
    rows = [];
  };
  for (const line of lines) {
    const heading = TRACE_HEADING.exec(line.text);
    if (heading !== null) {
      flush();
      const [, arrow = '', , what = ''] = heading;
      mark = arrow === '==' || what === 'SSL data' ? '' : arrow;
      if (arrow === '==') entries.push({ ...programWords(line.text), line: line.number, source: line.text });
      continue;
    }
    const row = TRACE_ROW.exec(line.text);
    if (row !== null) {
      const offset = Number.parseInt(line.text, 16);
      if (mark !== '') rows.push({ offset, text: row[1] ?? '', line });
      continue;
    }
    flush();
    entries.push({ kind: 'plain', text: line.text, line: line.number, source: line.text });
  }
  flush();
  return entries;
}

type Row = { readonly offset: number; readonly text: string; readonly line: SourceLine };
type Piece = { readonly text: string; readonly line: SourceLine };

function isHexRow(text: string): boolean {
  return /^(?:[0-9a-f]{2} ){1,16}/.test(text) && /^(?:[0-9a-f]{2} ){16}|^(?:[0-9a-f]{2} )+ {2,}/.test(text);
}

function hexLines(rows: readonly Row[]): readonly Piece[] {
  const [first] = rows;
  if (first === undefined) return [];
  const octets = rows.map(({ text }) => (HEX_ROW.exec(text)?.[1] ?? '').trim().split(/ +/)).flat();
  const text = octets.map((octet) => String.fromCodePoint(Number.parseInt(octet, 16) || 0)).join('');
  // The place of each line is the row in which it begins.
  let offset = 0;
  return linesIn(text).map((line) => {
    const at = rows.filter((row) => row.offset <= offset).at(-1) ?? first;
    offset += line.length + 2;
    return { text: line, line: at.line };
  });
}

/** A row ends where 64 octets are full, or where the line does. */
function asciiLines(rows: readonly Row[]): readonly Piece[] {
  const pieces: { text: string; readonly line: SourceLine }[] = [];
  let end = -1;
  for (const { offset, text, line } of rows) {
    const last = pieces.at(-1);
    if (last !== undefined && offset === end) last.text += text;
    else pieces.push({ text, line });
    end = offset + text.length;
  }
  return pieces;
}

/** Words that name a side or a way, alone on their line. */
const HEADING =
  /^[\W_]{0,6}(?:\[?\d[\d\s.:,/TZ-]*\]?\s*)?(?:SMTP\s*->\s*)?(?:FROM\s+)?(server|client|sent|received|send|receive|recv|request|response|reply|command|got|in|out|read|write|>|<|->|<-|>>|<<|>>>|<<<|сервер|клиент)(?:\s+(?:server|client))?(?:\s*#?\d+)?\s*[:>-]?\s*$/iu;
const SOCAT = /^([<>]) \d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d\.\d+ +length=\d+ from=\d+ to=\d+/;
const NGREP = /^T (?:\S+ )?([\d.:[\]a-f]+:\d+) -> ([\d.:[\]a-f]+:\d+) \[/;
const BULLET = /^[\s\u2500-\u257F|*>-]{0,12}(?=\S)/u;

/** Blocks under headings. */
export function blockEntries(lines: readonly SourceLine[]): readonly Entry[] {
  const entries: Entry[] = [];
  let mark = '';
  let bulleted = false;
  for (const line of lines) {
    const { text, number } = line;
    const add = (one: Marked): void => {
      entries.push({ ...one, line: number, source: text });
    };
    const heading = headingOf(text);
    if (heading !== null) {
      mark = heading;
      bulleted = false;
      continue;
    }
    if (mark === '') {
      const words = programWords(text);
      add(words.kind === 'aside' && text.trim() !== '' ? { kind: 'plain', text } : words);
      continue;
    }
    if (text.trim() === '') continue;
    const bullet = BULLET.exec(text)?.[0] ?? '';
    bulleted ||= /[^\s]/.test(bullet);
    const from = bulleted || NGREP_ROW.test(text) ? bullet.length : 0;
    // socat writes the carriage return out, ngrep a dot for it.
    const said = text.slice(from).replace(/(?:\\r)?(?:\\n)?\s*$/, '');
    add(saidAt(mark, said, 0, 0));
  }
  return entries;
}

const NGREP_ROW = /^ {2}\S/;

function headingOf(text: string): string | null {
  const socat = SOCAT.exec(text)?.[1];
  if (socat !== undefined) return socat;
  const ngrep = NGREP.exec(text);
  if (ngrep !== null) return ngrep[1] ?? null;
  if (text.length > 80) return null;
  return HEADING.exec(text)?.[1]?.toLowerCase() ?? null;
}
