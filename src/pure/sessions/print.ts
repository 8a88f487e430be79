/**
 * From the syntax tree back to text. Printing what was parsed gives the same text; the makers of single lines are here
 * too, for recordings, repairs and `--update`.
 */

import { markOf } from './connections.ts';
import { NO_FRONT_MATTER, type Part, type SessionFile, type SessionLine } from './ast.ts';

/** The whole text of a file. */
export function printSession(file: SessionFile): string {
  return (file.bom ? '\uFEFF' : '') + file.head + file.lines.map(printLine).join('');
}

/** One line (or a literal block of many), line end included. */
export function printLine(line: SessionLine): string {
  return line.indent + printBody(line) + line.eol;
}

function printBody(line: SessionLine): string {
  switch (line.kind) {
    case 'blank':
    case 'comment':
      return line.text;
    case 'client':
      return `${markOf('client', line.connection)}:${line.gap}${printParts(line.parts)}${line.tail?.raw ?? ''}`;
    case 'server': {
      const mark = line.mode === 'plain' ? ':' : line.mode === 'optional' ? '?' : '*';
      const content = `${line.codes.raw}${line.separator}${printParts(line.parts)}${line.tail?.raw ?? ''}`;
      return `${markOf('server', line.connection)}${mark}${line.gap}${content}`;
    }
    case 'absent':
      return `${markOf('server', line.connection)}!${line.gap}${line.codes?.raw ?? ''}${line.separator}${printParts(line.parts)}${line.tail?.raw ?? ''}`;
    case 'raw':
      return `${markOf(line.side, line.connection)}|${line.gap}${line.json}${line.trail}`;
    case 'file':
      return `${markOf('client', line.connection)}<${line.gap}${line.path}${line.trail}`;
    case 'literal':
      return `@literal${line.trail}${line.body}`;
    case 'directive':
      return `@${line.directive.name}${line.rest}`;
    case 'assert':
      return `?${line.rest}`;
  }
}

export function printParts(parts: readonly Part[]): string {
  // Most lines are one text.
  const only = parts[0];
  if (parts.length === 1 && only?.kind === 'text') return only.text;
  return parts.map((part) => (part.kind === 'text' ? part.text : part.raw)).join('');
}

/**
 * A text as the content of a `C:` or `S:` line that means exactly this text: braces, a closing `...` and what looks like
 * a pattern are quoted.
 */
export function escapeContent(text: string): string {
  const end = OPEN_END.exec(text);
  const body = (end === null ? text : text.slice(0, end.index))
    .replace(/\{{2,}/g, (braces) => `{{"${braces}"}}`)
    .replace(/(^|[ \t-])~(?=[ \t]*\/)/g, '$1{{"~"}}');
  return end === null ? body : `${body}{{"${end[1] ?? ''}..."}}${end[2] ?? ''}`;
}

/** Three dots that would leave the rest open. Braces before them go along: `{` and `{{` would be read as one. */
const OPEN_END = /(\{*)\.\.\.([ \t]*)$/;

/** A file with nothing in it, to put lines into. */
export function emptySession(name: string): SessionFile {
  return { name, bom: false, head: '', front: NO_FRONT_MATTER, lines: [] };
}
