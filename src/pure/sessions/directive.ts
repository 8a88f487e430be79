/** Directives of a session file: `@tls`, `@wait 2s`, `@split 3,1` and their kin, each with what it takes. */

import { BAD_CERTIFICATES } from './ast.ts';
import type { Directive, DirectiveLine, DirectiveName, Side, Span } from './ast.ts';
import type { ProblemList } from './problem.ts';

type Read = (rest: string) => Directive | null;

const milliseconds = (text: string): number | null => {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m)$/.exec(text.trim());
  if (match === null) return null;
  return Number(match[1]) * (match[2] === 'ms' ? 1 : match[2] === 's' ? 1000 : 60_000);
};

const timed =
  (name: 'wait' | 'within' | 'after'): Read =>
  (rest) => {
    const time = milliseconds(rest);
    return time === null ? null : { name, milliseconds: time };
  };

const sided =
  (name: 'stall' | 'close' | 'reset' | 'closed'): Read =>
  (rest) => {
    const word = rest.trim();
    const side: Side | null = word === 'client' || word === 'server' ? word : null;
    return word === '' || side !== null ? { name, side } : null;
  };

const argument = (text: string, span: Span) => ({ kind: 'word' as const, text, span });

/** What each takes, as its message says it. */
const SHAPES: Readonly<Record<Exclude<DirectiveName, 'literal'>, string>> = {
  tls: '@tls, @tls bad=expired',
  wait: '@wait 2s',
  within: '@within 5s',
  after: '@after 12ms',
  split: '@split 3,1',
  slow: '@slow 10B/s',
  stall: '@stall',
  close: '@close',
  reset: '@reset',
  closed: '@closed',
  auth: '@auth CRAM-MD5 user password',
  note: '@note text',
  why: '@why RFC 5321 §4.1.4',
  include: '@include login.smtp',
};

/** Reads what follows the name. Null where it cannot be meant so, which is reported. */
export function parseDirective(
  name: Exclude<DirectiveName, 'literal'>,
  rest: string,
  base: { readonly span: Span; readonly indent: string; readonly eol: string },
  problems: ProblemList,
): DirectiveLine | null {
  const directive = readers(base.span)[name](rest);
  if (directive === null) {
    const detail = { directive: name, wanted: SHAPES[name], found: rest.trim().slice(0, 40) };
    problems.add(base.span, { code: 'directive-argument', detail });
    return null;
  }
  if (directive.name === 'include' && /^\/|(?:^|\/)\.\.(?:\/|$)/.test(directive.path)) {
    problems.add(base.span, { code: 'path-outside', detail: { path: directive.path } });
    return null;
  }
  return { kind: 'directive', rest, directive, ...base };
}

function readers(span: Span): Readonly<Record<Exclude<DirectiveName, 'literal'>, Read>> {
  return {
    tls: (rest) => {
      const word = rest.trim();
      if (word === '') return { name: 'tls', bad: null };
      const bad = BAD_CERTIFICATES.find((one) => word === `bad=${one}`);
      return bad === undefined ? null : { name: 'tls', bad };
    },
    wait: timed('wait'),
    within: timed('within'),
    after: timed('after'),
    split: (rest) => {
      const sizes = rest.trim().split(',').map(Number);
      return sizes.every((size) => Number.isInteger(size) && size > 0) ? { name: 'split', sizes } : null;
    },
    slow: (rest) => {
      const match = /^(\d+)B\/s$/.exec(rest.trim());
      return match === null || Number(match[1]) === 0
        ? null
        : { name: 'slow', octetsPerSecond: Number(match[1]) };
    },
    stall: sided('stall'),
    close: sided('close'),
    reset: sided('reset'),
    closed: sided('closed'),
    auth: (rest) => {
      const [mechanism = '', user = '', secret] = rest.trim().split(/\s+/);
      if (mechanism === '' || user === '') return null;
      return {
        name: 'auth',
        mechanism: mechanism.toUpperCase(),
        user: argument(user, span),
        secret: secret === undefined ? null : argument(secret, span),
      };
    },
    note: (rest) => ({ name: 'note', text: rest.trim() }),
    why: (rest) => ({ name: 'why', text: rest.trim() }),
    include: (rest) => (rest.trim() === '' ? null : { name: 'include', path: rest.trim() }),
  };
}
