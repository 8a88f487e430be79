/** Whether an assert of a session file holds for a value, and how it is told. */

import { compilePattern, isNumber, LIST_MARK, LISTS } from '../../pure/sessions/index.ts';
import type { AssertLine, RegexPort } from '../../pure/sessions/index.ts';

/** An assert as a report has it: in its own words where it has some, with what it asks for. */
export function wordsOf({ words, rest }: AssertLine): string {
  const asked = rest.trim();
  return words === '' ? asked : `${words} (${asked.replace(/\s*"[^"]*"$/, '')})`;
}

/** Whether it holds for a value. What cannot be compared does not hold, with `not` before it or without. */
export function holds(
  value: string,
  line: AssertLine,
  regex: RegexPort | null,
  valueOf: (name: string) => string | undefined,
): boolean {
  const wanted = line.valueName === null ? line.value : valueOf(line.valueName);
  if (wanted === undefined) return false;
  const same = compares(value, wanted, line, regex);
  return same !== null && same !== line.negated;
}

/** Compares as text; `<` and its kin as numbers. Null where one of the two is none. */
function compares(
  value: string,
  wanted: string,
  { operator, subject, pattern }: AssertLine,
  regex: RegexPort | null,
): boolean | null {
  switch (operator) {
    case 'matches': {
      const compiled = pattern === null ? null : compilePattern(regex, pattern);
      return compiled === null ? null : compiled.find(value) !== null;
    }
    case '==':
      return value === wanted;
    case '!=':
      return value !== wanted;
    case 'contains':
      return LISTS.includes(subject) ? value.split(LIST_MARK).includes(wanted) : value.includes(wanted);
    case 'starts':
      return value.startsWith(wanted);
    case 'ends':
      return value.endsWith(wanted);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return isNumber(value) && isNumber(wanted) ? ORDER[operator](Number(value), Number(wanted)) : null;
  }
}

const ORDER: Readonly<Record<'<' | '<=' | '>' | '>=', (one: number, other: number) => boolean>> = {
  '<': (one, other) => one < other,
  '<=': (one, other) => one <= other,
  '>': (one, other) => one > other,
  '>=': (one, other) => one >= other,
};
