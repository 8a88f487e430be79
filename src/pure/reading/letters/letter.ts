/**
 * A letter taken apart: header, and its leaf parts decoded, each line with its number in the input. Forgiving, since bounces come cut,
 * without boundaries, or with a header alone (RFC 5322, RFC 2045, RFC 2046).
 */

import { decodeCharset, decodeLooseBase64, decodeQuoted, decodeWords, octetsOf } from './octets.ts';

/** A line of decoded text and the line of the input that it came from. */
export interface TextLine {
  readonly text: string;
  readonly line: number;
}

export interface Part {
  /** In lower case, such as `text/plain`. */
  readonly type: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly lines: readonly TextLine[];
}

export interface Letter {
  /** Names in lower case; the first of each, unfolded and decoded. */
  readonly headers: ReadonlyMap<string, string>;
  readonly parts: readonly Part[];
  readonly lastLine: number;
}

/** Parts within parts that are followed. */
const MOST_DEPTH = 8;
const MOST_PARTS = 200;

const FIELD = /^([!-9;-~]{1,80})[ \t]*:(.*)$/;

/** Lines of a binary text; the first is number `from`. */
export function linesOf(binary: string, from = 1): readonly TextLine[] {
  return binary.split(/\r\n|\n|\r/).map((text, index) => ({ text, line: from + index }));
}

export function readLetter(binary: string): Letter {
  const lines = linesOf(binary);
  const skip = /^(?:\u00EF\u00BB\u00BF)?From /.test(lines[0]?.text ?? '') ? 1 : 0;
  const { headers, body } = takeHeader(lines.slice(skip));
  const parts: Part[] = [];
  collect(headers, body, parts, 0);
  return { headers, parts, lastLine: lines.at(-1)?.line ?? 1 };
}

/** Reads a header up to the empty line; what is not a field ends it too. */
export function takeHeader(lines: readonly TextLine[]): {
  readonly headers: ReadonlyMap<string, string>;
  readonly body: readonly TextLine[];
} {
  const headers = new Map<string, string>();
  let name = '';
  let at = 0;
  for (; at < lines.length; at += 1) {
    const text = lines[at]?.text ?? '';
    if (text === '') {
      at += 1;
      break;
    }
    if (/^[ \t]/.test(text)) {
      if (name !== '' && (headers.get(name) ?? '').length < 20_000)
        headers.set(name, `${headers.get(name) ?? ''} ${text.trim()}`);
      continue;
    }
    const field = FIELD.exec(text.replace(/^\u00EF\u00BB\u00BF/, ''));
    if (field === null) break;
    const key = (field[1] ?? '').toLowerCase();
    name = headers.has(key) ? '' : key;
    if (name !== '') headers.set(name, (field[2] ?? '').trim());
  }
  for (const [key, value] of headers) headers.set(key, decodeWords(value).trim());
  return { headers, body: lines.slice(at) };
}

function collect(
  headers: ReadonlyMap<string, string>,
  body: readonly TextLine[],
  parts: Part[],
  depth: number,
): void {
  if (parts.length >= MOST_PARTS) return;
  const given = headers.get('content-type') ?? 'text/plain';
  const type = (given.split(';')[0] ?? '').trim().toLowerCase();
  const boundary = parameter(given, 'boundary');
  if (type.startsWith('multipart/') && boundary !== '' && depth < MOST_DEPTH) {
    const pieces = split(body, boundary);
    if (pieces.length > 0) {
      for (const piece of pieces) {
        const inner = takeHeader(piece);
        collect(inner.headers, inner.body, parts, depth + 1);
      }
      return;
    }
  }
  parts.push({
    type: type.startsWith('multipart/') ? 'text/plain' : type,
    headers,
    lines: decode(headers, body),
  });
}

/** A parameter of a structured field, quoted or not. */
function parameter(value: string, name: string): string {
  const at = value.toLowerCase().search(new RegExp(`[;\\s]${name}\\s*=`));
  if (at === -1) return '';
  const rest = value.slice(at).replace(/^[^=]*=\s*/, '');
  return (rest.startsWith('"') ? rest.slice(1).split('"')[0] : rest.split(/[;\s]/)[0]) ?? '';
}

/** The pieces between the boundaries; what stands before the first is not a part. */
function split(body: readonly TextLine[], boundary: string): readonly (readonly TextLine[])[] {
  const pieces: TextLine[][] = [];
  let piece: TextLine[] | null = null;
  for (const line of body) {
    const text = line.text.trimEnd();
    if (text === `--${boundary}` || text === `--${boundary}--`) {
      if (text.endsWith(`${boundary}--`) && !boundary.endsWith('--')) {
        piece = null;
        continue;
      }
      piece = [];
      pieces.push(piece);
    } else piece?.push(line);
  }
  return pieces;
}

function decode(headers: ReadonlyMap<string, string>, body: readonly TextLine[]): readonly TextLine[] {
  const encoding = (headers.get('content-transfer-encoding') ?? '').toLowerCase().trim();
  const charset = parameter(headers.get('content-type') ?? '', 'charset');
  const read = (binary: string): string => decodeCharset(octetsOf(binary), charset);
  if (encoding === 'base64') {
    const text = decodeCharset(decodeLooseBase64(body.map((line) => line.text).join('')), charset);
    const first = body[0]?.line ?? 1;
    return text.split(/\r\n|\n|\r/).map((one) => ({ text: one, line: first }));
  }
  if (encoding !== 'quoted-printable') return body.map(({ text, line }) => ({ text: read(text), line }));
  const lines: TextLine[] = [];
  let held = '';
  let from = 0;
  for (const { text, line } of body) {
    if (held === '') from = line;
    const trimmed = text.trimEnd();
    if (trimmed.endsWith('=')) {
      held += trimmed.slice(0, -1);
      continue;
    }
    for (const one of read(decodeQuoted(held + trimmed)).split(/\r\n|\n|\r/))
      lines.push({ text: one, line: from });
    held = '';
  }
  if (held !== '') lines.push({ text: read(decodeQuoted(held)), line: from });
  return lines;
}

const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** The text of HTML, near enough to be read: tags out, blocks on lines of their own. */
export function textOfHtml(lines: readonly TextLine[]): readonly TextLine[] {
  const out: TextLine[] = [];
  let inTag = false;
  let silent = false;
  for (const { text, line } of lines) {
    let said = '';
    let tag = '';
    for (const letter of text) {
      if (inTag) {
        if (letter !== '>') {
          if (tag.length < 20) tag += letter;
          continue;
        }
        inTag = false;
        if (/^\/?(?:br|p|div|tr|li|h\d|table|td)\b/i.test(tag)) said += '\n';
        if (/^(?:style|script|head)\b/i.test(tag)) silent = true;
        if (/^\/(?:style|script|head)\b/i.test(tag)) silent = false;
        tag = '';
      } else if (letter === '<') inTag = true;
      else if (!silent) said += letter;
    }
    const plain = said.replace(/&(#\d{1,6}|[a-z]{2,5});/gi, (whole, name: string) =>
      name.startsWith('#')
        ? String.fromCodePoint(Math.min(Number(name.slice(1)), 0x10ffff))
        : (ENTITIES[name.toLowerCase()] ?? whole),
    );
    for (const one of plain.split('\n')) out.push({ text: one.trim(), line });
  }
  return out;
}
