/**
 * The front matter of a session file: YAML with a few known keys. SECURITY: a secret among its variables is refused, since a file is
 * passed on, and the secret with it.
 */

import { parse as parseYaml, YAMLParseError } from 'yaml';
import type { SessionFault } from '../problems/index.ts';
import { MATCH_LEVELS, NO_FRONT_MATTER } from './ast.ts';
import type { FrontMatter, Span } from './ast.ts';
import { nearest } from './problem.ts';

const FRONT_KEYS = ['title', 'summary', 'vars', 'side', 'dialect', 'match', 'tags', 'step', 'expect'];
const SECRET_NAMES = /pass|secret|token/i;

/** Reads what stands between the two lines of hyphens; what is wrong with it goes to `add`. */
export function readFrontMatter(text: string, add: (span: Span, fault: SessionFault) => void): FrontMatter {
  const at = (line: number): Span => ({ line, column: 1, length: 1 });
  let value: unknown;
  try {
    value = parseYaml(text, { maxAliasCount: 20, logLevel: 'error' });
  } catch (error) {
    const line = error instanceof YAMLParseError ? (error.linePos?.[0].line ?? 1) : 1;
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
    add(at(line + 1), { code: 'front-matter-syntax', detail: { reason } });
    return NO_FRONT_MATTER;
  }
  if (value === null || value === undefined) return NO_FRONT_MATTER;
  if (typeof value !== 'object' || Array.isArray(value)) {
    add(at(2), { code: 'front-matter-syntax', detail: { reason: 'key: value' } });
    return NO_FRONT_MATTER;
  }
  const raw = new Map(Object.entries(value));
  for (const key of raw.keys()) {
    if (FRONT_KEYS.includes(key)) continue;
    add(at(2), {
      code: 'front-matter-key',
      detail: { found: key, suggestion: nearest(key, FRONT_KEYS) },
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
      add(at(2), { code: 'front-matter-value', detail: { key, wanted: allowed.join(', ') } });
    }
    return found;
  };
  const vars = new Map<string, string>();
  const given: unknown = raw.get('vars');
  for (const [name, text_] of typeof given === 'object' && given !== null ? Object.entries(given) : []) {
    // SECURITY: a session file is passed on; a secret in it would be passed on with it.
    if (SECRET_NAMES.test(name)) add(at(2), { code: 'secret-in-vars', detail: { name } });
    else vars.set(name, String(text_));
  }
  const tags: unknown = raw.get('tags');
  return {
    title: word('title'),
    summary: word('summary'),
    vars,
    side: oneOf('side', ['client', 'server']),
    dialect: oneOf('dialect', ['smtp', 'lmtp']) ?? 'smtp',
    match: oneOf('match', MATCH_LEVELS),
    tags: Array.isArray(tags) ? tags.map(String) : [],
    step: word('step'),
    expect: word('expect'),
  };
}
