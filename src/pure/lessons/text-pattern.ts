/**
 * Texts to be matched in a check: a whole text in any case, or a `/pattern/` with flags `i` and `s`. Patterns run on RE2,
 * whose time is linear in the text, so that no lesson can hang the tutor.
 */

import { RE2JS } from 're2js';
import type { TextPattern } from './format.ts';

const PATTERN = /^\/(.*)\/([is]*)$/s;

/** Null where a pattern does not compile. */
export function parseTextPattern(value: string): TextPattern | null {
  const match = PATTERN.exec(value);
  if (match === null) return { kind: 'text', text: value };
  const source = match[1] ?? '';
  const flags = match[2] ?? '';
  try {
    const compiled = RE2JS.compile(
      source,
      (flags.includes('i') ? RE2JS.CASE_INSENSITIVE : 0) | (flags.includes('s') ? RE2JS.DOTALL : 0),
    );
    return { kind: 'pattern', source, test: (text) => compiled.matcher(text).find() };
  } catch {
    return null;
  }
}

/** Whether a text is what the pattern asks for. A null pattern asks for nothing. */
export function matchesText(pattern: TextPattern | null, text: string): boolean {
  if (pattern === null) return true;
  if (pattern.kind === 'pattern') return pattern.test(text);
  return pattern.text.trim().toLowerCase() === text.trim().toLowerCase();
}

/** How a pattern is shown in a goal. */
export function formatTextPattern(pattern: TextPattern): string {
  return pattern.kind === 'text' ? pattern.text : `/${pattern.source}/`;
}
