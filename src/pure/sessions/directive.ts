/**
 * Directives of a session file: `@tls`, `@wait 2s`, `@split 3,1` and others like them, a row each: what one takes, and how that is written. What
 * they do is for `program.ts`.
 */

import { BAD_CERTIFICATES } from './ast.ts';
import type { Argument, Directive, DirectiveLine, Span } from './ast.ts';
import { codesOf } from './codes.ts';
import type { ProblemList } from './problem.ts';

type Named = Directive['name'];

/** How it is written, as its message says it; and its reader, which gives null where it cannot be meant so. */
interface Row {
  /** It opens a block, which an `@end` closes. */
  readonly opens?: true;
  readonly shape: string;
  readonly read: (rest: string, span: Span) => Directive | null;
}

/** The longest time that a file may ask for: a timer of Node takes no more than 24 days, and nobody waits for one. */
const MAX_MILLISECONDS = 86_400_000;

/** Whoever wants more letters has `send --count`. */
const MOST_TIMES = 100_000;

/** `2s` as milliseconds; null for no such time. */
export function milliseconds(text: string): number | null {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m)$/.exec(text.trim());
  if (match === null) return null;
  const time = Number(match[1]) * (match[2] === 'ms' ? 1 : match[2] === 's' ? 1000 : 60_000);
  return time <= MAX_MILLISECONDS ? time : null;
}

function timed(name: 'wait' | 'within' | 'after' | 'quiet', example: string): Row {
  return {
    shape: `@${name} ${example} (0ms … 1440m)`,
    read: (rest) => {
      const time = milliseconds(rest);
      return time === null ? null : { name, milliseconds: time };
    },
  };
}

function sided(name: 'stall' | 'close' | 'reset' | 'closed'): Row {
  return {
    shape: `@${name}`,
    read: (rest) => {
      const side = rest.trim();
      if (side === 'client' || side === 'server') return { name, side };
      return side === '' ? { name, side: null } : null;
    },
  };
}

function told(name: 'note' | 'note-ru' | 'why' | 'why-ru', shape: string): Row {
  return { shape, read: (rest) => ({ name, text: rest.trim() }) };
}

function bare(name: 'else' | 'end'): Row {
  return { shape: `@${name}`, read: (rest) => (rest.trim() === '' ? { name } : null) };
}

const word = (text: string, span: Span): Argument => ({ kind: 'word', text, span });

const ROWS: Readonly<Record<Named, Row>> = {
  tls: {
    shape: '@tls, @tls bad=expired',
    read: (rest) => {
      if (rest.trim() === '') return { name: 'tls', bad: null };
      const bad = BAD_CERTIFICATES.find((one) => rest.trim() === `bad=${one}`);
      return bad === undefined ? null : { name: 'tls', bad };
    },
  },
  wait: timed('wait', '2s'),
  within: timed('within', '5s'),
  after: timed('after', '12ms'),
  quiet: timed('quiet', '300ms'),
  split: {
    shape: '@split 3,1',
    read: (rest) => {
      const sizes = rest.trim().split(',').map(Number);
      return sizes.every((size) => Number.isInteger(size) && size > 0) ? { name: 'split', sizes } : null;
    },
  },
  slow: {
    shape: '@slow 10B/s',
    read: (rest) => {
      const octetsPerSecond = Number(/^(\d+)B\/s$/.exec(rest.trim())?.[1] ?? 0);
      return octetsPerSecond === 0 ? null : { name: 'slow', octetsPerSecond };
    },
  },
  stall: sided('stall'),
  close: sided('close'),
  reset: sided('reset'),
  closed: sided('closed'),
  auth: {
    shape: '@auth CRAM-MD5 user password',
    read: (rest, span) => {
      const [mechanism = '', user = '', secret] = rest.trim().split(/\s+/);
      if (mechanism === '' || user === '') return null;
      return {
        name: 'auth',
        mechanism: mechanism.toUpperCase(),
        user: word(user, span),
        secret: secret === undefined ? null : word(secret, span),
      };
    },
  },
  note: told('note', '@note text'),
  'note-ru': told('note-ru', '@note-ru text'),
  why: told('why', '@why RFC 5321 §4.1.4'),
  'why-ru': told('why-ru', '@why-ru RFC 5321 §4.1.4'),
  include: {
    shape: '@include login.smtp',
    read: (rest) => (rest.trim() === '' ? null : { name: 'include', path: rest.trim() }),
  },
  if: {
    opens: true,
    shape: '@if 354, @if 250|251, @if not 2xx',
    read: (rest) => {
      const [, not, set = ''] = /^(not\s+)?(\S+)$/.exec(rest.trim()) ?? [];
      const codes = codesOf(set);
      return codes === null ? null : { name: 'if', codes, negated: not !== undefined };
    },
  },
  repeat: {
    opens: true,
    shape: `@repeat 3 (1 … ${MOST_TIMES}), @repeat rows.csv`,
    read: (rest) => {
      const what = rest.trim();
      const times = Number(what);
      if (/^\d+$/.test(what))
        return times > 0 && times <= MOST_TIMES ? { name: 'repeat', times, path: null, rows: null } : null;
      return /\.csv$/i.test(what) ? { name: 'repeat', times: null, path: what, rows: null } : null;
    },
  },
  else: bare('else'),
  end: bare('end'),
};

/** Their names, for a near miss. */
export const DIRECTIVES: readonly string[] = [...Object.keys(ROWS), 'literal'];

/** Whether a word is one of them; `@literal` is more than a line, and read apart. */
export function isDirective(name: string): name is Named {
  return Object.hasOwn(ROWS, name);
}

/** Whether a directive opens a block. */
export function opensBlock({ name }: Directive): boolean {
  return ROWS[name].opens === true;
}

/** Reads what follows the name. Null where it cannot be meant so, which is reported. */
export function parseDirective(
  name: Named,
  rest: string,
  base: { readonly span: Span; readonly indent: string; readonly eol: string },
  problems: ProblemList,
): DirectiveLine | null {
  const { shape, read } = ROWS[name];
  const directive = read(rest, base.span);
  if (directive === null) {
    const detail = { directive: name, wanted: shape, found: rest.trim().slice(0, 40) };
    problems.add(base.span, { code: 'directive-argument', detail });
    return null;
  }
  if ('path' in directive && directive.path !== null && /^\/|(?:^|\/)\.\.(?:\/|$)/.test(directive.path)) {
    problems.add(base.span, { code: 'path-outside', detail: { path: directive.path } });
    return null;
  }
  return { kind: 'directive', rest, directive, ...base };
}
