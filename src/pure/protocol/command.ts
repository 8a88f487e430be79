/**
 * Commands: one line, a verb and what follows it. Follows RFC 5321 §4.1.1 (the verbs and their arguments), §4.1.2 (paths and
 * parameters), RFC 2033 §4.1 (LHLO), RFC 3030 §2 (BDAT), RFC 4954 §4 (AUTH). Read leniently on purpose: what is let pass is
 * a named quirk, what is not is a fault with its offset.
 */

import { asciiUpper } from './bytes.ts';
import { Cursor } from './cursor.ts';
import type { Parsed, SyntaxFault } from './cursor.ts';
import { readPath } from './path.ts';
import type { Mailbox } from './path.ts';
import { verbFacts } from './verbs.ts';

/** `KEYWORD=value`, or a keyword alone (value null). */
export interface Parameter {
  readonly keyword: string;
  readonly value: string | null;
  readonly offset: number;
}

export type CommandQuirk =
  'missing-brackets' | 'source-route' | 'no-domain' | 'space-before-path' | 'trailing-space' | 'extra-space';

interface Base {
  /** In upper case. */
  readonly verb: string;
  readonly line: string;
  readonly quirks: readonly CommandQuirk[];
}

export type Command =
  | (Base & { readonly kind: 'hello'; readonly verb: 'EHLO' | 'HELO' | 'LHLO'; readonly name: string })
  | (Base & {
      readonly kind: 'path';
      readonly verb: 'MAIL' | 'RCPT';
      readonly mailbox: Mailbox;
      readonly pathOffset: number;
      readonly parameters: readonly Parameter[];
    })
  | (Base & { readonly kind: 'bdat'; readonly verb: 'BDAT'; readonly size: number; readonly last: boolean })
  | (Base & {
      readonly kind: 'auth';
      readonly verb: 'AUTH';
      readonly mechanism: string;
      readonly initial: string | null;
    })
  /** A verb with free text or nothing behind it, known or not. */
  | (Base & { readonly kind: 'other'; readonly argument: string });

/** The first word of a line in upper case. */
export function verbOf(line: string): string {
  return asciiUpper(/^\S*/.exec(line.trimStart())?.[0] ?? '');
}

/** Reads one command line, without its line end. */
export function parseCommand(line: string): Parsed<Command> {
  if (line !== last.line) last = { line, parsed: read(line) };
  return last.parsed;
}

/** The line that was read last: whoever hears a command, judges it and answers it asks for the same. */
let last: { readonly line: string; readonly parsed: Parsed<Command> } = { line: '', parsed: read('') };

function read(line: string): Parsed<Command> {
  // QUIRK(trailing-space) QUIRK(extra-space)
  const cursor = new Cursor(withoutTrailingSpace(line));
  const quirks: CommandQuirk[] = cursor.text === line ? [] : ['trailing-space'];
  const verb = asciiUpper(cursor.takeWhile((character) => character !== ' '));
  if (!/^[A-Z][A-Z0-9-]*$/.test(verb)) return cursor.fault('bad-verb', 'a verb', 0);
  if (cursor.takeWhile((character) => character === ' ').length > 1) quirks.push('extra-space');
  const base = { verb, line, quirks };
  switch (verb) {
    case 'EHLO':
    case 'HELO':
    case 'LHLO': {
      const name = cursor.rest();
      if (name === '') return cursor.fault('missing-name', 'a host name');
      if (/\s/.test(name)) return cursor.fault('bad-name', 'one word', cursor.offset + name.search(/\s/));
      return { ok: true, value: { ...base, kind: 'hello', verb, name } };
    }
    case 'MAIL':
    case 'RCPT':
      return readPathCommand(cursor, verb, line, quirks);
    case 'BDAT':
      return readChunk(cursor, line, quirks);
    case 'AUTH': {
      const mechanism = asciiUpper(cursor.takeWhile((character) => character !== ' '));
      if (!/^[A-Z0-9_-]{1,20}$/.test(mechanism)) return cursor.fault('missing-mechanism', 'a mechanism');
      const initial = cursor.accept(' ') ? cursor.rest() : null;
      return { ok: true, value: { ...base, kind: 'auth', verb, mechanism, initial } };
    }
    default: {
      const argument = cursor.rest();
      const wanted = verbFacts(verb)?.argument;
      if (wanted === 'none' && argument !== '') return cursor.fault('unwanted-argument', 'nothing');
      if (wanted === 'text' && argument === '') return cursor.fault('missing-argument', 'a name');
      return { ok: true, value: { ...base, kind: 'other', argument } };
    }
  }
}

