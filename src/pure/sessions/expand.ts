/**
 * From the content of a line to what goes over the wire: holes filled from variables, functions and filters. What came of a secret
 * is marked, so that whoever shows the line can hide it. Follows RFC 4616 §2 (PLAIN), RFC 3461 §4 (xtext).
 */

import {
  decodeBase64,
  decodeText,
  encodeBase64,
  encodeText,
  formatXtext,
  HIDDEN,
} from '../protocol/index.ts';
import type { Argument, FilterName, Hole, Part, Tail } from './ast.ts';
import type { Directive } from './ast.ts';
import { printParts } from './print.ts';

/** Values by name. A name that stands for a secret is in `secrets`. */
export interface Variables {
  readonly get: (name: string) => string | undefined;
  readonly isSecret: (name: string) => boolean;
  /** A name that is unique in the run, and the time, for `uuid` and `now`. */
  readonly uuid: () => string;
  readonly now: () => string;
  /** Answers to CRAM-MD5, made where there is a hash; null where not. */
  readonly cramMd5: ((user: string, password: string, challenge: string) => string) | null;
  /** Told of each text that was made of a secret, by a function or a filter: it is one too. */
  readonly made?: (text: string) => void;
  /** Told of what is read where a name stands that has no value. */
  readonly learned?: (name: string, value: string) => void;
}

/** A line as it goes out, and as it may be shown. `template` has the holes as written where something was hidden. */
export interface Expanded {
  readonly bytes: Uint8Array;
  readonly text: string;
  readonly shown: string;
  readonly hides: boolean;
  readonly template: string;
}

/** Which variables a content wants that are not there. */
export function missingNames(parts: readonly Part[], variables: Variables): readonly string[] {
  return parts.flatMap((part) =>
    part.kind === 'text' ? [] : namesOf(part).filter((name) => variables.get(name) === undefined),
  );
}

/** Names that a hole reads. */
export function namesOf({ expression }: Hole): readonly string[] {
  if (expression.kind === 'name') return [expression.name];
  if (expression.kind !== 'call' || ['hex', 'repeat', 'uuid', 'now'].includes(expression.name)) return [];
  return expression.args.filter(({ kind }) => kind === 'word').map(({ text }) => text);
}

/** Names that a line of a reply gives: its captures, and the named groups of its pattern. */
export function namesRead(parts: readonly Part[], tail: Tail | null): readonly string[] {
  const holes = parts.flatMap((part) => (part.kind === 'hole' ? namesOf(part) : []));
  if (tail?.kind !== 'pattern') return holes;
  const groups = [...tail.pattern.source.matchAll(/\(\?P?<(\w+)>/g)].map(([, name = '']) => name);
  return [...holes, ...groups];
}

/** Who signs in by an `@auth`: words that name variables are their values, others stand for themselves. */
export function accountOf(
  { user, secret }: Extract<Directive, { name: 'auth' }>,
  variables: Variables,
): { readonly user: string; readonly secret: string } {
  const value = (name: string): string => variables.get(name) ?? name;
  return { user: value(user.text), secret: value(secret?.text ?? 'password') };
}

/** Fills the holes. A name without a value is an empty text: whoever plays has asked for it before. */
export function expand(parts: readonly Part[], variables: Variables): Expanded {
  const bytes: Uint8Array[] = [];
  let shown = '';
  let hides = false;
  for (const part of parts) {
    if (part.kind === 'text') {
      bytes.push(encodeText(part.text));
      shown += part.text;
      continue;
    }
    const filled = fill(part, variables);
    const secret = namesOf(part).some((name) => variables.isSecret(name));
    bytes.push(filled);
    if (secret) variables.made?.(decodeText(filled));
    shown += secret ? HIDDEN : decodeText(filled);
    hides ||= secret;
  }
  const length = bytes.reduce((sum, piece) => sum + piece.length, 0);
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of bytes) {
    whole.set(piece, at);
    at += piece.length;
  }
  return { bytes: whole, text: decodeText(whole), shown, hides, template: printParts(parts) };
}

function fill({ expression, filters }: Hole, variables: Variables): Uint8Array {
  const value = (argument: Argument | undefined): string =>
    argument === undefined
      ? ''
      : argument.kind === 'string'
        ? argument.text
        : (variables.get(argument.text) ?? '');
  switch (expression.kind) {
    case 'any':
      return new Uint8Array(0);
    case 'literal':
      return encodeText(filtered(expression.text, filters));
    case 'name':
      return encodeText(filtered(variables.get(expression.name) ?? '', filters));
    case 'call': {
      const [first, second, third] = expression.args;
      switch (expression.name) {
        case 'hex':
          return Uint8Array.from((first?.text ?? '').match(/../g) ?? [], (pair) => parseInt(pair, 16));
        case 'repeat':
          return encodeText((second?.text ?? '').repeat(Number(first?.text ?? 0)));
        case 'uuid':
          return encodeText(filtered(variables.uuid(), filters));
        case 'now':
          return encodeText(filtered(variables.now(), filters));
        case 'plain':
          return encodeText(
            filtered(encodeBase64(encodeText(`\0${value(first)}\0${value(second)}`)), filters),
          );
        case 'xoauth2':
          return encodeText(
            encodeBase64(encodeText(`user=${value(first)}\u0001auth=Bearer ${value(second)}\u0001\u0001`)),
          );
        case 'cram-md5':
          return encodeText(variables.cramMd5?.(value(first), value(second), value(third)) ?? '');
      }
    }
  }
}

function filtered(text: string, filters: readonly FilterName[]): string {
  return filters.reduce((now, filter) => {
    switch (filter) {
      case 'base64':
        return encodeBase64(encodeText(now));
      case 'unbase64':
        return decodeText(decodeBase64(now) ?? new Uint8Array(0));
      case 'upper':
        return now.toUpperCase();
      case 'lower':
        return now.toLowerCase();
      case 'xtext':
        return formatXtext(now);
    }
  }, text);
}
