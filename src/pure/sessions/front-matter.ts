/**
 * The front matter of a session file: YAML with a few known keys. SECURITY: a secret among its variables is refused, since a file is
 * passed on, and the secret with it.
 */

import { nearestOf } from '../problems/index.ts';
import { isMap, isScalar, parseDocument } from 'yaml';
import type { SessionFault } from '../problems/index.ts';
import { MATCH_LEVELS, NO_FRONT_MATTER } from './ast.ts';
import type { FrontMatter, Span } from './ast.ts';
import { readConnections, readRetry, readTarget } from './front-target.ts';
import { isSecretName } from './secret-names.ts';

const FRONT_KEYS: readonly string[] =
  'title summary vars side dialect match tags needs fragment connections target retry step expect'.split(' ');

/** Keys of a conformance case, and words in Russian; what they may hold is for those who read them. */
const CASE_KEYS: readonly string[] =
  'id title-ru summary-ru why why-ru clauses level accept lenient breaks absent'.split(' ');

/** What is given from outside, or is so of the place: `sink` and `loopback` are known to `conform` alone. */
const GIVEN_NEEDS = ['auth', 'mailbox', 'bad-mailbox', 'foreign', 'sink', 'loopback'] as const;
export type GivenNeed = (typeof GIVEN_NEEDS)[number];
/** Needs that are not a keyword of EHLO, in small letters. */
const NEEDS: readonly string[] = [...GIVEN_NEEDS, 'tls', 'size-limit', 'smtp'];

export function isGivenNeed(need: string): need is GivenNeed {
  return (GIVEN_NEEDS as readonly string[]).includes(need);
}

/** RFC 5321 §4.1.1.1, ehlo-keyword; in capitals, so that `Tls` is not taken for one. */
const KEYWORD = /^[A-Z0-9][A-Z0-9-]*$/;

/** Reads what stands between the two lines of hyphens; what is wrong with it goes to `add`. */
export function readFrontMatter(text: string, add: (span: Span, fault: SessionFault) => void): FrontMatter {
  // The first line is that of the hyphens.
  const at = (offset: number, length = 1): Span => {
    const before = text.slice(0, offset);
    return { line: before.split('\n').length + 1, column: offset - before.lastIndexOf('\n'), length };
  };
  const document = parseDocument(text, { logLevel: 'error' });
  const [broken] = document.errors;
  if (broken !== undefined) {
    const reason = broken.message.split('\n')[0] ?? '';
    add(at(broken.pos[0]), { code: 'front-matter-syntax', detail: { reason } });
    return NO_FRONT_MATTER;
  }
  const places = new Map<string, Span>();
  const visit = (node: unknown, prefix: string): void => {
    if (!isMap(node)) return;
    for (const { key, value: inner } of node.items) {
      if (!isScalar(key)) continue;
      const name = prefix + String(key.value);
      const [from = 0, to = from + 1] = key.range ?? [];
      places.set(name, at(from, to - from));
      if (prefix === '') visit(inner, `${name}.`);
    }
  };
  visit(document.contents, '');
  const placeOf = (key: string): Span => places.get(key) ?? at(0);
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 20 });
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
    add(at(0), { code: 'front-matter-syntax', detail: { reason } });
    return NO_FRONT_MATTER;
  }
  if (value === null || value === undefined) return NO_FRONT_MATTER;
  if (typeof value !== 'object' || Array.isArray(value)) {
    add(at(0), { code: 'front-matter-syntax', detail: { reason: 'key: value' } });
    return NO_FRONT_MATTER;
  }
  const raw = new Map(Object.entries(value));
  for (const key of raw.keys()) {
    if (FRONT_KEYS.includes(key) || CASE_KEYS.includes(key)) continue;
    add(placeOf(key), {
      code: 'front-matter-key',
      detail: { found: key, suggestion: nearestOf(key, [...FRONT_KEYS, ...CASE_KEYS]) },
    });
  }
  const word = (key: string): string => {
    const given: unknown = raw.get(key) ?? '';
    return typeof given === 'string' || typeof given === 'number' ? String(given) : '';
  };
  const oneOf = <T extends string>(key: string, allowed: readonly T[]): T | null => {
    const given = word(key);
    const found = allowed.find((one) => one === given) ?? null;
    if (given !== '' && found === null) {
      add(placeOf(key), { code: 'front-matter-value', detail: { key, wanted: allowed.join(', ') } });
    }
    return found;
  };
  const vars = new Map<string, string>();
  const given: unknown = raw.get('vars');
  for (const [name, text_] of typeof given === 'object' && given !== null ? Object.entries(given) : []) {
    // SECURITY: a session file is passed on; a secret in it would be passed on with it.
    if (isSecretName(name)) add(placeOf(`vars.${name}`), { code: 'secret-in-vars', detail: { name } });
    else vars.set(name, String(text_));
  }
  const tags: unknown = raw.get('tags');
  const wrong = (key: string, wanted: string): void => {
    add(placeOf(key), { code: 'front-matter-value', detail: { key, wanted } });
  };
  const needed: unknown = raw.get('needs') ?? [];
  const needs = (Array.isArray(needed) ? needed : [needed]).map(String);
  if (!needs.every((need) => NEEDS.includes(need) || KEYWORD.test(need)))
    wrong('needs', `[STARTTLS], [${NEEDS.join(', ')}]`);
  const fragment: unknown = raw.get('fragment') ?? false;
  if (typeof fragment !== 'boolean') wrong('fragment', 'true, false');
  return {
    title: word('title'),
    summary: word('summary').trim(),
    vars,
    side: oneOf('side', ['client', 'server']),
    dialect: oneOf('dialect', ['smtp', 'lmtp']) ?? 'smtp',
    match: oneOf('match', MATCH_LEVELS),
    tags: Array.isArray(tags) ? tags.map(String) : [],
    needs,
    fragment: fragment === true,
    connections: readConnections(raw.get('connections'), wrong),
    target: readTarget(raw.get('target'), wrong),
    retry: readRetry(raw.get('retry'), wrong),
    step: word('step'),
    expect: word('expect'),
    case: new Map([...raw].filter(([key]) => CASE_KEYS.includes(key))),
  };
}