function withoutTrailingSpace(line: string): string {
  let end = line.length;
  while (end > 0 && (line[end - 1] === ' ' || line[end - 1] === '\t')) end--;
  return line.slice(0, end);
}

function readPathCommand(
  cursor: Cursor,
  verb: 'MAIL' | 'RCPT',
  line: string,
  quirks: readonly CommandQuirk[],
): Parsed<Command> {
  const found: CommandQuirk[] = [...quirks];
  const word = verb === 'MAIL' ? 'FROM:' : 'TO:';
  if (!cursor.accept(word)) return cursor.fault('missing-keyword', word);
  // QUIRK(space-before-path)
  if (cursor.takeWhile((character) => character === ' ') !== '') found.push('space-before-path');
  const pathOffset = cursor.offset;
  const path = readPath(cursor);
  if (!path.ok) return path;
  if (verb === 'RCPT' && path.value.mailbox.address === '')
    return cursor.fault('null-recipient', 'a mailbox', pathOffset);
  found.push(...path.value.quirks);
  const parameters = readParameters(cursor);
  if (!parameters.ok) return parameters;
  return {
    ok: true,
    value: {
      kind: 'path',
      verb,
      line,
      quirks: found,
      mailbox: path.value.mailbox,
      pathOffset,
      parameters: parameters.value,
    },
  };
}

/**
 * ```
 * esmtp-param = esmtp-keyword ["=" esmtp-value]
 * ```
 */
function readParameters(cursor: Cursor): Parsed<readonly Parameter[]> {
  const parameters: Parameter[] = [];
  while (!cursor.atEnd) {
    if (cursor.takeWhile((character) => character === ' ') === '')
      return cursor.fault('extra-text', 'a space');
    const offset = cursor.offset;
    const keyword = cursor.takeWhile((character) => /[A-Za-z0-9-]/.test(character));
    if (keyword === '') return cursor.fault('bad-parameter', 'a parameter');
    let value: string | null = null;
    if (cursor.accept('=')) {
      value = cursor.takeWhile((character) => character > ' ' && character !== '=' && character !== '\u007f');
      if (value === '') return cursor.fault('bad-parameter-value', 'a value');
    }
    parameters.push({ keyword: asciiUpper(keyword), value, offset });
  }
  return { ok: true, value: parameters };
}

function readChunk(cursor: Cursor, line: string, quirks: readonly CommandQuirk[]): Parsed<Command> {
  const digits = cursor.takeWhile((character) => /\d/.test(character));
  if (digits === '' || digits.length > 15) return cursor.fault('bad-chunk-size', 'a number of octets');
  const last = cursor.accept(' LAST');
  if (!cursor.atEnd) return cursor.fault('extra-text', 'LAST');
  return { ok: true, value: { kind: 'bdat', verb: 'BDAT', line, quirks, size: Number(digits), last } };
}

/** The chunk that a line announces (RFC 3030 §2): its octets, and whether it is the last one; null where it announces none. */
export function chunkOf(line: string): { readonly left: number; readonly last: boolean } | null {
  if (!/^BDAT\b/i.test(line)) return null;
  const parsed = parseCommand(line);
  return parsed.ok && parsed.value.kind === 'bdat'
    ? { left: parsed.value.size, last: parsed.value.last }
    : null;
}

/** A parameter as a command line writes it. */
export function formatParameter(keyword: string, value: string | null): string {
  return value === null ? keyword : `${keyword}=${value}`;
}

/** MAIL or RCPT with its path and parameters. */
export function formatPathCommand(
  verb: 'MAIL' | 'RCPT',
  address: string,
  parameters: readonly string[],
): string {
  return [`${verb} ${verb === 'MAIL' ? 'FROM' : 'TO'}:<${address}>`, ...parameters].join(' ');
}

export type { SyntaxFault };
